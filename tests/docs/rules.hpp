// What documents, catalogues, definitions and program must agree on, each rule a function from a
// tree to what it found. planted_test.cpp proves that each one finds what it is for.
#pragma once

#include "tree.hpp"

namespace daicho::arch {

// Error ids: each id that src/ raises has a text; each text is used; catalogues are sorted.
Findings check_raised_ids(const std::filesystem::path& root);
Findings check_unused_ids(const std::filesystem::path& root);
Findings check_catalogue_order(const std::filesystem::path& root);
// Role codes named in registers/**/*.yaml exist in src/identity/principal.cpp.
Findings check_roles(const std::filesystem::path& root);

// Links lead to files; scripts and `daicho` commands shown in ```sh blocks exist; both READMEs show
// the same commands and name every module.
Findings check_links(const std::filesystem::path& root);
Findings check_commands(const std::filesystem::path& root);
Findings check_readme_pair(const std::filesystem::path& root);
// Terms and identifiers of docs/glossary.md stand there once.
Findings check_glossary(const std::filesystem::path& root);
// No path of somebody's machine, no package registry's host, in any text of ours.
Findings check_machine_names(const std::filesystem::path& root);

}  // namespace daicho::arch
