#include "govern/requests/request_deadline.hpp"

#include <algorithm>

namespace daicho::govern {
namespace {

constexpr int kLongestRest = 40;  // holidays in a row, more than any calendar has

Date next_working_day(Date day, const IsHoliday& holiday) {
    for (int i = 0; i < kLongestRest && holiday(day); ++i) day = day + 1;
    return day;
}

class Reckoning {
public:
    Reckoning(const RequestRules& rules, const RequestClock& clock, Date today,
              const IsHoliday& holiday)
        : rules_(rules), period_(rules.period(clock.kind)), clock_(clock), today_(today),
          holiday_(holiday), plain_(clock.received + period_.days), base_(plain_),
          counted_to_(clock.received) {}

    Deadline run() {
        step("received", period_.article, period_.days, clock_.received);
        std::vector<Amendment> amendments = clock_.amendments;
        std::ranges::sort(amendments, {}, &Amendment::asked);
        // In the order of their days; on one day the amendment comes first.
        for (const Amendment& one : amendments) {
            notices_before(one.asked);
            amend(one);
        }
        notices_before(std::nullopt);
        finish();
        return std::move(deadline_);
    }

private:
    [[nodiscard]] Date moved(Date day) const {
        return rules_.holiday_moves ? next_working_day(day, holiday_) : day;
    }
    void step(const char* id, const std::string& article, int days, Date on) {
        deadline_.steps.push_back({id, article, days, on, plain_});
    }
    void fault(const char* id) { deadline_.faults.emplace_back(id); }

    void notices_before(std::optional<Date> day) {
        const auto comes = [&](const std::optional<Date>& notified) {
            return !day || (notified && *notified < *day);
        };
        if (!extension_seen_ && clock_.extension && comes(clock_.extension->notified)) extend();
        if (!special_seen_ && clock_.special && comes(clock_.special->notified)) specially();
    }

    // Days between asking and mending, each once, however amendments overlap.
    void amend(const Amendment& one) {
        if (one.asked > moved(plain_)) return fault("amendment_too_late");
        const Date done = one.done.value_or(std::max(today_, one.asked));
        const Date from = std::max(one.asked, counted_to_);
        const int days = std::max(done - from, 0);
        counted_to_ = std::max(counted_to_, done);
        uncounted_ += days;
        plain_ = plain_ + days;
        base_ = base_ + days;
        deadline_.stopped = deadline_.stopped || !one.done;
        step(one.done ? "amended" : "waiting", period_.amend, days, one.asked);
    }

    void extend() {
        extension_seen_ = true;
        const Extension& asked = *clock_.extension;
        if (!asked.notified) return fault("extension_no_notice");
        if (asked.days < 1 || asked.days > period_.extension) return fault("extension_too_long");
        if (*asked.notified > moved(base_)) return fault("extension_too_late");
        plain_ = plain_ + asked.days;
        step("extended", period_.extend, asked.days, *asked.notified);
    }

    void specially() {
        special_seen_ = true;
        const SpecialRule& asked = *clock_.special;
        if (!asked.notified) return fault("special_no_notice");
        if (!asked.rest_due) return fault("special_no_rest");
        if (*asked.notified > moved(base_)) return fault("special_too_late");
        if (period_.special != 0) {
            deadline_.part_due = moved(clock_.received + period_.special + uncounted_);
        }
        const int days = std::max(*asked.rest_due - plain_, 0);
        plain_ = std::max(plain_, *asked.rest_due);
        step("special", period_.special_article, days, *asked.notified);
    }

    void finish() {
        const Date due = moved(plain_);
        if (due != plain_) {
            const int days = due - plain_;
            plain_ = due;
            step("holiday", rules_.holiday_article, days, due);
        }
        deadline_.due = due;
        const Date end = clock_.decided.value_or(today_);
        deadline_.days_left = due - end;
        deadline_.days_late = std::max(end - due, 0);
    }

    const RequestRules& rules_;
    const PeriodRule& period_;
    const RequestClock& clock_;
    Date today_;
    const IsHoliday& holiday_;
    Date plain_;       // the deadline before holidays
    Date base_;        // the same without extension and special rule
    Date counted_to_;  // up to here days of amendments were taken
    int uncounted_ = 0;
    bool extension_seen_ = false;
    bool special_seen_ = false;
    Deadline deadline_;
};

}  // namespace

Deadline deadline_of(const RequestRules& rules, const RequestClock& clock, Date today,
                     const IsHoliday& holiday) {
    return Reckoning(rules, clock, today, holiday).run();
}

AppealDeadline appeal_deadline(const RequestRules& rules, const AppealClock& clock,
                               const IsHoliday& holiday) {
    AppealDeadline deadline;
    deadline.last_day =
        next_working_day(add_months(clock.decision_known, rules.appeal.months), holiday);
    deadline.in_time = clock.received <= deadline.last_day;
    deadline.consult_due = clock.received + rules.appeal.consult_days;
    if (clock.reported) deadline.rule_due = *clock.reported + rules.appeal.rule_days;
    return deadline;
}

}  // namespace daicho::govern
