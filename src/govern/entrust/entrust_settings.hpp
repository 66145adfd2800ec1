// How a city runs entrusted work: data/municipality/entrust/<municipality>.yaml. Pure.
#pragma once

#include "base/result.hpp"
#include "govern/entrust/check_schedule.hpp"

namespace daicho::govern::entrust {

struct EntrustSettings {
    bool process_b = false;  // of a new contract; each may say otherwise
    ScheduleSettings schedule;
    int answer_days = 7;     // until the security section answers, 1 … 60
    int remedy_days = 30;    // until a gap found by a check must be settled, 1 … 365
    std::string cite;        // whose decision it is
};

// Where the file is missing: the defaults, decided by nobody. Errors: yaml.*,
// govern.catalog.unknown_name (of a process or a quarter).
Result<EntrustSettings> load_entrust_settings(const std::string& path);
Result<EntrustSettings> parse_entrust_settings(std::string_view text, std::string name);

}  // namespace daicho::govern::entrust
