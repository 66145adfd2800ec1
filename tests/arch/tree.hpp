// Tree: the files of a checkout as text, for the tests that keep architecture and documents true.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace daicho::arch {

struct File {
    std::string path;  // from the root, "src/base/yen.hpp"
    std::string text;
};

// "src/base/yen.hpp:12: what is wrong", one for each violation.
using Findings = std::vector<std::string>;

// Regular files under root/folder whose names end in one of `endings`, by path. Build results and
// fetched packages (build*, node_modules, dist, .git) are passed over.
std::vector<File> files_under(const std::filesystem::path& root, std::string_view folder,
                              const std::vector<std::string_view>& endings);
// Sources of src/ (.cpp and .hpp).
std::vector<File> sources(const std::filesystem::path& root);
std::string read_text(const std::filesystem::path& file);  // "" when there is none

std::vector<std::string_view> lines_of(std::string_view text);
std::vector<std::string> words_of(std::string_view text);
std::size_t line_of(std::string_view text, std::size_t offset);  // from 1
std::string place(const File& file, std::size_t line);           // "path:line: "

// The text with comments, string and character literals turned into blanks (line ends stay), so
// that offsets stay the same.
std::string code_only(std::string_view text);

// "src/base/yen.hpp" → "base"; "" outside src/.
std::string_view module_of(std::string_view path);
bool is_test_source(std::string_view path);  // _test, _fuzz, _bench, test_*

}  // namespace daicho::arch
