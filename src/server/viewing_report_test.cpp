// The report of who was shown a record: what it says, what it must not, and that its proof holds.
#include "document/test_pdf_tools.hpp"
#include "journal/bundle.hpp"
#include "server/test_app.hpp"
#include "server/viewing_report.hpp"

namespace daicho::server::testing {
namespace {

using journal::EntryKind;

class ViewingReportTest : public CityTest {
protected:
    static std::string text_of(Client& client, const std::string& target) {
        const net::Response response = client.get(target);
        EXPECT_EQ(response.status, 200U) << response.body;
        return document::testing::PdfFile(response.body).text();
    }
    static constexpr const char* kOpen = "/api/registers/addressee/records/1/viewings.pdf";
    static constexpr const char* kGroupReport =
        "/api/registers/addressee/records/3/viewings.pdf";
    static constexpr const char* kHidden = "/api/registers/addressee/records/2/viewings.pdf";
};

TEST_F(ViewingReportTest, SaysWhoWhenInWhichCapacityAndForWhat) {
    Client clerk = signed_in(kClerk);
    Client approver = signed_in(kApprover);
    clerk.get("/api/taxpayers/0000000019");
    const std::uint64_t seen = newest(EntryKind::disclosure_view).number;
    approver.get("/api/search?q=0000000019");
    const std::string paper = text_of(clerk, kOpen);
    for (const char* word : {"資産税課", "税務担当", "税務決裁者", "納税義務者画面", "検索結果",
                             "柏原 千鶴子", "2026-04-10 09:00"}) {
        EXPECT_NE(paper.find(word), std::string::npos) << word << paper;
    }
    EXPECT_NE(paper.find(std::to_string(seen)), std::string::npos);
    // No officer is named, nor anybody else who stands in the same entries.
    for (const char* word : {"小田切", "塩見沢", "美帆", "秘沢", "20411", "20401"}) {
        EXPECT_EQ(paper.find(word), std::string::npos) << word;
    }
}

TEST_F(ViewingReportTest, IsItselfDisclosedAndNamedByTheNextOne) {
    Client clerk = signed_in(kClerk);
    EXPECT_EQ(text_of(clerk, kGroupReport).find("この報告書の作成"), std::string::npos);
    const journal::EntryHeader made = newest(EntryKind::disclosure_report);
    EXPECT_NE(made.number, 0U);
    const std::string again = text_of(clerk, kGroupReport);
    EXPECT_NE(again.find("この報告書の作成"), std::string::npos);
    EXPECT_NE(again.find(std::to_string(made.number)), std::string::npos);
    EXPECT_FALSE(registers::verify(kernel(), {})->fault);
}

TEST_F(ViewingReportTest, TheNameOfAProtectedPersonIsLeftOut) {
    Client clerk = signed_in(kClerk);
    const std::string paper = text_of(clerk, kHidden);
    EXPECT_EQ(paper.find("秘沢"), std::string::npos) << paper;
    EXPECT_NE(paper.find("0000000027"), std::string::npos);
    EXPECT_NE(paper.find("記載省略"), std::string::npos);
    EXPECT_EQ(clerk.get("/api/registers/protected_person/records/1/viewings.pdf").status, 403U);
}

// What stands on the paper is what daicho-verify and SHA-256 say.
TEST_F(ViewingReportTest, TheProofHoldsWithoutTheDatabaseAndBreaksWhenTouched) {
    Client clerk = signed_in(kClerk);
    clerk.get("/api/taxpayers/0000000019");
    const std::string paper = text_of(clerk, kOpen);
    const journal::EntryHeader made = newest(EntryKind::disclosure_report);
    const std::size_t from = paper.find("daicho journal 1\n");
    ASSERT_NE(from, std::string::npos) << paper;
    std::string bundle;
    std::istringstream lines(paper.substr(from));
    for (std::string line; std::getline(lines, line);) {
        const std::size_t first = line.find_first_not_of(" \f");
        const bool blank = first == std::string::npos;
        if (line.find("閲覧等の記録") != std::string::npos) continue;  // foot of the page
        if (blank && bundle.ends_with("\n\n")) continue;
        bundle += (blank ? "" : line.substr(first)) + "\n";
    }
    while (bundle.ends_with("\n\n")) bundle.pop_back();
    const journal::Keys& keys = kernel().journal().keys();
    std::vector<journal::EntryHeader> shown;
    const auto checked = journal::check_bundle(
        bundle, "", keys.name, keys.public_key,
        [&](const journal::EntryHeader& header, const Digest&) { shown.push_back(header); });
    ASSERT_TRUE(checked) << told(checked.error()) << bundle;
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown[0].number, made.number);
    const std::size_t at = paper.find("{\"records\"");
    ASSERT_NE(at, std::string::npos) << paper;
    const std::string body = paper.substr(at, paper.find('\n', at) - at);
    EXPECT_EQ(sha256({view(shown[0].body_salt), as_bytes(body)}), shown[0].body_hash) << body;
    EXPECT_NE(paper.find("digest: " + body.substr(body.find("digest") + 9, 64)),
              std::string::npos);
}

TEST_F(ViewingReportTest, TheDigestFollowsEveryLine) {
    std::vector<ViewingLine> lines{{7, {1'000'000}, "資産税課", "税務担当", "賦課", "一覧", false}};
    const std::string before = report_digest(lines);
    lines[0].released = true;
    EXPECT_NE(report_digest(lines), before);
    lines[0].released = false;
    lines[0].time.micros += 60'000'000;
    EXPECT_NE(report_digest(lines), before);
    lines[0].time.micros -= 60'000'000;
    EXPECT_EQ(report_digest(lines), before);
}

}  // namespace
}  // namespace daicho::server::testing
