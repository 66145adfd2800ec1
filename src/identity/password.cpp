#include "identity/password.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <semaphore>

#include "base/assert.hpp"
#include "identity/detail/weakness.hpp"

namespace daicho::identity {
namespace {

constexpr std::size_t kLongest = 128;
constexpr std::size_t kLongestBytes = 4 * kLongest;
constexpr unsigned long long kPasses = 3;
constexpr std::size_t kMemory = 64UL * 1024 * 1024;
constexpr std::size_t kRandomLength = 24;
// Without 0 O o, 1 I l and other pairs that are mixed up on paper.
constexpr std::string_view kReadable = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz";
// Hashed like everything else when there is no such account, so that the time tells nothing.
constexpr std::string_view kNobody =
    "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

void ready() {
    static const int state = sodium_init();
    DAICHO_ASSERT(state >= 0);
}

// Two hashes take 128 MiB: a flood of sign-ins waits instead of using up the memory.
std::counting_semaphore<2>& hashing() {
    static std::counting_semaphore<2> places(2);
    return places;
}

class Turn {
public:
    Turn() { hashing().acquire(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() { hashing().release(); }
};

}  // namespace

Status check_password(std::string_view password, const Owner& owner,
                      const PasswordRules& rules) {
    const std::size_t length = detail::count_characters(password);
    if (length < rules.shortest) {
        return input_error("identity.password.too_short")
            .with("shortest", std::to_string(rules.shortest));
    }
    if (length > kLongest || password.size() > kLongestBytes) {
        return input_error("identity.password.too_long").with("longest", std::to_string(kLongest));
    }
    if (detail::contains_owner(password, owner)) {
        return input_error("identity.password.contains_owner");
    }
    if (detail::is_simple(password)) return input_error("identity.password.too_simple");
    if (rules.strength == 0) return {};
    const std::uint64_t bits = strength_bits(password, owner, rules.words.get());
    if (bits < rules.strength) {
        return input_error("identity.password.too_weak")
            .with("bits", std::to_string(bits))
            .with("least", std::to_string(rules.strength));
    }
    return {};
}

Result<std::string> hash_password(std::string_view password) {
    ready();
    const Turn turn;
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), kPasses, kMemory) != 0) {
        return system_error("identity.password.no_memory");
    }
    return std::string(hash.data());
}

bool verify_password(std::string_view hash, std::string_view password) {
    ready();
    const bool somebody = hash.starts_with("$argon2id$") && hash.size() < crypto_pwhash_STRBYTES;
    const std::string_view against = somebody ? hash : kNobody;
    std::array<char, crypto_pwhash_STRBYTES> text{};
    std::copy(against.begin(), against.end(), text.begin());
    const Turn turn;
    const bool right = crypto_pwhash_str_verify(text.data(), password.data(), password.size()) == 0;
    return right && somebody;
}

bool needs_rehash(std::string_view hash) {
    ready();
    if (hash.size() >= crypto_pwhash_STRBYTES) return true;
    std::array<char, crypto_pwhash_STRBYTES> text{};
    std::copy(hash.begin(), hash.end(), text.begin());
    return crypto_pwhash_str_needs_rehash(text.data(), kPasses, kMemory) != 0;
}

std::string random_password() {
    ready();
    std::string password(kRandomLength, '\0');
    for (char& c : password) {
        c = kReadable[randombytes_uniform(static_cast<std::uint32_t>(kReadable.size()))];
    }
    return password;
}

}  // namespace daicho::identity
