// InspectionBook: self-inspections and their answers as they stand in the registers self_inspection
// and self_inspection_answer, narrowed to what the asker reaches.
#pragma once

#include "govern/criteria/catalog_shelf.hpp"
#include "register/query.hpp"
#include "server/access.hpp"

namespace daicho::server {

inline constexpr const char* kInspections = "self_inspection";
inline constexpr const char* kInspectionAnswers = "self_inspection_answer";
inline constexpr const char* kInspectionCatalog = "self-inspection";

struct InspectionRow {
    std::uint64_t record = 0;
    std::uint64_t version = 0;
    std::int32_t year = 0;
    std::uint64_t department = 0;
    std::string department_no, department_name;
    Date due;
    std::optional<Date> answered, reminded;
    std::int64_t items = 0, met = 0, unmet = 0, unknown = 0, reminders = 0;
    std::string confirmed_by, edition, record_text, verdict;
    bool constructed = false;
};

struct InspectionAnswer {
    std::uint64_t record = 0;
    std::uint64_t inspection = 0;
    std::string item, measure, practice, result, evidence, remark, plan;
};

// Rows that the asker reaches, by year and department. Errors: register.denied (journaled).
Result<std::vector<InspectionRow>> inspection_rows(const Call& call, store::Connection& connection,
                                                   const Allowed& allowed);
// One of these; a row of another department is as one that there is not, and the attempt is
// journaled. Error: change.no_record.
Result<InspectionRow> inspection_of(const Call& call, store::Connection& connection,
                                    const Allowed& allowed, std::uint64_t record);
// All answers, by inspection: for whoever sees all, or to be looked up by a row that is reached.
using InspectionAnswers = std::map<std::uint64_t, std::vector<InspectionAnswer>>;
Result<InspectionAnswers> inspection_answers(const Call& call, store::Connection& connection);

// POST /api/inspections/{inspection}/plans: a weak answer becomes a finding of the section with its
// improvement plan, and the answer names the plan.
Answer inspection_plan(const Call& call, std::uint64_t record);

}  // namespace daicho::server
