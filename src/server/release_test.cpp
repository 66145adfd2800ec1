// Temporary release of a protection: by two people, for one account, ended by the clock; and what
// ends a protection, and what does not.
#include <fmt/format.h>

#include "document/test_pdf_tools.hpp"
#include "office/passwords.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using journal::EntryKind;

constexpr const char* kReleases = "/api/registers/protection_release/records";
constexpr std::int64_t kHour = 3'600LL * 1'000'000;

class ReleaseTest : public CityTest {
protected:
    static void SetUpTestSuite() {
        CityTest::SetUpTestSuite();
        app().strangers = {1'000, 1'000};
        import(kernel(), "account",
               {{"account_no", "name", "department", "class", "state", "starts"},
                {kKeeper, "日下部 文彦", "2011", "personal", "active", "2024-04-01"}});
        import(kernel(), "role_assignment",
               {{"account", "role", "task", "department", "from"},
                {kKeeper, "person_clerk", "addressee", "2011", "2024-04-01"},
                {kApprover, "department_head", "addressee", "2011", "2024-04-01"}});
        auto reader = kernel().reader();
        auto keeper = office::find_account(kernel(), **reader, kKeeper);
        ASSERT_TRUE(office::set_password(kernel(), app().settings.accounts.password,
                                         identity::system_principal(), **keeper, kPassword));
    }
    static std::string ask_for(const char* account, int serial, int hours, const char* outlet,
                               const char* person = kHiddenPerson) {
        return fmt::format(
            R"({{"values":{{"addressee":"{}","account":"{}","asked_on":"2026-04-10",)"
            R"("serial":{},"hours":{},"outlet":"{}","ground":"own_request",)"
            R"("request_text":"証明書の交付"}},"valid_from":"2026-04-10","reason":"窓口"}})",
            person, account, serial, hours, outlet);
    }
    // Record and version of what was asked for.
    static std::pair<std::string, std::string> asked(Client& client, const std::string& body) {
        const net::Response done = client.post(kReleases, body);
        EXPECT_EQ(done.status, 201U) << done.body;
        const json::Value answer = *json::parse(done.body);
        return {std::string(answer.at("record").as_string()),
                std::to_string(answer.at("version").to_number<std::uint64_t>())};
    }
    static net::Response approve(Client& client, const std::pair<std::string, std::string>& what) {
        return client.post(fmt::format("{}/{}/approve", kReleases, what.first),
                           fmt::format(R"({{"version":{}}})", what.second));
    }
    static bool sees(Client& client) {
        const net::Response sheet = client.get("/api/taxpayers/0000000027");
        const bool name = sheet.body.find("秘沢") != std::string::npos;
        const bool place = sheet.body.find("隠町") != std::string::npos;
        EXPECT_EQ(name, place) << sheet.body;
        return name;
    }
    static bool prints(Client& client) {
        const net::Response form = client.get("/api/taxpayers/0000000027/notice.pdf");
        EXPECT_EQ(form.status, 200U) << form.body;
        return document::testing::PdfFile(form.body).text().find("秘沢") != std::string::npos;
    }
    static void wait(std::int64_t micros) {
        city_->clock().set({kernel().clock().now().micros + micros});
    }
    static constexpr const char* kKeeper = "20431";
};

TEST_F(ReleaseTest, HoldsForOneAccountAndEndsByItself) {
    Client clerk = signed_in(kClerk);
    Client keeper = signed_in(kKeeper);
    Client other = signed_in(kApprover);
    EXPECT_FALSE(sees(clerk));
    const auto what = asked(clerk, ask_for(kClerk, 1, 2, "screen"));
    EXPECT_FALSE(sees(clerk)) << "asked for is not approved";
    EXPECT_EQ(approve(clerk, what).status, 403U);
    ASSERT_EQ(approve(keeper, what).status, 200U);
    EXPECT_TRUE(sees(clerk));
    EXPECT_FALSE(sees(other));
    EXPECT_FALSE(sees(keeper)) << "who approves does not see by it";
    EXPECT_FALSE(prints(clerk)) << "a release for screens is none for forms";
    EXPECT_EQ(clerk.json("/api/protections").at("releases").as_array().size(), 1U);
    EXPECT_TRUE(clerk.json("/api/protections").at("measures").is_null());
    wait(2 * kHour - 1'000'000);
    Client late = signed_in(kClerk);  // sessions do not last that long
    EXPECT_TRUE(sees(late));
    wait(1'000'000);
    EXPECT_FALSE(sees(late));
    EXPECT_TRUE(late.json("/api/protections").at("releases").as_array().empty());
}

