// The rules of docs/architecture.md and of the house style, each a function from a tree to what it
// found. planted_test.cpp proves that each one finds what it is for.
#pragma once

#include "tree.hpp"

namespace daicho::arch {

// Floors: the table of docs/architecture.md and the USES of src/*/CMakeLists.txt agree, point
// downwards (or sideways where listed) and have no cycle.
Findings check_floors(const std::filesystem::path& root);
// Every include of another module is one that USES names; tests may also use TEST_USES; tax/rules
// includes base only; detail/ belongs to its module; no include is spelled relative to the file.
Findings check_includes(const std::filesystem::path& root);

// float and double where money is counted, unsafe or unrepeatable calls, clocks read outside
// base/clock, exceptions. In the code of src/.
Findings check_words(const std::filesystem::path& root);
// Marks of unfinished work and tests that are switched off, in every source of ours.
Findings check_marks(const std::filesystem::path& root);

// Functions ≤ 70 lines, lines ≤ 100 code points, files ≤ 700 lines; headers open with a comment;
// every module has a README.md.
Findings check_sizes(const std::filesystem::path& root);
Findings check_headers(const std::filesystem::path& root);
Findings check_readmes(const std::filesystem::path& root);

}  // namespace daicho::arch
