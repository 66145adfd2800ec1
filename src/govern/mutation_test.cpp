// The catalogs decide, not the engines: a changed row changes the verdict, a broken row is refused.
#include "govern/assessment/assessment.hpp"
#include "govern/criteria/criteria.hpp"
#include "govern/media/disposal.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

const std::string& cloud_text() {
    static const std::string text = read_text("catalogs/sendai-cloud.yaml");
    return text;
}
const std::string& disposal_text() {
    static const std::string text = read_text("catalogs/mic-disposal.yaml");
    return text;
}
const std::string& threshold_text() {
    static const std::string text = read_text("catalogs/pia-threshold.yaml");
    return text;
}

std::string cloud_verdict(const std::string& catalog, const json::Value& record) {
    const auto loaded = value_of(parse_criteria_catalog(catalog, "changed"));
    return text_at(value_of(judge_criteria(loaded, record)), "verdict");
}
std::string disposal_verdict(const std::string& catalog, const json::Value& record) {
    const auto loaded = value_of(parse_disposal_catalog(catalog, "changed"));
    return text_at(value_of(judge_disposal(loaded, record)), "verdict");
}
std::string obligatory(const std::string& catalog, const json::Value& record) {
    const auto loaded = value_of(parse_threshold_catalog(catalog, "changed"));
    return text_at(value_of(decide_threshold(loaded, record)), "obligatory");
}

// All yes but `no`; facts as JSON text.
json::Value cloud_record(const std::string& cls, const std::vector<std::string>& no,
                         const std::string& facts = "{}") {
    json::Object answers;
    const auto loaded = value_of(parse_criteria_catalog(cloud_text(), "original"));
    for (const CriteriaItem& item : loaded.items) answers[item.no] = "yes";
    for (const std::string& row : no) answers[row] = "no";
    return json::Object{{"data_classes", json::Array{cls}},
                        {"answers", answers},
                        {"facts", parse_json(facts)}};
}

// The catalog with another cell in one row and column.
std::string with_cell(const std::string& no, const std::string& cls, const std::string& cell) {
    std::string text = cloud_text();
    const bool digit = no.find('-') == std::string::npos;
    const std::size_t row = text.find("- no: " + (digit ? '"' + no + '"' : no) + "\n");
    EXPECT_NE(row, std::string::npos) << no;
    const std::size_t cells = text.find("cells: {", row);
    const std::string key = cls == "S" ? "S: " : '"' + cls + "\": ";
    const std::size_t at = text.find(key, cells) + key.size();
    const std::size_t end = text.find_first_of(",}", at);
    return text.replace(at, end - at, cell);
}

TEST(Mutation, EveryRequiredCellDecides) {
    const auto original = value_of(parse_criteria_catalog(cloud_text(), "original"));
    int changed_cells = 0;
    for (const CriteriaItem& item : original.items) {
        for (std::size_t c = 0; c < original.classes.size(); ++c) {
            const std::string& cls = original.classes[c].key;
            if (item.cells[c] == kNowhere) continue;
            if (original.cells[item.cells[c]].key != "required") continue;
            const json::Value record = cloud_record(cls, {item.no});
            EXPECT_EQ(cloud_verdict(cloud_text(), record), "unfit") << item.no << cls;
            EXPECT_EQ(cloud_verdict(with_cell(item.no, cls, "optional"), record), "fit")
                << item.no << cls;
            EXPECT_EQ(cloud_verdict(with_cell(item.no, cls, "recommended"), record),
                      "fit_with_notes")
                << item.no << cls;
            ++changed_cells;
        }
    }
    EXPECT_EQ(changed_cells, 17);  // as many as the printed table has 必須
}

TEST(Mutation, EveryRecommendedCellDecides) {
    for (const char* no : {"5-1", "6-1", "7", "8-1"}) {
        const json::Value record = cloud_record("1", {no});
        EXPECT_EQ(cloud_verdict(cloud_text(), record), "fit_with_notes") << no;
        EXPECT_EQ(cloud_verdict(with_cell(no, "1", "required"), record), "unfit") << no;
        EXPECT_EQ(cloud_verdict(with_cell(no, "1", "optional"), record), "fit") << no;
    }
}

