#include "identity/totp.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <qrencode.h>

#include <array>
#include <memory>

#include "base/assert.hpp"

namespace daicho::identity {
namespace {

constexpr std::int64_t kStepMicros = 30LL * 1'000'000;
constexpr std::size_t kDigits = 6;
constexpr std::uint32_t kModulus = 1'000'000;
constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::string percent(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += kHex[byte >> 4U];
            out += kHex[byte & 15U];
        }
    }
    return out;
}

}  // namespace

std::int64_t totp_step(Instant now) noexcept { return now.micros / kStepMicros; }

std::string totp_code(ByteView secret, std::int64_t step) {
    Bytes counter;
    ByteWriter(counter).i64(step);
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned length = 0;
    const auto* made = HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()),
                            counter.data(), counter.size(), mac.data(), &length);
    DAICHO_ASSERT(made != nullptr && length == 20);
    const std::size_t at = mac[19] & 15U;
    std::uint32_t number = mac[at] & 127U;
    for (std::size_t i = at + 1; i < at + 4; ++i) number = number << 8U | mac[i];
    number %= kModulus;
    std::string code = std::to_string(number);
    return std::string(kDigits - code.size(), '0') + code;
}

std::optional<std::int64_t> match_totp(ByteView secret, std::string_view code, Instant now,
                                       std::int64_t used) {
    if (code.size() != kDigits) return std::nullopt;
    std::optional<std::int64_t> found;
    for (std::int64_t step = totp_step(now) - 1; step <= totp_step(now) + 1; ++step) {
        const std::string right = totp_code(secret, step);
        const bool same = CRYPTO_memcmp(right.data(), code.data(), kDigits) == 0;
        if (same && step > used && !found) found = step;
    }
    return found;
}

std::string base32(ByteView bytes) {
    std::string out;
    std::uint32_t bits = 0;
    int held = 0;
    for (const std::uint8_t byte : bytes) {
        bits = bits << 8U | byte;
        for (held += 8; held >= 5; held -= 5) out += kAlphabet[bits >> (held - 5) & 31U];
    }
    if (held > 0) out += kAlphabet[bits << (5 - held) & 31U];
    return out;
}

std::string totp_uri(ByteView secret, std::string_view issuer, std::string_view account) {
    return "otpauth://totp/" + percent(issuer) + ":" + percent(account) +
           "?secret=" + base32(secret) + "&issuer=" + percent(issuer) +
           "&algorithm=SHA1&digits=6&period=30";
}

std::optional<QrCode> qr_code(const std::string& text) {
    const std::unique_ptr<QRcode, void (*)(QRcode*)> made(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
    if (!made) return std::nullopt;
    QrCode code{made->width, {}};
    for (int y = 0; y < made->width; ++y) {
        for (int x = 0; x < made->width; ++x) {
            if ((made->data[y * made->width + x] & 1U) == 0) continue;
            code.path += 'M' + std::to_string(x) + ' ' + std::to_string(y) + "h1v1h-1z";
        }
    }
    return code;
}

}  // namespace daicho::identity
