// Parties, days and conditions: golden cases, a second model of a certificate's day, refusals.
#include <rapidcheck.h>

#include <filesystem>

#include "govern/city/checklists.hpp"
#include "govern/criteria/criteria_parties.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

const CriteriaCatalog& catalog_of(const std::string& name) {
    static std::map<std::string, CriteriaCatalog> loaded;
    const auto found = loaded.find(name);
    if (found != loaded.end()) return found->second;
    const std::string path = source_path("catalogs/" + name + ".yaml");
    return loaded.emplace(name, value_of(load_criteria_catalog(path))).first->second;
}

// The fields of one subject: yes to every row but those named.
json::Object subject_of(const yaml::Node& node, const CriteriaCatalog& catalog) {
    json::Object answers;
    for (const CriteriaItem& item : catalog.items) answers[item.no] = "yes";
    for (const std::string& no : node.find("no").texts()) answers.at(no) = "no";
    for (const std::string& no : node.find("unknown").texts()) answers.at(no) = "unknown";
    json::Object out{{"data_classes", json::Array{json::Value(node.at("class").text())}},
                     {"answers", answers}};
    for (const char* part : {"facts", "profile"}) {
        if (node.find(part).exists()) out[part] = parse_json(node.at(part).text());
    }
    return out;
}

json::Value record_of(const yaml::Node& node, const CriteriaCatalog& catalog) {
    json::Object record;
    if (!catalog.by_party) record = subject_of(node, catalog);
    if (catalog.by_party) {
        json::Array parties;
        for (const yaml::Node& entry : node.at("parties").elements()) {
            json::Object party = subject_of(entry, catalog);
            party["name"] = "P" + std::to_string(parties.size() + 1);
            if (entry.find("under").exists()) party["under"] = entry.at("under").text();
            parties.emplace_back(std::move(party));
        }
        record["parties"] = std::move(parties);
    }
    if (node.find("as_of").exists()) record["as_of"] = node.at("as_of").text();
    return record;
}

void expect_tiers(const yaml::Node& node, const json::Value& answer) {
    const std::vector<std::string> expected = node.find("tiers").texts();
    if (expected.empty()) return;
    const json::Array& parties = answer.at("parties").as_array();
    ASSERT_EQ(parties.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(std::to_string(parties[i].at("tier").as_int64()), expected[i]);
    }
}

TEST(CriteriaChain, GoldenCases) {
    const auto document =
        value_of(yaml::Document::load(source_path("tests/govern/criteria_chain.yaml")));
    std::map<std::string, Codes> seen;
    for (const yaml::Node& node : document.root().at("cases").elements()) {
        const std::string name = node.at("catalog").text();
        SCOPED_TRACE(name + ": " + node.at("name").text());
        const CriteriaCatalog& catalog = catalog_of(name);
        const json::Value answer = value_of(judge_criteria(catalog, record_of(node, catalog)));
        EXPECT_EQ(text_at(answer, "verdict"), node.at("expect").text());
        const Codes expected = codes(node.at("reasons").texts());
        EXPECT_EQ(codes(answer.at("reasons")), expected);
        expect_tiers(node, answer);
        for (const std::string& code : expected) {
            seen[name].emplace(code.starts_with("FACT") ? code : std::string(code_prefix(code)));
        }
    }
    expect_refused(document.root(), [](const json::Value& record) {
        return judge_criteria(catalog_of("govcloud-reentrust"), record);
    });
    const Status rest = document.finish();
    EXPECT_TRUE(rest.has_value()) << (rest ? "" : explain_error(rest.error()));
    // Every code that one of the catalogs can give stands in a case.
    EXPECT_EQ(seen.size(), 4u);
    for (const auto& [name, given] : seen) {
        for (const auto& [code, text] : catalog_of(name).reasons.texts) {
            EXPECT_TRUE(given.contains(code)) << name << " " << code;
        }
    }
}

// Written out by days of a calendar instead of by comparing: valid when some day of certainty
// covers the day asked, refuted when all entries exclude it.
char model(const std::vector<DatedEntry>& entries, int day, int within) {
    char best = 'n';
    for (const DatedEntry& entry : entries) {
        const int first = entry.first_day ? entry.first_day->days() : -1;
        const int last = entry.last_day ? entry.last_day->days() : -1;
        const int seen = entry.seen_on ? entry.seen_on->days() : -1;
        if ((first >= 0 && day < first) || (last >= 0 && day > last)) continue;
        std::set<int> certain;
        if (first >= 0 && last >= 0) {
            for (int d = first; d <= last; ++d) certain.insert(d);
        }
        if (seen >= 0) {
            for (int d = first >= 0 ? first : seen; d <= seen; ++d) certain.insert(d);
            for (int d = seen; d <= seen + within; ++d) certain.insert(d);
        }
        if (certain.contains(day)) return 'y';
        best = '?';
    }
    return best;
}