struct CloudChange {
    const char* from;
    const char* to;
    const char* cls;
    std::vector<std::string> no;
    const char* facts;
    const char* before;
    const char* after;
};

TEST(Mutation, CloudRulesDecide) {
    const std::vector<CloudChange> changes = {
        {"chosen: literal", "chosen: fallback", "S", {"8-2"}, "{}", "unfit", "fit"},
        {"alternatives: [5-2, 5-3]\n    need: 1", "alternatives: [5-2, 5-3]\n    need: 2", "2",
         {"5-1", "5-2"}, "{}", "fit", "unfit"},
        {"alternatives: [5-2, 5-3]", "alternatives: [5-2]", "2", {"5-1", "5-2"}, "{}", "fit",
         "unfit"},
        {"when_fewer_distinct_than: 2", "when_fewer_distinct_than: 3", "S", {},
         R"({"5-1.factors": ["knowledge", "possession"]})", "fit", "unfit"},
        {"values: [EU, UK]\n", "values: [EU]\n", "2", {"6-1", "6-2", "6-4", "6-5"},
         R"({"6-3.region": "UK"})", "fit", "unfit"},
        {"unless_in: [saas]", "unless_in: [saas, paas]", "S", {}, R"({"7.holder": "paas"})",
         "unfit", "fit"},
        {"when_having_none_of: [ISMAP, ", "when_having_none_of: [ISO/IEC 27001, ISMAP, ", "S", {},
         R"({"7.certifications": ["ISO/IEC 27001"]})", "unfit", "fit"},
        {"effect: note\n        both_unmet", "effect: info\n        both_unmet", "S", {"8-1"},
         R"({"8.review": {"decision": "accept"}})", "fit_with_notes", "fit"},
        {"missing: {code: REVIEW_REQUIRED, effect: review}",
         "missing: {code: REVIEW_REQUIRED, effect: blocks}", "S", {"8-1"}, "{}", "conditional",
         "unfit"},
        {"rejected: {code: REQ_UNMET, effect: blocks}",
         "rejected: {code: REQ_UNMET, effect: holds}", "S", {"8-1"},
         R"({"8.review": {"decision": "reject"}})", "unfit", "incomplete"},
        {"{key: fit_with_notes, when: note", "{key: fit_with_notes, when: info", "1", {"7"}, "{}",
         "fit_with_notes", "fit"},
    };
    for (const CloudChange& change : changes) {
        SCOPED_TRACE(change.to);
        const json::Value record = cloud_record(change.cls, change.no, change.facts);
        EXPECT_EQ(cloud_verdict(cloud_text(), record), change.before);
        EXPECT_EQ(cloud_verdict(changed(cloud_text(), change.from, change.to), record),
                  change.after);
    }
}

TEST(Mutation, RankChoosesTheClass) {
    json::Value record = cloud_record("S", {"5-1"});
    record.as_object()["data_classes"] = json::Array{"S", "2"};
    EXPECT_EQ(cloud_verdict(cloud_text(), record), "unfit");
    const std::string other =
        changed(cloud_text(), "key: \"2\"\n    rank: 2", "key: \"2\"\n    rank: 5");
    EXPECT_EQ(cloud_verdict(other, record), "fit");
}

TEST(Mutation, FactsOfUnusedRowsCanBeSilent) {
    const json::Value record = cloud_record("S", {}, R"({"6-5.key_dedicated": false})");
    const auto silent = value_of(parse_criteria_catalog(
        changed(cloud_text(), "facts_on_unused_rows: report", "facts_on_unused_rows: ignore"),
        "changed"));
    EXPECT_TRUE(value_of(judge_criteria(silent, record)).at("reasons").as_array().empty());
}

