// The JSON form of an explanation: rule, article, names in both languages, inputs, rows of law
// that were read, result, rounding, and what it rests on (contract: docs/cli.md, docs/api.md).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "json/reader.hpp"
#include "tax/rules/trace.hpp"

namespace daicho::tax::questions {

// Turns a subject of the engine ("land/0/farmland/fixed") into one with the caller's ids.
using RenameSubject = std::function<std::string(std::string_view)>;

json::Array explain(const std::vector<rules::Step>& steps, const RenameSubject& rename = {});
json::Object explain(const rules::Step& step, const RenameSubject& rename = {});

}  // namespace daicho::tax::questions
