// 監査の年 (audit year): what the registers say of one fiscal year of audit – its steps, what each
// of them left behind, findings with their plans, and what repeats across departments.
//
// A finding carries no year: a year shows the findings as they stand on its last day, or today.
#pragma once

#include <optional>

#include "audit/rows.hpp"
#include "base/fiscal_year.hpp"

namespace daicho::audit {

struct AuditYear {
    FiscalYear year{2000};
    Date today;
    registers::Moment moment;  // today, or the last day of a year that is over
    Rows steps;                // of the year, by the day they are due
    Rows inspections;          // of the year
    Rows findings;
    Rows plans;
    Rows remedies;             // of the year and earlier ones, newest year first
    Rows selected;             // systems of the selections that were decided in the year
    std::size_t selections = 0;
    Names departments;
    Names systems;
    Names clauses;
};

// Errors: register.unknown, audit.too_many_rows.
Result<AuditYear> audit_year(registers::Kernel& kernel, store::Connection& connection,
                             FiscalYear year, Date today,
                             std::optional<CommitNumber> known = std::nullopt);

// done, late, due (within 30 days), planned.
std::string step_state(const registers::Fields& step, Date today);
bool is_closed(const registers::Fields& finding);
bool is_overdue(const registers::Fields& finding, Date today);

// A class of findings, where it was found.
struct Repeated {
    std::string key;
    BilingualText label;
    std::vector<std::size_t> findings;  // places in AuditYear::findings
    std::vector<std::string> sections;  // as the findings name them, each once
    std::size_t open = 0;
};
// Most findings first; classes of one finding are among them.
std::vector<Repeated> classes_of(const AuditYear& year);

}  // namespace daicho::audit
