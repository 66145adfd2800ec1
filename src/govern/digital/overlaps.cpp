#include "govern/digital/overlaps.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "base/text.hpp"

namespace daicho::govern {
namespace {

constexpr std::string_view kBetween[] = {"、", "。", "・", "の", "　", "（", "）", "等", "及び"};

bool is_between(std::string_view letter) {
    if (letter.size() == 1) {
        const char sign = letter.front();
        const bool word = (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'z') ||
                          (sign >= 'A' && sign <= 'Z');
        return !word;
    }
    return std::find(std::begin(kBetween), std::end(kBetween), letter) != std::end(kBetween);
}

std::size_t letter_length(char first) noexcept {
    const auto byte = static_cast<unsigned char>(first);
    if (byte < 0x80) return 1;
    if (byte < 0xE0) return 2;
    return byte < 0xF0 ? 3 : 4;
}

std::set<std::string> pairs_of(std::string_view text) {
    std::set<std::string> pairs;
    std::string_view before;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view letter = text.substr(at, letter_length(text[at]));
        at += letter.size();
        if (is_between(letter)) {
            before = {};
            continue;
        }
        if (!before.empty()) pairs.insert(std::string(before) + std::string(letter));
        before = letter;
    }
    return pairs;
}

std::int64_t shared_percent(const std::set<std::string>& a, const std::set<std::string>& b) {
    const auto& small = a.size() <= b.size() ? a : b;
    const auto& large = a.size() <= b.size() ? b : a;
    if (small.empty()) return 0;
    const auto shared = std::count_if(small.begin(), small.end(), [&](const std::string& pair) {
        return large.contains(pair);
    });
    return shared * 100 / static_cast<std::int64_t>(small.size());
}

using Counts = std::map<std::uint64_t, std::int64_t>;

std::int64_t shared_members(const Counts& a, const Counts& b) {
    std::int64_t shared = 0;
    for (const auto& [section, count] : a) {
        const auto other = b.find(section);
        if (other != b.end()) shared += std::min(count, other->second);
    }
    return shared;
}

}  // namespace

std::int64_t likeness_percent(std::string_view a, std::string_view b) {
    return shared_percent(pairs_of(a), pairs_of(b));
}

std::vector<GroupOverlap> overlaps_of(const std::vector<GroupFact>& groups,
                                      const OverlapLimits& limits) {
    std::vector<std::set<std::string>> themes;
    std::vector<Counts> members;
    for (const GroupFact& group : groups) {
        themes.push_back(pairs_of(group.theme));
        Counts counts;
        for (const std::uint64_t section : group.sections) ++counts[section];
        members.push_back(std::move(counts));
    }
    std::vector<GroupOverlap> list;
    for (std::size_t a = 0; a < groups.size(); ++a) {
        for (std::size_t b = a + 1; b < groups.size(); ++b) {
            GroupOverlap one{a, b, shared_members(members[a], members[b]),
                             shared_percent(themes[a], themes[b])};
            one.same_members = one.members >= limits.members;
            one.same_theme = one.theme_percent >= limits.theme_percent;
            if (one.same_members || one.same_theme) list.push_back(one);
        }
    }
    return list;
}

}  // namespace daicho::govern