TEST(CriteriaChain, AnyDaysOfCertificates) {
    EXPECT_TRUE(rc::check("rule and model agree on every day", [] {
        std::vector<DatedEntry> entries;
        const int count = *rc::gen::inRange(0, 4);
        const auto maybe = [](int from) -> std::optional<Date> {
            if (*rc::gen::inRange(0, 3) == 0) return std::nullopt;
            return Date::from_days(*rc::gen::inRange(from, 60));
        };
        for (int i = 0; i < count; ++i) {
            DatedEntry entry{"ISMAP", maybe(0), {}, maybe(0)};
            entry.last_day = maybe(entry.first_day ? entry.first_day->days() : 0);
            entries.push_back(entry);
        }
        const int day = *rc::gen::inRange(0, 80);
        const int within = *rc::gen::inRange(0, 20);
        const Validity got = validity_on(entries, Date::from_days(day), within);
        const char expected = model(entries, day, within);
        RC_TAG(expected);
        RC_ASSERT(got == (expected == 'y'   ? Validity::valid
                          : expected == 'n' ? Validity::invalid
                                            : Validity::open));
    }));
}

// Whatever is told about certificates, the verdict is never better than without it.
TEST(CriteriaChain, AFactNeverHelps) {
    const CriteriaCatalog& catalog = catalog_of("govcloud-reentrust");
    const auto weight = [&](const std::string& verdict) {
        for (std::size_t i = 0; i < catalog.verdicts.size(); ++i) {
            if (catalog.verdicts[i].key == verdict) return i;
        }
        return kNowhere;
    };
    EXPECT_TRUE(rc::check("a fact never turns a no into a yes", [&] {
        CriteriaRecord record;
        record.class_index = *rc::gen::inRange<std::size_t>(0, catalog.classes.size());
        for (std::size_t i = 0; i < catalog.items.size(); ++i) {
            record.answers.push_back(*rc::gen::weightedElement<Answer>(
                {{8, Answer::yes}, {1, Answer::no}, {1, Answer::unknown}}));
        }
        record.facts.resize(catalog.facts.size());
        record.as_of = Date::of(2026, 6, 1);
        const auto before = judge(catalog, record);
        for (std::size_t f = 0; f < catalog.facts.size(); ++f) {
            if (catalog.facts[f].type != FactType::dated || *rc::gen::inRange(0, 2) == 0) continue;
            DatedEntry entry{catalog.facts[f].operands.front(), {}, {}, {}};
            if (*rc::gen::inRange(0, 2) == 0) entry.first_day = Date::of(2024, 1, 1);
            if (*rc::gen::inRange(0, 2) == 0) entry.last_day = Date::of(2026, 5, 31);
            record.facts[f] = FactValue{{}, {entry}};
        }
        RC_ASSERT(weight(judge(catalog, record).verdict) <= weight(before.verdict));
    }));
}

TEST(CriteriaChain, ClausesStandTwice) {
    const CriteriaCatalog& check = catalog_of("compliance-check");
    EXPECT_EQ(check.items.size(), 78u);  // 39 clauses: measure and practice
    for (int clause = 1; clause <= 39; ++clause) {
        const std::string no = (clause < 10 ? "OC-0" : "OC-") + std::to_string(clause);
        EXPECT_NE(place_of(check.items, &CriteriaItem::no, no + "-1"), kNowhere) << no;
        EXPECT_NE(place_of(check.items, &CriteriaItem::no, no + "-2"), kNowhere) << no;
    }
}

TEST(CriteriaChain, EveryCatalogSaysWhatItAsksInBothLanguages) {
    const auto names = checklists(source_path("catalogs"));
    EXPECT_GE(names.size(), 5U);
    for (const std::string& name : names) {
        const CriteriaCatalog& catalog = catalog_of(name);
        EXPECT_EQ(catalog.head.name, name);
        for (const CriteriaItem& item : catalog.items) {
            for (const BilingualText* text : {&item.requirement, &item.risk, &item.label}) {
                EXPECT_FALSE(text->ja.empty() || text->en.empty()) << name << " " << item.no;
            }
        }
    }
}

