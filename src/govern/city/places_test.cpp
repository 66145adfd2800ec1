// 置き場所 (places): every question, finding, row of a catalog and protective measure has a place
// in the product – a form, a control, an answer, a cover – and what has none is named. What a proof
// names is there: the watch in its register, the test in its file.
#include <filesystem>
#include <regex>

#include "govern/city/controls.hpp"
#include "govern/city/measures.hpp"
#include "govern/criteria/criteria.hpp"
#include "govern/survey/selection.hpp"
#include "govern/survey/survey.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

using Names = std::vector<std::string>;

// Files without line breaks or quotes in the columns asked for: numbers and codes.
std::vector<Names> rows_of(const std::string& name, const Names& columns) {
    std::istringstream in(read_text("data/govern/" + name + ".csv"));
    std::string line;
    std::vector<Names> rows;
    const auto cells_of = [](const std::string& text) {
        Names cells(1);
        bool quoted = false;
        for (const char c : text) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.emplace_back();
            } else {
                cells.back() += c;
            }
        }
        return cells;
    };
    std::getline(in, line);
    const Names header = cells_of(line);
    while (std::getline(in, line)) {
        const Names cells = cells_of(line);
        Names row;
        for (const std::string& column : columns) {
            const auto at = std::find(header.begin(), header.end(), column);
            const auto place = static_cast<std::size_t>(at - header.begin());
            EXPECT_LT(place, cells.size()) << name << " " << column << ": " << line;
            row.push_back(place < cells.size() ? cells[place] : "");
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

ControlCatalog controls() {
    return value_of(load_control_catalog(source_path("catalogs/controls/findings.yaml")));
}
MeasureCatalog measures() {
    return value_of(load_measure_catalog(source_path("catalogs/measures/pia-property-tax.yaml")));
}

// What a definition declares: watches that are alarms, and fields.
struct Declared {
    std::set<std::string> watches;
    std::set<std::string> fields;
};
Declared declared(const std::string& name) {
    Declared found;
    const auto path = source_path("registers/govern/" + name + ".yaml");
    if (!std::filesystem::exists(path)) return found;
    const auto document = value_of(yaml::Document::load(path));
    for (const yaml::Node& node : document.root().find("watches").elements()) {
        if (node.at("kind").text() != "deadline") found.watches.insert(node.at("id").text());
    }
    for (const yaml::Node& node : document.root().at("fields").elements()) {
        found.fields.insert(node.at("name").text());
    }
    return found;
}

// journal.KIND[@REGISTER].within.DAYS or .monthly.MONTHS: the kind stands among those that
// server/evidence_journal asks for, and the register is there.
bool journal_query_is_there(const std::string& name) {
    static const std::regex kForm(
        R"(journal\.([a-z_]+)(?:@([a-z_]+))?\.(?:within|monthly)\.[1-9][0-9]*)");
    std::smatch parts;
    if (!std::regex_match(name, parts, kForm)) return false;
    if (parts[2].matched && declared(parts[2]).fields.empty()) return false;
    return read_text("src/server/evidence_journal.cpp").find("{\"" + parts[1].str() + "\", ") !=
           std::string::npos;
}

bool query_is_there(const EvidenceQuery& query) {
    if (query.name.starts_with("journal.")) return journal_query_is_there(query.name);
    const std::size_t dot = query.name.find('.');
    const Declared found = declared(query.name.substr(0, dot));
    const std::string what = query.name.substr(dot + 1);
    for (const auto& [field, text] : query.where) {
        if (!found.fields.contains(field)) return false;
    }
    return what == "count" ? !found.fields.empty() : found.watches.contains(what);
}

// "Suite.Name" is TEST(Suite, Name) or its kin; of a browser test, test('NAME'.
bool test_is_there(const TestName& test) {
    std::ifstream in(source_path(test.file), std::ios::binary);
    if (!in) return false;
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (test.file.ends_with(".mjs")) {
        return text.find("test('" + test.name + "'") != std::string::npos;
    }
    const std::size_t dot = test.name.find('.');
    if (dot == std::string::npos) return false;
    const std::string wanted =
        "(" + test.name.substr(0, dot) + ", " + test.name.substr(dot + 1) + ")";
    for (const char* macro : {"TEST", "TEST_F", "TEST_P", "RC_GTEST_PROP"}) {
        if (text.find("\n" + std::string(macro) + wanted) != std::string::npos) return true;
    }
    return false;
}

Names missing_proofs(const std::string& whose, const Proofs& proofs) {
    Names missing;
    for (const EvidenceQuery& query : proofs.queries) {
        if (!query_is_there(query)) missing.push_back(whose + " " + query.name);
    }
    for (const TestName& test : proofs.tests) {
        if (!test_is_there(test)) missing.push_back(whose + " " + test.file + ":" + test.name);
    }
    return missing;
}

void add(Names& list, const Names& more) { list.insert(list.end(), more.begin(), more.end()); }

// Findings of the data that no control names, controls of no finding, proofs of nothing.
Names findings_without_place(const ControlCatalog& catalog) {
    Names missing;
    std::set<std::string> known;
    for (const Names& row : rows_of("finding", {"finding_no"})) {
        known.insert(row[0]);
        if (place_of(catalog.controls, &Control::finding, row[0]) == kNowhere) {
            missing.push_back(row[0]);
        }
    }
    for (const Control& control : catalog.controls) {
        if (!known.contains(control.finding)) missing.push_back(control.finding + " is no finding");
        add(missing, missing_proofs(control.finding, control.proofs));
        const bool placed = control.place.empty() || !declared(control.place).fields.empty();
        if (!placed) missing.push_back(control.finding + " " + control.place);
    }
    return missing;
}

// A measure has its row in the register with the same cover, and what that cover asks for.
Names measures_without_place(const MeasureCatalog& catalog) {
    Names missing;
    std::map<std::string, std::string> covers;
    std::set<std::string> evidenced;
    for (const Names& row : rows_of("protective_measure", {"measure_no", "cover"})) {
        covers[row[0]] = row[1];
    }
    for (const Names& row : rows_of("measure_evidence", {"measure"})) evidenced.insert(row[0]);
    for (const Measure& measure : catalog.measures) {
        if (covers[measure.no] != cover_name(measure.cover)) missing.push_back(measure.no);
        const bool wants = measure.cover == Cover::evidenced;
        if (wants != evidenced.contains(measure.no)) missing.push_back(measure.no + " evidence");
        add(missing, missing_proofs(measure.no, measure.proofs));
    }
    if (covers.size() != catalog.measures.size()) missing.emplace_back("a row of no measure");
    return missing;
}

// A question has its place when an answer to it is taken by the form of its part, and kept.
Names questions_without_place(const SurveyCatalog& catalog) {
    Names missing;
    for (std::size_t i = 0; i < catalog.questions.size(); ++i) {
        const SurveyQuestion& question = catalog.questions[i];
        SurveySheet sheet;
        const json::Value answer = json::Object{{"values", json::Object{}},
                                                {"marks", json::Object{{question.id, "unknown"}}}};
        const Status taken = read_survey_part(catalog, question.part, answer, sheet);
        if (!taken || sheet.at(i).mark != SurveyMark::unknown) missing.push_back(question.id);
    }
    return missing;
}

// A row of a checklist has its place when a record can answer it and the judgement names it.
Names rows_without_place(const CriteriaCatalog& catalog) {
    Names missing;
    for (const CriteriaItem& item : catalog.items) {
        bool judged = false;
        for (const CriteriaClass& one : catalog.classes) {
            const json::Value answers = json::Object{{item.no, "yes"}};
            const json::Value asked =
                json::Object{{"data_classes", json::Array{one.key}}, {"answers", answers}};
            const json::Value record =
                catalog.by_party ? json::Value(json::Object{{"name", "A"},
                                                            {"data_classes", json::Array{one.key}},
                                                            {"answers", answers}})
                                 : asked;
            json::ObjectReader in(record, "");
            if (catalog.by_party) static_cast<void>(in.text("name", 20));
            const CriteriaRecord read = read_criteria_fields(catalog, in);
            if (!in.finish()) continue;
            const auto items = judge(catalog, read).items;
            judged = judged || std::any_of(items.begin(), items.end(), [&](const ItemResult& r) {
                         return r.no == item.no && r.answer == Answer::yes;
                     });
        }
        if (!judged) missing.push_back(catalog.head.name + " " + item.no);
        EvidenceQuery query;
        query.name = item.evidence;
        if (!item.evidence.empty() && !query_is_there(query)) {
            missing.push_back(catalog.head.name + " " + item.no + " " + item.evidence);
        }
    }
    return missing;
}

TEST(Places, EveryFindingHasAControlAndWhatItNamesIsThere) {
    EXPECT_EQ(findings_without_place(controls()), Names{});
}

TEST(Places, EveryMeasureHasACoverAndWhatItNamesIsThere) {
    EXPECT_EQ(measures_without_place(measures()), Names{});
}

TEST(Places, EveryQuestionCanBeAnswered) {
    const auto catalog =
        value_of(load_survey_catalog(source_path("catalogs/survey/system-survey.yaml")));
    EXPECT_EQ(catalog.questions.size(), 52U);
    EXPECT_EQ(questions_without_place(catalog), Names{});
}

TEST(Places, AQueryOfTheJournalThatNothingAnswersIsSeen) {
    EXPECT_TRUE(journal_query_is_there("journal.logs_reviewed.monthly.12"));
    EXPECT_TRUE(journal_query_is_there("journal.change@finding.within.30"));
    for (const char* name : {"journal.logs_read.monthly.12", "journal.logs_reviewed.monthly.0",
                             "journal.logs_reviewed.yearly.1", "journal.change@moon.within.30"}) {
        EXPECT_FALSE(journal_query_is_there(name)) << name;
    }
}

TEST(Places, EveryRowOfEveryChecklistCanBeAnswered) {
    std::size_t rows = 0;
    for (const auto& file : std::filesystem::directory_iterator(source_path("catalogs"))) {
        if (file.path().extension() != ".yaml") continue;
        if (read_text("catalogs/" + file.path().filename().string()).find("\nkind: criteria\n") ==
            std::string::npos) {
            continue;
        }
        const auto catalog = value_of(load_criteria_catalog(file.path().string()));
        EXPECT_EQ(rows_without_place(catalog), Names{});
        rows += catalog.items.size();
    }
    EXPECT_GT(rows, 100U);
}

// What the selection asks is a question of the survey, a field of the ledger, or is counted.
TEST(Places, EveryFactOfTheSelectionIsKnown) {
    const auto survey =
        value_of(load_survey_catalog(source_path("catalogs/survey/system-survey.yaml")));
    const auto catalog =
        value_of(load_selection_catalog(source_path("catalogs/audit-selection.yaml")));
    const std::string counted = read_text("src/server/survey/selection_facts.cpp");
    const Declared ledger = declared("information_system");
    Names missing;
    for (const SelectionCriterion& criterion : catalog.criteria) {
        for (const SelectionPredicate& one : criterion.any) {
            const std::string name = one.fact.substr(one.fact.find('.') + 1);
            const bool known =
                one.fact.starts_with("survey.")
                    ? place_of(survey.questions, &SurveyQuestion::id, name) != kNowhere
                : one.fact.starts_with("system.") ? ledger.fields.contains(name)
                                                  : counted.find(name) != std::string::npos;
            if (!known) missing.push_back(one.fact);
        }
    }
    EXPECT_EQ(missing, Names{});
}

// Planted: what has no place is named, so an empty list above says something.
TEST(Places, WhatHasNoneIsNamed) {
    ControlCatalog catalog = controls();
    catalog.controls.erase(catalog.controls.begin());
    catalog.controls[0].proofs.tests[0].name = "MediaTest.NoSuchTest";
    catalog.controls[1].proofs.queries[0].name = "controlled_area.no_such_watch";
    EXPECT_EQ(findings_without_place(catalog),
              (Names{"W01", "W02 src/media/media_test.cpp:MediaTest.NoSuchTest",
                     "W03 controlled_area.no_such_watch"}));
    MeasureCatalog stated = measures();
    stated.measures[0].cover = Cover::none;
    EXPECT_EQ(measures_without_place(stated), Names{stated.measures[0].no});
    EXPECT_FALSE(test_is_there({"src/govern/city/places_test.cpp", "Places.NoSuchTest"}));
    EXPECT_TRUE(test_is_there({"src/govern/city/places_test.cpp", "Places.WhatHasNoneIsNamed"}));
}

// The figures of the task itself, beside the totals that PublishedData takes from the report.
TEST(Places, TheFiguresOfTheSourcesAddUp) {
    EXPECT_EQ(rows_of("information_system", {"system_no"}).size(), 97U);
    std::int64_t violations = 0;
    const auto findings = rows_of("finding", {"kind"});
    for (const Names& row : findings) violations += row[0] == "violation" ? 1 : 0;
    EXPECT_EQ(findings.size(), 70U);
    EXPECT_EQ(violations, 41);
    const auto contracts = rows_of("system_contract", {"amount_yen"});
    std::int64_t yen = 0;
    for (const Names& row : contracts) yen += std::stoll(row[0]);
    EXPECT_EQ(contracts.size(), 49U);
    EXPECT_EQ(yen, 321'915'104);
    EXPECT_EQ(controls().controls.size(), 70U);
    std::set<std::string> audited;
    for (const Names& row : rows_of("information_system", {"audited_no"})) {
        if (!row[0].empty()) audited.insert(row[0]);
    }
    EXPECT_EQ(audited.size(), 10U) << "systems that the audit looked into";
    const auto clauses =
        value_of(load_criteria_catalog(source_path("catalogs/compliance-check.yaml")));
    EXPECT_EQ(clauses.items.size(), 2 * 39U) << "each clause as a measure and as practice";
    EXPECT_EQ(measures().measures.size(), rows_of("protective_measure", {"measure_no"}).size());
}

}  // namespace
}  // namespace daicho::govern
