// DeadlinePolicy: until when the care of the system must be done, where no definition and no law
// says so.
#pragma once

#include <cstdint>
#include <string>

namespace daicho::office {

struct DeadlinePolicy {
    std::int64_t verify_days = 7;  // the journal, after the last time
    std::int64_t backup_days = 1;  // after the newest backup
    std::int64_t review_days = 3;  // of an opened sealed role, by another person
    std::string cite;
};

}  // namespace daicho::office
