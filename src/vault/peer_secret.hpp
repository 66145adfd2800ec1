// PeerSecret: by what the servers of one municipality know each other.
//
// Derived from the city key, which each of them must have anyway to take over; it proves texts and
// never leaves the process. A proof is keyed BLAKE2b over the text, in hexadecimal.
// Threading: const functions from any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "vault/secret.hpp"

namespace daicho::vault {

class PeerSecret {
public:
    // Errors: those of read_city_key (city_key.hpp).
    static Result<PeerSecret> derive(const std::filesystem::path& city_key_file,
                                     std::string_view municipality);
    [[nodiscard]] std::string proof(std::string_view text) const;
    // Takes the same time whatever is wrong.
    [[nodiscard]] bool proves(std::string_view text, std::string_view proof) const;

private:
    PeerSecret() = default;
    Secret key_;
};

}  // namespace daicho::vault
