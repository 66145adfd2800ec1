// Forms as data, names of items both ways, check, citations, calendar, cascade, cutting.
#include <random>

#include "govern/assessment/assessment_paper.hpp"
#include "govern/assessment/calendar.hpp"
#include "govern/assessment/consistency.hpp"
#include "govern/assessment/pia_file.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

PiaForm form_named(const std::string& name) {
    return test::value_of(load_pia_form(test::source_path("catalogs/pia-forms/" + name + ".yaml")));
}

FieldAddress at(const PiaForm& form, std::string_view address) {
    return test::value_of(parse_address(form, address));
}

std::multiset<std::string> found(const std::vector<PiaFinding>& findings) {
    std::multiset<std::string> codes;
    for (const PiaFinding& one : findings) codes.insert(one.code + " " + one.address);
    return codes;
}

TEST(PiaForm, FieldsOfTheThreeForms) {
    const std::pair<const char*, std::size_t> wanted[] = {
        {"basic", 48}, {"key_items", 123}, {"full", 209}};
    for (const auto& [name, count] : wanted) {
        const PiaForm form = form_named(name);
        EXPECT_EQ(form.fields.size(), count) << name;
        EXPECT_EQ(form.verified, form.id == "key_items") << name;
    }
    std::size_t important = 0;
    for (const PiaField& field : form_named("key_items").fields) important += field.important;
    EXPECT_EQ(important, 50U);  // 49 marks; 接続しない is two ticks here
}

// A name that was made from an address leads back to it, in every form and for several of a group.
TEST(PiaForm, EachItemNameLeadsBackToItsField) {
    for (const char* name : {"key_items", "basic", "full"}) {
        const PiaForm form = form_named(name);
        for (std::size_t i = 0; i < form.fields.size(); ++i) {
            const PiaField& field = form.fields[i];
            if (field.path.starts_with("表紙") || field.path.starts_with("別添")) continue;
            const bool file = field.group != kNowhere && form.groups[field.group].id == "file";
            FieldAddress address{i, {}};
            if (form.depth(field) == 1) address.at = {static_cast<std::uint16_t>(file ? 1 : 3), 0};
            if (form.depth(field) == 2) address.at = {1, 12};
            const auto item = parse_item(form, item_name(form, address));
            ASSERT_TRUE(item) << name << " " << item_name(form, address);
            if (item->field == kNowhere) continue;  // the heading of one of a group
            EXPECT_EQ(form.fields[item->field].path, field.path) << item_name(form, address);
            EXPECT_EQ(item->at, address.at) << item_name(form, address);
        }
    }
}

TEST(PiaForm, AddressesOutsideTheFormAreRefused) {
    const PiaForm form = form_named("key_items");
    for (const char* bad : {"Ⅰ99", "", "Ⅰ1①@1", "Ⅰ2①", "Ⅰ2①@0", "Ⅰ2①@21", "Ⅱ4.n③@1", "Ⅱ4.n③@1.21",
                            "Ⅱ4.n③@1.2.3", "Ⅰ2①@1 ", "Ⅰ2①@９"}) {
        EXPECT_FALSE(parse_address(form, bad)) << bad;
    }
    EXPECT_EQ(address_text(form, at(form, "Ⅱ4.n③@1.20")), "Ⅱ4.n③@1.20");
}

TEST(PiaForm, ValuesThatAreNone) {
    const PiaForm form = form_named("key_items");
    const auto check = [&](const char* path, std::string_view value) {
        return check_value(form, form.fields[form.field_named(path)], value).has_value();
    };
    EXPECT_TRUE(check("Ⅰ1③", "3"));
    EXPECT_TRUE(check("Ⅱ4", "1 2"));
    EXPECT_TRUE(check("Ⅰ2③", "2\n7 中間サーバー"));
    for (const char* bad : {"0", "5", "1\n2", "x", "03x"}) EXPECT_FALSE(check("Ⅰ1③", bad)) << bad;
    EXPECT_FALSE(check("Ⅰ2③", "7\n2"));  // in order, and once
    EXPECT_FALSE(check("Ⅴ1①", "2025-02-30"));
    EXPECT_TRUE(check("Ⅱ2⑤", "2015-10"));
    EXPECT_FALSE(check("Ⅰ1①", "a\x01"));
}

TEST(PiaDifference, AppliedToTheOldItGivesTheNew) {
    const PiaForm form = form_named("key_items");
    std::mt19937 random(20250401);
    const auto some = [&] {
        FilledForm filled;
        for (std::size_t i = 0; i < form.fields.size(); ++i) {
            const std::size_t depth = form.depth(form.fields[i]);
            for (std::uint16_t one = 1; one <= (depth == 0 ? 1 : 3); ++one) {
                if (random() % 3 == 0) continue;
                FieldAddress address{i, {}};
                if (depth == 1) address.at = {one, 0};
                if (depth == 2) address.at = {1, one};
                filled[address] = std::to_string(random() % 4);
            }
        }
        return filled;
    };
    for (int round = 0; round < 200; ++round) {
        const FilledForm before = some();
        const FilledForm after = some();
        EXPECT_EQ(with_changes(before, difference(before, after)), after);
        std::set<FieldAddress> told;
        for (const LogicalChange& one : logical_changes(form, before, after)) {
            for (const FieldAddress& address : one.fields) told.insert(address);
        }
        for (const FieldDifference& one : difference(before, after)) {
            EXPECT_TRUE(told.contains(one.at)) << address_text(form, one.at);
        }
    }
}

