// Code points of UTF-8 text, for the modules of base that look at single characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace daicho::detail {

inline constexpr char32_t kReplacement = U'\uFFFD';

// Reads the code point at `at` and moves `at` behind it; at < text.size(). A byte that begins no
// valid sequence gives kReplacement and moves by one.
char32_t next_code_point(std::string_view text, std::size_t& at) noexcept;

void append_utf8(std::string& out, char32_t c);

constexpr bool is_blank(char32_t c) noexcept {
    return c == U' ' || (c >= U'\t' && c <= U'\r') || c == U'\u0085' || c == U'\u00A0' ||
           c == U'\u1680' || (c >= U'\u2000' && c <= U'\u200B') || c == U'\u2028' ||
           c == U'\u2029' || c == U'\u202F' || c == U'\u205F' || c == U'\u3000' || c == U'\uFEFF';
}

constexpr bool is_control(char32_t c) noexcept {
    return c < U' ' || (c >= 0x7F && c < 0xA0);
}

// ー ― － ‐ ｰ - and their kin, which people type for one another.
constexpr bool is_hyphen_like(char32_t c) noexcept {
    return c == U'-' || c == U'\u00AD' || (c >= U'\u2010' && c <= U'\u2015') || c == U'\u2043' ||
           c == U'\u2212' || c == U'\u2500' || c == U'\u2501' || c == U'\u30FC' || c == U'\uFE63' ||
           c == U'\uFF0D' || c == U'\uFF70';
}

constexpr bool is_variation_selector(char32_t c) noexcept {
    return (c >= U'\uFE00' && c <= U'\uFE0F') || (c >= U'\U000E0100' && c <= U'\U000E01EF');
}

}  // namespace daicho::detail
