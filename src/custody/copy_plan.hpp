// Copy plan: which records a masked copy takes (register/masking.hpp).
//
// Of a part of the city so many owners are drawn by lot; with them comes what is theirs, and with
// every record whatever it refers to, so that no reference leads nowhere. Who stands among the
// largest is not drawn for a part: a value alone would name him. Threading: one thread, one
// connection.
#pragma once

#include <map>
#include <vector>

#include "register/kernel.hpp"

namespace daicho::custody {

struct CopyPlan {
    // By register number: record of the city → record of the copy, 0 = not in it.
    std::map<std::uint16_t, std::vector<std::uint64_t>> records;
    std::uint64_t owners_there = 0;   // owner groups of the city
    std::uint64_t owners = 0;         // drawn, or all
    std::uint64_t too_large = 0;      // not drawn because of what they own; kept in a whole copy
    std::uint64_t taken = 0;          // records in all

    [[nodiscard]] std::uint64_t record(std::uint16_t number, std::uint64_t original) const;
};

// `owners` 0: the whole city. Error: copy.ref_left_out (a definition asks for what it leaves out).
Result<CopyPlan> plan_copy(const registers::Definitions& definitions,
                           store::Connection& connection, std::uint64_t owners);

}  // namespace daicho::custody
