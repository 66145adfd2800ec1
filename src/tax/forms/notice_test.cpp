#include "tax/forms/notice.hpp"

#include <gmock/gmock.h>

#include "document/test_pdf_tools.hpp"
#include "tax/forms/test_samples.hpp"

namespace daicho::tax::forms {
namespace {

using document::testing::PdfFile;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Printed print(const Notice& notice) {
    auto printed = print_notices({&notice, 1}, testing::kCreated);
    EXPECT_TRUE(printed);
    return std::move(*printed);
}

std::string text_of(const Notice& notice) { return PdfFile(print(notice).pdf).text(); }

TEST(Notice, SaysWhoOwesWhatAndWhen) {
    const std::string text = text_of(testing::notice(1));
    EXPECT_THAT(text, HasSubstr("令和8年度 固定資産税・都市計画税 納税通知書"));
    EXPECT_THAT(text, HasSubstr("柏原 千鶴子"));
    EXPECT_THAT(text, HasSubstr("〒999-0001"));
    EXPECT_THAT(text, HasSubstr("215,400"));
    EXPECT_THAT(text, HasSubstr("13,994,000"));
    EXPECT_THAT(text, HasSubstr("1.4％"));
    EXPECT_THAT(text, HasSubstr("0.3％"));
    EXPECT_THAT(text, HasSubstr("令和8年4月30日（木）"));
    EXPECT_THAT(text, HasSubstr("令和9年3月1日（月）"));
}

TEST(Notice, SaysWhatTheLawAsks) {
    const std::string text = text_of(testing::notice(1));
    EXPECT_THAT(text, HasSubstr("審査請求"));
    EXPECT_THAT(text, HasSubstr("3か月以内"));
    EXPECT_THAT(text, HasSubstr("行政不服審査法"));
    EXPECT_THAT(text, HasSubstr("固定資産評価審査委員会"));
    EXPECT_THAT(text, HasSubstr("汐見市市税条例（例）第62条"));
}

TEST(Notice, ListsParcelsHousesAndComponents) {
    const std::string text = text_of(testing::notice(1, 3, 1));
    EXPECT_THAT(text, HasSubstr("課税明細書"));
    EXPECT_THAT(text, HasSubstr("小規模住宅用地"));
    EXPECT_THAT(text, HasSubstr("非住宅用地等"));
    EXPECT_THAT(text, HasSubstr("250.49㎡"));
    EXPECT_THAT(text, HasSubstr("0140-50001"));
    EXPECT_THAT(text, HasSubstr("2,483,211"));
}

TEST(Notice, ProvisionalIsSaidOnEveryPageAndOnlyThen) {
    Notice notice = testing::notice(1);
    EXPECT_THAT(text_of(notice), Not(HasSubstr("仮算定")));
    notice.provisional = true;
    const std::string text = text_of(notice);
    const std::size_t first = text.find("仮算定");
    ASSERT_NE(first, std::string::npos);
    EXPECT_NE(text.find("仮算定", first + 1), std::string::npos);
}

TEST(Notice, DemonstrationMark) {
    Notice notice = testing::notice(1);
    EXPECT_THAT(text_of(notice), HasSubstr("見本"));
    notice.issuer.demonstration = false;
    EXPECT_THAT(text_of(notice), Not(HasSubstr("見本")));
}

TEST(Notice, CoOwners) {
    Notice notice = testing::notice(1);
    notice.taxpayer.other_owners = 2;
    notice.taxpayer.members = {"柏原 千鶴子", "小田切 美帆", "（記載省略）"};
    const std::string text = text_of(notice);
    EXPECT_THAT(text, HasSubstr("柏原 千鶴子 外2名"));
    EXPECT_THAT(text, HasSubstr("小田切 美帆"));
    EXPECT_THAT(text, HasSubstr("連帯"));
}

TEST(Notice, BelowTheThreshold) {
    Notice notice = testing::notice(1);
    notice.below_threshold[1] = true;
    EXPECT_THAT(text_of(notice), HasSubstr("家屋（免税点未満）"));
}

TEST(Notice, RunsOverPages) {
    const Printed printed = print(testing::notice(1, 60, 20));
    const std::string text = PdfFile(printed.pdf).text();
    EXPECT_GE(printed.pages, 4U);
    const std::string last = std::to_string(printed.pages);
    EXPECT_THAT(text, HasSubstr("1/" + last + "頁")) << "pdftotext drops the thin blanks";
    EXPECT_THAT(text, HasSubstr(last + "/" + last + "頁"));
    EXPECT_THAT(text, HasSubstr("0140-10060"));
    EXPECT_THAT(text, HasSubstr("0140-50020"));
    EXPECT_THAT(printed.issues, IsEmpty());
}

TEST(Notice, BatchStartsEachOnPagesOfItsOwn) {
    const std::vector<Notice> batch{testing::notice(1), testing::notice(2)};
    const auto printed = print_notices(batch, testing::kCreated);
    ASSERT_TRUE(printed);
    EXPECT_EQ(printed->pages, 4U);
    const PdfFile file(printed->pdf);
    EXPECT_THAT(file.info(), HasSubstr("Pages:           4"));
    EXPECT_THAT(file.fonts(), HasSubstr("yes yes yes"));
}

TEST(Notice, SameDataSameBytes) {
    EXPECT_EQ(print(testing::notice(1)).pdf, print(testing::notice(1)).pdf);
}

TEST(Notice, NamesWithVariationSelectors) {
    Notice notice = testing::notice(1);
    notice.taxpayer.name = notice.envelope.name = "葛\U000E0100西 誠";
    EXPECT_THAT(text_of(notice), HasSubstr("葛\U000E0100西 誠"));
}

TEST(Notice, LongNamesFitAndEndlessOnesAreReported) {
    Notice notice = testing::notice(1);
    notice.envelope.address =
        "神奈川県横浜市港北区大倉山三丁目1234番地56 グランドメゾン大倉山ヒルトップガーデンズ";
    notice.taxpayer.name = "ジャン＝バティスト・ド・ラ・サール・モンモランシー＝リュクサンブール";
    const Printed fits = print(notice);
    EXPECT_THAT(fits.issues, IsEmpty());
    for (int i = 0; i < 3; ++i) notice.taxpayer.name += notice.taxpayer.name;
    const Printed reported = print(notice);
    ASSERT_FALSE(reported.issues.empty());
    EXPECT_EQ(reported.issues[0].cell, "taxpayer");
    EXPECT_EQ(reported.issues[0].page, 1U);
}

TEST(Notice, LargestAmountsFit) {
    Notice notice = testing::notice(1);
    notice.annual = kMaxInputYen;
    notice.taxes[0].base = kMaxInputYen;
    for (ParcelLine& parcel : notice.objects.parcels) {
        for (ComponentLine& part : parcel.components) {
            part.value = part.base[0] = part.full_base[0] = 999'999'999'999_yen;
        }
    }
    EXPECT_THAT(print(notice).issues, IsEmpty());
    EXPECT_THAT(text_of(notice), HasSubstr("1,000,000,000,000,000"));
}

TEST(OwnerList, ListsEverythingOnLandscapePages) {
    const auto printed = print_owner_list(testing::owner_list(22, 6), testing::kCreated);
    ASSERT_TRUE(printed);
    EXPECT_THAT(printed->issues, IsEmpty());
    const PdfFile file(printed->pdf);
    const std::string text = file.text();
    EXPECT_THAT(text, HasSubstr("名寄帳"));
    EXPECT_THAT(text, HasSubstr("0140-10022"));
    EXPECT_THAT(text, HasSubstr("鉄骨鉄筋コンクリート造"));
    EXPECT_THAT(text, HasSubstr("工具、器具及び備品"));
    EXPECT_THAT(text, HasSubstr("455,305,404"));
    EXPECT_THAT(file.info(), HasSubstr("841."));
}

TEST(OwnerList, AnAddressLeftOutIsSaidToBe) {
    OwnerList list = testing::owner_list(1, 1);
    list.address.clear();
    list.postal_code.clear();
    const auto printed = print_owner_list(list, testing::kCreated);
    ASSERT_TRUE(printed);
    const std::string text = PdfFile(printed->pdf).text();
    EXPECT_THAT(text, HasSubstr("（記載省略）"));
    EXPECT_THAT(text, Not(HasSubstr("浜松町")));
}

}  // namespace
}  // namespace daicho::tax::forms
