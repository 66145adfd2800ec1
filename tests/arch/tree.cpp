#include "tree.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>

namespace daicho::arch {
namespace fs = std::filesystem;
namespace {

bool is_passed_over(const fs::path& folder) {
    const std::string name = folder.filename().string();
    return name.starts_with("build") || name == "node_modules" || name == "dist" ||
           name == ".git";
}

bool ends_in_one(std::string_view name, const std::vector<std::string_view>& endings) {
    return endings.empty() || std::any_of(endings.begin(), endings.end(), [name](auto ending) {
               return name.ends_with(ending);
           });
}

// Blanks text[from, to) but keeps line ends.
void blank(std::string& text, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to && i < text.size(); ++i) {
        if (text[i] != '\n') text[i] = ' ';
    }
}

// Offset behind the literal that begins with the quote at `at`.
std::size_t end_of_literal(std::string_view text, std::size_t at) {
    const char quote = text[at];
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == quote || text[i] == '\n') {
            return i + 1;
        }
    }
    return text.size();
}

// R"tag( … )tag"; `at` is the quote.
std::size_t end_of_raw(std::string_view text, std::size_t at) {
    const std::size_t open = text.find('(', at);
    if (open == std::string_view::npos) return text.size();
    const std::string close = ")" + std::string(text.substr(at + 1, open - at - 1)) + "\"";
    const std::size_t end = text.find(close, open);
    return end == std::string_view::npos ? text.size() : end + close.size();
}

bool is_digit_separator(std::string_view text, std::size_t at) {
    const auto is_digit = [text](std::size_t i) {
        return i < text.size() && std::isxdigit(static_cast<unsigned char>(text[i])) != 0;
    };
    return at > 0 && is_digit(at - 1) && is_digit(at + 1);
}

}  // namespace

std::string read_text(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<File> files_under(const fs::path& root, std::string_view folder,
                              const std::vector<std::string_view>& endings) {
    std::vector<File> files;
    std::error_code code;
    fs::recursive_directory_iterator at(root / folder, code);
    for (; !code && at != fs::recursive_directory_iterator(); at.increment(code)) {
        if (at->is_directory() && is_passed_over(at->path())) at.disable_recursion_pending();
        const std::string name = at->path().filename().string();
        if (!at->is_regular_file() || !ends_in_one(name, endings)) continue;
        files.push_back({fs::relative(at->path(), root).generic_string(), read_text(at->path())});
    }
    std::sort(files.begin(), files.end(),
              [](const File& a, const File& b) { return a.path < b.path; });
    return files;
}

std::vector<File> sources(const fs::path& root) {
    return files_under(root, "src", {".cpp", ".hpp"});
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text) {
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            if (!word.empty()) words.push_back(std::move(word));
            word.clear();
        } else {
            word += c;
        }
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

std::size_t line_of(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

std::string place(const File& file, std::size_t line) {
    return file.path + ":" + std::to_string(line) + ": ";
}

std::string code_only(std::string_view text) {
    std::string code(text);
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view rest = text.substr(i);
        std::size_t end = i;
        if (rest.starts_with("//")) {
            end = std::min(text.find('\n', i), text.size());
        } else if (rest.starts_with("/*")) {
            end = std::min(text.find("*/", i + 2), text.size() - 2) + 2;
        } else if (rest.starts_with("R\"")) {
            end = end_of_raw(text, i + 1);
        } else if (text[i] == '"' || (text[i] == '\'' && !is_digit_separator(text, i))) {
            end = end_of_literal(text, i);
        }
        blank(code, i, end);
        i = std::max(end, i + 1);
    }
    return code;
}

std::string_view module_of(std::string_view path) {
    if (!path.starts_with("src/")) return {};
    path.remove_prefix(4);
    const std::size_t end = path.find('/');
    return end == std::string_view::npos ? std::string_view{} : path.substr(0, end);
}

bool is_test_source(std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const std::string_view stem = name.substr(0, name.find('.'));
    return stem.ends_with("_test") || stem.ends_with("_fuzz") || stem.ends_with("_bench") ||
           stem.starts_with("test_");
}

}  // namespace daicho::arch
