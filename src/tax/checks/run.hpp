// Running checks: all that somebody may ask, as one job whose result – counts only – is kept.
#pragma once

#include <functional>
#include <map>
#include <optional>

#include "law/statute.hpp"
#include "tax/checks/check.hpp"

namespace daicho::tax::checks {

// What the last finished run counted.
struct CheckRun {
    Instant at;
    Date as_of;
    std::map<std::string, std::uint64_t, std::less<>> counts;  // by check; absent: not asked
};

// The fiscal year whose assessment date came last: what is levied now.
FiscalYear year_to_check(Date as_of) noexcept;

// Runs the checks for which `may_ask` holds, on what is known now, and records the job. The same
// registers asked twice give the finished job. Errors: those of the law and of the checks.
Result<CheckRun> run_checks(registers::Kernel& kernel, const law::Statute& statute, Date as_of,
                            const std::function<bool(const Check&)>& may_ask);

// The newest finished run; nothing when there is none.
Result<std::optional<CheckRun>> last_run(store::Connection& connection);

}  // namespace daicho::tax::checks
