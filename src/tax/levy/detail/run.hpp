// Run: a levy under way, as its steps hand it to each other.
#pragma once

#include <string>
#include <string_view>

#include "tax/levy/levy_job.hpp"
#include "tax/statute/year_statute.hpp"

namespace daicho::tax::levy::detail {

// What a run works on and where it stands; kept as the job's cursor.
struct Progress {
    std::uint64_t as_known = 0;
    std::uint64_t run = 0;
    std::uint64_t next_batch = 0;

    [[nodiscard]] std::string text() const;
    static Progress parse(std::string_view text);
};

struct Run {
    const LevyOptions* options = nullptr;
    const statute::BoundYear* law = nullptr;
    ResultLayouts layouts;
    std::uint16_t capacity = 0;
    std::uint64_t principal = 0;
    std::uint64_t job = 0;
    Progress progress;
    std::string run_no;
};

}  // namespace daicho::tax::levy::detail