json::Value disposal_record(const std::string& cls, const std::string& method) {
    json::Value record = parse_json(R"({"class": "1", "media": "hdd", "ownership": "leased",
        "inventory_serials": ["S1"],
        "steps": [{"method": "overwrite_all", "place": "onsite", "result": "ok", "verified": true,
                   "date": "2026-03-12"},
                  {"method": "destroy", "place": "offsite", "result": "ok", "verified": true,
                   "date": "2026-03-20"}],
        "handover_date": "2026-03-15", "staff_confirmed": true,
        "certificate": {"kind": "destruction", "serials": ["S1"], "photos": true,
                        "due": "2026-04-20", "submitted": "2026-04-15"},
        "contract_spec_names_method": true, "as_of": "2026-04-30"})");
    record.as_object()["class"] = cls;
    if (!method.empty()) {
        json::Array& steps = record.at("steps").as_array();
        steps.pop_back();
        steps.front().as_object()["method"] = method;
    }
    return record;
}

struct DisposalChange {
    const char* from;
    const char* to;
    const char* cls;
    const char* method;  // one step in the building; empty: erased, then destroyed outside
    const char* before;
    const char* after;
};

TEST(Mutation, DisposalRulesDecide) {
    const std::vector<DisposalChange> changes = {
        {"final_methods: [destroy]\n", "final_methods: [destroy, degauss]\n", "1", "degauss",
         "unfit", "fit"},
        {"final_methods: [destroy, degauss, overwrite_all, block_erase, crypto_erase]\n",
         "final_methods: [destroy, degauss, block_erase, crypto_erase]\n", "2", "overwrite_all",
         "fit", "unfit"},
        {"effective: [overwrite_os_accessible, overwrite_all, crypto_erase, degauss, destroy]",
         "effective: [overwrite_all, crypto_erase, degauss, destroy]", "3",
         "overwrite_os_accessible", "fit", "unfit"},
        {"onsite_methods: [overwrite_os_accessible, overwrite_all, ",
         "onsite_methods: [overwrite_os_accessible, ", "1", "", "fit", "unfit"},
        {"needs: [onsite_erasure, destruction_certificate]", "needs: [destruction_certificate]",
         "1", "destroy", "unfit", "fit"},
        {"chosen: alternative", "chosen: strict", "1", "", "fit", "unfit"},
        {"check: onsite, except: [destroy]", "check: onsite, except: []", "1", "destroy", "unfit",
         "fit"},
        {"kinds: [destruction]", "kinds: [erasure]", "1", "", "fit", "incomplete"},
        {"key: overwrite_all, label: {ja: OSから届かない領域も含む上書き, en: \"Overwrite including "
         "areas the OS cannot reach\"}}",
         "key: overwrite_all, never_counts: true, label: {ja: OSから届かない領域も含む上書き, en: "
         "\"Overwrite\"}}",
         "2", "overwrite_all", "fit", "unfit"},
    };
    for (const DisposalChange& change : changes) {
        SCOPED_TRACE(change.to);
        const json::Value record = disposal_record(change.cls, change.method);
        EXPECT_EQ(disposal_verdict(disposal_text(), record), change.before);
        EXPECT_EQ(disposal_verdict(changed(disposal_text(), change.from, change.to), record),
                  change.after);
    }
}

TEST(Mutation, DisposalEffectsDecide) {
    json::Value record = disposal_record("2", "overwrite_all");
    record.as_object()["third_party_used"] = true;
    EXPECT_EQ(disposal_verdict(disposal_text(), record), "unfit");
    EXPECT_EQ(disposal_verdict(changed(disposal_text(), "{code: CONSENT_MISSING, verdict: unfit}",
                                       "{code: CONSENT_MISSING, verdict: incomplete}"),
                               record),
              "incomplete");
    record = disposal_record("2", "");
    record.at("steps").as_array().erase(record.at("steps").as_array().begin());
    EXPECT_EQ(disposal_verdict(disposal_text(), record), "incomplete");
    EXPECT_EQ(
        disposal_verdict(changed(disposal_text(), "verdict: incomplete, classes: [\"2\", \"3\"]}",
                                 "verdict: unfit, classes: [\"2\", \"3\"]}"),
                         record),
        "unfit");
    record = disposal_record("2", "block_erase");
    record.as_object()["media"] = "ssd";
    EXPECT_EQ(disposal_verdict(disposal_text(), record), "fit_with_notes");
    EXPECT_EQ(disposal_verdict(changed(disposal_text(), "flash_safe_methods: [destroy]",
                                       "flash_safe_methods: [destroy, block_erase]"),
                               record),
              "fit");
}

