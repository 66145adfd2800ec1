// 期限と連鎖 (calendar, cascade): when an assessment is due again, and what one accident does to
// all tasks of the body.
//
// The five years run from the assessment, not from a correction. Pure; any thread.
#pragma once

#include "govern/assessment/assessment.hpp"

namespace daicho::govern {

struct PiaDates {
    std::optional<Date> assessed;   // last assessment or re-assessment, published on
    std::optional<Date> published;  // last publication, corrections too
    std::optional<Date> reviewed;
    std::optional<Date> ended;  // the task was
};
struct PiaCalendar {
    std::optional<Date> reassess_by;   // five years after the assessment (an effort: 規則15条)
    std::optional<Date> review_by;     // a year after the last review, else publication
    std::optional<Date> public_until;  // three years after the end of the task
};
PiaCalendar pia_calendar(const PiaDates& dates);

inline constexpr int kHearingDays = 30;
// Days of a hearing, both ends counted; 0 when it ends before it begins.
int hearing_days(Date from, Date until) noexcept;

struct CascadeTask {
    std::string name;
    std::int64_t subjects = 0;
    std::int64_t handlers = 0;
    std::size_t made = 0;  // document that there is (place in the catalog); 0: none
};
struct CascadeRow {
    std::size_t task = 0;
    std::string now;       // obligation without regard to `as_of`'s accidents that moved it
    std::string raised;    // obligation on `as_of`
    std::size_t due = 0;   // document of that obligation
    bool rises = false;    // an accident moves it
    bool missing = false;  // the document that there is is lighter than what is due
    std::optional<Date> falls_back;  // first day on which no accident counts any more
};
// Each task decided with and without the body's accidents.
std::vector<CascadeRow> cascade(const ThresholdCatalog& catalog,
                                const std::vector<CascadeTask>& tasks,
                                const std::vector<Incident>& incidents, Date as_of);

}  // namespace daicho::govern
