// Codes of six digits that change every 30 seconds (RFC 6238 on HMAC-SHA-1, RFC 4226).
//
// SHA-1 because it is what every code generator understands; HMAC does not suffer from its
// collisions. Pure functions. Threads: any.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/bytes.hpp"
#include "base/clock.hpp"

namespace daicho::identity {

inline constexpr std::size_t kTotpSecretBytes = 20;

std::int64_t totp_step(Instant now) noexcept;  // number of the 30 seconds
std::string totp_code(ByteView secret, std::int64_t step);
// The step whose code this is: the present one, the one before or the one after, and newer than
// `used`, the last step that was accepted (a code counts once). Compares in constant time.
std::optional<std::int64_t> match_totp(ByteView secret, std::string_view code, Instant now,
                                       std::int64_t used);

std::string base32(ByteView bytes);  // without padding, as people type it
// What a code generator reads: otpauth://totp/…
std::string totp_uri(ByteView secret, std::string_view issuer, std::string_view account);

// Dark squares of a QR code as an SVG path of unit squares, and how many fit a side.
struct QrCode {
    int size = 0;
    std::string path;
};
std::optional<QrCode> qr_code(const std::string& text);

}  // namespace daicho::identity