TEST(Mutation, ThresholdRowsDecide) {
    struct Change {
        const char* from;
        const char* to;
        const char* record;
        const char* before;
        const char* after;
    };
    const std::vector<Change> changes = {
        {"handlers_from: 500", "handlers_from: 501",
         R"({"subjects":10000,"handlers":500,"as_of":"2026-11-21"})", "basic_and_key_items",
         "basic"},
        {"subjects_from: 1000,", "subjects_from: 1001,",
         R"({"subjects":1000,"handlers":0,"as_of":"2026-11-21"})", "basic", "none"},
        {"subjects_from: 300000,", "subjects_from: 300001,",
         R"({"subjects":300000,"handlers":0,"as_of":"2026-11-21"})", "basic_and_full",
         "basic_and_key_items"},
        {"plain: basic, raised: basic_and_key_items", "plain: basic, raised: basic_and_full",
         R"({"subjects":10000,"handlers":500,"as_of":"2026-11-21"})", "basic_and_key_items",
         "basic_and_full"},
        {"{id: obligation, years: 1,", "{id: obligation, years: 2,",
         R"({"subjects":10000,"handlers":0,"as_of":"2026-11-21","incidents":[{"date":"2025-01-01",
             "kind":"specific_personal","serious":true,"body_at_fault":true}]})",
         "basic", "basic_and_key_items"},
        {"years: 1, kinds: [specific_personal]", "years: 1, kinds: [specific_personal, personal]",
         R"({"subjects":10000,"handlers":0,"as_of":"2026-11-21","incidents":[{"date":"2026-01-01",
             "kind":"personal","serious":true,"body_at_fault":true}]})",
         "basic", "basic_and_key_items"},
    };
    for (const Change& change : changes) {
        SCOPED_TRACE(change.to);
        const json::Value record = parse_json(change.record);
        EXPECT_EQ(obligatory(threshold_text(), record), change.before);
        EXPECT_EQ(obligatory(changed(threshold_text(), change.from, change.to), record),
                  change.after);
    }
}

// Broken catalogs: refused with a line and a text in both languages.
struct Broken {
    const char* from;
    const char* to;
    const char* id;
};

template <class Parse>
void expect_broken(const std::string& text, const std::vector<Broken>& list, Parse parse) {
    for (const Broken& broken : list) {
        SCOPED_TRACE(std::string(broken.to) + " → " + broken.id);
        auto result = parse(changed(text, broken.from, broken.to), "broken.yaml");
        ASSERT_FALSE(result.has_value());
        const auto& causes = result.error().causes;
        const auto named = [&](const Error& cause) {
            return cause.id == broken.id && cause.where.line > 0 && message_exists(cause.id);
        };
        EXPECT_TRUE(std::any_of(causes.begin(), causes.end(), named))
            << explain_error(result.error());
    }
}

