// PersonReach: which records name one person, or lead to her in further steps – parcels, houses,
// holdings, results of a levy, groups of owners – and since which entry.
//
// The same way as hidden_records, for one person, and through all versions: what named her once
// showed her whenever it was shown from then on, even when it was corrected later.
#pragma once

#include <map>
#include <vector>

#include "register/disclosure.hpp"

namespace daicho::registers {

using Since = std::map<std::uint64_t, std::uint64_t>;  // record → entry that first led to her
using PersonReach = std::map<std::uint16_t, Since>;    // by register

// The person herself is among them, since entry 0.
Result<PersonReach> reach_of_person(Kernel& kernel, store::Connection& connection,
                                    std::uint64_t addressee);

struct PersonViewing {
    Viewing viewing;
    std::uint16_t register_number = 0;
    std::vector<std::uint64_t> through;  // records of that register that led to her
};

// Disclosures in which she was shown: newest first. On a kernel that writes; waits for the index.
Result<std::vector<PersonViewing>> viewings_of_person(Kernel& kernel, const PersonReach& reach,
                                                      std::size_t limit);

}  // namespace daicho::registers
