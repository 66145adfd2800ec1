// Attack: from a register of one task to the persons of another. Whoever has no right there gets
// neither record nor name nor number, by no way, and the attempt is journaled; whoever has rights
// in both reads it, and the entry says by which law.
#include "office/passwords.hpp"
#include "office/people.hpp"
#include "register/export.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using journal::EntryKind;

constexpr const char* kTaxOnly = "20499";
// What the addressees of the test city are called and numbered.
constexpr const char* kPersons[] = {"柏原", "カシハラ", "秘沢", "0000000019", "0000000027"};

class TaskLinksTest : public CityTest {
protected:
    static void SetUpTestSuite() {
        CityTest::SetUpTestSuite();
        import(kernel(), "account",
               {{"account_no", "name", "department", "class", "state", "starts"},
                {kTaxOnly, "課税 専任", "2011", "personal", "active", "2024-04-01"}});
        import(kernel(), "role_assignment",
               {{"account", "role", "task", "department", "from"},
                {kTaxOnly, "tax_clerk", "fixed_asset_tax", "2011", "2024-04-01"}});
        auto reader = kernel().reader();
        const auto account = office::find_account(kernel(), **reader, kTaxOnly);
        ASSERT_TRUE(account && *account);
        ASSERT_TRUE(office::set_password(kernel(), app().settings.accounts.password,
                                         identity::system_principal(), **account, kPassword));
    }
    static std::string body_of_newest(EntryKind kind) {
        const journal::EntryHeader header = newest(kind);
        auto reader = kernel().reader();
        const auto entry = journal::read_entry(**reader, header.number);
        if (!entry) return "";
        const auto body = kernel().journal().keys().open(header.number, entry->sealed_body);
        return body ? std::string(as_text(*body)) : "";
    }
    static std::uint16_t number_of(const char* name) {
        return kernel().definitions().find(name)->number;
    }
    static identity::Principal principal(const char* account) {
        auto reader = kernel().reader();
        const auto id = office::find_account(kernel(), **reader, account);
        return office::find_person(kernel(), **reader, **id, Date::of(2026, 4, 10))->principal;
    }
    static void expect_nobody(const net::Response& response, const std::string& target) {
        for (const char* word : kPersons) {
            EXPECT_EQ(response.body.find(word), std::string::npos) << target << ": " << word;
        }
    }
};

TEST_F(TaskLinksTest, ARefIntoAnotherTaskShowsNeitherNameNorNumber) {
    Client stranger = signed_in(kTaxOnly);
    const json::Value list = stranger.json("/api/registers/parcel/records");
    ASSERT_EQ(list.at("total"), 3) << "parcels are hers to see";
    for (const json::Value& row : list.at("rows").as_array()) {
        EXPECT_TRUE(row.at("values").at("taxpayer").is_null());
        EXPECT_TRUE(row.at("display").at("taxpayer").is_null());
    }
    const json::Value record = stranger.json("/api/registers/parcel/records/1");
    EXPECT_FALSE(record.at("values").at("value_yen").is_null());
    EXPECT_TRUE(record.at("values").at("owner").is_null());
    EXPECT_TRUE(record.at("history").at(0).at("values").at("taxpayer").is_null());
    const json::Value clerk = signed_in(kClerk).json("/api/registers/parcel/records/1");
    EXPECT_EQ(clerk.at("display").at("taxpayer"), "柏原 千鶴子");
}

TEST_F(TaskLinksTest, NoAnswerToHerHoldsAPersonOfTheOtherTask) {
    Client stranger = signed_in(kTaxOnly);
    for (const auto& definition : kernel().definitions().all()) {
        // Who works here is no secret of a task; her own name stands in her session.
        const std::string base = "/api/registers/" + definition->name + "/records";
        std::string all;
        for (const auto& field : definition->fields) all += (all.empty() ? "" : ",") + field.name;
        expect_nobody(stranger.get(base + "?fields=" + all), base);
        for (int id = 1; id <= 4; ++id) {
            const std::string one = base + "/" + std::to_string(id);
            expect_nobody(stranger.get(one), one);
            expect_nobody(stranger.get(one + "/compare?from=2025-01-01"), one + "/compare");
        }
    }
    for (const char* target :
         {"/api/home", "/api/inbox", "/api/checks", "/api/search?q=1000", "/api/search?q=2000",
          "/api/search?q=0000000019", "/api/search?q=%E6%9F%8F%E5%8E%9F", "/api/protections",
          "/api/taxpayers?q=%E6%9F%8F%E5%8E%9F", "/api/taxpayers/0000000019/explanation?path=annual",
          "/api/taxpayers/0000000019/notice.pdf", "/api/taxpayers/0000000019/owner-list.pdf"}) {
        const net::Response answer = stranger.get(target);
        for (const char* word : {"柏原", "カシハラ", "秘沢"}) {
            EXPECT_EQ(answer.body.find(word), std::string::npos) << target << ": " << word;
        }
    }
}

