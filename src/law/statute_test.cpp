#include "law/statute.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "base/message.hpp"
#include "law/binder.hpp"

namespace daicho::law {
namespace {

namespace fs = std::filesystem;

constexpr const char* kIndex = "units:\n  地方税法 第351条: 免税点\n";
constexpr const char* kTail =
    "    cite: 地方税法 第351条\n    source: test\n    checked_on: 2026-11-21\n"
    "    status: enacted\n    verified: true\n";

std::string row(const std::string& id, const std::string& type, const std::string& value) {
    return "  - id: " + id + "\n    type: " + type + "\n    value: " + value + "\n" + kTail;
}

class Folder {
public:
    Folder() {
        static int count = 0;
        path_ = fs::temp_directory_path() /
                ("daicho_statute_" + std::to_string(getpid()) + "_" + std::to_string(++count));
        fs::remove_all(path_);
        fs::create_directories(path_);
        put("index.yaml", kIndex);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { fs::remove_all(path_); }

    void put(const std::string& file, const std::string& text) {
        fs::create_directories((path_ / file).parent_path());
        std::ofstream(path_ / file) << text;
    }
    void put_year(int year, const std::string& rows, const std::string& file = "levy.yaml") {
        put(std::to_string(year) + "/" + file,
            "fiscal_year: " + std::to_string(year) + "\nrows:\n" + rows);
    }
    [[nodiscard]] Result<Statute> load() const { return law::load(path_.string()); }
    [[nodiscard]] std::vector<std::string> faults() const {
        std::vector<std::string> ids;
        const auto result = load();
        if (result) return ids;
        EXPECT_EQ(result.error().id, "law.invalid");
        for (const Error& cause : result.error().causes) ids.push_back(cause.id);
        return ids;
    }

private:
    fs::path path_;
};

using testing::Contains;
using testing::ElementsAre;

TEST(Statute, LoadsEveryKindOfValueWithItsCitation) {
    Folder folder;
    folder.put_year(2026, row("a.yen", "yen", "300000") + row("a.ratio", "ratio", "\"1/6\"") +
                              row("a.area", "area", "\"200.00\"") + row("a.count", "integer", "4") +
                              row("a.day", "date", "2026-04-01") + row("a.code", "code", "hold") +
                              "  - id: a.table\n    type: table\n"
                              "    columns: {from: ratio, factor: ratio}\n"
                              "    value:\n      - [\"0.9\", \"1.025\"]\n"
                              "      - [\"0\", \"1.1\"]\n" +
                              kTail);
    const auto statute = folder.load();
    ASSERT_TRUE(statute) << describe_with_place(statute.error(), Language::english);
    Binder bind(**statute->year(FiscalYear(2026)));
    EXPECT_EQ(bind.yen("a.yen").value, 300'000_yen);
    const Cited<Ratio> ratio = bind.ratio("a.ratio");
    EXPECT_EQ(ratio.value, Ratio(1, 6));
    EXPECT_EQ(ratio.citation->row, "law/2026/levy.yaml#a.ratio");
    EXPECT_EQ(ratio.citation->law, "地方税法 第351条");
    EXPECT_EQ(bind.area("a.area").value, Area::from_square_metres(200));
    EXPECT_EQ(bind.integer("a.count").value, 4);
    EXPECT_EQ(bind.date("a.day").value, Date::of(2026, 4, 1));
    EXPECT_EQ(bind.code("a.code").value, "hold");
    const auto table = bind.table("a.table", {ValueType::ratio, ValueType::ratio});
    EXPECT_EQ(std::get<Ratio>(table.value->rows[0][1]), Ratio(1025, 1000));
    EXPECT_TRUE(bind.finish());
}

TEST(Statute, NamesEveryFaultOfEveryFile) {
    Folder folder;
    folder.put_year(2025, row("a.one", "yen", "-1") + row("A", "yen", "1"));
    folder.put_year(2026, row("a.one", "ratio", "\"x\"") + row("a.two", "table", "[]"));
    EXPECT_THAT(folder.faults(),
                ElementsAre("yaml.not_an_integer", "law.bad_id", "ratio.not_a_ratio",
                            "yaml.missing_key", "law.empty_table"));
    const auto result = folder.load();
    EXPECT_THAT(result.error().causes[0].where.file, testing::EndsWith("2025/levy.yaml"));
    EXPECT_EQ(result.error().causes[0].where.line, 5U);
}

TEST(Statute, RefusesWhatCannotBeCitedOrStandsTwice) {
    Folder folder;
    std::string uncited = row("a.one", "yen", "1");
    uncited.replace(uncited.find("第351条"), std::string("第351条").size(), "第999条");
    folder.put_year(2026, uncited);
    EXPECT_THAT(folder.faults(), ElementsAre("law.unknown_unit"));
    folder.put_year(2026, row("a.one", "yen", "1"));
    folder.put_year(2026, row("a.one", "yen", "2"), "more.yaml");
    EXPECT_THAT(folder.faults(), ElementsAre("law.row_twice"));
}

TEST(Statute, RefusesGapsAndStrayFiles) {
    Folder folder;
    EXPECT_THAT(folder.faults(), ElementsAre("law.no_years"));
    folder.put_year(2024, row("a.one", "yen", "1"));
    folder.put_year(2026, row("a.one", "yen", "1"));
    EXPECT_THAT(folder.faults(), ElementsAre("law.year_gap"));
    folder.put("2025/levy.yaml", "fiscal_year: 2026\nrows:\n" + row("a.one", "yen", "1"));
    EXPECT_THAT(folder.faults(), ElementsAre("law.wrong_year"));
    folder.put_year(2025, row("a.one", "yen", "1"));
    folder.put("2025/notes.txt", "x");
    folder.put("draft/levy.yaml", "x");
    EXPECT_THAT(folder.faults(), testing::UnorderedElementsAre("law.unknown_file",
                                                               "law.unknown_folder"));
}

TEST(Statute, WithoutItsIndexSaysOnlyThat) {
    Folder folder;
    folder.put_year(2026, row("a.one", "yen", "1"));
    folder.put("index.yaml", "units: [");
    EXPECT_THAT(folder.faults(), ElementsAre("yaml.syntax"));
}

std::string stretch(const std::string& from, const std::string& to) {
    return "      - {from: " + from + ", to: " + to +
           ", value: \"0.024\", cite: 地方税法 第351条, source: test, checked_on: 2026-11-21,"
           " status: enacted, verified: true}\n";
}

TEST(Statute, SeriesHaveNeitherGapsNorOverlaps) {
    Folder folder;
    folder.put_year(2026, row("a.one", "yen", "1"));
    const std::string head = "series:\n  - id: late\n    type: ratio\n    rows:\n";
    const std::string first = stretch("2024-01-01", "2025-01-01");
    folder.put("rates.yaml", head + first + stretch("2025-01-01", "2026-01-01"));
    const auto statute = folder.load();
    ASSERT_TRUE(statute) << describe_with_place(statute.error(), Language::english);
    const Series& series = **statute->series("late");
    EXPECT_EQ(ratio_on(series, Date::of(2025, 12, 31))->value, Ratio(24, 1000));
    EXPECT_EQ(ratio_on(series, Date::of(2026, 1, 1)).error().id, "law.no_rate_on");
    EXPECT_EQ(statute->series("early").error().id, "law.series_missing");
    folder.put("rates.yaml", head + first + stretch("2025-01-02", "2026-01-01"));
    EXPECT_THAT(folder.faults(), ElementsAre("law.series_gap"));
    folder.put("rates.yaml", head + first + stretch("2024-12-31", "2026-01-01"));
    EXPECT_THAT(folder.faults(), ElementsAre("law.series_overlap"));
    folder.put("rates.yaml", head + stretch("2025-01-01", "2025-01-01"));
    EXPECT_THAT(folder.faults(), ElementsAre("law.empty_stretch"));
}

TEST(Statute, DigestIsOfWhatDecidesAnAmount) {
    const auto digest = [](const std::string& rows) {
        Folder folder;
        folder.put_year(2026, rows);
        const auto statute = folder.load();
        return statute->years().front().digest();
    };
    const std::string one = row("a.one", "yen", "1");
    const std::string two = row("a.two", "yen", "2");
    EXPECT_EQ(digest(one + two), digest(two + one));
    EXPECT_NE(digest(one), digest(row("a.one", "yen", "2")));
    EXPECT_NE(digest(one), digest(row("a.one", "integer", "1")));
    std::string noted = one + "    note: 注記\n";
    noted.replace(noted.find("source: test"), 12, "source: page");
    EXPECT_EQ(digest(one), digest(noted));
    std::string assumed = one;
    assumed.replace(assumed.find("enacted"), 7, "assumed");
    EXPECT_NE(digest(one), digest(assumed));
}

TEST(Binder, TellsWhatIsMissingAndHowSureTheRowsAre) {
    Folder folder;
    std::string assumed = row("a.two", "yen", "2");
    assumed.replace(assumed.find("enacted"), 7, "assumed");
    folder.put_year(2026, row("a.one", "yen", "1") + assumed);
    const auto statute = folder.load();
    const Year& year = **statute->year(FiscalYear(2026));
    Binder bind(year);
    static_cast<void>(bind.yen("a.one"));
    EXPECT_EQ(bind.status(), LawStatus::enacted);
    static_cast<void>(bind.yen("a.two"));
    EXPECT_EQ(bind.status(), LawStatus::assumed);
    ASSERT_EQ(bind.doubts().size(), 1U);
    EXPECT_EQ(bind.doubts()[0]->id, "a.two");
    EXPECT_EQ(year.status({"a.o"}), LawStatus::enacted);
    EXPECT_EQ(year.status({"a."}), LawStatus::assumed);
    static_cast<void>(bind.ratio("a.one"));
    static_cast<void>(bind.yen("a.three"));
    const Status bound = bind.finish();
    ASSERT_FALSE(bound);
    ASSERT_EQ(bound.error().causes.size(), 2U);
    EXPECT_EQ(bound.error().causes[0].id, "law.wrong_type");
    EXPECT_EQ(bound.error().causes[0].where.line, 3U);
    EXPECT_EQ(bound.error().causes[1].id, "law.row_missing");
}

// The law of this tree: every year states the same land and levy rows, so that between the first
// and the last year no rule is without its numbers; every row is dated and names its source.
TEST(LawFolder, HasNeitherGapsNorOverlapsInTime) {
    const auto statute = load(std::string(DAICHO_SOURCE_DIR) + "/law");
    ASSERT_TRUE(statute) << describe_with_place(statute.error(), Language::english);
    std::set<std::string> first;
    for (const Year& year : statute->years()) {
        std::set<std::string> ids;
        for (const Row& row : year.rows()) {
            EXPECT_FALSE(row.citation.source.empty()) << row.citation.row;
            EXPECT_GE(row.citation.checked_on, Date::of(2026, 1, 1)) << row.citation.row;
            if (row.id.starts_with("land.") || row.id.starts_with("levy.")) ids.insert(row.id);
        }
        if (first.empty()) first = ids;
        EXPECT_EQ(ids, first) << year.fiscal_year().year();
        EXPECT_GT(ids.size(), 50U);
    }
    for (std::size_t i = 1; i < statute->years().size(); ++i) {
        EXPECT_EQ(statute->years()[i - 1].fiscal_year().next(), statute->years()[i].fiscal_year());
        EXPECT_NE(statute->years()[i - 1].digest(), statute->years()[i].digest());
    }
}

}  // namespace
}  // namespace daicho::law
