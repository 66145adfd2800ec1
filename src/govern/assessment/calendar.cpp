#include "govern/assessment/calendar.hpp"

#include <algorithm>

namespace daicho::govern {

namespace {

// The anniversary; of 29 February the last day of that month.
Date years_after(Date date, int years) { return add_months(date, 12 * years); }

// The first day on which an accident of `date` counts no more.
Date first_free_day(Date date, std::int64_t years) {
    Date day = years_after(date, static_cast<int>(years)) + 1;
    while (within_years(date, day, years)) day = day + 1;
    return day;
}

bool moves(const ThresholdCatalog& catalog, const Incident& incident, Date as_of) {
    const auto& kinds = catalog.obligation_clock.kinds;
    const bool kind = std::find(kinds.begin(), kinds.end(), incident.kind) != kinds.end();
    return kind && incident.serious && incident.body_at_fault && incident.date <= as_of &&
           within_years(incident.date, as_of, catalog.obligation_clock.years);
}

std::size_t document_of(const ThresholdCatalog& catalog, const std::string& obligation) {
    const std::size_t place = place_of(catalog.obligations, &ThresholdObligation::key, obligation);
    return place == kNowhere ? 0 : catalog.obligations[place].document;
}

}  // namespace

PiaCalendar pia_calendar(const PiaDates& dates) {
    PiaCalendar out;
    if (dates.ended) {
        out.public_until = years_after(*dates.ended, 3);
        return out;
    }
    if (dates.assessed) out.reassess_by = years_after(*dates.assessed, 5);
    std::optional<Date> last = dates.published;
    if (dates.reviewed && (!last || *dates.reviewed > *last)) last = dates.reviewed;
    if (last) out.review_by = years_after(*last, 1);
    return out;
}

int hearing_days(Date from, Date until) noexcept { return std::max(until - from + 1, 0); }

std::vector<CascadeRow> cascade(const ThresholdCatalog& catalog,
                                const std::vector<CascadeTask>& tasks,
                                const std::vector<Incident>& incidents, Date as_of) {
    std::optional<Date> last;
    for (const Incident& one : incidents) {
        if (moves(catalog, one, as_of) && (!last || one.date > *last)) last = one.date;
    }
    std::vector<CascadeRow> out;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        ThresholdRecord record;
        record.subjects = tasks[i].subjects;
        record.handlers = tasks[i].handlers;
        record.as_of = as_of;
        CascadeRow row;
        row.task = i;
        row.now = decide(catalog, record).obligatory;
        record.incidents = incidents;
        row.raised = decide(catalog, record).obligatory;
        row.due = document_of(catalog, row.raised);
        row.rises = row.now != row.raised;
        row.missing = row.due > tasks[i].made;
        if (row.rises && last) {
            row.falls_back = first_free_day(*last, catalog.obligation_clock.years);
        }
        out.push_back(std::move(row));
    }
    return out;
}

}  // namespace daicho::govern
