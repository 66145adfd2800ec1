// The municipal rule set: every rule finds its positive samples and not its negative ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "govern/logs/engine.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern::logs {
namespace {

using test::value_of;

constexpr const char* kMapping = R"(
name: sample
label: {ja: 見本, en: Sample}
format: jsonl
fields: {time: time}
joins:
  - {table: staff, by: [user]}
  - {table: subject_person, by: [subject]}
  - {table: overtime, by: [user, time.date]}
  - {table: duty, by: [staff.section, screen]}
)";

Tables lists() {
    const auto table = [](const char* name, const char* text) {
        return value_of(read_table(text, name));
    };
    Tables tables;
    tables["staff"] = table("staff",
                            "user,surname,household,section,left_on\n"
                            "20001,汐見,H1,税務課,\n20002,浜野,H2,市民課,\n20003,岬,H3,福祉課,\n"
                            "20004,磯部,H4,こども課,\n20005,波田,H5,防災課,\n"
                            "20006,沖,H6,税務課,2026-09-30\n");
    tables["subject_person"] =
        table("subject_person",
              "subject,surname,household,employee\n"
              "9001,汐見,H90,\n9002,港,H91,\n9003,港,H1,\n9004,灘,H92,20002\n"
              "9005,渚,H93,\n");
    tables["overtime"] = table("overtime", "user,date,approved\n20002,2026-10-06,true\n");
    tables["duty"] = table("duty", "section,screen,allowed\n税務課,residents,true\n");
    tables["flagged_subjects"] = table("flagged_subjects", "subject\n9005\n");
    tables["dormant_accounts"] = table("dormant_accounts", "user\n20007\n");
    tables["holidays"] = value_of(read_table(test::read_text("catalogs/logs/holidays.csv"), "h"));
    return tables;
}

std::string lines_of(const SampleEvents& sample) {
    std::string text;
    for (const auto& event : sample.events) {
        text += '{';
        for (const auto& [field, value] : event) {
            text += (text.back() == '{' ? "\"" : ",\"") + field + "\":\"" + value + "\"";
        }
        text += "}\n";
    }
    return text;
}

TEST(LogsMunicipal, EveryRuleFindsItsSamplesAndNothingElse) {
    const Tables tables = lists();
    const RuleSet rules =
        value_of(load_rules(test::source_path("catalogs/logs/municipal.yaml"), tables));
    const Mapping mapping = value_of(parse_mapping(kMapping, "sample"));
    std::set<std::string> found;
    std::set<std::string> passed;
    for (const SampleEvents& sample : rules.samples) {
        RunOptions options;
        options.from = Date::of(2026, 9, 30);
        options.to = Date::of(2026, 10, 31);
        options.only = {sample.rule};
        if (sample.rule == "log_gap") options.from = options.to = Date::of(2026, 10, 5);
        const auto result = value_of(
            run(rules, mapping, tables, {text_input(sample.rule, lines_of(sample))}, options));
        EXPECT_TRUE(result.rejected.empty()) << sample.rule;
        EXPECT_EQ(!result.cases.empty(), sample.hits) << sample.rule << "\n" << lines_of(sample);
        (sample.hits ? found : passed).insert(sample.rule);
    }
    for (const Rule& rule : rules.rules) {
        EXPECT_FALSE(rule.title.ja.empty() || rule.reason.en.empty()) << rule.name;
        if (!rule.reported || rule.sample_percent != 100) continue;
        EXPECT_TRUE(found.contains(rule.name)) << rule.name << " has no positive sample";
        EXPECT_TRUE(passed.contains(rule.name)) << rule.name << " has no negative sample";
    }
}

TEST(LogsMunicipal, OneInTwentyIsDrawnAndAlwaysTheSame) {
    const RuleSet rules = value_of(load_rules(test::source_path("catalogs/logs/municipal.yaml")));
    const Mapping mapping = value_of(parse_mapping(kMapping, "sample"));
    std::string text;
    for (int i = 0; i < 4000; ++i) {
        text += R"({"time":"2026-10-05 10:00:00","user":"u)" + std::to_string(i) +
                R"(","operation":"view","subject":"1"})" + "\n";
    }
    RunOptions options;
    options.from = options.to = Date::of(2026, 10, 5);
    options.only = {"no_receipt"};
    const auto one = value_of(run(rules, mapping, {}, {text_input("a", text)}, options));
    const auto two = value_of(run(rules, mapping, {}, {text_input("a", text, 17)}, options));
    EXPECT_GT(one.cases.size(), 140U);
    EXPECT_LT(one.cases.size(), 260U);
    ASSERT_EQ(one.cases.size(), two.cases.size());
    for (std::size_t i = 0; i < one.cases.size(); ++i) {
        EXPECT_EQ(one.cases[i].group, two.cases[i].group);
    }
}

TEST(LogsMunicipal, ACityChangesItsThresholds) {
    const auto path = test::source_path("catalogs/logs/municipal.yaml");
    const RuleSet rules = value_of(load_rules(path, {}, {{"export_rows", "50"}}));
    const Mapping mapping = value_of(parse_mapping(kMapping, "sample"));
    RunOptions options;
    options.from = options.to = Date::of(2026, 10, 5);
    options.only = {"export_peak"};
    const std::string text = R"({"time":"2026-10-05 10:00:00","user":"u","operation":"export",)"
                             R"("rows":"51"})";
    EXPECT_EQ(value_of(run(rules, mapping, {}, {text_input("a", text)}, options)).cases.size(), 1U);
    const RuleSet ours = value_of(load_rules(path));
    EXPECT_TRUE(value_of(run(ours, mapping, {}, {text_input("a", text)}, options)).cases.empty());
    EXPECT_FALSE(load_rules(path, {}, {{"no_such_threshold", "1"}}));
}

}  // namespace
}  // namespace daicho::govern::logs
