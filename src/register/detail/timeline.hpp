// Timelines: for each record the stretches of valid time as known at one entry, and which version
// answers for each – what the head holds for now, for any moment of knowledge.
#pragma once

#include <functional>

#include "register/query.hpp"

namespace daicho::registers::detail {

struct Stretch {
    std::uint64_t record = 0;
    std::uint64_t version = 0;
    ValidTime valid;
};

// In order of record and time; of an event register each version is a stretch. Reads an index that
// covers it; holds one record at a time.
Status read_timeline(store::Connection& connection, const Definition& definition,
                     CommitNumber known, const std::function<Status(const Stretch&)>& visit);

}  // namespace daicho::registers::detail