TEST_F(TaskLinksTest, FollowingIsRefusedAndJournaled) {
    Client stranger = signed_in(kTaxOnly);
    const std::uint16_t addressee = number_of("addressee");
    const std::uint64_t before = entries();
    EXPECT_EQ(stranger.get("/api/registers/addressee/records/1").status, 403U);
    journal::EntryHeader refusal = newest(EntryKind::refusal);
    EXPECT_GT(refusal.number, before);
    EXPECT_EQ(refusal.register_number, addressee);
    // Backwards: which parcels belong to the person with that number?
    for (const char* more : {"filter.taxpayer=1", "filter.owner=1", "sort=taxpayer"}) {
        const std::uint64_t last = newest(EntryKind::refusal).number;
        const net::Response answer =
            stranger.get("/api/registers/parcel/records?" + std::string(more));
        EXPECT_EQ(answer.status, 403U) << more;
        EXPECT_NE(answer.body.find("register.link_denied"), std::string::npos) << answer.body;
        refusal = newest(EntryKind::refusal);
        EXPECT_GT(refusal.number, last) << more;
        EXPECT_EQ(refusal.register_number, addressee) << more;
        EXPECT_NE(body_of_newest(EntryKind::refusal).find(R"("link":"parcel.)"),
                  std::string::npos);
    }
    EXPECT_EQ(signed_in(kClerk).json("/api/registers/parcel/records?filter.taxpayer=1").at("total"),
              1);
}

TEST_F(TaskLinksTest, NoFileTakesAKeyOfTheOtherTaskAlong) {
    registers::ExportOptions options;
    options.file = std::filesystem::temp_directory_path() / "daicho-links.csv";
    options.reason = "試験";
    const auto* parcel = kernel().definitions().find("parcel");
    const std::uint64_t last = newest(EntryKind::refusal).number;
    const auto refused = registers::export_rows(kernel(), principal(kTaxOnly), *parcel, options);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().id, "register.link_denied");
    EXPECT_GT(newest(EntryKind::refusal).number, last);
    EXPECT_FALSE(std::filesystem::exists(options.file));
    EXPECT_TRUE(registers::export_rows(kernel(), principal(kClerk), *parcel, options));
    std::filesystem::remove(options.file);
}

TEST_F(TaskLinksTest, WhoeverHasRightsInBothReadsByTheLawThatTheEntryNames) {
    Client clerk = signed_in(kClerk);
    clerk.json("/api/registers/parcel/records/1");
    const std::string body = body_of_newest(EntryKind::disclosure_view);
    EXPECT_NE(body.find(R"("links":{"地方税法 第343条第1項・番号法 第9条第1項":["owner","taxpayer"]})"),
              std::string::npos)
        << body;
    Client stranger = signed_in(kTaxOnly);
    stranger.json("/api/registers/parcel/records/1");
    EXPECT_EQ(body_of_newest(EntryKind::disclosure_view).find("links"), std::string::npos);
}

TEST_F(TaskLinksTest, TheDefinitionSaysWhoMayFollow) {
    const auto may = [](Client client) {
        const json::Value definition = client.json("/api/registers/parcel");
        for (const json::Value& field : definition.at("fields").as_array()) {
            if (field.at("name") == "taxpayer") return field.at("link").at("may_follow").as_bool();
        }
        return false;
    };
    EXPECT_TRUE(may(signed_in(kClerk)));
    EXPECT_FALSE(may(signed_in(kTaxOnly)));
}

}  // namespace
}  // namespace daicho::server::testing
