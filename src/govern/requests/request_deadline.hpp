// 決定の期限 (deadline of a request): by when a request about personal information is decided, step
// by step, each with its article (個人情報保護法 第83条・第84条・第94条・第95条・第102条・第103条).
//
// The days run from the day after the request (民法 第140条): 30 days from 1 April are 1 May. Days
// that an amendment took are not counted. An extension, or the special rule, counts from its notice
// alone, and only where the notice was given while the deadline had not passed: nothing heals a
// deadline that is over, and a late decision stays late. Pure; dates come from the caller.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "govern/requests/request_rules.hpp"

namespace daicho::govern {

struct Amendment {  // 補正
    Date asked;
    std::optional<Date> done;
};
struct Extension {
    std::optional<Date> notified;
    int days = 0;
};
struct SpecialRule {
    std::optional<Date> notified;
    std::optional<Date> rest_due;
};
struct RequestClock {
    RequestKind kind = RequestKind::disclosure;
    Date received;
    std::vector<Amendment> amendments;
    std::optional<Extension> extension;
    std::optional<SpecialRule> special;
    std::optional<Date> decided;
};

// How the deadline came about: `due` behind the step.
struct DeadlineStep {
    std::string id;       // received amended waiting extended special holiday
    std::string article;
    int days = 0;         // that it added
    Date on;              // day of the step
    Date due;
};
struct Deadline {
    Date due;
    std::optional<Date> part_due;  // 第84条: the substantial part
    bool stopped = false;          // an amendment is waited for; `due` is as if it came today
    int days_late = 0;             // on the day of the decision, or today; 0: in time
    int days_left = 0;             // until `due`; negative: it has passed
    std::vector<DeadlineStep> steps;
    // What does not count, and why: extension_no_notice, extension_too_long, extension_too_late,
    // special_no_notice, special_no_rest, special_too_late, amendment_too_late.
    std::vector<std::string> faults;
};

using IsHoliday = std::function<bool(Date)>;

Deadline deadline_of(const RequestRules& rules, const RequestClock& clock, Date today,
                     const IsHoliday& holiday);

// 審査請求: until when it may be made, and when the board is consulted and the ruling given.
struct AppealClock {
    Date decision_known;
    Date received;
    std::optional<Date> reported;
};
struct AppealDeadline {
    Date last_day;  // of making it; a holiday moves it (地方自治法 第4条の2第4項)
    bool in_time = true;
    Date consult_due;
    std::optional<Date> rule_due;
};
AppealDeadline appeal_deadline(const RequestRules& rules, const AppealClock& clock,
                               const IsHoliday& holiday);

}  // namespace daicho::govern
