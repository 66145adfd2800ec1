// Keys, erasure and masked copies through the API: who may, who may not, two people, and that no
// secret stands in an answer.
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "custody/key_book.hpp"
#include "custody/key_care.hpp"
#include "office/passwords.hpp"
#include "register/change.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using json::Value;

constexpr const char* kHead = "20499";  // decides, and proposed nothing
constexpr const char* kHeadAlone = "20498";  // may decide, and view nothing

class CareTest : public CityTest {
protected:
    static void SetUpTestSuite() {
        CityTest::SetUpTestSuite();
        import(kernel(), "account",
               {{"account_no", "name", "department", "class", "state", "starts"},
                {kHead, "所長 環", "2011", "personal", "active", "2024-04-01"},
                {kHeadAlone, "課長 渚", "2011", "personal", "active", "2024-04-01"}});
        import(kernel(), "role_assignment",
               {{"account", "role", "task", "department", "from"},
                {kHead, "department_head", "information_governance", "2011", "2024-04-01"},
                {kHead, "governance", "information_governance", "2011", "2024-04-01"},
                {kHeadAlone, "department_head", "information_governance", "2011", "2024-04-01"},
                {kApprover, "admin", "staff_administration", "2011", "2024-04-01"}});
        auto reader = kernel().reader();
        for (const char* number : {kHead, kHeadAlone}) {
            const auto account = office::find_account(kernel(), **reader, number);
            ASSERT_TRUE(office::set_password(kernel(), app().settings.accounts.password,
                                             identity::system_principal(), account->value_or(0),
                                             kPassword));
        }
    }
    static Value body(const net::Response& response, unsigned status) {
        EXPECT_EQ(response.status, status) << response.body;
        auto parsed = json::parse(response.body);
        return parsed ? *parsed : Value();
    }
    static std::string file(const std::filesystem::path& path) {
        std::ifstream in(path, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        return std::move(text).str();
    }
    static Value ended(Client& client, const std::string& order) {
        const Value made = body(client.post("/api/jobs", order), 201);
        const std::string id(made.at("job").at("id").as_string());
        for (int i = 0; i < 3'000; ++i) {
            Value job = client.json("/api/jobs/" + id);
            const auto state = job.at("state").as_string();
            if (state != "queued" && state != "running") return job;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        ADD_FAILURE() << "job " << id << " does not end";
        return {};
    }
};

TEST_F(CareTest, TheCityKeyIsReplacedAndTheOldOneKept) {
    Client admin = signed_in(kApprover);
    const std::string before = file(kernel().home() / "city.key");
    const Value seen = admin.json("/api/keys");
    EXPECT_EQ(seen.at("may_rotate"), true);
    EXPECT_EQ(seen.at("place").at("kind"), "file");
    EXPECT_TRUE(seen.at("place").at("fault").is_null());
    EXPECT_EQ(seen.at("periods").as_array().back().at("current"), true);
    const Value done = body(admin.post("/api/keys/rotate", R"({"keep_old":true})"), 200);
    const std::string after = file(kernel().home() / "city.key");
    EXPECT_NE(before, after);
    EXPECT_EQ(file(std::string(done.at("kept_in").as_string())), before);
    EXPECT_EQ(newest(journal::EntryKind::city_key_rotated).number,
              done.at("entry").to_number<std::uint64_t>());
    const std::string shown = json::write(admin.json("/api/keys")) + json::write(done);
    for (const std::string& secret : {before, after}) {
        EXPECT_EQ(shown.find(secret), std::string::npos);
        EXPECT_EQ(shown.find(to_hex(as_bytes(secret))), std::string::npos);
    }
    // Work goes on under the new key.
    EXPECT_EQ(admin.get("/api/home").status, 200U);
    EXPECT_FALSE(registers::verify(kernel(), {})->fault);
}

TEST_F(CareTest, NobodyElseReplacesIt) {
    const std::string before = file(kernel().home() / "city.key");
    Client governor = signed_in(kGovernor);
    EXPECT_EQ(governor.json("/api/keys").at("may_rotate"), false);
    const std::uint64_t entries_before = entries();
    EXPECT_EQ(error_id(governor.post("/api/keys/rotate", R"({"keep_old":true})")),
              "register.denied");
    EXPECT_GT(entries(), entries_before) << "the refusal is in the journal";
    EXPECT_EQ(file(kernel().home() / "city.key"), before);
    Client clerk = signed_in(kClerk);
    EXPECT_EQ(clerk.get("/api/keys").status, 403U);
}

TEST_F(CareTest, CopiesOfTheKeyAreTold) {
    const auto since = custody::city_key_since(kernel().home());
    ASSERT_TRUE(since);
    ASSERT_TRUE(custody::note_key_copy(kernel().home(), {{since->micros - 1}, "/safe/old one"}));
    ASSERT_TRUE(custody::note_key_copy(kernel().home(), {{since->micros + 1}, "/safe/new one"}));
    Client admin = signed_in(kApprover);
    const Value copies = admin.json("/api/keys").at("copies");
    ASSERT_EQ(copies.as_array().size(), 2U);
    EXPECT_EQ(copies.at(0).at("file"), "/safe/old one");
    EXPECT_EQ(copies.at(0).at("of_this_key"), false);
    EXPECT_EQ(copies.at(1).at("of_this_key"), true);
}

// From what is due to the certificate, by two people.
TEST_F(CareTest, ErasureByTwoPeople) {
    import(kernel(), "addressee",
           {{"addressee_no", "kind", "name", "kana", "valid_from", "valid_to"},
            {"0000000043", "individual", "去年 終", "キョネン オワル", "2001-01-01",
             "2003-01-01"}});
    Client governor = signed_in(kGovernor);
    Client head = signed_in(kHead);
    const Value due = governor.json("/api/retention/due?year=2026");
    ASSERT_EQ(due.at("targets").as_array().size(), 1U) << json::write(due);
    EXPECT_EQ(due.at("targets").at(0).at("register"), "addressee");
    EXPECT_EQ(due.at("targets").at(0).at("records"), 1);
    EXPECT_FALSE(due.at("targets").at(0).at("basis").as_string().empty());
    EXPECT_TRUE(governor.json("/api/retention").at("proposals").as_array().empty());
    EXPECT_EQ(error_id(governor.post("/api/retention", R"({"year":2027})")),
              "retention.future_year");
    const Value made = body(governor.post("/api/retention", R"({"year":2026})"), 201);
    const std::string number(made.at("number").as_string());
    const std::string at = "/api/retention/" + number;
    EXPECT_EQ(error_id(governor.get(at + "/certificate.pdf")), "retention.not_erased");
    const std::string order = R"({"kind":"erasure","parameters":{"proposal":")" + number + "\"}}";
    EXPECT_EQ(error_id(governor.post("/api/jobs", order)), "retention.not_approved");
    EXPECT_EQ(error_id(head.post(at + "/approve", R"({"reason":""})")), "retention.no_reason");
    EXPECT_EQ(head.post(at + "/approve", R"({"reason":"期間満了"})").status, 204U);
    const Value job = ended(governor, order);
    EXPECT_EQ(job.at("state"), "done") << json::write(job);
    const Value after = governor.json("/api/retention").at("proposals").at(0);
    EXPECT_EQ(after.at("state"), "erased");
    EXPECT_EQ(after.at("proposed_by"), kGovernor);
    EXPECT_EQ(after.at("decided_by"), kHead);
    EXPECT_TRUE(governor.get(at + "/certificate.pdf").body.starts_with("%PDF"));
    EXPECT_TRUE(governor.json("/api/retention/due?year=2026").at("targets").as_array().empty());
    EXPECT_FALSE(registers::verify(kernel(), {})->fault);
}

TEST_F(CareTest, NobodyDecidesTheirOwnErasureAndClerksSeeNone) {
    import(kernel(), "addressee",
           {{"addressee_no", "kind", "name", "kana", "valid_from", "valid_to"},
            {"0000000051", "individual", "一昨 年", "オトトシ", "2001-01-01", "2002-01-01"}});
    Client head = signed_in(kHead);
    const Value made = body(head.post("/api/retention", R"({"year":2026})"), 201);
    const std::string at = "/api/retention/" + std::string(made.at("number").as_string());
    EXPECT_EQ(error_id(head.post(at + "/approve", R"({"reason":"自分で"})")),
              "retention.oneself");
    Client governor = signed_in(kGovernor);
    EXPECT_EQ(governor.post(at + "/refuse", R"({"reason":"訴訟中"})").status, 204U);
    EXPECT_EQ(governor.json("/api/retention").at("proposals").at(0).at("state"), "refused");
    Client clerk = signed_in(kClerk);
    for (const char* address : {"/api/retention", "/api/retention/due", "/api/copies"}) {
        EXPECT_EQ(clerk.get(address).status, 403U) << address;
    }
    EXPECT_EQ(clerk.post("/api/retention", R"({"year":2026})").status, 403U);
    EXPECT_EQ(clerk.post("/api/jobs", R"({"kind":"erasure","parameters":{"proposal":"E2026-1"}})")
                  .status,
              403U);
}

TEST_F(CareTest, ACopyIsAskedForAndReleasedByAnother) {
    Client governor = signed_in(kGovernor);
    const Value made = body(governor.post("/api/copies",
                                          R"({"owners":10,"purpose":"受入試験","recipient":)"
                                          R"("開発会社","until":"2027-03-31"})"),
                            201);
    EXPECT_EQ(made.at("state"), "proposed");
    const std::string at = "/api/copies/" + std::string(made.at("number").as_string());
    EXPECT_EQ(error_id(governor.post(at + "/approve", R"({"reason":"自分で"})")), "copy.oneself");
    EXPECT_EQ(error_id(governor.post("/api/copies",
                                     R"({"purpose":"","recipient":"x","until":"2027-03-31"})")),
              "copy.no_purpose");
    EXPECT_EQ(error_id(governor.post("/api/copies",
                                     R"({"purpose":"x","recipient":"x","until":"2020-03-31"})")),
              "copy.past_end");
    Client head = signed_in(kHead);
    EXPECT_EQ(head.post(at + "/approve", R"({"reason":"計画書のとおり"})").status, 204U);
    const Value seen = governor.json("/api/copies");
    EXPECT_EQ(seen.at("copies").at(0).at("state"), "approved");
    EXPECT_EQ(seen.at("copies").at(0).at("owners_asked"), 10);
    EXPECT_EQ(seen.at("copies").at(0).at("decided_by"), kHead);
}

// A head of department decides about copies and erasures without seeing the registers: what waits,
// what she decided, and nothing of the rest.
TEST_F(CareTest, WhoeverOnlyDecidesSeesWhatWaitsAndWhatSheDecided) {
    Client governor = signed_in(kGovernor);
    Client head = signed_in(kHeadAlone);
    const auto ask = [&](const char* purpose) {
        const Value made = body(
            governor.post("/api/copies", std::string(R"({"purpose":")") + purpose +
                                             R"(","recipient":"試験会社","until":"2026-12-31"})"),
            201);
        return std::string(made.at("number").as_string());
    };
    const auto numbers = [](const Value& seen) {
        std::set<std::string> list;
        for (const Value& one : seen.at("copies").as_array()) {
            list.emplace(one.at("number").as_string());
        }
        return list;
    };
    const std::string first = ask("頭の一つ");
    const std::string second = ask("別の人が決める");
    Value seen = head.json("/api/copies");
    EXPECT_EQ(seen.at("sees_all"), false);
    EXPECT_EQ(seen.at("may_decide"), true);
    EXPECT_EQ(seen.at("may_propose"), false);
    EXPECT_TRUE(numbers(seen).contains(first) && numbers(seen).contains(second));
    EXPECT_EQ(head.post("/api/copies/" + first + "/approve", R"({"reason":"要る"})").status, 204U);
    Client other = signed_in(kHead);
    EXPECT_EQ(other.post("/api/copies/" + second + "/refuse", R"({"reason":"不要"})").status, 204U);
    seen = head.json("/api/copies");
    EXPECT_TRUE(numbers(seen).contains(first)) << "what she decided";
    EXPECT_FALSE(numbers(seen).contains(second)) << "what somebody else decided";
    EXPECT_TRUE(numbers(governor.json("/api/copies")).contains(second));
    const Value retention = head.json("/api/retention");
    EXPECT_EQ(retention.at("sees_all"), false);
    // Nothing else opened with it.
    for (const char* path : {"/api/registers/masked_copy/records", "/api/retention/due",
                             "/api/registers/erasure_proposal/records", "/api/health"}) {
        EXPECT_EQ(head.get(path).status, 403U) << path;
    }
    Client clerk = signed_in(kClerk);
    EXPECT_EQ(clerk.get("/api/copies").status, 403U);
    EXPECT_EQ(clerk.get("/api/retention").status, 403U);
}

}  // namespace
}  // namespace daicho::server::testing
