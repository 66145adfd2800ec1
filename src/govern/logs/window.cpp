#include "govern/logs/detail/window.hpp"

#include <algorithm>

#include "govern/logs/detail/hash.hpp"

namespace daicho::govern::logs::detail {

bool within(const std::vector<Bound>& bounds, __int128 sum, std::uint64_t count) {
    if (count == 0) return false;
    for (const Bound& bound : bounds) {
        const __int128 limit = static_cast<__int128>(bound.value) * count;
        const bool good = bound.op == Op::lt    ? sum < limit
                          : bound.op == Op::lte ? sum <= limit
                          : bound.op == Op::gt  ? sum > limit
                          : bound.op == Op::gte ? sum >= limit
                                                : sum == limit;
        if (!good) return false;
    }
    return true;
}

std::int64_t nearest_rank(std::vector<std::int64_t>& values, int percent) {
    const std::size_t rank = (values.size() * static_cast<std::size_t>(percent) + 99) / 100;
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

void NumberSet::grow() {
    std::vector<std::uint32_t> old = std::move(table_);
    table_.assign(std::max<std::size_t>(8, old.size() * 2), 0);
    for (const std::uint32_t held : old) {
        if (held == 0) continue;
        std::size_t at = mix(held, 1) & (table_.size() - 1);
        while (table_[at] != 0) at = (at + 1) & (table_.size() - 1);
        table_[at] = held;
    }
}

std::size_t NumberSet::add(std::uint32_t number, bool& added) {
    const std::size_t before = bytes();
    if ((size_ + 1) * 4 > table_.size() * 3) grow();
    const std::uint32_t held = number + 1;
    std::size_t at = mix(held, 1) & (table_.size() - 1);
    while (table_[at] != 0 && table_[at] != held) at = (at + 1) & (table_.size() - 1);
    added = table_[at] == 0;
    if (added) {
        table_[at] = held;
        ++size_;
    }
    return bytes() - before;
}

void NumberSet::clear() {
    table_ = {};
    size_ = 0;
}

void OpenCase::take(const Mark& mark) {
    to_ms = mark.time_ms;
    ++events;
    if (places.size() < kPlacesOfCase) places.push_back(mark.place);
}

namespace {

// The most telling of several windows: the least where less is what is looked for.
bool tells_more(const Rule& rule, std::int64_t now, std::int64_t before) {
    const bool less = !rule.bounds.empty() &&
                      (rule.bounds.front().op == Op::lt || rule.bounds.front().op == Op::lte);
    return less ? now < before : now > before;
}

std::int64_t average(__int128 sum, std::uint64_t count) {
    return static_cast<std::int64_t>(sum / static_cast<__int128>(count));
}

constexpr std::int64_t kNever = INT64_MIN;

}  // namespace

void SlidingWindow::evict(const Rule& rule, std::int64_t until_ms) {
    while (head_ < marks_.size() && marks_[head_].time_ms <= until_ms) {
        const Mark& gone = marks_[head_++];
        if (gone.value == kNoValue) continue;
        sum_ -= gone.value;
        --numbers_;
        if (rule.type != Type::value_count) continue;
        const auto count = counts_.find(gone.value);
        if (--count->second == 0) counts_.erase(count);
    }
    if (head_ < 64 || head_ * 2 < marks_.size()) return;
    marks_.erase(marks_.begin(), marks_.begin() + static_cast<std::ptrdiff_t>(head_));
    head_ = 0;
}

std::int64_t SlidingWindow::percentile(int percent) {
    scratch_.clear();
    for (std::size_t i = head_; i < marks_.size(); ++i) {
        if (marks_[i].value != kNoValue) scratch_.push_back(marks_[i].value);
    }
    return nearest_rank(scratch_, percent);
}

bool SlidingWindow::holds(const Rule& rule, const Mark& mark, std::int64_t& measure) {
    const std::int64_t after = mark.time_ms - rule.window.span_ms;
    switch (rule.type) {
        case Type::temporal: {
            latest_.resize(rule.rules.size(), kNever);
            latest_[mark.input] = mark.time_ms;
            measure = static_cast<std::int64_t>(rule.rules.size()) * 1000;
            return std::ranges::all_of(latest_, [after](std::int64_t t) { return t > after; });
        }
        case Type::temporal_ordered: {
            latest_.resize(rule.rules.size(), kNever);
            latest_[mark.input] = mark.input == 0 ? mark.time_ms : latest_[mark.input - 1];
            measure = static_cast<std::int64_t>(rule.rules.size()) * 1000;
            return mark.input + 1 == rule.rules.size() && latest_[mark.input] > after;
        }
        case Type::value_count:
            measure = static_cast<std::int64_t>(counts_.size()) * 1000;
            return within(rule.bounds, measure, 1);
        case Type::value_sum:
            measure = static_cast<std::int64_t>(sum_);
            return numbers_ != 0 && within(rule.bounds, sum_, 1);
        case Type::value_avg:
            if (numbers_ == 0) return false;
            measure = average(sum_, numbers_);
            return within(rule.bounds, sum_, numbers_);
        case Type::value_percentile:
            if (numbers_ == 0) return false;
            measure = percentile(rule.percentile);
            return within(rule.bounds, measure, 1);
        default:
            measure = static_cast<std::int64_t>(marks_.size() - head_) * 1000;
            return within(rule.bounds, measure, 1);
    }
}

bool SlidingWindow::add(const Rule& rule, const Mark& mark, std::ptrdiff_t& growth) {
    const auto held = [this] {
        return static_cast<std::ptrdiff_t>(marks_.capacity() * sizeof(Mark) + counts_.size() * 48 +
                                           scratch_.capacity() * 8);
    };
    const std::ptrdiff_t before = held();
    marks_.push_back(mark);
    if (mark.value != kNoValue) {
        sum_ += mark.value;
        ++numbers_;
        if (rule.type == Type::value_count) ++counts_[mark.value];
    }
    evict(rule, mark.time_ms - rule.window.span_ms);
    std::int64_t measure = 0;
    const bool yes = holds(rule, mark, measure);
    growth += held() - before;
    if (!yes) return false;
    if (!current.open) {
        current = {};
        current.open = true;
        current.from_ms = marks_[head_].time_ms;
        current.measure = measure;
        for (std::size_t i = head_; i < marks_.size(); ++i) current.take(marks_[i]);
    } else {
        current.take(mark);
        if (tells_more(rule, measure, current.measure)) current.measure = measure;
    }
    return true;
}

namespace {

// Weeks begin on Monday: 1970-01-01 was a Thursday.
std::int32_t window_of(const Rule& rule, std::int64_t time_ms) {
    const std::int32_t day = day_of(time_ms);
    if (rule.window.span_ms == kDayMs) return day;
    const std::int32_t shifted = day + 3;
    return shifted >= 0 ? shifted / 7 : -((-shifted + 6) / 7);
}

}  // namespace

bool CivilWindow::ends_before(const Rule& rule, const Mark& mark) const {
    return window_ != INT32_MIN && window_of(rule, mark.time_ms) != window_;
}

void CivilWindow::add(const Rule& rule, const Mark& mark, std::ptrdiff_t& growth) {
    if (events_.events == 0) {
        window_ = window_of(rule, mark.time_ms);
        events_.from_ms = mark.time_ms;
    }
    events_.take(mark);
    if (mark.value == kNoValue) return;
    ++count_;
    if (rule.type == Type::value_count) {
        bool added = false;
        growth +=
            static_cast<std::ptrdiff_t>(texts_.add(static_cast<std::uint32_t>(mark.value), added));
    } else if (rule.type == Type::value_percentile) {
        numbers_.push_back(mark.value);
        growth += 8;
    } else {
        sum_ += mark.value;
    }
}

// The median of the days before that have events, times the factor; nothing to compare with is 0.
bool CivilWindow::above_baseline(const Rule& rule, std::int64_t measure) const {
    if (rule.baseline.days == 0) return true;
    std::vector<std::int64_t> before;
    for (const auto& [day, value] : days_) {
        if (day < window_ && day >= window_ - rule.baseline.days) before.push_back(value);
    }
    if (before.empty()) return true;
    std::ranges::sort(before);
    const std::size_t half = before.size() / 2;
    const __int128 twice = before.size() % 2 == 1
                               ? 2 * static_cast<__int128>(before[half])
                               : static_cast<__int128>(before[half]) + before[half - 1];
    return 2 * static_cast<__int128>(measure) * rule.baseline.denominator >=
           twice * rule.baseline.numerator;
}

bool CivilWindow::close(const Rule& rule, std::int64_t report_from_ms, OpenCase& out,
                        std::ptrdiff_t& growth) {
    if (events_.events == 0) return false;
    std::int64_t measure = static_cast<std::int64_t>(events_.events) * 1000;
    bool yes = false;
    switch (rule.type) {
        case Type::value_count:
            measure = static_cast<std::int64_t>(texts_.size()) * 1000;
            yes = within(rule.bounds, measure, 1);
            break;
        case Type::value_sum:
            measure = static_cast<std::int64_t>(sum_);
            yes = count_ != 0 && within(rule.bounds, sum_, 1);
            break;
        case Type::value_avg:
            measure = count_ == 0 ? 0 : average(sum_, count_);
            yes = within(rule.bounds, sum_, count_);
            break;
        case Type::value_percentile:
            measure = count_ == 0 ? 0 : nearest_rank(numbers_, rule.percentile);
            yes = count_ != 0 && within(rule.bounds, measure, 1);
            break;
        default: yes = within(rule.bounds, measure, 1);
    }
    yes = yes && above_baseline(rule, measure) && events_.from_ms >= report_from_ms;
    if (rule.baseline.days != 0) {
        days_.emplace_back(window_, measure);
        growth += 16;
    }
    if (yes) {
        out = events_;
        out.measure = measure;
    }
    growth -= static_cast<std::ptrdiff_t>(texts_.bytes() + numbers_.size() * 8);
    events_ = {};
    texts_.clear();
    numbers_.clear();
    sum_ = 0;
    count_ = 0;
    window_ = INT32_MIN;
    return yes;
}

}  // namespace daicho::govern::logs::detail
