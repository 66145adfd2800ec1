// 点検の予定: when the checks of entrusted work fall due, by process A of the MIC report of 2009
// (figure 2-4) and the yearly look of the privacy act (保護法 第66条, 事務対応ガイド 4-8-9(3)). Pure.
//
//     three months or more      every quarter, and at the end
//     two weeks to three months once, about a week after the start, and at the end
//     less than two weeks       at the end only
//
// Two weeks exactly stand in both of the source's lines (以上, 以内): the check is made, and marked.
// Months are those of the calendar (民法 第143条): 1 April to 30 June are three months.
#pragma once

#include <functional>
#include <vector>

#include "base/date.hpp"
#include "base/message.hpp"

namespace daicho::govern::entrust {

enum class CheckKind { first_week, quarter, end, yearly_visit };
enum class Quarters { of_contract, of_fiscal_year };  // the source does not say which are meant

struct ScheduleSettings {
    Quarters quarters = Quarters::of_contract;
    int first_check_days = 7;  // after the first day, 1 … 60
    // Days on which nobody can be visited; the first check moves on to the next other day.
    std::function<bool(Date)> holiday = [](Date day) {
        return day.weekday() == 0 || day.weekday() == 6;
    };
};

struct Term {
    Date first;
    Date last;  // inclusive; not before `first`
};

struct PlannedCheck {
    CheckKind kind = CheckKind::end;
    int number = 1;  // of its kind, from 1
    Date due;
    bool ambiguous = false;  // the source can be read either way; the safer one was taken
    bool operator==(const PlannedCheck&) const = default;
};

// The last day of a period of `months` months that begins on `first`: the day before the same day
// of that month, or its last day where it has no such day.
Date last_day_of_months(Date first, int months) noexcept;

// All checks of a contract, by due date, the end check last of its day.
std::vector<PlannedCheck> plan_checks(Term term, const ScheduleSettings& settings);

// After the contract was lengthened or shortened: what was done stays done, the rest is planned
// anew. `done` are those carried out; answers what is still to be done.
std::vector<PlannedCheck> plan_again(Term term, const ScheduleSettings& settings,
                                     const std::vector<PlannedCheck>& done);

// Why this check, with its source, for the person who reads the plan.
BilingualText reason_of(const PlannedCheck& check, Quarters quarters);

}  // namespace daicho::govern::entrust
