#include "vault/peer_secret.hpp"

#include <sodium.h>

#include <array>

#include "base/assert.hpp"
#include "vault/city_key.hpp"

namespace daicho::vault {
namespace {

constexpr std::size_t kProofSize = 32;

void keyed_hash(const Secret& key, std::string_view text, std::span<std::uint8_t> out) {
    const ByteView bytes = as_bytes(text);
    const int done = crypto_generichash(out.data(), out.size(), bytes.data(), bytes.size(),
                                        key.view().data(), key.view().size());
    DAICHO_ASSERT(done == 0);
}

}  // namespace

Result<PeerSecret> PeerSecret::derive(const std::filesystem::path& city_key_file,
                                      std::string_view municipality) {
    Secret city;
    DAICHO_CHECK(read_city_key(city_key_file, city));
    PeerSecret secret;
    keyed_hash(city, "daicho/peers/1/" + std::string(municipality), secret.key_.bytes());
    return secret;
}

std::string PeerSecret::proof(std::string_view text) const {
    std::array<std::uint8_t, kProofSize> out{};
    keyed_hash(key_, text, out);
    return to_hex(out);
}

bool PeerSecret::proves(std::string_view text, std::string_view proof) const {
    const std::string right = this->proof(text);
    return proof.size() == right.size() &&
           sodium_memcmp(proof.data(), right.data(), right.size()) == 0;
}

}  // namespace daicho::vault