TEST_F(ReleaseTest, OfAGroupOnlyWithAllItsProtectedMembers) {
    Client clerk = signed_in(kClerk);
    Client keeper = signed_in(kKeeper);
    const auto group_shown = [&] {
        return clerk.get("/api/taxpayers/0000000035").body.find("外1名") != std::string::npos;
    };
    ASSERT_EQ(approve(keeper, asked(clerk, ask_for(kClerk, 2, 1, "screen"))).status, 200U);
    EXPECT_TRUE(group_shown());
    import(kernel(), "protected_person",
           {{"addressee", "state", "from", "to", "basis"},
            {kOpenPerson, "active", "2024-05-01", "2027-05-01", "other"}});
    EXPECT_FALSE(group_shown()) << "another member is protected, too";
    EXPECT_TRUE(sees(clerk));
    import(kernel(), "protected_person",
           {{"addressee", "state", "from", "to", "basis"},
            {kOpenPerson, "ended", "2024-05-01", "2027-05-01", "other"}});
    EXPECT_TRUE(group_shown());
    wait(kHour);
}

TEST_F(ReleaseTest, IsGivenBackEarlyAndNamedInEveryDisclosure) {
    Client clerk = signed_in(kClerk);
    Client keeper = signed_in(kKeeper);
    const auto what = asked(clerk, ask_for(kClerk, 3, 5, "screen_and_print"));
    ASSERT_EQ(approve(keeper, what).status, 200U);
    EXPECT_TRUE(prints(clerk));
    const journal::EntryHeader printed = newest(EntryKind::disclosure_print);
    auto reader = kernel().reader();
    const auto entry = journal::read_entry(**reader, printed.number);
    const auto body = kernel().journal().keys().open(printed.number, entry->sealed_body);
    ASSERT_TRUE(body);
    EXPECT_NE(as_text(*body).find(R"("released":[2,3])"), std::string::npos) << as_text(*body);
    const std::string key = "0000000027/20411/2026-04-10/3";
    const net::Response back =
        clerk.post("/api/registers/release_return/records",
                   R"({"values":{"release":")" + key + R"("},"valid_from":"2026-04-10"})");
    EXPECT_EQ(back.status, 201U) << back.body;
    EXPECT_FALSE(sees(clerk));
    EXPECT_FALSE(prints(clerk));
}

TEST_F(ReleaseTest, NobodyApprovesForHimselfAndNobodyImportsOne) {
    Client clerk = signed_in(kClerk);
    Client keeper = signed_in(kKeeper);
    const auto for_keeper = asked(clerk, ask_for(kKeeper, 4, 1, "screen"));
    EXPECT_EQ(error_id(approve(keeper, for_keeper)), "person.release.own");
    EXPECT_FALSE(sees(keeper));
    EXPECT_EQ(error_id(clerk.post(kReleases, ask_for(kClerk, 5, 73, "screen"))),
              "register.check.range");
    EXPECT_EQ(error_id(clerk.post(kReleases, ask_for(kClerk, 5, 1, "screen", kOpenPerson))),
              "person.release.not_protected");
    auto definition = kernel().definition("protection_release");
    registers::ImportOptions options;
    options.valid_from = Date::of(2026, 4, 10);
    const auto report = registers::import_rows(
        kernel(), identity::system_principal(), **definition,
        source_of("protection_release",
                  {{"addressee", "account", "asked_on", "serial", "hours", "outlet", "ground",
                    "request_text"},
                   {kHiddenPerson, kClerk, "2026-04-10", "9", "5", "screen", "own_request", "x"}}),
        options);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().id, "person.release.unapproved");
    EXPECT_FALSE(sees(clerk));
}

