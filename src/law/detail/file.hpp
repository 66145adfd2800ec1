// Reading of single files of law/. Internal to src/law (and its fuzzer).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/fiscal_year.hpp"
#include "law/row.hpp"
#include "yaml/node.hpp"

namespace daicho::law::detail {

using Units = std::map<std::string, std::string, std::less<>>;

// law/index.yaml: `units:` legal unit → caption.
Result<Units> parse_index(std::string_view text, const std::string& name);
// law/<year>/<name>.yaml: `fiscal_year:` and `rows:`. `location` is "law/2026/land.yaml".
Result<std::vector<Row>> parse_year_file(std::string_view text, const std::string& name,
                                         const std::string& location, FiscalYear year,
                                         const Units& units);
// law/rates.yaml: `series:`.
Result<std::vector<Series>> parse_series_file(std::string_view text, const std::string& name,
                                              const std::string& location, const Units& units);

}  // namespace daicho::law::detail
