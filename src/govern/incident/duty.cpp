#include "govern/incident/duty.hpp"

#include <algorithm>
#include <set>

namespace daicho::govern::incident {
namespace {

constexpr std::int64_t kMinute = 60LL * 1'000'000;
constexpr std::int64_t kDayMinutes = 24LL * 60;
constexpr std::int64_t kJapan = 9LL * 60;  // ahead of UTC

// Does it hold; nothing when the number of persons is not known.
std::optional<bool> holds(const Situation& one, const Facts& facts) {
    switch (one.test) {
        case Test::sensitive: return facts.sensitive;
        case Test::financial_harm: return facts.financial_harm;
        case Test::wrongful_aim: return facts.wrongful;
        case Test::number_system: return facts.number_system;
        case Test::public_reach: return facts.public_reach;
        case Test::persons_over:
            if (!facts.persons) return std::nullopt;
            return *facts.persons > one.over;
    }
    return false;
}

Date nth_day(Date known, std::int64_t days) { return known + static_cast<int>(days - 1); }

bool of_kind(const std::vector<std::string>& kinds, const std::string& kind) {
    return kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

void add_reports(const Plan& plan, const Facts& facts, Duty& duty) {
    for (std::size_t i = 0; i < plan.recipients.size(); ++i) {
        const Recipient& one = plan.recipients[i];
        if (!of_kind(one.kinds, facts.kind) || !applies(one.when, facts, duty.answer)) continue;
        if (one.staged) {
            duty.reports.push_back({i, "first", duty.first_due});
            duty.reports.push_back({i, "final", duty.final_due});
        } else {
            duty.reports.push_back({i, "single", one.by_law ? duty.first_due : facts.known_on});
        }
    }
    std::stable_sort(duty.reports.begin(), duty.reports.end(),
                     [](const Due& a, const Due& b) { return a.day < b.day; });
}

std::size_t place_of_obligation(const ThresholdCatalog& catalog, const std::string& key) {
    return place_of(catalog.obligations, &ThresholdObligation::key, key);
}

std::size_t obligation_on(const ThresholdCatalog& catalog, const Task& task,
                          const std::vector<govern::Incident>& incidents, Date day) {
    ThresholdRecord record;
    record.subjects = task.subjects;
    record.handlers = task.handlers;
    record.as_of = day;
    record.incidents = incidents;
    return place_of_obligation(catalog, decide(catalog, record).obligatory);
}

Date end_of_clock(const ThresholdCatalog& catalog, Date day) {
    const std::int64_t years = catalog.obligation_clock.years;
    Date out = add_months(day, static_cast<int>(12 * years));
    while (within_years(day, out, years)) out = out + 1;
    return out;
}

}  // namespace

std::string_view to_string(Answer answer) noexcept {
    if (answer == Answer::due) return "due";
    return answer == Answer::not_due ? "not_due" : "undecided";
}

bool applies(When when, const Facts& facts, Answer answer) noexcept {
    switch (when) {
        case When::personal: return facts.personal || facts.number;
        case When::number: return facts.number;
        case When::due: return answer == Answer::due;
        case When::wrongful: return facts.wrongful || facts.kind == "attack";
        case When::always: break;
    }
    return true;
}

Duty duty_of(const Plan& plan, const Facts& facts) {
    Duty duty;
    const bool concerned = facts.personal || facts.number;
    // What nobody can read who has it is not leaked (施行規則 第43条 第1号 括弧書).
    const bool looked_at = concerned && !facts.protected_well;
    for (std::size_t i = 0; looked_at && i < plan.situations.size(); ++i) {
        const Situation& one = plan.situations[i];
        if (one.number_act && !facts.number) continue;
        const auto held = holds(one, facts);
        if (!held) duty.open.push_back(i);
        if (held.value_or(false)) duty.met.push_back(i);
    }
    if (!duty.met.empty()) {
        duty.answer = Answer::due;
    } else {
        duty.answer = duty.open.empty() ? Answer::not_due : Answer::undecided;
    }
    const Terms& terms = plan.terms;
    duty.first_from = nth_day(facts.known_on, terms.first_from);
    duty.first_due = nth_day(facts.known_on, terms.first_to);
    duty.final_days = facts.wrongful ? terms.final_wrongful : terms.final_days;
    const Date last = nth_day(facts.known_on, duty.final_days);
    duty.final_due = plan.days.first_open(last);
    duty.put_off = duty.final_due != last;
    duty.calendar_known = plan.days.knows(last) && plan.days.knows(duty.final_due);
    add_reports(plan, facts, duty);
    return duty;
}

std::optional<bool> is_serious(const Plan& plan, const Facts& facts) {
    if (!facts.number) return false;
    if (facts.at_fault && !*facts.at_fault) return false;
    if (!facts.wrongful && !facts.persons) return std::nullopt;
    const bool weighty = facts.wrongful || *facts.persons > plan.serious.persons_over;
    if (!weighty) return false;
    if (!facts.at_fault) return std::nullopt;
    return true;
}

std::int64_t minutes_left(Date due, Instant now) noexcept {
    const std::int64_t end = (static_cast<std::int64_t>(due.days()) + 1) * kDayMinutes - kJapan;
    const std::int64_t left = end * kMinute - now.micros;
    // Down, so that the last minute that is left still counts, and a late one is late at once.
    return left >= 0 ? left / kMinute : -((-left + kMinute - 1) / kMinute);
}

Tone tone_of(const Plan& plan, std::int64_t minutes) noexcept {
    if (minutes < 0) return Tone::red;
    return minutes < plan.terms.amber_hours * 60 ? Tone::amber : Tone::ok;
}

std::vector<Raised> raised_by(const ThresholdCatalog& catalog, const std::vector<Task>& tasks,
                              const std::vector<govern::Incident>& others,
                              const govern::Incident& one) {
    std::vector<govern::Incident> all = others;
    all.push_back(one);
    const Date out = end_of_clock(catalog, one.date);
    std::vector<Raised> raised;
    // It makes a difference from its own day on, or from where an earlier one stops counting.
    std::set<Date> days{one.date};
    for (const govern::Incident& other : others) {
        const Date end = end_of_clock(catalog, other.date);
        if (end > one.date && end < out) days.insert(end);
    }
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        for (const Date day : days) {
            const std::size_t before = obligation_on(catalog, tasks[i], others, day);
            const std::size_t after = obligation_on(catalog, tasks[i], all, day);
            if (before == after) continue;
            Raised row{i, before, after, day, std::nullopt};
            if (obligation_on(catalog, tasks[i], all, out) != after) row.back = out;
            raised.push_back(row);
            break;
        }
    }
    return raised;
}

}  // namespace daicho::govern::incident
