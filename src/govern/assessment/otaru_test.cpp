// The published document of one city, rebuilt: its table of changes comes out of the stored
// versions.
#include <map>

#include "base/era.hpp"
#include "document/csv_reader.hpp"
#include "govern/assessment/change_table.hpp"
#include "govern/assessment/consistency.hpp"
#include "govern/test_support.hpp"
#include "yaml/node.hpp"

namespace daicho::govern {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<Row> rows_of(const std::string& name) {
    std::vector<Row> rows;
    auto reader = test::value_of(
        document::CsvReader::open_file(test::source_path("data/govern/" + name + ".csv")));
    std::vector<std::string> head;
    document::CsvRecord line;
    while (test::value_of(reader.next(line))) {
        std::vector<std::string> cells(line.fields.begin(), line.fields.end());
        if (head.empty()) {
            head = cells;
            continue;
        }
        Row row;
        for (std::size_t i = 0; i < head.size(); ++i) row[head[i]] = cells.at(i);
        rows.push_back(std::move(row));
    }
    return rows;
}

const PiaForm& key_items() {
    static const PiaForm kForm =
        test::value_of(load_pia_form(test::source_path("catalogs/pia-forms/key_items.yaml")));
    return kForm;
}

struct Version {
    std::string no;
    Date date;
    bool unlisted = false;
    FilledForm filled;
    std::vector<ChangeNote> notes;
};

ChangeNote note_of(const Row& row) {
    ChangeNote note;
    note.item = row.at("item");
    note.time = row.at("time");
    note.explanation = row.at("explanation");
    note.ground = row.at("ground");
    note.passage_before = row.at("passage_before");
    note.passage_after = row.at("passage_after");
    note.cuts_before = row.at("cuts_before");
    note.cuts_after = row.at("cuts_after");
    return note;
}

std::vector<Version> otaru() {
    std::vector<Version> versions;
    const auto values = rows_of("privacy_value");
    const auto notes = rows_of("privacy_change");
    FilledForm state;
    for (const Row& row : rows_of("privacy_version")) {
        if (row.at("task") != "OTARU-4") continue;
        Version version{row.at("version_no"), test::value_of(parse_iso_date(row.at("changed_on"))),
                        row.at("cause") == "unlisted"};
        for (const Row& value : values) {
            if (value.at("version") != version.no) continue;
            const auto at = test::value_of(parse_address(key_items(), value.at("address")));
            EXPECT_TRUE(check_value(key_items(), key_items().fields[at.field], value.at("value")))
                << value.at("address");
            if (value.at("gone") == "true") {
                EXPECT_EQ(state.erase(at), 1U) << value.at("address");
            } else {
                state[at] = value.at("value");
            }
        }
        for (const Row& note : notes) {
            if (note.at("version") == version.no) version.notes.push_back(note_of(note));
        }
        version.filled = state;
        versions.push_back(std::move(version));
    }
    return versions;
}

// Without blanks and line breaks; circles and brackets of one kind.
std::string bare(std::string text) {
    const std::pair<const char*, const char*> signs[] = {{" ", ""},   {"\n", ""},  {"　", ""},
                                                         {"〇", "○"}, {"（", "("}, {"）", ")"}};
    for (const auto& [from, to] : signs) {
        for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from)) {
            if (std::string_view(from) == to) break;
            text.replace(at, std::string_view(from).size(), to);
        }
    }
    return text;
}

struct Printed {
    std::string date, item, before, after, time, why;
    auto operator<=>(const Printed&) const = default;
};

std::vector<Printed> transcription() {
    auto file =
        test::value_of(yaml::Document::load(test::source_path("tests/govern/otaru-changes.yaml")));
    std::vector<Printed> rows;
    for (const yaml::Node& node : file.root().at("rows").elements()) {
        rows.push_back({node.at("date").text(), bare(node.at("item").text()),
                        bare(node.at("before").text()), bare(node.at("after").text()),
                        node.at("time").text(), bare(node.at("why").text())});
    }
    EXPECT_TRUE(file.finish());
    std::sort(rows.begin(), rows.end());
    return rows;
}

