#include "govern/entrust/check_schedule.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace daicho::govern::entrust {
namespace {

constexpr int kMonthsOfQuarter = 3;
constexpr int kTwoWeeks = 14;

Date moved_off_holidays(Date day, const ScheduleSettings& settings) {
    // A city that is closed for a month is a fault of its calendar, not of this loop.
    for (int i = 0; i < 31 && settings.holiday(day); ++i) day = day + 1;
    return day;
}

// Ends of June, September, December and March, from the first one not before `day`.
Date end_of_fiscal_quarter(Date day) {
    const unsigned last_month = (day.month() + 2) / 3 * 3;
    return add_months(Date::of(day.year(), last_month, 1), 1) + -1;
}

void add_quarters(Term term, const ScheduleSettings& settings, std::vector<PlannedCheck>& out) {
    for (int number = 1;; ++number) {
        Date due;
        if (settings.quarters == Quarters::of_contract) {
            due = last_day_of_months(term.first, kMonthsOfQuarter * number);
        } else {
            due = number == 1 ? end_of_fiscal_quarter(term.first)
                              : end_of_fiscal_quarter(out.back().due + 1);
        }
        if (due > term.last) return;
        out.push_back({CheckKind::quarter, number, due, false});
    }
}

// One look in each year of the contract, at its end at the latest.
void add_visits(Term term, std::vector<PlannedCheck>& out) {
    Date begins = term.first;
    for (int number = 1; begins <= term.last; ++number) {
        const Date year_ends = last_day_of_months(term.first, 12 * number);
        out.push_back({CheckKind::yearly_visit, number, std::min(year_ends, term.last), false});
        begins = year_ends + 1;
    }
}

}  // namespace

Date last_day_of_months(Date first, int months) noexcept {
    const Date same_day = add_months(first, months);
    return same_day.day() == first.day() ? same_day + -1 : same_day;
}

std::vector<PlannedCheck> plan_checks(Term term, const ScheduleSettings& settings) {
    DAICHO_ASSERT(term.first <= term.last);
    std::vector<PlannedCheck> checks;
    const int days = term.last - term.first + 1;
    if (term.last >= last_day_of_months(term.first, kMonthsOfQuarter)) {
        add_quarters(term, settings, checks);
    } else if (days >= kTwoWeeks) {
        const Date due = moved_off_holidays(term.first + settings.first_check_days, settings);
        checks.push_back(
            {CheckKind::first_week, 1, std::min(due, term.last), days == kTwoWeeks});
    }
    add_visits(term, checks);
    checks.push_back({CheckKind::end, 1, term.last, false});
    std::stable_sort(checks.begin(), checks.end(),
                     [](const PlannedCheck& a, const PlannedCheck& b) { return a.due < b.due; });
    return checks;
}

std::vector<PlannedCheck> plan_again(Term term, const ScheduleSettings& settings,
                                     const std::vector<PlannedCheck>& done) {
    std::vector<PlannedCheck> checks = plan_checks(term, settings);
    const auto was_done = [&](const PlannedCheck& check) {
        return std::any_of(done.begin(), done.end(), [&](const PlannedCheck& other) {
            // An end check belongs to the end it was made at: a lengthened contract ends again.
            return other.kind == check.kind && other.number == check.number &&
                   (check.kind != CheckKind::end || other.due == check.due);
        });
    };
    checks.erase(std::remove_if(checks.begin(), checks.end(), was_done), checks.end());
    return checks;
}

BilingualText reason_of(const PlannedCheck& check, Quarters quarters) {
    switch (check.kind) {
        case CheckKind::first_week:
            return check.ambiguous
                       ? BilingualText{"契約期間がちょうど2週間。資料は「2週間以上」と「2週間以内」の両方に"
                                       "2週間を含むため、点検する側に読みます（検討報告書 図2-4）",
                                       "Exactly two weeks: the source counts them on both sides, so "
                                       "the check is made (MIC report, figure 2-4)"}
                       : BilingualText{"3か月未満の契約。開始からおおむね1週間後に1回"
                                       "（検討報告書 図2-4）",
                                       "Less than three months: once, about a week after the start "
                                       "(MIC report, figure 2-4)"};
        case CheckKind::quarter:
            return quarters == Quarters::of_contract
                       ? BilingualText{"3か月以上の契約。契約の初日から3か月ごと"
                                       "（検討報告書 図2-4、民法第143条）",
                                       "Three months or more: every three months from the first day "
                                       "(MIC report, figure 2-4; Civil Code, article 143)"}
                       : BilingualText{"3か月以上の契約。会計年度の四半期ごと（検討報告書 図2-4）",
                                       "Three months or more: every quarter of the fiscal year "
                                       "(MIC report, figure 2-4)"};
        case CheckKind::end:
            return {"契約の終わりの点検。返却・消去を含む（検討報告書 図2-4）",
                    "At the end of every contract, return and erasure included (MIC report, "
                    "figure 2-4)"};
        case CheckKind::yearly_visit:
            return {"少なくとも年1回、原則として実地（個人情報保護法第66条、事務対応ガイド 4-8-9(3)）",
                    "At least once a year, on site in principle (privacy act, article 66; guide "
                    "4-8-9(3))"};
    }
    return {};
}

}  // namespace daicho::govern::entrust
