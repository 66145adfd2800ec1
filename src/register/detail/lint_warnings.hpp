// What a definition that reads well may still have wrong.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "register/definition.hpp"

namespace daicho::registers::detail {

// Lines of one file, by what stands there.
struct LintLines {
    std::string file;
    std::map<std::string, std::uint64_t> fields;  // by name
    std::map<std::string, std::uint64_t> keys;    // top-level keys of the file
};

using FindDefinition = std::function<const Definition*(const std::string& name)>;

std::vector<Error> warnings_of(const Definition& definition, const LintLines& lines,
                               const FindDefinition& find);

}  // namespace daicho::registers::detail