// Who keeps the measures reads them; a clerk does not learn that there is such a register.
TEST_F(ReleaseTest, TheRegisterOfMeasuresIsReadByWhoKeepsIt) {
    Client keeper = signed_in(kKeeper);
    const std::string record = "/api/registers/protected_person/records/1";
    EXPECT_NE(keeper.get(record).body.find("隠町"), std::string::npos);
    EXPECT_EQ(keeper.json("/api/registers/addressee/records/2").at("values").at("name"), nullptr);
    Client clerk = signed_in(kClerk);
    EXPECT_EQ(clerk.get(record).status, 403U);
}

TEST_F(ReleaseTest, AnExtensionFollowsTheMeasureBeforeAndIsNotEnteredTooEarly) {
    Client keeper = signed_in(kKeeper);
    import(kernel(), "protected_person",
           {{"addressee", "state", "from", "to", "basis"},
            {kOpenPerson, "active", "2025-05-09", "2026-05-09", "other"},
            {kOpenPerson, "active", "2025-06-01", "2026-05-12", "other"}});
    const auto extend = [&](const char* from) {
        return keeper.post("/api/registers/protected_person/records",
                           fmt::format(R"({{"values":{{"addressee":"{}","state":"extended",)"
                                       R"("from":"{}","to":"2027-05-09","basis":"other"}},)"
                                       R"("valid_from":"2026-04-10","reason":"延長の申出"}})",
                                       kOpenPerson, from));
    };
    EXPECT_EQ(error_id(extend("2026-05-08")), "person.extension.no_measure");
    EXPECT_EQ(error_id(extend("2026-05-12")), "person.extension.early");
    const net::Response done = extend("2026-05-09");
    EXPECT_EQ(done.status, 201U) << done.body;
    for (const char* from : {"2025-05-09", "2025-06-01", "2026-05-09"}) {
        import(kernel(), "protected_person",
               {{"addressee", "state", "from", "to", "basis"},
                {kOpenPerson, "ended", from, "2027-05-09", "other"}});
    }
}

TEST_F(ReleaseTest, ProtectionEndsByBeingClearedAndByNothingElse) {
    const auto measure = [](const char* state, const char* from, const char* until) {
        import(kernel(), "protected_person",
               {{"addressee", "state", "from", "to", "basis", "valid_from", "valid_to"},
                {kOpenPerson, state, "2024-06-01", "2026-05-01", "other", from, until}});
    };
    const auto is_protected = [] { return kernel().protection.is_protected(1); };
    const auto standing = [] {
        Client keeper = signed_in("20431");
        std::string found = "-";
        const json::Value answer = keeper.json("/api/protections");
        for (const json::Value& one : answer.at("measures").as_array()) {
            if (one.at("addressee") == "1") found = std::string(one.at("standing").as_string());
        }
        return found;
    };
    EXPECT_FALSE(is_protected());
    measure("provisional", "2027-01-01", "");
    EXPECT_TRUE(is_protected()) << "what is to come protects already";
    measure("active", "2024-06-01", "2025-06-01");
    EXPECT_TRUE(is_protected());
    EXPECT_EQ(standing(), "applied");
    measure("active", "2024-06-01", "");
    EXPECT_EQ(standing(), "expiring") << "until is 1 May, today is in April";
    measure("ended", "2026-06-01", "");
    EXPECT_TRUE(is_protected()) << "the end is entered, its day has not come";
    wait(30 * 24 * kHour);
    EXPECT_EQ(standing(), "expired");
    EXPECT_TRUE(is_protected()) << "the period is over, nobody has cleared it";
    wait(31 * 24 * kHour);
    EXPECT_FALSE(is_protected());
    EXPECT_EQ(standing(), "-");
}

}  // namespace
}  // namespace daicho::server::testing
