// What people type – full width, commas, eras – is read; what cannot be read is refused as typed.
#include "register/typed_value.hpp"

#include <gtest/gtest.h>

#include "register/change.hpp"
#include "register/query.hpp"
#include "register/test_kernel.hpp"

namespace daicho::registers {
namespace {

constexpr std::string_view kSurveyYaml = R"(
register: survey
number: 150
version: 1
label: {ja: 調査, en: Survey}
task: {id: fixed_asset_tax, ja: 固定資産税, en: Fixed-asset tax}
legal_basis: 地方税法 第380条
temporal: valid_time
key: [survey_no]
retention: {years: 5, from: end_of_validity, basis: 例}
permissions: {view: [tax_clerk], change: [tax_clerk], import: [tax_clerk], export: [tax_clerk]}
fields:
  - {id: 1, name: survey_no, type: text, label: {ja: 番号, en: Number}, required: true}
  - {id: 2, name: on, type: date, label: {ja: 調査日, en: On}}
  - {id: 3, name: value_yen, type: yen, label: {ja: 額, en: Value}}
  - {id: 4, name: floor_area, type: area, label: {ja: 床面積, en: Area}}
  - {id: 5, name: kind, type: code, label: {ja: 種類, en: Kind},
     codes: [{key: "1", ja: 一, en: One}, {key: a2, ja: 二, en: Two}]}
  - {id: 6, name: share, type: ratio, label: {ja: 割合, en: Share}}
  - {id: 7, name: postal_code, type: text, label: {ja: 郵便番号, en: Postal code}}
  - {id: 8, name: remarks, type: text, label: {ja: 備考, en: Remarks}}
  - {id: 9, name: year, type: fiscal_year, label: {ja: 年度, en: Year}}
  - {id: 10, name: parcel, type: ref, target: parcel, label: {ja: 土地, en: Parcel}}
  - {id: 11, name: month, type: year_month, label: {ja: 月, en: Month}}
checks:
  - {id: postal, check: pattern, field: postal_code, shape: postal_code}
)";

class TypedValueTest : public testing::KernelOnStoreTest {
protected:
    void SetUp() override {
        write_definition("tax", "survey", kSurveyYaml);
        KernelOnStoreTest::SetUp();
        import_people();
        ASSERT_TRUE(import("parcel", {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use"},
                                      {"P-1", "0000000019", "400.00", "100", "land"}}));
    }
    std::string typed(const char* field, std::string_view text) {
        const Definition& survey = definition("survey");
        return typed_value(survey, survey.fields[survey.index_of(field)], text);
    }
    Result<ChangeResult> enter(std::map<std::string, std::string> values) {
        ChangeRequest request;
        request.register_name = "survey";
        request.values = std::move(values);
        request.valid = {Date::of(2026, 4, 1), kForever};
        return change(*kernel_, identity::system_principal(), request);
    }
};
DAICHO_ON_BOTH_STORES(TypedValueTest);

TEST_P(TypedValueTest, SpellingsOfPeopleBecomeTheTextForm) {
    for (const char* text : {"R8.4.1", "令和8年4月1日", "2026-04-01", "20260401", "Ｒ８．４．１"}) {
        EXPECT_EQ(typed("on", text), "2026-04-01") << text;
    }
    EXPECT_EQ(typed("on", "平成32年4月1日"), "平成32年4月1日") << "no such day: left to be refused";
    EXPECT_EQ(typed("value_yen", "１，２３４円"), "1234");
    EXPECT_EQ(typed("floor_area", " １２５．５０"), "125.50");
    EXPECT_EQ(typed("kind", "Ａ２"), "A2");
    EXPECT_EQ(typed("kind", "１"), "1");
    EXPECT_EQ(typed("share", "１／２"), "1/2");
    EXPECT_EQ(typed("postal_code", "９９８ー７７６６"), "998-7766");
    EXPECT_EQ(typed("year", "２０２６"), "2026");
    EXPECT_EQ(typed("month", "２０２６－０４"), "2026-04");
    EXPECT_EQ(typed("parcel", "Ｐ－１"), "P-1");
    EXPECT_EQ(typed("survey_no", "１２３"), "123");
}

TEST_P(TypedValueTest, FreeTextKeepsItsCharacters) {
    EXPECT_EQ(typed("remarks", "　ＡＢＣ１２３ー　"), "　ＡＢＣ１２３ー　");
    EXPECT_EQ(typed("remarks", "００４０００"), "004000") << "a code without a shape";
    EXPECT_EQ(typed("remarks", "Ａ社"), "Ａ社");
    EXPECT_EQ(typed("remarks", "ＡＢＣ１"), "ＡＢＣ１");
    EXPECT_EQ(typed("survey_no", "緑浜１２ー３"), "緑浜１２ー３") << "a key that is a name";
    EXPECT_EQ(typed("parcel", "緑浜"), "緑浜");
}

TEST_P(TypedValueTest, ARecordIsEnteredAsItWasTyped) {
    const auto entered = enter({{"survey_no", "１２３"}, {"on", "R8.4.1"}, {"value_yen", "1,500"},
                                {"postal_code", "９９８－７７６６"}, {"parcel", "Ｐ－１"},
                                {"remarks", "１階"}});
    ASSERT_TRUE(entered) << describe_with_place(entered.error(), Language::english);
    auto reader = kernel_->reader();
    const Definition& survey = definition("survey");
    const auto found = *find_record(**reader, survey, "123");
    ASSERT_TRUE(found);
    const auto record = *read_record(**reader, survey, *found, {Date::of(2026, 4, 1), {}});
    ASSERT_TRUE(record);
    const auto value = [&](const char* name) {
        const std::size_t index = survey.index_of(name);
        return format_cell(survey.fields[index], record->values[index].cell());
    };
    EXPECT_EQ(value("on"), "2026-04-01");
    EXPECT_EQ(value("value_yen"), "1500");
    EXPECT_EQ(value("postal_code"), "998-7766");
    EXPECT_EQ(value("remarks"), "１階");
    const auto again = enter({{"survey_no", "123"}, {"on", "2026-04-02"}});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().id, "change.key_exists");
}

TEST_P(TypedValueTest, WhatCannotBeReadIsRefusedAtItsField) {
    const auto refused = enter({{"survey_no", "9"}, {"on", "平成32年4月1日"}, {"value_yen", "千円"}});
    ASSERT_FALSE(refused);
    ASSERT_EQ(refused.error().causes.size(), 2U);
    EXPECT_EQ(refused.error().causes.at(0).where.path, "on");
    EXPECT_EQ(refused.error().causes.at(1).where.path, "value_yen");
}

}  // namespace
}  // namespace daicho::registers
