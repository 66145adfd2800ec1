#include "govern/criteria/dated_fact.hpp"

#include <algorithm>

namespace daicho::govern {

namespace {

// A look at the list reaches back to the first day and forward for the days allowed.
bool seen_for(const DatedEntry& entry, Date day, std::int64_t within) {
    if (!entry.seen_on) return false;
    if (*entry.seen_on >= day) return *entry.seen_on == day || entry.first_day.has_value();
    return day - *entry.seen_on <= within;
}

Validity validity_of(const DatedEntry& entry, Date day, std::int64_t within) {
    if (entry.first_day && *entry.first_day > day) return Validity::invalid;
    if (entry.last_day && *entry.last_day < day) return Validity::invalid;
    if (entry.first_day && entry.last_day) return Validity::valid;
    return seen_for(entry, day, within) ? Validity::valid : Validity::open;
}

}  // namespace

Validity validity_on(const std::vector<DatedEntry>& entries, std::optional<Date> day,
                     std::int64_t seen_within_days) {
    Validity best = Validity::invalid;
    for (const DatedEntry& entry : entries) {
        best = std::max(best, day ? validity_of(entry, *day, seen_within_days) : Validity::open);
    }
    return best;
}

}  // namespace daicho::govern
