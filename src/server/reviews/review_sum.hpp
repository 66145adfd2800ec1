// What a round adds up to, for screen, command and report: by class, by section, by decision.
// Counted from the rows that somebody may see. Plain values.
#pragma once

#include <functional>

#include "json/reader.hpp"
#include "server/reviews/review_data.hpp"

namespace daicho::server {

inline constexpr const char* kReviewClasses[] = {"leaver", "mover",   "shared",    "high",
                                                 "unused", "unknown", "ambiguous", "many"};

struct ClassSum {
    std::uint64_t accounts = 0, manager_waits = 0, owner_waits = 0, remove = 0;
};
struct SectionSum {
    std::uint64_t accounts = 0, decided = 0;     // as managers
    std::uint64_t owned = 0, owner_decided = 0;  // of its systems
};
struct ReviewSum {
    std::uint64_t accounts = 0;
    std::map<std::string, ClassSum> classes;  // with "all" and "none"
    std::map<std::string, std::uint64_t> agreed, compared, carried_out, matches;
    std::map<std::uint64_t, SectionSum> sections;  // by record of the department
    std::map<std::pair<std::string, std::string>, std::uint64_t> decisions;  // manager, owner
};
// `sees`: with the records of the two departments of a row.
using SeesRow = std::function<bool(std::uint64_t manager, std::uint64_t owner)>;
// One pass over the register: sums of all rounds, by record.
Result<std::map<std::uint64_t, ReviewSum>> review_sums(const ReviewReads& in, const SeesRow& sees);
// Of one round.
Result<ReviewSum> review_sum(const ReviewReads& in, std::uint64_t round, const SeesRow& sees);

}  // namespace daicho::server
