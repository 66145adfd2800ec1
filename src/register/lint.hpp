// Lint: what is wrong, or doubtful, in register definitions – every fault of every file at once.
//
// A fault keeps the program from starting; a warning is a definition that starts and then does not
// do what its author meant. Both name file and line and say what to write. Nothing is opened but
// the files themselves.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "base/result.hpp"
#include "register/definition.hpp"

namespace daicho::registers {

struct LintReport {
    std::size_t files = 0;
    std::vector<Error> faults;    // each with where.file and where.line
    std::vector<Error> warnings;  // of files without faults of their own
};

// `place` is a folder registers/ (with areas), an area, or one file; a file or an area is read
// together with what lies around it, so that references are known, but only its own is reported.
// Error: register.definition.no_folder.
Result<LintReport> lint_definitions(const std::filesystem::path& place);

}  // namespace daicho::registers
