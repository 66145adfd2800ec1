// 従事者: whether somebody on the list of workers may touch what a contract hands over. Employed by
// an approved party of this contract, filed, identified, trained and pledged before the first
// access (A7; at Amagasaki ten of nineteen people filed as the contractor's own were not). Pure.
#pragma once

#include "govern/chain/chain.hpp"

namespace daicho::govern::chain {

struct Worker {
    std::uint64_t id = 0;
    std::uint64_t employer = 0;  // party
    bool responsible = false;
    std::optional<Date> filed_on, identified_on, trained_on, pledged_on, first_access_on, left_on;
    std::optional<bool> no_file_sharing;  // what the pledge says of file-sharing software
};

enum class WorkerFault : std::uint8_t {
    employer_unknown, employer_not_approved, not_filed, not_trained, not_pledged,  // bad
    trained_late, pledged_late, not_identified, file_sharing_open,                 // caution
};
bool is_bad(WorkerFault fault) noexcept;
std::string_view name_of(WorkerFault fault) noexcept;

// On the day; before the first access only what that access would need. In the order of the
// enumeration.
std::vector<WorkerFault> faults_of(const Worker& worker, const Chain& chain, Date day);
// Nothing stands against a first access today.
bool may_begin(const Worker& worker, const Chain& chain, Date day);

}  // namespace daicho::govern::chain
