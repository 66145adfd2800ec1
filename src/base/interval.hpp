// ValidTime and RecordedTime: half-open intervals of two different kinds.
//
// ValidTime says when something is so in the world (days); RecordedTime says when the city knew
// it (commit numbers of the journal). They are different types: swapping them does not compile.
#pragma once

#include <compare>
#include <cstdint>

#include "base/date.hpp"

namespace daicho {

// Stands for "until further notice" in ValidTime::to (decisions 1: a sentinel, never NULL).
inline constexpr Date kForever = Date::from_days(2'932'896);  // 9999-12-31

struct ValidTime {
    Date from;
    Date to = kForever;  // exclusive

    [[nodiscard]] constexpr bool holds(Date date) const noexcept {
        return from <= date && date < to;
    }
    [[nodiscard]] constexpr bool is_valid() const noexcept { return from < to; }
    constexpr bool operator==(const ValidTime&) const noexcept = default;
};

// Number of a journal entry: the only order of events (decisions 24).
struct CommitNumber {
    std::uint64_t value = 0;
    constexpr auto operator<=>(const CommitNumber&) const noexcept = default;
};

struct RecordedTime {
    CommitNumber from;
    CommitNumber to{~std::uint64_t{0}};  // exclusive

    [[nodiscard]] constexpr bool holds(CommitNumber commit) const noexcept {
        return from <= commit && commit < to;
    }
    constexpr bool operator==(const RecordedTime&) const noexcept = default;
};

}  // namespace daicho
