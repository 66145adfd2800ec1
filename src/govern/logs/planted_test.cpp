// The planted month of the demonstration: every rule of the set finds what was hidden for it, and
// the many records that are in order are nobody's case.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "govern/logs/engine.hpp"
#include "govern/logs/moment.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern::logs {
namespace {

using test::source_path;
using test::value_of;

Tables lists() {
    Tables tables;
    for (const auto& file :
         std::filesystem::directory_iterator(source_path("data/govern/logs/lists"))) {
        const std::string name = file.path().stem().string();
        tables[name] = value_of(read_table(
            test::read_text("data/govern/logs/lists/" + file.path().filename().string()), name));
    }
    tables["holidays"] = value_of(read_table(test::read_text("catalogs/logs/holidays.csv"), "h"));
    return tables;
}

std::string said(const RuleSet& rules, const RunResult& result) {
    std::string text;
    for (const Case& one : result.cases) {
        text += rules.rules[one.rule].name;
        for (const auto& [field, value] : one.group) text += " " + field + "=" + value;
        text += " " + format_moment(one.from_ms) + "\n";
    }
    return text;
}

RunResult analysed(const RuleSet& rules, const Tables& tables, const char* mapping,
                   const char* file) {
    const Mapping map =
        value_of(load_mapping(source_path("catalogs/logs/sources/") + mapping + ".yaml"));
    RunOptions options;
    options.from = Date::of(2026, 10, 1);
    options.to = Date::of(2026, 10, 31);
    return value_of(
        run(rules, map, tables, {file_input(source_path("data/govern/logs/") + file)}, options));
}

TEST(LogsPlanted, EveryRuleFindsWhatWasHiddenForItAndLittleElse) {
    const Tables tables = lists();
    const RuleSet rules = value_of(load_rules(source_path("catalogs/logs/municipal.yaml"), tables));
    const RunResult result = analysed(rules, tables, "residents-csv", "residents-2026-10.csv.gz");
    std::map<std::string, int> found;
    for (const Case& one : result.cases) ++found[rules.rules[one.rule].name];
    for (const Rule& rule : rules.rules) {
        if (!rule.reported) continue;
        EXPECT_GT(found[rule.name], 0) << rule.name << " found nothing";
        EXPECT_LE(found[rule.name], 2) << rule.name << "\n" << said(rules, result);
    }
    EXPECT_GT(result.files.front().events, 3000U);
    EXPECT_EQ(result.rejected.at("columns"), 1U);  // 装置の再起動
    ASSERT_EQ(result.rejections.size(), 1U);
    EXPECT_EQ(result.rejections.front().place.line, 3003U);
}

TEST(LogsPlanted, WindowsEventsAreReadInLocalTime) {
    const Tables tables = lists();
    const RuleSet rules = value_of(load_rules(source_path("catalogs/logs/municipal.yaml"), tables));
    const RunResult result = analysed(rules, tables, "windows-logon", "windows-2026-10.xml.gz");
    const std::string text = said(rules, result);
    EXPECT_NE(text.find("failed_then_success user=30010 2026-10-07 13:04:00"), std::string::npos)
        << text;
    EXPECT_NE(text.find("out_of_hours user=30012 2026-10-11 03:12:00"), std::string::npos) << text;
    EXPECT_TRUE(result.rejected.empty());
}

}  // namespace
}  // namespace daicho::govern::logs
