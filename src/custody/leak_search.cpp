#include "custody/leak_search.hpp"

#include <algorithm>
#include <cstring>

#include "base/assert.hpp"
#include "base/kana.hpp"

namespace daicho::custody {
namespace {

constexpr unsigned kFilterBits = 26;  // 8 MiB: hardly a position in a million passes by chance

std::uint64_t first_eight(const char* bytes) noexcept {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

std::uint64_t place_of(std::uint64_t start) noexcept {
    return (start * 0x9E3779B97F4A7C15ULL) >> (64 - kFilterBits);
}

bool is_number(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_digit_at(std::string_view bytes, std::size_t at) {
    return at < bytes.size() && bytes[at] >= '0' && bytes[at] <= '9';
}

bool is_short_number(std::string_view text) {
    constexpr std::size_t kLongNumber = 12;
    return text.size() < kLongNumber && is_number(text);
}

// A short number inside a longer one is chance.
bool stands_alone(std::string_view bytes, std::size_t at, std::string_view text) {
    if (!is_short_number(text)) return true;
    return !is_digit_at(bytes, at - 1) && !is_digit_at(bytes, at + text.size());
}

std::string with_blank(std::string_view text, std::string_view blank) {
    static constexpr std::string_view kWide = "　";
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const bool wide = text.substr(i).starts_with(kWide);
        if (wide || text[i] == ' ') {
            out += blank;
            i += wide ? kWide.size() : 1;
        } else {
            out += text[i++];
        }
    }
    return out;
}

}  // namespace

void LeakSearch::keep(std::string_view value) {
    if (value.size() < (is_number(value) ? kLeastDigits : kLeast)) return;
    DAICHO_ASSERT(texts_.size() + value.size() < UINT32_MAX);
    patterns_.push_back({first_eight(value.data()), static_cast<std::uint32_t>(texts_.size()),
                         static_cast<std::uint32_t>(value.size())});
    texts_ += value;
    longest_ = std::max(longest_, value.size());
}

void LeakSearch::add(std::string_view value, std::string_view strip) {
    if (!strip.empty() && value.starts_with(strip)) value.remove_prefix(strip.size());
    keep(value);
    const std::string together = with_blank(value, "");
    if (together != value) keep(together);
}

void LeakSearch::add_name(std::string_view name) {
    for (const char* blank : {" ", "　", ""}) keep(with_blank(name, blank));
    keep(name_search_key(name));
}

void LeakSearch::add_kana(std::string_view kana) {
    for (const char* blank : {" ", "　", ""}) keep(with_blank(kana, blank));
    keep(kana_search_key(kana));
}

void LeakSearch::fill_filter() {
    filter_.assign((std::size_t{1} << kFilterBits) / 64, 0);
    for (const Pattern& one : patterns_) {
        const std::uint64_t bit = place_of(one.start);
        filter_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
}

void LeakSearch::settle(std::string_view known) {
    std::ranges::sort(patterns_, [this](const Pattern& a, const Pattern& b) {
        return a.start != b.start ? a.start < b.start : text_of(a) < text_of(b);
    });
    // Not std::ranges: clang 14, which builds the fuzzers, cannot take its subranges.
    const auto same = [this](const Pattern& a, const Pattern& b) {
        return text_of(a) == text_of(b);
    };
    patterns_.erase(std::unique(patterns_.begin(), patterns_.end(), same), patterns_.end());
    fill_filter();
    std::vector<bool> nobodys(patterns_.size());
    each(known, [&](const Pattern& one) {
        nobodys[static_cast<std::size_t>(&one - patterns_.data())] = true;
        return false;
    });
    std::size_t at = 0;
    std::erase_if(patterns_, [&](const Pattern&) { return nobodys[at++]; });
    fill_filter();
}

template <class Found>
void LeakSearch::each(std::string_view bytes, const Found& found) const {
    if (filter_.empty() || bytes.size() < kLeast) return;
    for (std::size_t at = 0; at + kLeast <= bytes.size(); ++at) {
        const std::uint64_t start = first_eight(bytes.data() + at);
        const std::uint64_t bit = place_of(start);
        if ((filter_[bit / 64] >> (bit % 64) & 1) == 0) continue;
        for (auto one = std::ranges::lower_bound(patterns_, start, {}, &Pattern::start);
             one != patterns_.end() && one->start == start; ++one) {
            const std::string_view text = text_of(*one);
            if (!bytes.substr(at).starts_with(text) || !stands_alone(bytes, at, text)) continue;
            if (found(*one)) return;
        }
    }
}

std::string_view LeakSearch::find(std::string_view bytes, In where) const {
    std::string_view first;
    each(bytes, [&](const Pattern& one) {
        if (where == In::file && is_short_number(text_of(one))) return false;
        first = text_of(one);
        return true;
    });
    return first;
}

}  // namespace daicho::custody
