#include "govern/chain/worker.hpp"

#include <algorithm>

namespace daicho::govern::chain {
namespace {

constexpr std::string_view kNames[] = {
    "employer_unknown", "employer_not_approved", "not_filed",      "not_trained",      "not_pledged",
    "trained_late",     "pledged_late",          "not_identified", "file_sharing_open"};

// Of one thing that must come before the first access.
void judge_before(const std::optional<Date>& done, const std::optional<Date>& access, Date day,
                  WorkerFault missing, std::optional<WorkerFault> late,
                  std::vector<WorkerFault>& faults) {
    if (!done || *done > day) {
        faults.push_back(missing);
    } else if (late && access && *done > *access) {
        faults.push_back(*late);
    }
}

}  // namespace

bool is_bad(WorkerFault fault) noexcept { return fault <= WorkerFault::not_pledged; }
std::string_view name_of(WorkerFault fault) noexcept {
    return kNames[static_cast<std::size_t>(fault)];
}

std::vector<WorkerFault> faults_of(const Worker& worker, const Chain& chain, Date day) {
    std::vector<WorkerFault> faults;
    const auto employer = chain.find(worker.employer);
    const bool began = worker.first_access_on && *worker.first_access_on <= day;
    const bool left = worker.left_on && *worker.left_on <= day;
    if (!employer) {
        faults.push_back(WorkerFault::employer_unknown);
    } else {
        // On the first day, and as long as the work goes on.
        const bool then = !began || chain.approved(*employer, *worker.first_access_on);
        const bool now = left || chain.approved(*employer, day);
        if (!then || !now) faults.push_back(WorkerFault::employer_not_approved);
    }
    judge_before(worker.filed_on, worker.first_access_on, day, WorkerFault::not_filed,
                 std::nullopt, faults);
    judge_before(worker.trained_on, worker.first_access_on, day, WorkerFault::not_trained,
                 WorkerFault::trained_late, faults);
    judge_before(worker.pledged_on, worker.first_access_on, day, WorkerFault::not_pledged,
                 WorkerFault::pledged_late, faults);
    if (!worker.identified_on || *worker.identified_on > day) {
        faults.push_back(WorkerFault::not_identified);
    }
    const bool pledged = worker.pledged_on && *worker.pledged_on <= day;
    if (pledged && !worker.no_file_sharing.value_or(false)) {
        faults.push_back(WorkerFault::file_sharing_open);
    }
    std::sort(faults.begin(), faults.end());
    return faults;
}

bool may_begin(const Worker& worker, const Chain& chain, Date day) {
    const auto faults = faults_of(worker, chain, day);
    return std::none_of(faults.begin(), faults.end(),
                        [](WorkerFault fault) { return is_bad(fault); });
}

}  // namespace daicho::govern::chain
