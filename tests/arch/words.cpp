// Names that may not stand in code.
#include <cstdint>
#include <regex>

#include "rules.hpp"

namespace daicho::arch {
namespace {

// product: what is neither test nor bench.
enum class For : std::uint8_t { all, product, product_and_tests };

struct Ban {
    std::vector<std::string_view> needles;  // without one of these the pattern is not tried
    const char* pattern;                    // of code, without comments and literals
    const char* why;
    For whom = For::all;
    std::vector<std::string_view> only = {};    // folders; empty: all of src/
    std::vector<std::string_view> except = {};  // paths that may
};

const std::vector<Ban>& bans() {
    static const std::vector<Ban> kBans = {
        {{"float", "double"}, R"(\b(float|double)\b)",
         "no floating point where money is counted", For::product_and_tests,
         {"src/base/", "src/tax/", "src/receivable/"}},
        {{"rand"}, R"(\b(s?rand|drand48)\s*\()", "not repeatable, not random: vault or a seed"},
        {{"str", "printf", "gets"}, R"(\b(strcpy|strcat|strtok|v?sprintf|gets)\s*\()",
         "writes beyond its buffer sooner or later"},
        {{"ato"}, R"(\bato[ifl]\s*\()", "reads anything as a number: parse_decimal", For::product},
        {{"system"}, R"(\bsystem\s*\()", "no shell"},
        {{"popen"}, R"(\bpopen\s*\()", "no shell", For::product},
        {{"_clock"}, R"(\b(system|steady|high_resolution)_clock::now)",
         "only base/clock reads the clock", For::product_and_tests, {}, {"src/base/clock."}},
        {{"time"}, R"(\b(gettimeofday|clock_gettime|(local|gm|mk)time(_r)?|std::time)\s*\()",
         "only base/clock reads the clock", For::product_and_tests, {}, {"src/base/clock."}},
        {{"assert"}, R"(\bassert\s*\()", "DAICHO_ASSERT, which is always on"},
        // yaml-cpp calls our handler, which has no other way to stop it.
        {{"throw"}, R"(\bthrow\b)", "errors are values", For::all, {}, {"src/yaml/node.cpp"}},
        // They answer a std::ranges::subrange, which clang 14 cannot read in GCC's headers.
        {{"ranges::"},
         R"(\branges::(unique|remove(_if)?|rotate|(stable_)?partition|search|equal_range|find_end)\b)",
         "the fuzzers' compiler cannot build it: the one of std::"},
        {{"using namespace std"}, R"(\busing\s+namespace\s+std\b)", "write std::"},
    };
    return kBans;
}

// Whatever the file: unfinished work and tests that do not test. Put together from halves, so that
// this file does not hold what it looks for.
const std::string& marks() {
    static const std::string kMarks = std::string("\\b(TO") + "DO|FIX" + "ME|XX" + "X)\\b|" +
                                      "GTEST_SK" + "IP|\\bDISA" + "BLED_|EXPECT_TRUE\\(tr" +
                                      "ue\\)";
    return kMarks;
}

bool concerns(For whom, std::string_view path) {
    if (whom == For::all) return true;
    if (!is_test_source(path)) return true;
    return whom == For::product_and_tests && path.find("_bench.") == std::string_view::npos;
}

bool begins_with_one(std::string_view path, const std::vector<std::string_view>& starts) {
    for (const auto start : starts) {
        if (path.starts_with(start)) return true;
    }
    return false;
}

bool holds_one(std::string_view text, const std::vector<std::string_view>& needles) {
    for (const auto needle : needles) {
        if (text.find(needle) != std::string_view::npos) return true;
    }
    return false;
}

Findings find_words(const File& file, const std::string& text, const std::regex& pattern,
                    std::string_view why) {
    Findings findings;
    for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it) {
        const auto offset = static_cast<std::size_t>(it->position());
        // A member of the same name (`x.system(`) is another thing.
        if (offset > 0 && (text[offset - 1] == '.' || text[offset - 1] == '>')) continue;
        findings.push_back(place(file, line_of(text, offset)) + it->str() + ": " +
                           std::string(why));
    }
    return findings;
}

void append(Findings& all, Findings more) {
    for (auto& finding : more) all.push_back(std::move(finding));
}

}  // namespace

Findings check_words(const std::filesystem::path& root) {
    Findings findings;
    for (const File& file : sources(root)) {
        const std::string code = code_only(file.text);
        for (const Ban& ban : bans()) {
            if (!ban.only.empty() && !begins_with_one(file.path, ban.only)) continue;
            if (begins_with_one(file.path, ban.except) || !concerns(ban.whom, file.path)) continue;
            if (!holds_one(code, ban.needles)) continue;
            append(findings, find_words(file, code, std::regex(ban.pattern), ban.why));
        }
    }
    return findings;
}

Findings check_marks(const std::filesystem::path& root) {
    const std::regex pattern(marks());
    Findings findings;
    for (const char* folder : {"src", "web/src", "tests", "tools", "script", "cmake"}) {
        for (const File& file : files_under(root, folder, {".cpp", ".hpp", ".ts", ".tsx", ".mjs",
                                                           ".txt", ".cmake", ".sh", ".css"})) {
            const auto lines = lines_of(file.text);
            for (std::size_t i = 0; i < lines.size(); ++i) {
                if (lines[i].find_first_of("DXKS") == std::string_view::npos) continue;
                if (!std::regex_search(lines[i].begin(), lines[i].end(), pattern)) continue;
                findings.push_back(place(file, i + 1) + "a forgotten mark or a test that is off");
            }
        }
    }
    return findings;
}

}  // namespace daicho::arch
