#include "govern/assessment/assessment.hpp"

#include <rapidcheck.h>

#include <sstream>

#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

const ThresholdCatalog& guideline() {
    static const ThresholdCatalog catalog =
        value_of(load_threshold_catalog(source_path("catalogs/pia-threshold.yaml")));
    return catalog;
}

json::Value incident_of(const std::string& line) {
    std::istringstream in(line);
    std::string date;
    std::string kind;
    std::string word;
    in >> date >> kind;
    json::Object incident{
        {"date", date}, {"kind", kind}, {"serious", true}, {"body_at_fault", true}};
    while (in >> word) {
        if (word == "minor") incident["serious"] = false;
        if (word == "blameless") incident["body_at_fault"] = false;
    }
    return incident;
}

json::Value record_of(const yaml::Node& node) {
    json::Array incidents;
    for (const std::string& line : node.find("incidents").texts()) {
        incidents.push_back(incident_of(line));
    }
    json::Object record{{"subjects", node.at("subjects").integer(0, 1'000'000'000)},
                        {"handlers", node.at("handlers").integer(0, 1'000'000'000)},
                        {"as_of", node.text_or("as_of", "2026-11-21")},
                        {"incidents", incidents}};
    const yaml::Node voluntary = node.find("voluntary");
    if (voluntary.exists()) record["voluntary"] = voluntary.text();
    return record;
}

void expect_case(const yaml::Node& node) {
    SCOPED_TRACE(node.at("name").text());
    const json::Value answer = value_of(decide_threshold(guideline(), record_of(node)));
    EXPECT_EQ(text_at(answer, "obligatory"), node.at("obligatory").text());
    EXPECT_EQ(text_at(answer, "published"), node.at("published").text());
    EXPECT_EQ(text_at(answer, "form_choice"), node.text_or("form_choice", ""));
    const Codes flags = codes(node.at("flags").texts());
    EXPECT_EQ(answer.at("incident_in_past_year").as_bool(), flags.contains("year"));
    EXPECT_EQ(answer.at("incident_in_past_three_years").as_bool(), flags.contains("three"));
    EXPECT_EQ(codes(answer.at("reasons")), codes(node.at("reasons").texts()));
}

void expect_grid_row(const yaml::Node& node) {
    const std::int64_t subjects = node.at("subjects").integer(0, 1'000'000'000);
    const std::vector<std::string> due = node.at("due").texts();
    ASSERT_EQ(due.size(), 4u);
    for (std::size_t column = 0; column < 4; ++column) {
        ThresholdRecord record;
        record.subjects = subjects;
        record.handlers = column < 2 ? 499 : 500;
        record.as_of = Date::of(2026, 11, 21);
        if (column % 2 == 1) {
            record.incidents.push_back({Date::of(2026, 2, 1), "specific_personal", true, true});
        }
        const std::string expected = due[column] == "n"   ? "none"
                                     : due[column] == "b" ? "basic"
                                     : due[column] == "k" ? "basic_and_key_items"
                                                          : "basic_and_full";
        EXPECT_EQ(decide(guideline(), record).obligatory, expected) << subjects << "/" << column;
    }
}

TEST(Assessment, GoldenCases) {
    const auto document =
        value_of(yaml::Document::load(source_path("tests/govern/threshold.yaml")));
    EXPECT_EQ(document.root().at("catalog").text(), guideline().head.name);
    Codes seen;
    for (const yaml::Node& node : document.root().at("cases").elements()) {
        expect_case(node);
        for (const std::string& code : node.at("reasons").texts()) seen.emplace(code_prefix(code));
    }
    for (const yaml::Node& node : document.root().at("grid").elements()) expect_grid_row(node);
    expect_refused(document.root(),
                   [](const json::Value& record) { return decide_threshold(guideline(), record); });
    const Status rest = document.finish();
    EXPECT_TRUE(rest.has_value()) << (rest ? "" : explain_error(rest.error()));
    for (const auto& [code, text] : guideline().reasons.texts) {
        EXPECT_TRUE(seen.contains(code)) << code;
    }
}

TEST(Assessment, AnswerHasTheContractsForm) {
    const json::Value record = parse_json(
        R"({"subjects":45000,"handlers":30,"as_of":"2026-11-21","incidents":[],
            "voluntary":"key_items"})");
    EXPECT_EQ(json::write(value_of(decide_threshold(guideline(), record))),
              R"({"obligatory":"basic","published":"key_items","form_choice":"2",)"
              R"("incident_in_past_year":false,"incident_in_past_three_years":false,)"
              R"("reasons":["SUBJECTS_FROM:10000","NOT_RAISED","VOLUNTARY:key_items"]})");
    const json::Value nothing = parse_json(R"({"subjects":1,"handlers":1,"as_of":"2026-11-21"})");
    EXPECT_TRUE(value_of(decide_threshold(guideline(), nothing)).at("form_choice").is_null());
}

TEST(Assessment, ReasonsCanBeSaidToPeople) {
    EXPECT_EQ(explain(guideline().reasons, "INCIDENT_NOT_COUNTED:2026-11-01:not_at_fault").ja,
              "2026-11-01 の事故は数えない（市の責めによらない）。");
    EXPECT_EQ(explain(guideline().reasons, "VOLUNTARY:key_items").en,
              "“Key items” is done voluntarily beyond the obligation.");
}

ThresholdRecord random_record() {
    ThresholdRecord record;
    record.subjects = *rc::gen::inRange<std::int64_t>(0, 400'000);
    record.handlers = *rc::gen::inRange<std::int64_t>(0, 1'000);
    record.as_of = Date::of(2026, 11, 21);
    const int count = *rc::gen::inRange(0, 3);
    for (int i = 0; i < count; ++i) {
        record.incidents.push_back({record.as_of + *rc::gen::inRange(-1500, 10),
                                    *rc::gen::element<std::string>("specific_personal", "personal"),
                                    *rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>()});
    }
    return record;
}

std::size_t weight(const ThresholdDecision& decision) {
    return place_of(guideline().obligations, &ThresholdObligation::key, decision.obligatory);
}

TEST(Assessment, MoreOfAnythingNeverLightensTheObligation) {
    EXPECT_TRUE(rc::check("monotone", [] {
        const ThresholdRecord record = random_record();
        const std::size_t before = weight(decide(guideline(), record));
        ThresholdRecord more = record;
        more.subjects += *rc::gen::inRange<std::int64_t>(0, 100'000);
        more.handlers += *rc::gen::inRange<std::int64_t>(0, 500);
        more.incidents.push_back({record.as_of + *rc::gen::inRange(-500, 1), "specific_personal",
                                  *rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>()});
        RC_ASSERT(weight(decide(guideline(), more)) >= before);
    }));
}

TEST(Assessment, AYearIsNeverPartOfTheLongerClockOnly) {
    EXPECT_TRUE(rc::check("one year implies three", [] {
        const ThresholdDecision decision = decide(guideline(), random_record());
        if (decision.incident_in_past_year) RC_ASSERT(decision.incident_in_past_three_years);
    }));
}

}  // namespace
}  // namespace daicho::govern
