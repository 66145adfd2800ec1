// Pages: links, commands, the glossary, and what no page may name.
#include <regex>
#include <set>

#include "rules.hpp"

namespace daicho::arch {
namespace fs = std::filesystem;
namespace {

std::vector<File> pages(const fs::path& root) {
    std::vector<File> files;
    for (const char* name : {"README.md", "README.ja.md", "CONTRIBUTING.md", "SECURITY.md",
                             "CHANGELOG.md"}) {
        files.push_back({name, read_text(root / name)});
    }
    for (const char* folder : {"docs", "src", "tests", "registers", "catalogs", "bench"}) {
        for (File& file : files_under(root, folder, {".md"})) files.push_back(std::move(file));
    }
    return files;
}

struct Shown {
    std::size_t line;
    std::string command;
};

// Lines of the ```sh blocks, without comments.
std::vector<Shown> commands_of(std::string_view text) {
    std::vector<Shown> commands;
    bool inside = false;
    const auto lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].starts_with("```")) {
            inside = lines[i] == "```sh";
        } else if (inside && !lines[i].empty() && lines[i][0] != '#') {
            std::string command(lines[i].substr(0, lines[i].find("  #")));
            commands.push_back({i + 1, std::move(command)});
        }
    }
    return commands;
}

// Does src/cli register a command that begins `words`? Commands are literals such as "tax case".
bool is_cli_command(const std::string& cli, const std::string& words) {
    std::string name;
    for (const std::string& word : words_of(words)) {
        name += (name.empty() ? "" : " ") + word;
        if (cli.find("\"" + name + "\",") != std::string::npos) return true;
    }
    return false;
}

bool is_executable(const fs::path& file) {
    std::error_code code;
    const auto status = fs::status(file, code);
    return !code && (status.permissions() & fs::perms::owner_exec) != fs::perms::none;
}

}  // namespace

Findings check_links(const fs::path& root) {
    static const std::regex kLink(R"(\]\(([^)#\s]+)[^)]*\))");
    Findings findings;
    for (const File& file : pages(root)) {
        if (file.text.empty()) findings.push_back(file.path + ":1: is missing or empty");
        for (std::sregex_iterator it(file.text.begin(), file.text.end(), kLink), end; it != end;
             ++it) {
            const std::string target = (*it)[1];
            if (target.starts_with("https://") || target.starts_with("mailto:")) continue;
            if (fs::exists(root / fs::path(file.path).parent_path() / target)) continue;
            const auto line = line_of(file.text, static_cast<std::size_t>(it->position()));
            findings.push_back(place(file, line) + "the link " + target + " leads nowhere");
        }
    }
    return findings;
}

Findings check_commands(const fs::path& root) {
    static const std::regex kScript(R"(^(?:[A-Z_]+=\S+\s+)*(script/[a-z-]+|\.ci/run)(?:\s.*)?$)");
    static const std::regex kDaicho(R"(^(?:[A-Z_]+=\S+\s+)*(?:build/)?daicho\s+(.*)$)");
    Findings findings;
    std::string cli;
    for (const File& file : files_under(root, "src/cli", {".cpp"})) cli += file.text;
    for (const File& file : pages(root)) {
        for (const Shown& shown : commands_of(file.text)) {
            std::smatch match;
            if (std::regex_match(shown.command, match, kScript)) {
                if (is_executable(root / match[1].str())) continue;
                findings.push_back(place(file, shown.line) + match[1].str() +
                                   " does not exist or cannot be run");
            } else if (std::regex_match(shown.command, match, kDaicho)) {
                if (is_cli_command(cli, match[1])) continue;
                findings.push_back(place(file, shown.line) + "no such command: " + shown.command);
            }
        }
    }
    return findings;
}

Findings check_readme_pair(const fs::path& root) {
    Findings findings;
    const std::string english = read_text(root / "README.md");
    const std::string japanese = read_text(root / "README.ja.md");
    const auto left = commands_of(english);
    const auto right = commands_of(japanese);
    bool same = left.size() == right.size();
    for (std::size_t i = 0; same && i < left.size(); ++i) {
        same = left[i].command == right[i].command;
    }
    if (!same) findings.emplace_back("README.ja.md:1: shows other commands than README.md");
    for (const File& file : files_under(root, "src", {"CMakeLists.txt"})) {
        const std::string line = "| `" + std::string(module_of(file.path)) + "` |";
        if (english.find(line) == std::string::npos) {
            findings.push_back("README.md:1: has no line " + line);
        }
        if (japanese.find(line) == std::string::npos) {
            findings.push_back("README.ja.md:1: has no line " + line);
        }
    }
    return findings;
}

Findings check_glossary(const fs::path& root) {
    static const std::regex kRow(R"(^\| ([^|]+) \| `([^`]+)` \|.*\|$)");
    static const std::regex kIdentifier(R"(^[a-z][a-z0-9_]*$)");
    const File file{"docs/glossary.md", read_text(root / "docs/glossary.md")};
    Findings findings;
    std::set<std::string> terms;
    std::set<std::string> identifiers;
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string line(lines[i]);
        std::smatch row;
        if (!std::regex_match(line, row, kRow)) continue;
        const std::string at = place(file, i + 1);
        if (!terms.insert(row[1]).second) findings.push_back(at + row[1].str() + " stands twice");
        if (!identifiers.insert(row[2]).second) {
            findings.push_back(at + row[2].str() + " stands twice");
        }
        const std::string identifier = row[2];
        if (!std::regex_match(identifier, kIdentifier)) {
            findings.push_back(at + identifier + " is no identifier");
        }
    }
    if (terms.empty()) findings.emplace_back("docs/glossary.md:1: has no terms");
    return findings;
}

// Put together from halves, so that this file does not hold what it looks for.
Findings check_machine_names(const fs::path& root) {
    static const std::regex kNames(std::string("(^|[^\\w.$}\\])])/(wo") + "rk|ro" + "ot|ho" +
                                   "me)/\\w|regis" + "try\\.(npmjs|yarnpkg)|py" +
                                   "pi\\.org|arti" + "factory|nex" + "us\\.");
    static const std::vector<std::string_view> kTexts{
        ".cpp", ".hpp", ".txt", ".cmake", ".md", ".yaml", ".yml", ".json", ".ts", ".tsx", ".mjs",
        ".js", ".css", ".html", ".sh", ".sql", ".csv", "-format", "LICENSE", ".gitignore"};
    Findings findings;
    std::vector<File> files = files_under(root, ".", kTexts);
    for (const char* folder : {"script", "tests/stages", ".ci", "bench", "tests/oracle"}) {
        for (File& file : files_under(root, folder, {})) files.push_back(std::move(file));
    }
    std::set<std::string> seen;
    for (const File& file : files) {
        if (!seen.insert(fs::path(file.path).lexically_normal().string()).second) continue;
        const auto lines = lines_of(file.text);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (lines[i].size() > 2000) continue;  // data, not text
            const std::string line(lines[i]);
            std::smatch match;
            if (line.find_first_of("/.") == std::string::npos) continue;
            if (!std::regex_search(line, match, kNames)) continue;
            findings.push_back(place(file, i + 1) + "names a machine's path or a registry: " +
                               match[0].str());
        }
    }
    return findings;
}

}  // namespace daicho::arch
