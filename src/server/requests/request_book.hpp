// Request book: a request with its steps, decisions and appeals, and its clock as they give it.
// Threading: plain values; each function reads through the connection given.
#pragma once

#include "govern/requests/request_deadline.hpp"
#include "server/access.hpp"
#include "server/row.hpp"

namespace daicho::server {

inline constexpr const char* kRequests = "personal_request";
inline constexpr const char* kRequestSteps = "request_step";
inline constexpr const char* kRequestDecisions = "request_decision";
inline constexpr const char* kRequestAppeals = "request_appeal";
inline constexpr std::uint64_t kMostSteps = 500;  // of one request

// catalogs/requests.yaml. Errors: those of reading.
Result<govern::RequestRules> request_rules(const App& app);
// Saturdays, Sundays and the days of catalogs/logs/holidays.csv. Errors: those of reading.
Result<govern::IsHoliday> city_holidays(const App& app);

struct Rows {
    const registers::Definition* definition = nullptr;
    std::vector<registers::RecordVersion> versions;
};
// Rows of a register whose `field` names the record, in the order of their keys.
Result<Rows> rows_of(registers::Kernel& kernel, store::Connection& connection,
                     std::string_view register_name, std::string_view field, std::uint64_t record,
                     Date day);

govern::RequestClock clock_of(const registers::Fields& request, const Rows& steps);

}  // namespace daicho::server