std::vector<Printed> computed(std::size_t& logical) {
    std::vector<Printed> rows;
    const auto versions = otaru();
    for (std::size_t i = 1; i < versions.size(); ++i) {
        if (versions[i].unlisted) continue;
        const ChangeTable table =
            change_table(key_items(), versions[i - 1].filled, versions[i].filled, versions[i].notes,
                         versions[i].date);
        for (const Error& fault : table.faults) ADD_FAILURE() << test::explain_error(fault);
        logical += table.rows.size();
        for (const PrintedRow& printed : printed_rows(table, {22, 60})) {
            const ChangeRow& row = table.rows[printed.row];
            EXPECT_TRUE(row.noted) << row.item;
            rows.push_back({format_iso(row.date), bare(printed.item), bare(printed.before),
                            bare(printed.after), row.in_advance ? "事前" : "事後",
                            bare(row.explanation)});
        }
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

TEST(Otaru, FortyFiveRowsComeOutOfThirtySevenChanges) {
    auto wanted = transcription();
    ASSERT_EQ(wanted.size(), 45U);
    // The table says 固定資産税税システム in one row where the form it belongs to, published in the
    // same file, says 固定資産税システム. The form is what is stored.
    std::size_t misprints = 0;
    for (Printed& row : wanted) {
        const std::string misprint = "固定資産税税システム";
        const std::size_t at = row.after.find(misprint);
        if (at == std::string::npos) continue;
        row.after.replace(at, misprint.size(), "固定資産税システム");
        ++misprints;
    }
    EXPECT_EQ(misprints, 1U);
    std::size_t logical = 0;
    const auto rows = computed(logical);
    EXPECT_EQ(logical, 37U);
    ASSERT_EQ(rows.size(), 45U);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i].date, wanted[i].date);
        EXPECT_EQ(rows[i].item, wanted[i].item);
        EXPECT_EQ(rows[i].before, wanted[i].before) << wanted[i].item;
        EXPECT_EQ(rows[i].after, wanted[i].after) << wanted[i].item;
        EXPECT_EQ(rows[i].time, wanted[i].time) << wanted[i].item;
        EXPECT_EQ(rows[i].why, wanted[i].why) << wanted[i].item;
    }
}

TEST(Otaru, EightDatesWithTheirCounts) {
    std::map<std::string, int> dates;
    int in_advance = 0;
    std::size_t logical = 0;
    for (const Printed& row : computed(logical)) {
        ++dates[row.date];
        if (row.time == "事前") ++in_advance;
    }
    const std::map<std::string, int> wanted = {
        {"2016-04-28", 1}, {"2017-05-31", 1}, {"2017-12-01", 10}, {"2019-03-15", 3},
        {"2020-01-31", 1}, {"2021-11-04", 3}, {"2023-04-03", 3},  {"2025-04-01", 23}};
    EXPECT_EQ(dates, wanted);
    EXPECT_EQ(in_advance, 23);
}

TEST(Otaru, WhatNoTableListsIsSeen) {
    const auto versions = otaru();
    for (std::size_t i = 1; i < versions.size(); ++i) {
        if (!versions[i].unlisted) continue;
        const auto changes =
            logical_changes(key_items(), versions[i - 1].filled, versions[i].filled);
        std::set<std::string> items;
        for (const LogicalChange& one : changes) items.insert(one.item);
        EXPECT_EQ(items, (std::set<std::string>{"Ⅰ-２システム４③他のシステムとの接続",
                                                "Ⅰ-５②法令上の根拠", "Ⅰ-６①部署"}));
        return;
    }
    FAIL() << "no such version";
}

TEST(Otaru, ItemsAreCountedAndTwoAreWrittenOddly) {
    const auto versions = otaru();
    const std::string& list = value_named(key_items(), versions.back().filled, "別添1@1");
    const ItemList items = read_items(list);
    EXPECT_EQ(items.items, 472U);
    EXPECT_EQ(items_band(items.items), 3U);
    ASSERT_EQ(items.faults.size(), 2U);
    EXPECT_TRUE(items.faults[0].starts_with("31．."));
    EXPECT_TRUE(items.faults[1].starts_with("122.．"));
}

TEST(Otaru, EachVersionIsTheOneBeforeWithItsDifference) {
    const auto versions = otaru();
    for (std::size_t i = 1; i < versions.size(); ++i) {
        const auto changes = difference(versions[i - 1].filled, versions[i].filled);
        EXPECT_EQ(with_changes(versions[i - 1].filled, changes), versions[i].filled)
            << versions[i].no;
        const auto back = difference(versions[i].filled, versions[i - 1].filled);
        EXPECT_EQ(with_changes(versions[i].filled, back), versions[i - 1].filled) << versions[i].no;
    }
}

}  // namespace
}  // namespace daicho::govern
