#include "tax/forms/levy_summary.hpp"

#include <gmock/gmock.h>

#include "document/test_pdf_tools.hpp"
#include "tax/forms/test_samples.hpp"

namespace daicho::tax::forms {
namespace {

using document::testing::PdfFile;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

SummaryKind kind(const char* name, std::int64_t objects, std::int64_t value, std::int64_t fixed,
                 std::int64_t city, const char* area = "0") {
    return {name, objects, *parse_area(area), Yen(value), {Yen(fixed), Yen(city)}};
}

// An invented city of the size of the demonstration.
LevySummary summary() {
    LevySummary made;
    made.issuer = testing::notice(1).issuer;
    made.run_no = "2026-01";
    made.year = FiscalYear(2026);
    made.as_of = Date::of(2026, 1, 1);
    made.issued = Date::of(2026, 4, 1);
    made.provisional = false;
    made.classes[0] = {{kind("小規模住宅用地", 88'200, 612'000'000'000, 99'812'345'678,
                             199'624'691'356, "12345678.90"),
                        kind("一般住宅用地", 30'111, 201'000'000'000, 64'991'004'321,
                             129'982'008'642, "8123456.12"),
                        kind("非住宅用地等", 20'000, 228'000'000'000, 152'760'000'000,
                             152'760'000'000, "6012004.55"),
                        kind("農地", 5'365, 5'000'000'000, 1'710'555'000, 0, "3900120.00")},
                       2'911,
                       Yen(401'220'118)};
    made.classes[1] = {{kind("木造", 33'012, 288'000'000'000, 288'000'000'000, 276'400'110'000,
                             "3961440.25"),
                        kind("非木造", 12'118, 401'555'000'000, 400'115'000'000,
                             388'001'220'000, "2881201.00")},
                       1'204,
                       Yen(96'101'552)};
    made.classes[2] = {{kind("第1種 構築物", 4'011, 21'300'000'000, 21'100'000'000, 0),
                        kind("第2種 機械及び装置", 9'980, 48'200'000'000, 45'900'000'000, 0),
                        kind("第6種 工具、器具及び備品", 31'200, 12'010'000'000, 12'010'000'000,
                             0)},
                       1'880,
                       Yen(712'004'211)};
    made.taxes[0] = {29'188, Yen(1'085'020'118'000), Ratio(14, 1000), Yen(15'190'281'652),
                     Yen(211'002'118), Yen(18'220'000), Yen(14'960'410'200)};
    made.taxes[1] = {27'011, Yen(1'146'768'030'000), Ratio(3, 1000), Yen(3'440'304'090),
                     Yen(0), Yen(4'112'000), Yen(3'435'488'100)};
    made.annual = Yen(18'395'898'300);
    return made;
}

TEST(LevySummary, AddsUpByClassOnOnePage) {
    const auto printed = print_levy_summary(summary(), testing::kCreated);
    ASSERT_TRUE(printed);
    EXPECT_EQ(printed->pages, 1U);
    EXPECT_THAT(printed->issues, IsEmpty());
    const std::string text = PdfFile(printed->pdf).text();
    EXPECT_THAT(text, HasSubstr("令和8年度 課税標準額の総括"));
    EXPECT_THAT(text, HasSubstr("小規模住宅用地"));
    EXPECT_THAT(text, HasSubstr("12,345,678.90"));
    EXPECT_THAT(text, HasSubstr("143,676"));          // 88,200 + 30,111 + 20,000 + 5,365 parcels
    EXPECT_THAT(text, HasSubstr("1,046,000,000,000"));  // their values
    EXPECT_THAT(text, HasSubstr("18,395,898,300"));
    EXPECT_THAT(text, Not(HasSubstr("仮算定")));
}

TEST(LevySummary, SpeaksBothLanguages) {
    LevySummary made = summary();
    made.language = Language::english;
    made.provisional = true;
    const auto printed = print_levy_summary(made, testing::kCreated);
    ASSERT_TRUE(printed);
    EXPECT_THAT(printed->issues, IsEmpty());
    const std::string text = PdfFile(printed->pdf).text();
    EXPECT_THAT(text, HasSubstr("Summary of tax bases, fiscal 2026"));
    EXPECT_THAT(text, HasSubstr("Below the threshold"));
    EXPECT_THAT(text, HasSubstr("Provisional"));
}

TEST(LevySummary, HoldsTheLargestAmountsAndAsManyKindsAsItSays) {
    LevySummary made = summary();
    for (SummaryClass& entry : made.classes) {
        const SummaryKind large{"第1種 構築物（長い名前の種別）", 999'999'999,
                                Area::from_square_metres(100'000'000), Yen(99'999'999'999'999),
                                {Yen(99'999'999'999'999), Yen(99'999'999'999'999)}};
        entry.kinds.assign(kMaxSummaryKinds / rules::kAssetClasses, large);
    }
    const auto printed = print_levy_summary(made, testing::kCreated);
    ASSERT_TRUE(printed);
    EXPECT_THAT(printed->issues, IsEmpty());
    EXPECT_TRUE(PdfFile(printed->pdf).is_white_below(290));
    made.classes[0].kinds.emplace_back();
    EXPECT_EQ(print_levy_summary(made, testing::kCreated).error().id, "forms.too_many_kinds");
}

}  // namespace
}  // namespace daicho::tax::forms
