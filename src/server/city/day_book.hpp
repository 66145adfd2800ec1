// Day book: what the journal's headers say of each of the last days – rows changed, disclosures by
// purpose. Bodies are not opened: who saw whom is no matter of counting.
//
// The first question reads the headers of that time, each further one what is new since; entries
// stand in the order of their times, so a day that is over never changes. Threading: thread-safe.
#pragma once

#include <map>
#include <mutex>
#include <utility>

#include "base/date.hpp"
#include "journal/entry.hpp"
#include "store/connection.hpp"

namespace daicho::server {

struct DayCounts {
    std::uint64_t by_hand = 0;   // rows of changes entered by persons, as they were confirmed
    std::uint64_t imported = 0;  // rows
    std::uint64_t computed = 0;  // rows of jobs: a levy
    // Entries by register and purpose; purpose 0 where none is asked.
    std::map<std::pair<std::uint16_t, std::uint16_t>, std::uint64_t> disclosures;
};

class DayBook {
public:
    // Of the `days` days up to `today`; days without entries are there and empty.
    Result<std::map<Date, DayCounts>> read(store::Connection& connection, Date today, int days);

private:
    std::mutex mutex_;
    std::map<Date, DayCounts> counted_;
    std::uint64_t through_ = 0;  // entry; 0: nothing was read
    Date from_{};
};

}  // namespace daicho::server
