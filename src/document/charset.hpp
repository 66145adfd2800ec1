// Charsets of files that come from and go to other systems: UTF-8 and CP932 (Windows-31J).
//
// Only "CP932" of iconv is used: "SHIFT_JIS" fails on the first NEC or IBM character. Nothing is
// dropped in silence: what does not exist in CP932 becomes 〓 and is reported.
// Threading: free functions are pure; one Cp932Encoder per thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace daicho::document {

enum class Charset : std::uint8_t {
    detect,  // byte order mark, else valid UTF-8, else CP932 when it decodes strictly
    utf8,
    cp932,
};

// Offset of the first byte that is NUL or not part of a well-formed UTF-8 sequence (no overlong
// forms, no surrogates); text.size() when there is none.
std::size_t first_bad_byte(std::string_view text) noexcept;

// How many bytes at the end of `text` begin a sequence that more input could complete (0..3).
std::size_t incomplete_tail(std::string_view text) noexcept;

// Stands in decoded text for bytes that are no CP932; never valid in UTF-8, so a reader of the
// decoded text finds the place.
inline constexpr char kUndecodable = '\xFF';

// CP932 → UTF-8, piece by piece; no state but what is left of `in`. Stops when `in` is used up (but
// for an incomplete last character) or `out` is full. With `last`, an incomplete last character
// becomes kUndecodable.
struct DecodeProgress {
    std::size_t consumed = 0;
    std::size_t written = 0;
};
DecodeProgress decode_cp932(std::string_view in, char* out, std::size_t capacity, bool last);

// True when all of `bytes` is CP932; an incomplete character at the end is allowed unless `last`.
bool is_cp932(std::string_view bytes, bool last);

// UTF-8 → CP932.
class Cp932Encoder {
public:
    Cp932Encoder();
    ~Cp932Encoder();
    Cp932Encoder(Cp932Encoder&& other) noexcept;
    Cp932Encoder& operator=(Cp932Encoder&&) = delete;

    // Appends to `out`; returns the characters that have no place in CP932. They are written as 〓;
    // variation selectors are left out, for the base character stands before them.
    std::vector<char32_t> encode(std::string_view utf8, std::string& out);

private:
    void* converter_;
};

}  // namespace daicho::document
