// Duty: is a report due by law, to whom, until when; is it a serious incident (重大事故).
//
// Days of law count from the day it was known, that day being the first; a final report that would
// fall on a closed day is due on the next open one, a first report is not put off. Until its end
// (24:00 in Japan) a day is not over. Pure; any thread.
#pragma once

#include <optional>

#include "base/clock.hpp"
#include "govern/assessment/assessment.hpp"
#include "govern/incident/plan.hpp"

namespace daicho::govern::incident {

struct Facts {
    std::string kind;  // stop | attack | leak
    bool personal = false;
    bool number = false;
    bool wrongful = false;
    bool public_reach = false;
    bool sensitive = false;
    bool financial_harm = false;
    bool number_system = false;
    bool protected_well = false;
    std::optional<std::int64_t> persons;
    std::optional<bool> at_fault;
    Date known_on;
};

enum class Answer : std::uint8_t { undecided, due, not_due };
std::string_view to_string(Answer answer) noexcept;

struct Due {
    std::size_t recipient = 0;  // of Plan::recipients
    std::string stage;          // first | final | single
    Date day;
    bool operator==(const Due&) const = default;
};
struct Duty {
    Answer answer = Answer::undecided;
    std::vector<std::size_t> met;   // situations
    std::vector<std::size_t> open;  // situations nobody can tell yet
    Date first_from, first_due, final_due;
    std::int64_t final_days = 0;
    bool put_off = false;         // the final report's day was no open one
    bool calendar_known = false;  // holidays of that day are in the catalog
    std::vector<Due> reports;     // all that are to be told, by day
};
Duty duty_of(const Plan& plan, const Facts& facts);

// Nothing while a fact that decides is not known.
std::optional<bool> is_serious(const Plan& plan, const Facts& facts);

bool applies(When when, const Facts& facts, Answer answer) noexcept;

// Minutes until the end of that day in Japan; negative when it is over.
std::int64_t minutes_left(Date due, Instant now) noexcept;
enum class Tone : std::uint8_t { ok, amber, red };
Tone tone_of(const Plan& plan, std::int64_t minutes) noexcept;

// A task of the body and what its assessment must be because of one incident.
struct Task {
    std::string id;
    std::string name;
    std::int64_t subjects = 0;
    std::int64_t handlers = 0;
};
struct Raised {
    std::size_t task = 0;
    std::size_t before = 0, after = 0;  // ThresholdCatalog::obligations
    Date from;
    std::optional<Date> back;  // first day without it; nothing: another incident holds it up
};
// Tasks that rise on the day of `one`, given the other incidents of the body, or stay up because of
// it when an earlier one stops counting (`from` is that day).
std::vector<Raised> raised_by(const ThresholdCatalog& catalog, const std::vector<Task>& tasks,
                              const std::vector<govern::Incident>& others,
                              const govern::Incident& one);

}  // namespace daicho::govern::incident
