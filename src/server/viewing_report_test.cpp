// The report of who was shown a record: what it says, what it must not, and that its proof holds.
#include <set>

#include "document/test_pdf_tools.hpp"
#include "journal/bundle.hpp"
#include "register/change.hpp"
#include "register/person_reach.hpp"
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

class PersonReportTest : public ViewingReportTest {
protected:
    static std::set<std::uint64_t> shown(std::uint64_t person) {
        auto reader = kernel().reader();
        const auto reach = registers::reach_of_person(kernel(), **reader, person);
        EXPECT_TRUE(reach);
        const auto list = registers::viewings_of_person(kernel(), *reach, 1'000);
        EXPECT_TRUE(list);
        std::set<std::uint64_t> entries;
        for (const auto& one : *list) entries.insert(one.viewing.entry.value);
        return entries;
    }
    // The entry that a request leaves.
    static std::uint64_t look(Client& client, const std::string& target) {
        EXPECT_EQ(client.get(target).status, 200U) << target;
        return newest(EntryKind::disclosure_view).number;
    }
    static std::string record(const char* name, std::uint64_t id) {
        return "/api/registers/" + std::string(name) + "/records/" + std::to_string(id);
    }
};

TEST_F(PersonReportTest, CoversWhateverNamesThePerson) {
    Client clerk = signed_in(kClerk);
    const std::set<std::uint64_t> hers{
        look(clerk, record("parcel", 1)), look(clerk, record("house", 1)),
        look(clerk, record("depreciable_asset", 1)), look(clerk, record("levy_taxpayer", 1)),
        look(clerk, record("addressee", 3)), look(clerk, record("parcel", 3)),
        look(clerk, record("addressee", 1))};
    const std::uint64_t others = look(clerk, record("parcel", 2));
    EXPECT_EQ(hers.size(), 7U);
    const std::set<std::uint64_t> found = shown(1);
    for (const std::uint64_t entry : hers) EXPECT_TRUE(found.contains(entry)) << entry;
    EXPECT_FALSE(found.contains(others)) << "a parcel of somebody else";
    EXPECT_TRUE(shown(2).contains(others));
    const std::string paper = text_of(clerk, kOpen);
    for (const char* word : {"通じて示した記録", "10000101", "20000201", "30000001", "本人の記録"}) {
        EXPECT_NE(paper.find(word), std::string::npos) << word << paper;
    }
    for (const char* word : {"秘沢", "10000102", "隠町"}) {
        EXPECT_EQ(paper.find(word), std::string::npos) << word;
    }
    // Of a parcel the report is about that record alone.
    const std::string of_parcel = text_of(clerk, record("parcel", 1) + "/viewings.pdf");
    EXPECT_EQ(of_parcel.find("20000201"), std::string::npos);
}

// What was shown before it named her did not show her; what named her once goes on leading to her.
TEST_F(PersonReportTest, CountsFromTheEntryThatFirstNamedHer) {
    registers::ChangeRequest request;
    request.register_name = "parcel";
    request.values = {{"parcel_no", "10000909"}, {"location", "汐見市緑浜一丁目1番"},
                      {"change_reason", "initial"}, {"owner", kHiddenPerson},
                      {"taxpayer", kHiddenPerson}, {"land_category", "building_land"},
                      {"land_use", "building_land"}, {"exempt_reason", "none"},
                      {"city_planning_area", "true"}, {"ledger_area", "265.68"},
                      {"taxed_area", "265.68"}, {"unit_price_yen", "68443"},
                      {"value_yen", "18183936"}, {"dwellings", "1"},
                      {"house_floor_area", "124.21"}, {"residential_floor_area", "124.21"},
                      {"storeys", "2"}};
    request.valid = {Date::of(2024, 1, 1), kForever};
    const auto made = registers::change(kernel(), identity::system_principal(), request);
    ASSERT_TRUE(made) << told(made.error());
    const auto pass_to = [&](const char* owner, Date from) {
        registers::ChangeRequest change;
        change.register_name = "parcel";
        change.record = made->record;
        change.values = {{"owner", owner}, {"taxpayer", owner}};
        change.valid = {from, kForever};
        const auto done = registers::change(kernel(), identity::system_principal(), change);
        ASSERT_TRUE(done) << told(done.error());
    };
    Client clerk = signed_in(kClerk);
    const std::string target = record("parcel", made->record);
    const std::uint64_t before = look(clerk, target);
    pass_to(kOpenPerson, Date::of(2025, 1, 1));
    const std::uint64_t during = look(clerk, target);
    pass_to(kHiddenPerson, Date::of(2025, 1, 1));  // it was a mistake
    const std::uint64_t after = look(clerk, target);
    const std::set<std::uint64_t> found = shown(1);
    EXPECT_FALSE(found.contains(before));
    EXPECT_TRUE(found.contains(during));
    EXPECT_TRUE(found.contains(after));
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
    // Each line's entry is in it by its leaf.
    auto reader = kernel().reader();
    auto leaf = (*reader)->prepare("SELECT leaf FROM j_entry WHERE number = ?");
    const auto all = registers::viewings(kernel(), **kernel().definition("addressee"), 1, 10);
    ASSERT_TRUE(all);
    ASSERT_GT(all->size(), 1U);
    for (const registers::Viewing& one : *all) {
        if (one.entry.value == made.number) continue;
        (*leaf)->bind(0, static_cast<std::int64_t>(one.entry.value));
        ASSERT_TRUE(*(*leaf)->step());
        const std::string line = "tree 0 " + to_base64((*leaf)->blob(0)) + "\n";
        EXPECT_NE(bundle.find(line), std::string::npos) << one.entry.value;
        (*leaf)->reset();
    }
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
    lines[0].through = "土地　10000101";
    EXPECT_NE(report_digest(lines), before);
    lines[0].through.clear();
    lines[0].leaf = "00";
    EXPECT_NE(report_digest(lines), before);
}

}  // namespace
}  // namespace daicho::server::testing
