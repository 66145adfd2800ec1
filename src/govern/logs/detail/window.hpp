// Windows of one group: sliding ones and those of the calendar. What goes in comes in the order of
// (time, place, input).
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "govern/logs/correlate.hpp"

namespace daicho::govern::logs::detail {

struct Mark {
    std::int64_t time_ms = 0;
    std::int64_t value = 0;  // thousandths, or the number of a text
    Place place;
    std::uint32_t input = 0;
    std::uint32_t group = 0;
    auto operator<=>(const Mark& o) const noexcept {
        if (const auto order = time_ms <=> o.time_ms; order != 0) return order;
        if (const auto order = place <=> o.place; order != 0) return order;
        return input <=> o.input;
    }
    bool operator==(const Mark& o) const noexcept { return (*this <=> o) == 0; }
};
inline constexpr std::int64_t kNoValue = INT64_MIN;

// Numbers of texts, each once.
class NumberSet {
public:
    // Bytes that it grew by; `added` tells whether the number is new.
    std::size_t add(std::uint32_t number, bool& added);
    void clear();
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t bytes() const noexcept { return table_.size() * 4; }

private:
    void grow();
    std::vector<std::uint32_t> table_;  // number + 1
    std::size_t size_ = 0;
};

struct OpenCase {
    bool open = false;
    std::int64_t from_ms = 0;
    std::int64_t to_ms = 0;
    std::uint64_t events = 0;
    std::int64_t measure = 0;
    std::vector<Place> places;
    void take(const Mark& mark);
};

// (t - span, t]
class SlidingWindow {
public:
    // True when the condition holds with this mark; `growth` tells bytes more or less.
    bool add(const Rule& rule, const Mark& mark, std::ptrdiff_t& growth);
    OpenCase current;

private:
    void evict(const Rule& rule, std::int64_t until_ms);
    bool holds(const Rule& rule, const Mark& mark, std::int64_t& measure);
    [[nodiscard]] std::int64_t percentile(int percent);
    std::vector<Mark> marks_;
    std::size_t head_ = 0;
    __int128 sum_ = 0;
    std::uint64_t numbers_ = 0;
    std::unordered_map<std::int64_t, std::uint32_t> counts_;
    std::vector<std::int64_t> latest_;  // by input; of an ordered chain its latest beginning
    std::vector<std::int64_t> scratch_;
};

// A day, or a week from Monday.
class CivilWindow {
public:
    // True when the mark begins another window: close() first.
    [[nodiscard]] bool ends_before(const Rule& rule, const Mark& mark) const;
    void add(const Rule& rule, const Mark& mark, std::ptrdiff_t& growth);
    // The case of this window, if its condition holds; forgets it but for the base line.
    bool close(const Rule& rule, std::int64_t report_from_ms, OpenCase& out,
               std::ptrdiff_t& growth);

private:
    [[nodiscard]] bool above_baseline(const Rule& rule, std::int64_t measure) const;
    std::int32_t window_ = INT32_MIN;
    OpenCase events_;
    NumberSet texts_;
    std::vector<std::int64_t> numbers_;
    __int128 sum_ = 0;
    std::uint64_t count_ = 0;
    std::vector<std::pair<std::int32_t, std::int64_t>> days_;
};

// Whether every bound holds for the whole `sum` of `count` values (average without a division).
bool within(const std::vector<Bound>& bounds, __int128 sum, std::uint64_t count);
std::int64_t nearest_rank(std::vector<std::int64_t>& values, int percent);

}  // namespace daicho::govern::logs::detail
