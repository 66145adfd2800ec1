// The tabulation as a file: CSV for spreadsheets or a workbook, a line for each figure with its
// base, so that no percentage leaves without one.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

// `table`: tabulation_json. Error: survey.format.
Answer survey_file(const Call& call, const json::Object& table, std::string_view format,
                   Language language);

}  // namespace daicho::server
