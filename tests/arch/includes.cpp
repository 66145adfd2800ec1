// Who may include whom.
#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "rules.hpp"

namespace daicho::arch {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kTable = "<!-- floors: read by tests/arch -->";

struct Module {
    int floor = 0;
    std::set<std::string> uses;
    std::set<std::string> test_uses;
};
using Modules = std::map<std::string, Module, std::less<>>;

std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells;
    std::string cell;
    for (const char c : line.substr(1)) {
        if (c == '|') {
            cells.push_back(std::move(cell));
            cell.clear();
        } else if (c != '`') {
            cell += c;
        }
    }
    return cells;
}

// | floor | module | may include | what |
Modules read_table(const fs::path& root) {
    Modules modules;
    const std::string text = read_text(root / "docs/architecture.md");
    const std::size_t start = text.find(kTable);
    if (start == std::string::npos) return modules;
    bool inside = false;
    for (const std::string_view line : lines_of(std::string_view(text).substr(start))) {
        if (line.starts_with("|")) {
            inside = true;
            const auto cells = cells_of(line);
            if (cells.size() < 3 || cells[0].find_first_of("0123456789") == std::string::npos) {
                continue;
            }
            const auto names = words_of(cells[1]);
            const auto uses = words_of(cells[2]);
            if (names.size() != 1) continue;
            modules[names[0]] = {std::stoi(cells[0]), {uses.begin(), uses.end()}, {}};
        } else if (inside) {
            break;
        }
    }
    return modules;
}

// Words behind `keyword` up to the next word in capitals.
std::set<std::string> words_behind(const std::vector<std::string>& words,
                                   std::string_view keyword) {
    std::set<std::string> found;
    auto at = std::find(words.begin(), words.end(), keyword);
    if (at == words.end()) return found;
    for (++at; at != words.end() && *at != "USES" && *at != "LIBRARIES" && *at != "TEST_USES";
         ++at) {
        found.insert(*at);
    }
    return found;
}

// A list in a variable (src/tax) is taken from its set() and from what is appended to it.
std::string expand_variables(std::string text) {
    static const std::regex kSet(R"(set\((\w+) ([^)]*)\))");
    static const std::regex kLoop(R"(foreach\((\w+) ([^)]*)\)[\s\S]*?list\(APPEND (\w+) \$)");
    std::map<std::string, std::string> values;
    for (std::sregex_iterator it(text.begin(), text.end(), kSet), end; it != end; ++it) {
        values[(*it)[1]] = (*it)[2];
    }
    for (std::sregex_iterator it(text.begin(), text.end(), kLoop), end; it != end; ++it) {
        values[(*it)[3]] += " " + std::string((*it)[2]);
    }
    for (const auto& [name, value] : values) {
        const std::string reference = "${" + name + "}";
        for (std::size_t at = text.find(reference); at != std::string::npos;
             at = text.find(reference, at + value.size())) {
            text.replace(at, reference.size(), value);
        }
    }
    return text;
}

Modules read_cmake(const fs::path& root) {
    static const std::regex kModule(R"(daicho_module\((\w+)([^)]*)\))");
    Modules modules;
    for (const File& file : files_under(root, "src", {"CMakeLists.txt"})) {
        const std::string text = expand_variables(file.text);
        std::smatch match;
        if (!std::regex_search(text, match, kModule)) continue;
        const auto words = words_of(match[2].str());
        modules[match[1]] = {0, words_behind(words, "USES"), words_behind(words, "TEST_USES")};
    }
    return modules;
}

std::string joined(const std::set<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : " ") + name;
    return text;
}

// Is `target` reached from `from`?
bool reaches(const Modules& modules, const std::string& from, const std::string& target,
             std::set<std::string>& seen) {
    const auto module = modules.find(from);
    if (module == modules.end() || !seen.insert(from).second) return false;
    return std::any_of(module->second.uses.begin(), module->second.uses.end(),
                       [&](const std::string& used) {
                           return used == target || reaches(modules, used, target, seen);
                       });
}

void check_include(const File& file, std::size_t line, const std::string& included,
                   const Modules& modules, Findings& findings) {
    const std::string own(module_of(file.path));
    const std::string other = included.substr(0, included.find('/'));
    const std::string at = place(file, line);
    if (included.find('/') == std::string::npos || included.starts_with(".")) {
        findings.push_back(at + "include from src/: \"" + own + "/…\", not \"" + included + "\"");
        return;
    }
    const bool test = is_test_source(file.path);
    if (file.path.starts_with("src/tax/rules/") && !test && other != "base" &&
        !included.starts_with("tax/rules/")) {
        findings.push_back(at + "tax/rules includes base alone, not " + included);
    }
    if (other == own) return;
    if (included.find("/detail/") != std::string::npos) {
        findings.push_back(at + included + " belongs to " + other + " alone");
    }
    const auto module = modules.find(own);
    if (module == modules.end()) return;
    if (module->second.uses.contains(other)) return;
    if (test && module->second.test_uses.contains(other)) return;
    findings.push_back(at + own + " may not include " + other + " (" + included + ")");
}

}  // namespace

Findings check_floors(const fs::path& root) {
    Findings findings;
    const Modules table = read_table(root);
    const Modules cmake = read_cmake(root);
    if (table.empty()) return {"docs/architecture.md: the table of floors is missing"};
    for (const auto& [name, module] : cmake) {
        const std::string at = "src/" + name + "/CMakeLists.txt:1: ";
        const auto row = table.find(name);
        if (row == table.end()) {
            findings.push_back(at + name + " has no line in the table of docs/architecture.md");
            continue;
        }
        if (row->second.uses != module.uses) {
            findings.push_back(at + "USES {" + joined(module.uses) +
                               "} but docs/architecture.md says {" + joined(row->second.uses) +
                               "}");
        }
        std::set<std::string> seen;
        if (reaches(cmake, name, name, seen)) findings.push_back(at + name + " is in a cycle");
    }
    for (const auto& [name, row] : table) {
        if (!cmake.contains(name)) {
            findings.push_back("docs/architecture.md:1: there is no module " + name);
        }
        for (const auto& used : row.uses) {
            const auto below = table.find(used);
            if (below == table.end() || below->second.floor > row.floor) {
                findings.push_back("docs/architecture.md:1: " + name + " may not include " + used +
                                   ", which is not below it");
            }
        }
    }
    return findings;
}

Findings check_includes(const fs::path& root) {
    static const std::regex kInclude(R"re(^\s*#\s*include\s+"([^"]+)")re");
    Findings findings;
    const Modules modules = read_cmake(root);
    for (const File& file : sources(root)) {
        const auto lines = lines_of(file.text);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            std::match_results<std::string_view::const_iterator> match;
            if (!std::regex_search(lines[i].begin(), lines[i].end(), match, kInclude)) continue;
            check_include(file, i + 1, match[1].str(), modules, findings);
        }
    }
    return findings;
}

}  // namespace daicho::arch
