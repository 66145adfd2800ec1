// What the digital plan's screen and its yearly report are made of.
#pragma once

#include "audit/rows.hpp"
#include "govern/digital/overlaps.hpp"
#include "server/life/columns.hpp"

namespace daicho::server {

struct DigitalBook {
    Date day;
    std::int64_t still_days = 0;
    Columns measures, groups, members, procedures, moves, figures;
    audit::Names departments;
    std::vector<govern::GroupOverlap> overlaps;  // places in `active`
    std::vector<std::size_t> active;             // groups that still meet
};

// Errors: register.denied, journaled.
Result<DigitalBook> digital_book(const Call& call, store::Connection& connection);

// stands still, past its target, without a next step; nothing of it when done or stopped.
struct MeasureState {
    bool still = false, late = false, no_next = false;
};
MeasureState state_of(const DigitalBook& book, const Columns::Line& measure);

// The printed report of a year; `year` narrows the figures.
Answer digital_report(const Call& call, std::int32_t year);

}  // namespace daicho::server
