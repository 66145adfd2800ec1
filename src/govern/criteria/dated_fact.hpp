// 期間のある証拠 (dated evidence): certificates, listings and audit reports on one day.
//
// A certificate holds from its first to its last day. A list kept by others (ISMAP) gives no last
// day: looking at it proves the day of the look, and as many days after it as the catalog allows.
// What is not known proves nothing and refutes nothing: the answer is then open. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace daicho::govern {

struct DatedEntry {
    std::string name;  // ISO/IEC 27001:2022
    std::optional<Date> first_day;
    std::optional<Date> last_day;
    std::optional<Date> seen_on;  // day on which the list or the register of the issuer was read
};

enum class Validity : std::uint8_t { invalid, open, valid };

// The best of the entries on `day`. No entry is invalid; without a day all is open.
Validity validity_on(const std::vector<DatedEntry>& entries, std::optional<Date> day,
                     std::int64_t seen_within_days);

}  // namespace daicho::govern
