// A row of w_job as a value, for the statements of this module alone.
#pragma once

#include <string>
#include <string_view>

#include "job/job.hpp"

namespace daicho::job::detail {

inline constexpr int kJobColumns = 11;
// The columns of w_job in the order of `read_job`, each behind the table's name.
std::string job_columns(std::string_view table);
Job read_job(const store::Statement& row);

}  // namespace daicho::job::detail
