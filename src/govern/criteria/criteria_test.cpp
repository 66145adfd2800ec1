#include "govern/criteria/criteria.hpp"

#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

const CriteriaCatalog& sendai() {
    static const CriteriaCatalog catalog =
        value_of(load_criteria_catalog(source_path("catalogs/sendai-cloud.yaml")));
    return catalog;
}

json::Value record_of(const yaml::Node& node, const CriteriaCatalog& catalog) {
    json::Object answers;
    for (const CriteriaItem& item : catalog.items) answers[item.no] = "yes";
    for (const std::string& no : node.find("no").texts()) {
        EXPECT_TRUE(answers.contains(no)) << no;
        answers[no] = "no";
    }
    for (const std::string& no : node.find("unknown").texts()) {
        EXPECT_TRUE(answers.contains(no)) << no;
        answers.erase(no);  // not given is unknown
    }
    json::Array classes;
    for (const std::string& key : node.at("class").texts()) classes.emplace_back(key);
    json::Object record{{"data_classes", classes}, {"answers", answers}};
    const yaml::Node facts = node.find("facts");
    if (facts.exists()) record["facts"] = parse_json(facts.text());
    return record;
}

TEST(Criteria, GoldenCases) {
    const auto document = value_of(yaml::Document::load(source_path("tests/govern/criteria.yaml")));
    EXPECT_EQ(document.root().at("catalog").text(), sendai().head.name);
    Codes seen;
    std::set<std::string> verdicts;
    for (const yaml::Node& node : document.root().at("cases").elements()) {
        SCOPED_TRACE(node.at("name").text());
        const json::Value answer = value_of(judge_criteria(sendai(), record_of(node, sendai())));
        EXPECT_EQ(text_at(answer, "verdict"), node.at("expect").text());
        const Codes expected = codes(node.at("reasons").texts());
        EXPECT_EQ(codes(answer.at("reasons")), expected);
        const yaml::Node effective = node.find("effective");
        if (effective.exists()) {
            EXPECT_EQ(text_at(answer, "effective_class"), effective.text());
        }
        for (const std::string& code : expected) {
            seen.emplace(code.starts_with("FACT") ? code : std::string(code_prefix(code)));
        }
        verdicts.insert(text_at(answer, "verdict"));
    }
    expect_refused(document.root(),
                   [](const json::Value& record) { return judge_criteria(sendai(), record); });
    const Status rest = document.finish();
    EXPECT_TRUE(rest.has_value()) << (rest ? "" : explain_error(rest.error()));
    // Every code and every verdict that the catalog can give is in the golden cases.
    for (const auto& [code, text] : sendai().reasons.texts) {
        EXPECT_TRUE(seen.contains(code)) << code;
    }
    for (const CriteriaVerdict& verdict : sendai().verdicts) {
        EXPECT_TRUE(verdicts.contains(verdict.key)) << verdict.key;
    }
}

TEST(Criteria, AnswerHasTheContractsForm) {
    const json::Value record = parse_json(
        R"({"data_classes":["S","2"],"answers":{"3":"no","7":"yes"},"facts":{"7.holder":"iaas"}})");
    const json::Value answer = value_of(judge_criteria(sendai(), record));
    std::vector<std::string> keys;
    for (const auto& member : answer.as_object()) keys.emplace_back(member.key());
    EXPECT_EQ(keys, (std::vector<std::string>{"effective_class", "verdict", "reasons", "items"}));
    const json::Array& items = answer.at("items").as_array();
    ASSERT_EQ(items.size(), sendai().items.size());
    EXPECT_EQ(json::write(items.at(2)),
              R"({"no":"3","cell":"required","answer":"no","satisfied":false})");
    // The answer stays as given; what a fact makes of it shows in `satisfied`.
    EXPECT_EQ(json::write(items.at(12)),
              R"({"no":"7","cell":"required","answer":"yes","satisfied":false})");
    EXPECT_EQ(json::write(items.at(0)),
              R"({"no":"1","cell":"required","answer":"unknown","satisfied":false})");
}

TEST(Criteria, ReasonsFollowTheOrderOfTheRows) {
    const json::Value record =
        parse_json(R"({"data_classes":["1"],"answers":{"7":"no","2":"no","5-1":"no"}})");
    const json::Value answer = value_of(judge_criteria(sendai(), record));
    std::string order;
    for (const json::Value& code : answer.at("reasons").as_array()) {
        order += std::string(code.as_string()) + " ";
    }
    EXPECT_EQ(order,
              "UNANSWERED:1 REQ_UNMET:2 UNANSWERED:3 UNANSWERED:4 REC_UNMET:5-1 UNANSWERED:5-2 "
              "UNANSWERED:5-3 UNANSWERED:6-1 UNANSWERED:6-2 UNANSWERED:6-3 UNANSWERED:6-4 "
              "UNANSWERED:6-5 REC_UNMET:7 UNANSWERED:8-1 UNANSWERED:8-2 ");
}

TEST(Criteria, ReasonsCanBeSaidToPeople) {
    const BilingualText fallback = explain(sendai().reasons, "FALLBACK_USED:8-1>8-2");
    EXPECT_EQ(fallback.ja,
              "「8-1 契約終了時の消去」の代わりに「8-2 機器廃棄時の消去」で足りるとした。");
    EXPECT_EQ(explain(sendai().reasons, "REQ_UNMET:3").en,
              "The required row “3 Encrypted path” is not met.");
    EXPECT_EQ(explain(sendai().reasons, "FACT:7:holder_not_saas_provider").ja,
              "認証を持つのが下の層の事業者で、SaaS提供者ではない。");
    EXPECT_EQ(explain(sendai().reasons, "NO_SUCH_CODE:1").ja, "NO_SUCH_CODE:1");
}

TEST(Criteria, CatalogCarriesWhatScreensShow) {
    EXPECT_EQ(sendai().head.edition, "2023-12");
    EXPECT_EQ(sendai().head.checked_on, Date::of(2026, 11, 21));
    EXPECT_EQ(sendai().items.size(), 15u);
    EXPECT_EQ(sendai().facts.size(), 16u);
    for (const CriteriaItem& item : sendai().items) {
        EXPECT_FALSE(item.requirement.ja.empty() || item.requirement.en.empty()) << item.no;
        EXPECT_FALSE(item.risk.ja.empty() || item.risk.en.empty()) << item.no;
    }
}

}  // namespace
}  // namespace daicho::govern
