// 重なり (overlaps): working groups made of the same sections, or about the same thing.
//
// Themes are compared by pairs of neighbouring letters, so that no dictionary is needed: the share
// of the smaller theme's pairs that the other one has too. Pure; no store, no clock.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace daicho::govern {

struct GroupFact {
    std::uint64_t group = 0;
    std::string theme;  // name and theme as written
    // Sections of its members, one for each member.
    std::vector<std::uint64_t> sections;
};

struct GroupOverlap {
    std::size_t first = 0, second = 0;  // places in the list; first < second
    std::int64_t members = 0;           // of the smaller count of each section, added up
    std::int64_t theme_percent = 0;     // 0 … 100, cut
    bool same_members = false, same_theme = false;
};

struct OverlapLimits {
    std::int64_t members = 3;         // at least so many
    std::int64_t theme_percent = 30;  // at least so much, 1 … 100
};

// Pairs that reach one of the limits, in order of their places.
std::vector<GroupOverlap> overlaps_of(const std::vector<GroupFact>& groups,
                                      const OverlapLimits& limits);

// 0 … 100: of the pairs of letters of the shorter text those in the longer one, each once. Signs
// and blanks between words do not count; a text with fewer than two letters is like no other.
std::int64_t likeness_percent(std::string_view a, std::string_view b);

}  // namespace daicho::govern