TEST(PiaChange, WhenAndWhyByTheRuleOfImportantFields) {
    const PiaForm form = form_named("key_items");
    const FilledForm before = {{at(form, "Ⅰ4"), "旧"}, {at(form, "Ⅰ6②"), "課長　甲"}};
    const FilledForm after = {{at(form, "Ⅰ4"), "新"}, {at(form, "Ⅰ6②"), "課長　乙"}};
    const Date day = Date::of(2026, 4, 1);
    const auto plain = change_table(form, before, after, {}, day);
    ASSERT_EQ(plain.rows.size(), 2U);
    EXPECT_TRUE(plain.rows[0].in_advance);
    EXPECT_FALSE(plain.rows[1].in_advance);
    ChangeNote note{"Ⅰ-４法令上の根拠", "after", "法令改正による。", "", "", "", "", ""};
    EXPECT_TRUE(change_table(form, before, after, {note}, day).rows[0].needs_ground);
    note.ground = "字句の修正で、扱いは変わらない";
    EXPECT_FALSE(change_table(form, before, after, {note}, day).rows[0].needs_ground);
    note.passage_before = "旧い";
    EXPECT_EQ(change_table(form, before, after, {note}, day).faults.size(), 1U);
    note = {"Ⅰ-７他の評価実施機関", "", "", "", "", "", "", ""};
    EXPECT_EQ(change_table(form, before, after, {note}, day).faults.front().id,
              "pia.change.no_such");
}

