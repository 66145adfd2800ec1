#include <algorithm>
#include <cstring>

#include "govern/logs/detail/literals.hpp"

namespace daicho::govern::logs::detail {

namespace {

constexpr std::size_t kPairs = 4096;
constexpr std::size_t kWidest = 64;

// Makes letters of either case one; other bytes may fall together too, which only costs time.
char loose(char c) noexcept { return static_cast<char>(c | 0x20); }

}  // namespace

std::uint16_t Literals::pair(const char* at) noexcept {
    const auto a = static_cast<unsigned char>(loose(at[0]));
    const auto b = static_cast<unsigned char>(loose(at[1]));
    return static_cast<std::uint16_t>((a * 67U ^ b) & (kPairs - 1));
}

bool Literals::prepare(const std::vector<std::string>& texts) {
    if (texts.empty()) return false;
    window_ = kWidest;
    for (const std::string& text : texts) {
        const bool ascii =
            std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) > 0; });
        if (!ascii || text.size() < kLeast) return false;
        window_ = std::min(window_, text.size());
    }
    for (const std::string& text : texts) {
        std::string kept = text;
        std::ranges::transform(kept, kept.begin(), loose);
        if (std::ranges::find(texts_, kept) == texts_.end()) texts_.push_back(std::move(kept));
    }
    shifts_.assign(kPairs, static_cast<std::uint8_t>(window_ - 1));
    std::vector<std::vector<std::uint32_t>> by_pair(kPairs);
    for (std::uint32_t i = 0; i < texts_.size(); ++i) {
        for (std::size_t at = 0; at + 2 <= window_; ++at) {
            const std::size_t skipped = texts_[i].size() - window_;
            const std::uint16_t key = pair(texts_[i].data() + skipped + at);
            const auto left = static_cast<std::uint8_t>(window_ - 2 - at);
            shifts_[key] = std::min(shifts_[key], left);
            if (left == 0) by_pair[key].push_back(i);
        }
    }
    starts_.push_back(0);
    for (const auto& members : by_pair) {
        members_.insert(members_.end(), members.begin(), members.end());
        starts_.push_back(static_cast<std::uint32_t>(members_.size()));
    }
    return true;
}

bool Literals::may_hold(std::string_view text) const noexcept {
    for (std::size_t end = window_; end <= text.size();) {
        const std::uint16_t key = pair(text.data() + end - 2);
        const std::size_t shift = shifts_[key];
        if (shift != 0) {
            end += shift;
            continue;
        }
        for (std::uint32_t i = starts_[key]; i < starts_[key + 1U]; ++i) {
            const std::string& one = texts_[members_[i]];
            if (one.size() > end) continue;
            const char* last = text.data() + end - 1;
            std::size_t same = 0;
            while (same < one.size() && loose(*(last - same)) == one[one.size() - 1 - same]) {
                ++same;
            }
            if (same == one.size()) return true;
        }
        ++end;
    }
    return false;
}

}  // namespace daicho::govern::logs::detail
