// Runs tests/law/land.yaml through the commands and checks what holds for every case: the
// arithmetic in words gives the amount, trace on = trace off, the explanation ends in the amount,
// and every rule of land and totals is used, cites a unit of the index and reads rows of law.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "base/message.hpp"
#include "tax/questions/residential_area.hpp"
#include "tax/questions/tax_case.hpp"
#include "tax/rules/all_rules.hpp"
#include "tax/statute/house_golden_arithmetic.hpp"
#include "yaml/node.hpp"

namespace daicho::tax::questions {
namespace {

const std::string kRoot = DAICHO_SOURCE_DIR;

const law::Statute& statute() {
    static const law::Statute loaded = [] {
        auto result = law::load(kRoot + "/law");
        if (!result) {
            ADD_FAILURE() << describe_with_place(result.error(), Language::english);
            std::abort();
        }
        return std::move(*result);
    }();
    return loaded;
}

struct Expectation {
    std::string at;
    bool is_yen = false;
    std::int64_t yen = 0;
    std::string text;
    std::string arithmetic;
};

struct Case {
    std::string id;
    std::string kind;
    std::string question;
    bool provisional = false;
    std::string input;
    std::vector<Expectation> expected;
    std::vector<Expectation> wrong;
    std::multiset<std::pair<std::string, std::string>> errors;
};

std::vector<Expectation> read_expectations(const yaml::Node& list) {
    std::vector<Expectation> out;
    for (const yaml::Node& node : list.elements()) {
        Expectation& one = out.emplace_back();
        one.at = node.at("at").text();
        const yaml::Node yen = node.find("yen");
        one.is_yen = yen.exists();
        if (one.is_yen) one.yen = yen.integer(0, 1'000'000'000'000'000);
        one.text = node.text_or("text", "");
        one.arithmetic = node.text_or("is", "");
    }
    return out;
}

void read_cases(const std::string& file, std::vector<Case>& cases) {
    auto document = yaml::Document::load(file);
    ASSERT_TRUE(document) << file;
    for (const yaml::Node& node : document->root().at("cases").elements()) {
        Case& one = cases.emplace_back();
        one.id = node.at("id").text();
        one.kind = node.at("kind").one_of({"public", "derived", "inconsistent", "error"});
        static_cast<void>(node.at("source").text());
        static_cast<void>(node.text_or("note", ""));
        one.question = node.text_or("question", "tax_case");
        one.provisional = node.boolean_or("provisional", false);
        one.input = node.at("input").text();
        one.expected = read_expectations(node.find("expect"));
        one.wrong = read_expectations(node.find("wrong"));
        for (const yaml::Node& error : node.find("errors").elements()) {
            one.errors.emplace(error.at("at").text(), error.at("id").text());
        }
    }
    const Status status = document->finish();
    EXPECT_TRUE(status) << (status ? "" : describe_with_place(status.error(), Language::english));
}

// The golden cases, and one file for every fault ever found (tests/regress).
const std::vector<Case>& cases() {
    static const std::vector<Case> all = [] {
        std::vector<Case> found;
        read_cases(kRoot + "/tests/law/land.yaml", found);
        for (const auto& file : std::filesystem::directory_iterator(kRoot + "/tests/regress")) {
            read_cases(file.path().string(), found);
        }
        return found;
    }();
    return all;
}

Result<json::Value> answer(const Case& one, bool with_explanation) {
    DAICHO_TRY(input, json::parse(one.input));
    const Options options{with_explanation, one.provisional};
    return one.question == "residential_area"
               ? answer_residential_area(input, statute(), options)
               : answer_tax_case(input, statute(), options);
}

std::string shown(const json::Value& answer, const std::string& at) {
    boost::system::error_code failed;
    const json::Value* value = answer.find_pointer(at, failed);
    if (value == nullptr) return "(nothing there)";
    if (value->is_string()) return std::string(value->as_string());
    return json::write(*value);
}

void collect_rules(const json::Value& steps, std::set<std::string>& rules) {
    for (const json::Value& step : steps.as_array()) {
        rules.emplace(step.at("rule").as_string());
        collect_rules(step.at("because"), rules);
    }
}

// What a formula names is there to be read: the input was recorded, unless the previous base, on
// which the adjustment rests, is unknown.
void expect_inputs_named(const json::Value& steps) {
    for (const json::Value& step : steps.as_array()) {
        const std::string id(step.at("rule").as_string());
        const rules::Rule* rule = rules::find_rule(id);
        ASSERT_NE(rule, nullptr) << id;
        const json::Object& inputs = step.at("inputs").as_object();
        const json::Value* previous = inputs.if_contains("previous_yen");
        const bool unknown = previous != nullptr && *previous == "unknown";
        for (const std::string_view name : rules::inputs_named_by(rule->formula.ja)) {
            EXPECT_TRUE(inputs.contains(name) || (unknown && name == "factor")) << id << name;
        }
        EXPECT_FALSE(step.at("formula_ja").as_string().empty()) << id;
        EXPECT_FALSE(step.at("formula_en").as_string().empty()) << id;
        expect_inputs_named(step.at("because"));
    }
}

class Golden : public testing::TestWithParam<std::size_t> {};

TEST_P(Golden, GivesTheAmounts) {
    const Case& one = cases()[GetParam()];
    const auto result = answer(one, false);
    if (!one.errors.empty()) {
        ASSERT_FALSE(result);
        std::multiset<std::pair<std::string, std::string>> errors;
        const json::Value document = json::errors_document(result.error());
        for (const json::Value& error : document.at("errors").as_array()) {
            errors.emplace(error.at("path").as_string(), error.at("id").as_string());
            EXPECT_NE(error.at("message_ja").as_string(), error.at("id").as_string());
        }
        EXPECT_EQ(errors, one.errors);
        return;
    }
    ASSERT_TRUE(result) << describe_with_place(result.error(), Language::english);
    for (const Expectation& expected : one.expected) {
        const std::string want = expected.is_yen ? std::to_string(expected.yen) : expected.text;
        EXPECT_EQ(shown(*result, expected.at), want) << expected.at;
        if (!expected.is_yen) continue;
        EXPECT_TRUE(golden::arithmetic(expected.arithmetic).equals(expected.yen))
            << expected.arithmetic << " is not " << expected.yen;
    }
    for (const Expectation& wrong : one.wrong) {
        const std::string page = wrong.is_yen ? std::to_string(wrong.yen) : wrong.text;
        EXPECT_NE(shown(*result, wrong.at), page) << wrong.at;
    }
    EXPECT_EQ(result->as_object().contains("provisional"), one.provisional);
}

TEST_P(Golden, ExplainsTheAmounts) {
    const Case& one = cases()[GetParam()];
    if (!one.errors.empty()) return;
    auto plain = answer(one, false);
    auto explained = answer(one, true);
    ASSERT_TRUE(plain && explained);
    const json::Value steps = explained->at("explanation");
    explained->as_object().erase("explanation");
    EXPECT_EQ(json::write(*plain), json::write(*explained)) << "trace on differs from trace off";
    expect_inputs_named(steps);
    if (one.question != "tax_case") return;
    ASSERT_EQ(steps.as_array().size(), 1U);
    EXPECT_EQ(steps.at(0).at("rule").as_string(), "levy.annual");
    EXPECT_EQ(std::string(steps.at(0).at("result").as_string()),
              json::write(plain->at_pointer("/totals/annual_tax_yen")));
}

INSTANTIATE_TEST_SUITE_P(Land, Golden, testing::Range<std::size_t>(0, cases().size()),
                         [](const auto& parameter) {
                             std::string name = cases()[parameter.param].id;
                             for (char& c : name) c = c == '-' ? '_' : c;
                             return name;
                         });

TEST(GoldenFiles, IdsAreUniqueAndPublicOnesAreNotAlsoListedAsMissing) {
    std::set<std::string> ids;
    for (const Case& one : cases()) EXPECT_TRUE(ids.insert(one.id).second) << one.id;
    auto document = yaml::Document::load(kRoot + "/tests/law/not_covered.yaml");
    ASSERT_TRUE(document);
    for (const yaml::Node& node : document->root().at("not_covered").elements()) {
        EXPECT_FALSE(ids.contains(node.at("id").text())) << node.at("id").text();
        EXPECT_FALSE(node.at("reason").text().empty());
    }
    EXPECT_TRUE(document->finish());
}

// The blocks of @law, @rule and @round above the rules of land and totals.
struct RuleComments {
    std::set<std::string> rules;
    std::set<std::string> laws;
    std::size_t without_round = 0;
};

RuleComments read_comments() {
    RuleComments found;
    static const std::regex kLine(R"(//\s+@(law|rule|round)\s+(.*\S))");
    for (const auto& entry : std::filesystem::directory_iterator(kRoot + "/src/tax/rules")) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("house_") || name.starts_with("depreciable_")) continue;
        std::ifstream in(entry.path());
        bool open = false;
        for (std::string line; std::getline(in, line);) {
            std::smatch match;
            if (!std::regex_search(line, match, kLine)) continue;
            if (match[1] == "rule") found.rules.insert(match[2]);
            if (match[1] == "law") found.laws.insert(match[2]);
            if (match[1] == "law" && open && match[1] != "law") ++found.without_round;
            open = match[1] == "rule" || (open && match[1] == "law");
        }
        if (open) ++found.without_round;
    }
    return found;
}

TEST(Coverage, EveryRuleCitesAUnitOfTheIndexAndHasAGoldenCase) {
    std::set<std::string> used;
    for (const Case& one : cases()) {
        if (!one.errors.empty()) continue;
        const auto explained = answer(one, true);
        ASSERT_TRUE(explained) << one.id;
        collect_rules(explained->at("explanation"), used);
    }
    const RuleComments comments = read_comments();
    EXPECT_GT(comments.rules.size(), 45U);
    EXPECT_EQ(comments.without_round, 0U);
    for (const std::string& rule : comments.rules) {
        if (rule.starts_with("land.residential.")) continue;  // the examples in trace.hpp
        EXPECT_TRUE(used.contains(rule)) << rule << " has no golden case";
    }
    for (const std::string& rule : used) {
        if (rule.starts_with("house.") || rule.starts_with("depreciable.")) continue;
        EXPECT_TRUE(comments.rules.contains(rule)) << rule << " has no comment with its law";
    }
    for (const std::string& law : comments.laws) {
        EXPECT_TRUE(statute().units().contains(law)) << law << " is not in law/index.yaml";
    }
}

TEST(Explanation, StepsCiteUnitsOfTheIndexAndNameTheirSubjects) {
    const Case& first = cases().front();
    const auto explained = answer(first, true);
    ASSERT_TRUE(explained);
    const std::string text = json::write(*explained);
    EXPECT_THAT(text, testing::HasSubstr("land/p1/small_residential/fixed"));
    EXPECT_THAT(text, testing::HasSubstr("law/2025/land.yaml#land.full.small_residential.fixed"));
    const std::function<void(const json::Value&)> check = [&](const json::Value& steps) {
        for (const json::Value& step : steps.as_array()) {
            EXPECT_TRUE(statute().units().contains(std::string_view(step.at("law").as_string())));
            check(step.at("because"));
        }
    };
    check(explained->at("explanation"));
}

}  // namespace
}  // namespace daicho::tax::questions
