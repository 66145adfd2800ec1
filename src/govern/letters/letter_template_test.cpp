// Letter templates: read strictly with the line of every fault, filled without a silent blank, and
// printed so that the page can be read back as text.
#include "govern/letters/letter_template.hpp"

#include "document/test_pdf_tools.hpp"
#include "govern/letters/letter_fill.hpp"
#include "govern/letters/letter_page.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

const char* const kLetter = R"(letter: notice
edition: 2026-11
title: {ja: 通知書, en: Notice}
register: contract_check
to: "{contract.vendor.name}"
honorific: 御中
symbol: 情セ
ground: 個人情報保護法 第66条
approval: true
body:
  - "点検の期限は{due}です。"
  - "対象は{contract.subject}です。"
points:
  - "1　契約番号　{contract.contract_no}"
explanation: {ja: 点検の前に送る。, en: Send it before the check.}
)";

std::string fault_of(const std::string& text) {
    const auto letter = parse_letter_template(text, "notice.yaml");
    EXPECT_FALSE(letter) << text;
    return letter ? "" : explain_error(letter.error());
}

TEST(LetterTemplate, IsReadWithItsPlacesAndLines) {
    const LetterTemplate letter = value_of(parse_letter_template(kLetter, "notice.yaml"));
    EXPECT_EQ(letter.symbol, "情セ");
    EXPECT_FALSE(letter.to_person);
    ASSERT_EQ(letter.body.size(), 2U);
    ASSERT_EQ(letter.body[0].pieces.size(), 3U);
    EXPECT_EQ(letter.body[0].pieces[1].path, std::vector<std::string>{"due"});
    EXPECT_EQ(letter.body[1].line, 12U);
    EXPECT_EQ(letter.to.pieces[0].path,
              (std::vector<std::string>{"contract", "vendor", "name"}));
}

TEST(LetterTemplate, EveryFaultNamesItsLine) {
    const std::string text = kLetter;
    EXPECT_NE(fault_of(changed(text, "{due}", "{due")).find("11"), std::string::npos);
    EXPECT_NE(fault_of(changed(text, "{due}", "{Due}")).find("11"), std::string::npos);
    EXPECT_NE(fault_of(changed(text, "{due}", "{a.b.c.d.e}")).find("11"), std::string::npos);
    EXPECT_NE(fault_of(changed(text, "{due}", "}")).find("11"), std::string::npos);
    EXPECT_NE(fault_of(changed(text, "御中", "殿")).find("6"), std::string::npos);
    EXPECT_NE(fault_of(changed(text, "symbol: 情セ", "symbol: 情セ1")).find("7"),
              std::string::npos);
    EXPECT_NE(fault_of(text + "more: x\n").find("more"), std::string::npos);
    EXPECT_NE(fault_of(changed(text, "points:", "body2:")).find("body2"), std::string::npos);
}

FilledLetter filled(const std::string& due) {
    const LetterTemplate letter = value_of(parse_letter_template(kLetter, "notice.yaml"));
    return value_of(fill_letter(letter, [&](const std::vector<std::string>& path) {
        return Result<PlaceValue>(path.size() == 1 ? PlaceValue{due, "期限"}
                                                   : PlaceValue{path.back(), path.back()});
    }));
}

TEST(LetterFill, PutsValuesIntoTheirPlaces) {
    const FilledLetter letter = filled("令和8年11月22日");
    EXPECT_EQ(letter.to, "name");
    EXPECT_EQ(letter.body[0], "点検の期限は令和8年11月22日です。");
    EXPECT_TRUE(letter.gaps.empty());
}

TEST(LetterFill, WhatIsMissingIsAGapAndNeverABlank) {
    const FilledLetter letter = filled("");
    EXPECT_EQ(letter.body[0], "点検の期限は［要記入：期限］です。");
    EXPECT_EQ(letter.gaps, std::vector<std::string>{"期限"});
    EXPECT_TRUE(has_gap(letter.body[0]));
    EXPECT_EQ(gaps_in(letter.body[0] + letter.body[0]),
              (std::vector<std::string>{"期限", "期限"}));
    EXPECT_FALSE(has_gap(letter.body[1]));
}

LetterPage page_of(std::size_t paragraphs) {
    LetterPage page;
    page.number = letter_number("情セ", 123);
    page.dated = Date::of(2026, 11, 22);
    page.to = "株式会社波止場情報　御中";
    page.issuer = "汐見市長";
    page.title = "委託業務の点検について（通知）";
    for (std::size_t i = 0; i < paragraphs; ++i) {
        page.body.push_back("第" + std::to_string(i) +
                            "段落。契約に基づき、次のとおり点検を行うので通知します。点検の日時と場所は"
                            "別に連絡するので、関係する記録を用意してください。");
    }
    page.points = {"1　契約番号　C-2026-014", "2　点検の日　令和8年12月1日"};
    page.contact = "汐見市　デジタル推進課　電話 000-000-2740";
    return page;
}

TEST(LetterPage, HoldsEverythingThatTheLetterSays) {
    const PrintedLetter letter = value_of(letter_pdf(page_of(3)));
    EXPECT_TRUE(letter.issues.empty()) << letter.issues.front();
    EXPECT_EQ(letter.pages, 1U);
    const std::string text = document::testing::PdfFile(letter.bytes).text();
    for (const char* part : {"情セ第123号", "令和8年11月22日", "株式会社波止場情報", "汐見市長",
                             "委託業務の点検について（通知）", "第2段落", "記", "C-2026-014", "以上",
                             "デジタル推進課"}) {
        EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
    }
    EXPECT_EQ(text.find("（案）"), std::string::npos);
    EXPECT_EQ(letter.bytes, value_of(letter_pdf(page_of(3))).bytes);
}

TEST(LetterPage, GoesOnOverPagesAndLosesNothing) {
    LetterPage page = page_of(40);
    std::string lengthy = "始";
    for (int i = 0; i < 900; ++i) lengthy += "長い段落";
    page.body.push_back(lengthy + "終");
    page.number.clear();
    const PrintedLetter letter = value_of(letter_pdf(page));
    EXPECT_TRUE(letter.issues.empty()) << letter.issues.front();
    EXPECT_GT(letter.pages, 3U);
    const std::string text = document::testing::PdfFile(letter.bytes).text();
    for (const char* part : {"（案）", "第0段落", "第39段落", "始長い", "終", "以上"}) {
        EXPECT_NE(text.find(part), std::string::npos) << part;
    }
}

}  // namespace
}  // namespace daicho::govern
