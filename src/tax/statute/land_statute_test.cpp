// Every year of law/ has every row that is bound, and a changed row changes the amount.
#include "tax/statute/land_statute.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/message.hpp"
#include "tax/questions/tax_case.hpp"
#include "tax/statute/year_statute.hpp"

namespace daicho::tax::statute {
namespace {

namespace fs = std::filesystem;
const std::string kRoot = DAICHO_SOURCE_DIR;

std::string said(const Error& error) { return describe_with_place(error, Language::english); }

// A copy of law/ in which text of one file is replaced.
class LawCopy {
public:
    LawCopy() {
        folder_ = fs::temp_directory_path() / ("daicho_law_" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::copy(kRoot + "/law", folder_, fs::copy_options::recursive);
    }
    LawCopy(const LawCopy&) = delete;
    LawCopy& operator=(const LawCopy&) = delete;
    ~LawCopy() { fs::remove_all(folder_); }

    void replace(const std::string& file, const std::string& from, const std::string& to) {
        std::stringstream content;
        content << std::ifstream(folder_ / file).rdbuf();
        std::string text = content.str();
        const std::size_t at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        std::ofstream(folder_ / file) << text;
    }
    [[nodiscard]] std::string folder() const { return folder_.string(); }

private:
    fs::path folder_;
};

std::string row(const std::string& id, const std::string& type, const std::string& value) {
    return "id: " + id + "\n    type: " + type + "\n    value: " + value;
}

std::int64_t tax_of(const law::Statute& statute, std::int64_t previous) {
    const auto question = json::parse(
        R"({"fiscal_year":2026,"municipality":{"fixed_asset_tax_rate":"0.014",)"
        R"("city_planning_tax_rate":"0"},"parcels":[{"id":"p","area_m2":"100.00",)"
        R"("value_yen":10000000,"previous":{"non_residential":{"fixed":)" +
        std::to_string(previous) + "}}}]}");
    const auto answer = questions::answer_tax_case(*question, statute, {});
    if (!answer) {
        ADD_FAILURE() << said(answer.error());
        return -1;
    }
    return answer->at_pointer("/totals/annual_tax_yen").as_int64();
}

TEST(LandStatute, EveryYearBinds) {
    const auto statute = law::load(kRoot + "/law");
    ASSERT_TRUE(statute) << said(statute.error());
    EXPECT_EQ(statute->years().front().fiscal_year(), FiscalYear(2021));
    EXPECT_EQ(statute->years().back().fiscal_year(), FiscalYear(2027));
    for (const law::Year& year : statute->years()) {
        const auto bound = bind_year(*statute, year.fiscal_year());
        ASSERT_TRUE(bound) << said(bound.error());
        const bool enacted = year.fiscal_year() <= FiscalYear(2026);
        EXPECT_EQ(static_cast<bool>(require_enacted(*bound)), enacted);
        EXPECT_EQ(bound->doubts.empty(), enacted);
    }
    EXPECT_EQ(bind_year(*statute, FiscalYear(2028)).error().id, "law.year_missing");
}

TEST(LandStatute, YearsDifferOnlyWhereTheLawDoes) {
    const auto statute = law::load(kRoot + "/law");
    ASSERT_TRUE(statute);
    const auto land = [&](int year) { return bind_year(*statute, FiscalYear(year))->law.land; };
    const auto step = [&](int year) {
        return land(year).of(rules::LandClass::commercial, rules::Tax::fixed).step.stated.value;
    };
    EXPECT_EQ(step(2021), Ratio(0, 1));
    EXPECT_EQ(step(2022), Ratio(25, 1000));
    for (const int year : {2023, 2024, 2025, 2026, 2027}) EXPECT_EQ(step(year), Ratio(5, 100));
    const auto levy = bind_year(*statute, FiscalYear(2027))->law.levy;
    EXPECT_EQ(levy.house_threshold.value, 300'000_yen);
    EXPECT_EQ(levy.house_threshold.citation->status, LawStatus::announced);
    EXPECT_EQ(levy.land_threshold.citation->status, LawStatus::enacted);
}

TEST(LandStatute, TheAmountFollowsTheRow) {
    const auto before = law::load(kRoot + "/law");
    ASSERT_TRUE(before);
    EXPECT_EQ(tax_of(*before, 5'000'000), 77'000);  // 5,500,000 × 1.4 %
    EXPECT_EQ(tax_of(*before, 9'000'000), 98'000);  // 7,000,000 × 1.4 %
    LawCopy copy;
    const std::string id = "land.burden.commercial.fixed";
    copy.replace("2026/land.yaml", row(id + ".step", "ratio", "\"0.05\""),
                 row(id + ".step", "ratio", "\"0.07\""));
    copy.replace("2026/land.yaml", row(id + ".upper", "ratio", "\"0.7\""),
                 row(id + ".upper", "ratio", "\"0.65\""));
    const auto after = law::load(copy.folder());
    ASSERT_TRUE(after) << said(after.error());
    EXPECT_EQ(tax_of(*after, 5'000'000), 79'800);
    EXPECT_EQ(tax_of(*after, 9'000'000), 91'000);
    const auto digest = [](const law::Statute& statute, int year) {
        return (*statute.year(FiscalYear(year)))->digest();
    };
    EXPECT_NE(digest(*before, 2026), digest(*after, 2026));
    EXPECT_EQ(digest(*before, 2025), digest(*after, 2025));
}

TEST(LandStatute, ARowThatIsNotEnactedStopsTheLevy) {
    LawCopy copy;
    const std::string from = row("levy.threshold.land", "yen", "300000") +
                             "\n    cite: 地方税法 第351条\n    source: 安城市の免税点の説明ほか"
                             "\n    checked_on: 2026-11-21\n    status: enacted";
    std::string to = from;
    to.replace(to.find("enacted"), 7, "assumed");
    copy.replace("2026/levy.yaml", from, to);
    const auto statute = law::load(copy.folder());
    ASSERT_TRUE(statute) << said(statute.error());
    const auto bound = bind_year(*statute, FiscalYear(2026));
    ASSERT_TRUE(bound);
    EXPECT_EQ(bound->status, LawStatus::assumed);
    EXPECT_EQ(require_enacted(*bound).error().id, "tax.law_not_enacted");
}

void expect_binding_fault(const std::string& from, const std::string& to, const std::string& id) {
    LawCopy copy;
    copy.replace("2026/land.yaml", from, to);
    const auto statute = law::load(copy.folder());
    ASSERT_TRUE(statute) << said(statute.error());
    const auto bound = bind_year(*statute, FiscalYear(2026));
    ASSERT_FALSE(bound);
    EXPECT_EQ(bound.error().id, "law.binding_failed");
    ASSERT_FALSE(bound.error().causes.empty());
    EXPECT_EQ(bound.error().causes.front().id, id) << said(bound.error());
}

TEST(LandStatute, NamesWhatIsWrongWithARow) {
    expect_binding_fault("id: land.burden.commercial.fixed.step", "id: land.burden.commercial.x",
                         "law.row_missing");
    expect_binding_fault("- [\"0.9\", \"1.025\"]", "- [\"0.7\", \"1.025\"]",
                         "law.table_not_descending");
    expect_binding_fault("- [1, \"0.2\"]", "- [2, \"0.2\"]", "law.table_not_consecutive");
    expect_binding_fault("- [other, \"3/4\", \"1\"]", "- [tower, \"3/4\", \"1\"]",
                         "law.wrong_code");
    expect_binding_fault(row("land.burden.commercial.fixed.step", "ratio", "\"0.05\""),
                         row("land.burden.commercial.fixed.step", "ratio", "\"1/9001\""),
                         "law.ratio_too_fine");
    expect_binding_fault(row("land.burden.commercial.fixed.step", "ratio", "\"0.05\""),
                         row("land.burden.commercial.fixed.step", "yen", "5"), "law.wrong_type");
}

}  // namespace
}  // namespace daicho::tax::statute
