// Ids of errors and codes of roles.
#include <map>
#include <regex>
#include <set>

#include "rules.hpp"

namespace daicho::arch {
namespace fs = std::filesystem;
namespace {

struct Id {
    std::string name;
    std::string place;
};

// `id:` at the beginning of a line of catalogue/*.yaml, in file order.
std::vector<Id> catalogue_ids(const fs::path& root) {
    static const std::regex kId(R"(^([a-z][a-z0-9_.]*):\s*$)");
    std::vector<Id> ids;
    for (const File& file : files_under(root, "catalogue", {".yaml"})) {
        const auto lines = lines_of(file.text);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            std::match_results<std::string_view::const_iterator> match;
            if (std::regex_match(lines[i].begin(), lines[i].end(), match, kId)) {
                ids.push_back({match[1].str(), place(file, i + 1)});
            }
        }
    }
    return ids;
}

std::set<std::string> names_of(const std::vector<Id>& ids) {
    std::set<std::string> names;
    for (const Id& id : ids) names.insert(id.name);
    return names;
}

// tests/docs/computed_ids.txt: ids that code puts together, one a line, the place behind it.
// A trailing `*` stands for every id that begins so.
std::vector<std::string> computed_ids(const fs::path& root) {
    std::vector<std::string> ids;
    const std::string text = read_text(root / "tests/docs/computed_ids.txt");
    for (const std::string_view line : lines_of(text)) {
        if (!line.empty() && line[0] != '#') ids.emplace_back(line.substr(0, line.find(' ')));
    }
    return ids;
}

bool is_computed(const std::string& id, const std::vector<std::string>& computed) {
    for (const std::string& pattern : computed) {
        const bool start = pattern.ends_with("*") &&
                           id.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1));
        if (id == pattern || start) return true;
    }
    return false;
}

// Everything in code that looks like an id: a literal of lower-case words joined by points.
std::set<std::string> literals_like_ids(const fs::path& root) {
    static const std::regex kLiteral(R"re("([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)")re");
    std::set<std::string> literals;
    std::vector<File> files = sources(root);
    for (File& file : files_under(root, "web/src", {".ts", ".tsx"})) {
        for (char& c : file.text) c = c == '\'' || c == '`' ? '"' : c;
        files.push_back(std::move(file));
    }
    for (const File& file : files) {
        if (is_test_source(file.path)) continue;
        for (std::sregex_iterator it(file.text.begin(), file.text.end(), kLiteral), end; it != end;
             ++it) {
            literals.insert((*it)[1]);
        }
    }
    return literals;
}

}  // namespace

Findings check_raised_ids(const fs::path& root) {
    static const std::regex kRaised(
        R"re(\b(?:(?:input|denied|not_found|conflict|system)_error|message)\(\s*"([^"]+)")re");
    Findings findings;
    const std::vector<std::string> computed = computed_ids(root);
    const std::set<std::string> known = names_of(catalogue_ids(root));
    for (const File& file : sources(root)) {
        if (is_test_source(file.path)) continue;
        for (std::sregex_iterator it(file.text.begin(), file.text.end(), kRaised), end; it != end;
             ++it) {
            const std::string id = (*it)[1];
            if (known.contains(id) || is_computed(id, computed)) continue;
            const auto line = line_of(file.text, static_cast<std::size_t>(it->position()));
            findings.push_back(place(file, line) + id + " has no text in catalogue/");
        }
    }
    return findings;
}

Findings check_unused_ids(const fs::path& root) {
    Findings findings;
    const std::set<std::string> literals = literals_like_ids(root);
    const std::vector<std::string> computed = computed_ids(root);
    for (const Id& id : catalogue_ids(root)) {
        if (literals.contains(id.name) || is_computed(id.name, computed)) continue;
        findings.push_back(id.place + id.name + " is used nowhere in src/");
    }
    return findings;
}

Findings check_catalogue_order(const fs::path& root) {
    Findings findings;
    std::map<std::string, std::string> last;  // by file
    std::set<std::string> seen;
    for (const Id& id : catalogue_ids(root)) {
        std::string& before = last[id.place.substr(0, id.place.find(':'))];
        if (before > id.name) findings.push_back(id.place + id.name + " stands out of order");
        if (!seen.insert(id.name).second) findings.push_back(id.place + id.name + " stands twice");
        before = id.name;
    }
    return findings;
}

Findings check_roles(const fs::path& root) {
    static const std::regex kRole(R"re(\{\d+, "([a-z_]+)", ")re");
    static const std::regex kList(R"((view|change|import|export|approve):\s*\[([^\]]*)\])");
    std::set<std::string> roles;
    const std::string code = read_text(root / "src/identity/principal.cpp");
    for (std::sregex_iterator it(code.begin(), code.end(), kRole), end; it != end; ++it) {
        roles.insert((*it)[1]);
    }
    Findings findings;
    // No role: says that only commands of the program write the register (register/by_command.hpp).
    if (!roles.empty()) roles.insert("by_command");
    if (roles.empty()) findings.emplace_back("src/identity/principal.cpp:1: no roles found");
    for (const File& file : files_under(root, "registers", {".yaml"})) {
        for (std::sregex_iterator it(file.text.begin(), file.text.end(), kList), end; it != end;
             ++it) {
            std::string list = (*it)[2];
            for (char& c : list) c = c == ',' ? ' ' : c;
            for (const std::string& role : words_of(list)) {
                if (roles.contains(role)) continue;
                const auto line = line_of(file.text, static_cast<std::size_t>(it->position()));
                findings.push_back(place(file, line) + "no role is called " + role);
            }
        }
    }
    return findings;
}

}  // namespace daicho::arch