TEST(Mutation, BrokenCriteriaCatalogsAreRefused) {
    expect_broken(
        cloud_text(),
        {{"  - no: 5-2\n", "  - no: 5-1\n", "govern.catalog.given_twice"},
         {"parent: 8-1\n", "parent: 8-9\n", "govern.catalog.unknown_name"},
         {"need: 1\n    classes: [\"1\", \"2\"]\n    unmet: {code: ONEOF_UNMET, effect: blocks}\n"
          "    unknown: {code: UNANSWERED, effect: holds}\n  - id: \"6\"",
          "need: 0\n    classes: [\"1\", \"2\"]\n    unmet: {code: ONEOF_UNMET, effect: blocks}\n"
          "    unknown: {code: UNANSWERED, effect: holds}\n  - id: \"6\"",
          "yaml.not_an_integer"},
         {"unless_in_reference: adequacy", "unless_in_reference: nowhere",
          "govern.catalog.unknown_name"},
         {"downgrade: {unless_in: [saas]}", "downgrade: {unless: [saas]}",
          "govern.catalog.unknown_name"},
         {"downgrade: {unless_in: [saas]}", "downgrade: {unless_in: [saas], when_in: [iaas]}",
          "govern.catalog.one_operator"},
         {"fact: 8.review\n", "fact: 7.holder\n", "govern.catalog.not_a_review"},
         {"    code: FALLBACK_USED\n    classes:\n      S:",
          "    code: FALLBACK_USED\n    classes:\n      \"3\":", "govern.catalog.no_fallback"},
         {"    code: FALLBACK_USED\n", "    code: FALLBACK\n", "govern.catalog.no_text"},
         {"    - {key: fit, label", "    - {key: fit, when: info, label",
          "govern.catalog.no_last_verdict"},
         {"out_of_table: out_of_scope", "out_of_table: elsewhere", "govern.catalog.unknown_name"},
         {"chosen: literal", "chosen: lenient", "govern.catalog.unknown_name"},
         {"footnotes: [F3]", "footnotes: [F99]", "govern.catalog.unknown_name"},
         {"unused_cell: not_applicable", "unused_cell: empty", "govern.catalog.unknown_name"},
         {"{ja: 準拠法, en: \"Governing law\"}", "{ja: 準拠法}", "yaml.missing_key"},
         {"kind: criteria", "kind: disposal", "yaml.not_one_of"},
         {"checked_on: 2026-11-21", "checked_on: 2026-11-31", "date.does_not_exist"},
         {"edition: 2023-12\n", "edition: 2023-12\ncolour: red\n", "yaml.unknown_key"}},
        [](const std::string& text, const char* name) {
            return parse_criteria_catalog(text, name);
        });
}

TEST(Mutation, BrokenDisposalCatalogsAreRefused) {
    expect_broken(
        disposal_text(),
        {{"final_methods: [destroy]\n", "final_methods: [burn]\n", "govern.catalog.unknown_name"},
         {"needs: [witness]", "needs: [oath]", "govern.catalog.unknown_name"},
         {"check: witness, code: WITNESS_MISSING", "check: witness, code: NOBODY",
          "govern.catalog.no_text"},
         {"clean_verdict: fit\n", "clean_verdict: good\n", "govern.catalog.unknown_name"},
         {"verdict: unfit, classes: [\"1\"]", "verdict: unfit, classes: [\"9\"]",
          "govern.catalog.unknown_name"},
         {"{key: tape,", "{key: ssd,", "govern.catalog.given_twice"},
         {"chosen: alternative", "chosen: other", "govern.catalog.unknown_name"},
         {"kind: disposal", "kind: criteria", "yaml.not_one_of"}},
        [](const std::string& text, const char* name) {
            return parse_disposal_catalog(text, name);
        });
}

TEST(Mutation, BrokenThresholdCatalogsAreRefused) {
    expect_broken(
        threshold_text(),
        {{"subjects_from: 0,", "subjects_from: 1,", "govern.catalog.gap_at_zero"},
         {"subjects_from: 10000,", "subjects_from: 1000,", "govern.catalog.not_ascending"},
         {"plain: none, raised: none", "plain: none, raised: some", "govern.catalog.unknown_name"},
         {"document: full,", "document: all,", "govern.catalog.unknown_name"},
         {"{id: form, years", "{id: obligation, years", "govern.catalog.given_twice"},
         {"published: key_items, choices", "published: other, choices",
          "govern.catalog.unknown_name"},
         {"  - {id: form, years: 3, kinds: [specific_personal, personal]}\n", "",
          "govern.catalog.missing_clock"},
         {"basic: \"2\", none: \"3\"}", "none: \"3\"}", "govern.catalog.no_form_choice"},
         {"not_raised: NOT_RAISED", "not_raised: LIGHT", "govern.catalog.no_text"},
         {"handlers_from: 500", "handlers_from: 0", "yaml.not_an_integer"}},
        [](const std::string& text, const char* name) {
            return parse_threshold_catalog(text, name);
        });
}

}  // namespace
}  // namespace daicho::govern