TEST(PiaChange, CutsBeforeHeadingsAndLosesNothing) {
    std::string text;
    for (int i = 0; i < 60; ++i)
        text += (i == 20 ? "＜次の措置＞\n" : "・同じ長さの一行である。\n");
    const auto parts = cut_text(text, {22, 30});
    ASSERT_GE(parts.size(), 2U);
    EXPECT_TRUE(parts[1].starts_with("＜次の措置＞"));
    std::string joined;
    for (const std::string& part : parts) joined += part;
    EXPECT_EQ(std::count(joined.begin(), joined.end(), '\n') + parts.size() - 1,
              static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
}

TEST(PiaCheck, WhatContradictsInTheBasicForm) {
    const PiaForm form = form_named("basic");
    FilledForm filled;
    const auto set = [&](const char* address, const char* value) {
        filled[at(form, address)] = value;
    };
    for (const char* one : {"Ⅳ2", "Ⅳ3a", "Ⅳ3b", "Ⅳ4", "Ⅳ5", "Ⅳ6a", "Ⅳ6b", "Ⅳ7", "Ⅳ8a", "Ⅳ10"}) {
        set(one, "2");
    }
    for (const char* one : {"Ⅰ1①", "Ⅰ1②", "Ⅰ1③", "Ⅰ2", "Ⅰ3", "Ⅰ5①", "Ⅰ5②", "Ⅰ7", "Ⅰ8", "表紙.1",
                            "表紙.2", "表紙.3", "表紙.5", "Ⅳ8b", "Ⅳ11c", "Ⅰ6", "Ⅰ4②"}) {
        set(one, "記載");
    }
    set("Ⅰ4①", "1");
    set("Ⅱ1a", "3");
    set("Ⅱ1b", "2026-04-01");
    set("Ⅱ2a", "2");
    set("Ⅱ2b", "2026-04-01");
    set("Ⅱ3", "2");
    set("Ⅲ", "1");
    set("Ⅳ1", "1");
    set("Ⅳ9", "1");
    set("Ⅳ11a", "8");
    set("Ⅳ11b", "2");
    PiaFacts facts;
    facts.as_of = Date::of(2026, 6, 1);
    facts.subjects = 20'000;
    facts.handlers = 30;
    const std::multiset<std::string> sound = {"form_unverified "};
    EXPECT_EQ(found(check_form(form, filled, facts)), sound);
    set("Ⅳ4x", "1");
    set("Ⅳ11b", "1");
    facts.subjects = 9'999;
    facts.handlers = 500;
    const std::multiset<std::string> wrong = {"form_unverified ", "not_asked Ⅳ4", "repeated Ⅳ11b",
                                              "band Ⅱ1a", "band Ⅱ2a"};
    EXPECT_EQ(found(check_form(form, filled, facts)), wrong);
}

TEST(PiaCitations, FoundFromTheDayTheyMoved) {
    const PiaForm form = form_named("key_items");
    const auto rules =
        test::value_of(CitationRules::load(test::source_path("catalogs/pia-citations.yaml")));
    const FilledForm filled = {
        {at(form, "Ⅲ6R1措置"), "（※２）番号法別表第２及び第１９条第１７号に基づき"},
        {at(form, "Ⅲ5方法"), "番号法及び小樽市個人情報保護条例の規定に基づき"},
        {at(form, "Ⅰ5②"), "番号法第19条第8号　別表の主務省令で定める事務を定める命令第16条"},
        {at(form, "Ⅰ4"), "番号法第9条第1項　別表の24の項"}};
    std::set<std::string> fields;
    for (const auto& one : rules.find(form, filled, Date::of(2025, 4, 1))) {
        fields.insert(one.address);
    }
    EXPECT_EQ(fields, (std::set<std::string>{"Ⅲ6R1措置", "Ⅲ5方法", "Ⅰ5②"}));
    EXPECT_TRUE(rules.find(form, filled, Date::of(2023, 3, 31)).empty());
}

TEST(PiaCalendar, FiveYearsFromAnAssessmentAYearFromAReview) {
    PiaDates dates;
    dates.assessed = Date::of(2020, 1, 31);
    dates.published = Date::of(2025, 4, 1);
    const PiaCalendar calendar = pia_calendar(dates);
    EXPECT_EQ(calendar.reassess_by, Date::of(2025, 1, 31));
    EXPECT_EQ(calendar.review_by, Date::of(2026, 4, 1));
    dates.ended = Date::of(2026, 3, 31);
    EXPECT_EQ(pia_calendar(dates).public_until, Date::of(2029, 3, 31));
    EXPECT_FALSE(pia_calendar(dates).reassess_by);
    EXPECT_EQ(hearing_days(Date::of(2026, 4, 1), Date::of(2026, 4, 30)), 30);
}

TEST(PiaCascade, OneAccidentDecidesEveryTaskAnewAndFallsBackAYearLater) {
    const auto catalog =
        test::value_of(load_threshold_catalog(test::source_path("catalogs/pia-threshold.yaml")));
    const std::vector<CascadeTask> tasks = {
        {"a", 999, 10, 0}, {"b", 20'000, 10, 1}, {"c", 150'000, 10, 3}, {"d", 20'000, 600, 2}};
    Incident accident{Date::of(2026, 5, 1), "specific_personal", true, true};
    const auto rows = cascade(catalog, tasks, {accident}, Date::of(2026, 6, 1));
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_FALSE(rows[0].rises);
    EXPECT_TRUE(rows[1].rises && rows[1].missing);
    EXPECT_TRUE(rows[2].rises && !rows[2].missing);
    EXPECT_FALSE(rows[3].rises);
    EXPECT_EQ(rows[1].falls_back, Date::of(2027, 5, 2));
    for (const CascadeRow& row : cascade(catalog, tasks, {accident}, *rows[1].falls_back)) {
        EXPECT_FALSE(row.rises);
    }
    accident.kind = "personal";  // three years, and never the threshold
    for (const CascadeRow& row : cascade(catalog, tasks, {accident}, Date::of(2026, 6, 1))) {
        EXPECT_FALSE(row.rises);
    }
}

TEST(PiaPaper, LongTextsGoOnOverleafAndNothingIsCutOff) {
    for (const char* name : {"key_items", "basic", "full"}) {
        const PiaForm form = form_named(name);
        AssessmentPaper paper;
        paper.form = &form;
        std::string text;
        for (int i = 0; i < 80; ++i) text += "長い記載の一つの文である。ISO/IEC 27001も引く。";
        for (std::size_t i = 0; i < form.fields.size(); ++i) {
            const std::size_t depth = form.depth(form.fields[i]);
            FieldAddress address{i, {}};
            if (depth >= 1) address.at = {1, static_cast<std::uint16_t>(depth - 1)};
            paper.filled[address] = form.fields[i].type == PiaType::text ? text : "1";
        }
        const auto printed = test::value_of(assessment_pdf(paper, {}));
        EXPECT_GT(printed.pages, 10U) << name;
        EXPECT_TRUE(printed.issues.empty()) << name << " " << printed.issues.front();
    }
}

TEST(PiaFile, EveryFaultAtItsPlace) {
    const PiaForm form = form_named("key_items");
    const auto file = test::value_of(json::parse(test::read_text("tests/corpus/pia/changes.json")));
    const PiaFile read = test::value_of(read_pia_file(form, file));
    const auto table = change_table(form, *read.before, read.values, read.notes, read.date);
    EXPECT_TRUE(table.faults.empty());
    EXPECT_EQ(table.rows.size(), 5U);
    const auto bad = test::value_of(json::parse(
        R"({"form": "key_items", "date": "2025-04-01", "values": {"Ⅰ1③": "9", "Ⅰ77": "x"}})"));
    const auto refused = read_pia_file(form, bad);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().causes.size(), 2U);
}

}  // namespace
}  // namespace daicho::govern
