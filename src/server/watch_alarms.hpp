// Watch alarms: what the watches of all registers find today, for whoever may view these.
#pragma once

#include "server/deadlines.hpp"

namespace daicho::server {

// A watch and how many rows it has.
struct WatchCount {
    const registers::Definition* definition = nullptr;
    const registers::Watch* watch = nullptr;
    std::uint64_t count = 0;
};

// Address of the list with these rows only.
std::string watch_route(const registers::Definition& definition, const registers::Watch& watch);

// Alarms (bad, caution) that have rows; those whose registers are not this person's are not asked.
Result<std::vector<WatchCount>> watch_alarms(const Call& call, store::Connection& connection);

// Days on which rows of deadlines fall due.
Status watch_deadlines(const Call& call, store::Connection& connection, Date last,
                       std::vector<Deadline>& list);

}  // namespace daicho::server
