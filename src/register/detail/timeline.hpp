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
    bool ended = false;  // of a version; a timeline has no stretch for it
};

// In order of record and time; of an event register each version is a stretch. Reads an index that
// covers it; holds one record at a time.
Status read_timeline(store::Connection& connection, const Definition& definition,
                     CommitNumber known, const std::function<Status(const Stretch&)>& visit);

// The versions written after `since` up to `known`, in the order in which they were written.
Status read_versions(store::Connection& connection, const Definition& definition,
                     CommitNumber since, CommitNumber known,
                     const std::function<Status(const Stretch&)>& visit);

}  // namespace daicho::registers::detail
