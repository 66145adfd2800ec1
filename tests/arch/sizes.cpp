// Sizes, headers that say what they are, a README for every module.
#include <algorithm>
#include <set>

#include "rules.hpp"

namespace daicho::arch {
namespace {

constexpr std::size_t kFunctionLines = 70;
constexpr std::size_t kColumns = 100;
constexpr std::size_t kFileLines = 700;

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

// A line that is nothing but a literal (with separators) cannot be folded well.
bool is_literal_only(std::string_view code_line) {
    return code_line.find_first_not_of(" \t(){},;R") == std::string_view::npos;
}

// What stands before a brace since the last one or the last semicolon.
std::string_view head_before(std::string_view code, std::size_t brace) {
    const std::size_t start = brace == 0 ? std::string_view::npos
                                         : code.find_last_of("{};", brace - 1);
    const std::size_t from = start == std::string_view::npos ? 0 : start + 1;
    return code.substr(from, brace - from);
}

// Namespaces, types and tables may be long; a brace behind a parameter list is a function's (or a
// block's inside one, which is shorter anyway).
bool opens_function(std::string_view head) {
    for (const char* word : {"namespace", "class ", "struct ", "enum ", "union ", "extern "}) {
        const bool there = head.find(word) != std::string_view::npos;
        if (there && head.find(')') == std::string_view::npos) return false;
    }
    const std::size_t last = head.find_last_not_of(" \t\n");
    if (last == std::string_view::npos || head[last] == '=' || head[last] == ',') return false;
    return head.find(')') != std::string_view::npos;
}

void check_functions(const File& file, Findings& findings) {
    const std::string code = code_only(file.text);
    struct Open {
        std::size_t at;
        bool function;
    };
    std::vector<Open> stack;
    bool inside = false;  // an enclosing function is open: only the outermost is measured
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code[i] == '{') {
            const bool function = !inside && opens_function(head_before(code, i));
            inside |= function;
            stack.push_back({i, function});
        } else if (code[i] == '}' && !stack.empty()) {
            const Open open = stack.back();
            stack.pop_back();
            if (!open.function) continue;
            inside = false;
            const std::size_t first = line_of(code, open.at);
            const std::size_t lines = line_of(code, i) - first + 1;
            if (lines > kFunctionLines) {
                findings.push_back(place(file, first) + "a function of " + std::to_string(lines) +
                                   " lines (at most " + std::to_string(kFunctionLines) + ")");
            }
        }
    }
}

}  // namespace

Findings check_sizes(const std::filesystem::path& root) {
    Findings findings;
    std::vector<File> files = sources(root);
    for (auto& file : files_under(root, "tests", {".cpp", ".hpp"})) files.push_back(file);
    for (const File& file : files) {
        const std::string code = code_only(file.text);
        const auto lines = lines_of(file.text);
        const auto code_lines = lines_of(code);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::size_t columns = code_points(lines[i]);
            if (columns > kColumns && !(is_literal_only(code_lines[i]) &&
                                        lines[i].find('"') != std::string_view::npos)) {
                findings.push_back(place(file, i + 1) + "a line of " + std::to_string(columns) +
                                   " columns (at most " + std::to_string(kColumns) + ")");
            }
        }
        if (lines.size() > kFileLines) {
            findings.push_back(place(file, 1) + "a file of " + std::to_string(lines.size()) +
                               " lines (at most " + std::to_string(kFileLines) + ")");
        }
        check_functions(file, findings);
    }
    return findings;
}

Findings check_headers(const std::filesystem::path& root) {
    Findings findings;
    for (const File& file : sources(root)) {
        if (!file.path.ends_with(".hpp")) continue;
        if (!file.text.starts_with("//")) {
            findings.push_back(place(file, 1) + "a header opens with a comment: what and why");
        }
        if (file.text.find("#pragma once") == std::string::npos) {
            findings.push_back(place(file, 1) + "#pragma once is missing");
        }
    }
    return findings;
}

Findings check_readmes(const std::filesystem::path& root) {
    Findings findings;
    std::set<std::string> modules;
    for (const File& file : files_under(root, "src", {"CMakeLists.txt"})) {
        modules.emplace(module_of(file.path));
    }
    for (const std::string& module : modules) {
        if (read_text(root / "src" / module / "README.md").empty()) {
            findings.push_back("src/" + module + "/README.md:1: is missing");
        }
    }
    return findings;
}

}  // namespace daicho::arch