// The rows of the catalog decide: a changed one changes the verdict of the same record.
TEST(CriteriaChain, ChangedRowsChangeTheVerdict) {
    struct Change {
        const char* from;
        const char* to;
        const char* no;
        const char* facts;
        const char* before;
        const char* after;
    };
    const std::vector<Change> changes = {
        {"names: [ISMAP], seen_within_days: 31", "names: [ISMAP], seen_within_days: 30", "",
         R"({"R11.listing": [{"name": "ISMAP", "seen_on": "2026-05-01"}]})", "fit", "incomplete"},
        {"names: [ISMAP]", "names: [ISMAP-LIU]", "",
         R"({"R11.listing": [{"name": "ISMAP", "seen_on": "2026-06-01"}]})", "fit", "unfit"},
        {"cells: {operation: not_applicable, maintenance: not_applicable, cloud: required, "
         "cloud_maintenance: not_applicable}\n    footnotes: [LISTED]",
         "cells: {operation: required, maintenance: not_applicable, cloud: not_applicable, "
         "cloud_maintenance: not_applicable}\n    footnotes: [LISTED]",
         "R11", "{}", "unfit", "fit"},
    };
    const std::string text = read_text("catalogs/govcloud-reentrust.yaml");
    const auto verdict = [](const std::string& catalog, const Change& change) {
        const auto loaded = value_of(parse_criteria_catalog(catalog, "changed"));
        json::Object answers;
        for (const CriteriaItem& item : loaded.items) answers[item.no] = "yes";
        if (*change.no != '\0') answers[change.no] = "no";
        json::Object party{{"name", "P"},
                           {"data_classes", json::Array{"cloud"}},
                           {"answers", answers},
                           {"facts", parse_json(change.facts)}};
        const json::Object record{{"as_of", "2026-06-01"}, {"parties", json::Array{party}}};
        return text_at(value_of(judge_criteria(loaded, record)), "verdict");
    };
    for (const Change& change : changes) {
        SCOPED_TRACE(change.to);
        EXPECT_EQ(verdict(text, change), change.before);
        EXPECT_EQ(verdict(changed(text, change.from, change.to), change), change.after);
    }
}

struct Contradiction {
    const char* from;
    const char* to;
    const char* id;
};

// Each change makes the template contradict itself; none of them may be judged by.
TEST(CriteriaChain, CatalogsThatContradictThemselvesAreRefused) {
    const std::string text = read_text("catalogs/city-template.yaml");
    const std::vector<Contradiction> changes = {
        {"  - parent: \"3\"\n    by: 3a",
         "  - parent: 3a\n    by: \"3\"\n    code: FALLBACK_USED\n"
         "    classes: {high: {effect: note}}\n  - parent: \"3\"\n    by: 3a",
         "govern.catalog.fallback_cycle"},
        {"    by: 3a", "    by: \"3\"", "govern.catalog.fallback_cycle"},
        {"    need: 1", "    need: 2", "govern.catalog.need_too_high"},
        {"    alternatives: [2a]", "    alternatives: [2a, \"2\"]", "govern.catalog.given_twice"},
        {"    rank: 1\n", "    rank: 2\n", "govern.catalog.same_rank"},
        {"    unmet_by_fallback: true",
         "    unmet_by_fallback: true\n"
         "    unmet: {code: REQ_UNMET, effect: blocks}",
         "govern.catalog.cell_contradicts"},
        {"{key: incomplete, when: holds", "{key: incomplete, when: blocks",
         "govern.catalog.verdict_unreached"},
        {"    when: [outsourced]\n    cells: {high: required}",
         "    when: [outsourced]\n    cells: {high: not_applicable}", "govern.catalog.never_asked"},
        {"    type: dated", "    type: names", "govern.catalog.wrong_operator"},
        {"    when: [outsourced]", "    when: [insourced]", "govern.catalog.unknown_name"},
    };
    for (const Contradiction& change : changes) {
        SCOPED_TRACE(change.to);
        const auto loaded = parse_criteria_catalog(changed(text, change.from, change.to), "t");
        ASSERT_FALSE(loaded.has_value());
        const json::Value errors = json::errors_document(loaded.error());
        std::string ids;
        for (const json::Value& error : errors.at("errors").as_array()) {
            ids += text_at(error, "id") + " ";
        }
        EXPECT_NE(ids.find(change.id), std::string::npos) << ids;
    }
}

}  // namespace
}  // namespace daicho::govern
