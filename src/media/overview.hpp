// All disposals at a glance: how far each has come, counted by the database and not judged one by
// one, so that the list stays quick with a hundred thousand media. What a single one lacks, and
// why, is the sheet's (sheet.hpp).
#pragma once

#include "media/desk.hpp"

namespace daicho::media {

struct Progress {
    std::uint64_t needed = 0;
    std::uint64_t done = 0;
};

struct Overview {
    Line plan;
    std::uint64_t media = 0;
    Progress erased;
    Progress handed_over;
    Progress destroyed;
    Progress certified;
    std::string next;  // as of a sheet, as far as counting tells
};

struct OverviewPage {
    std::uint64_t total = 0;
    std::vector<Overview> rows;
};

enum class Which : std::uint8_t { running, ended };

// Ordered by the day the certificate is due.
Result<OverviewPage> disposals(registers::Kernel& kernel, store::Connection& connection,
                               Which which, Date day, std::uint64_t offset, std::uint64_t limit);

}  // namespace daicho::media
