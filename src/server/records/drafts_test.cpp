// Drafts of forms: kept for whoever types and for nobody else, sealed, gone when they must be.
#include "server/records/drafts_api.hpp"
#include "server/records/form_drafts.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

constexpr const char* kNew = "/api/drafts/addressee/new";
constexpr const char* kParcel = "/api/drafts/parcel/1";

class DraftsTest : public CityTest {
protected:
    static net::Response put(Client& client, const char* path, const std::string& body) {
        return client.send(net::Method::put, path, body);
    }
    static net::Response drop(Client& client, const char* path) {
        return client.send(net::Method::del, path);
    }
    static json::Value draft(Client& client, const char* path) {
        return client.json(path).at("draft");
    }
    static std::int64_t count(const char* sql) {
        auto reader = kernel().reader();
        return (*reader)->integer(sql).value_or(-1);
    }
    static std::uint64_t account(const char* number) {
        auto reader = kernel().reader();
        return office::find_account(kernel(), **reader, number)->value_or(0);
    }
    // Rows of the draft's table and keys of what was sealed under register 0, which go together.
    static std::pair<std::int64_t, std::int64_t> rows_and_keys() {
        return {count("SELECT count(*) FROM w_form_draft"),
                count("SELECT count(*) FROM w_record_key k WHERE k.register = 0 AND EXISTS (SELECT "
                      "1 FROM w_form_draft d WHERE d.id = k.record_id)")};
    }
    static std::string bytes_of_drafts() {
        auto reader = kernel().reader();
        auto rows = (*reader)->prepare("SELECT sealed FROM w_form_draft");
        std::string all;
        while (*(*rows)->step()) all += as_text((*rows)->blob(0));
        return all;
    }
    static void let_days_pass(std::int64_t days) {
        city_->clock().set({city_->clock().now().micros + days * 86'400'000'000LL});
    }
    void TearDown() override {
        for (const char* number : {kClerk, kApprover}) {
            for (const char* name : {"addressee", "parcel"}) {
                const auto definition = kernel().definition(name);
                for (const std::uint64_t record : {0U, 1U, 2U, 3U}) {
                    ASSERT_TRUE(
                        drop_draft(kernel(), {account(number), (*definition)->number, record}));
                }
            }
        }
    }
};

TEST_F(DraftsTest, WhatWasTypedIsGivenBackAsItWasTyped) {
    Client clerk = signed_in(kClerk);
    EXPECT_TRUE(draft(clerk, kNew).is_null());
    const net::Response kept = put(clerk, kNew,
                                   R"({"values":{"name":"新里 たまき","birth_date":"Ｓ６３．２"},)"
                                   R"("about":{"valid_from":"R8.4.1","reason":"転"}})");
    ASSERT_EQ(kept.status, 200U) << kept.body;
    Client again = signed_in(kClerk);
    const json::Value found = draft(again, kNew);
    EXPECT_EQ(found.at("values").at("name"), "新里 たまき");
    EXPECT_EQ(found.at("values").at("birth_date"), "Ｓ６３．２") << "half a date is a draft too";
    EXPECT_EQ(found.at("about").at("reason"), "転");
    EXPECT_TRUE(found.at("base_version").is_null());
    EXPECT_EQ(found.at("saved_at"), json::parse(kept.body)->at("saved_at"));
    const json::Value list = again.json("/api/drafts").at("drafts");
    ASSERT_EQ(list.as_array().size(), 1U);
    EXPECT_EQ(list.at(0).at("register"), "addressee");
    EXPECT_TRUE(list.at(0).at("record").is_null());
}

TEST_F(DraftsTest, ItIsReplacedAndThrownAwayWithItsKey) {
    Client clerk = signed_in(kClerk);
    ASSERT_EQ(put(clerk, kNew, R"({"values":{"name":"一"}})").status, 200U);
    ASSERT_EQ(put(clerk, kNew, R"({"values":{"name":"二"}})").status, 200U);
    EXPECT_EQ(rows_and_keys(), std::pair(std::int64_t{1}, std::int64_t{1}));
    EXPECT_EQ(draft(clerk, kNew).at("values").at("name"), "二");
    const std::int64_t number = count("SELECT max(id) FROM w_form_draft");
    EXPECT_EQ(drop(clerk, kNew).status, 204U);
    EXPECT_TRUE(draft(clerk, kNew).is_null());
    EXPECT_EQ(count(("SELECT count(*) FROM w_record_key WHERE register = 0 AND record_id = " +
                     std::to_string(number))
                        .c_str()),
              0);
    EXPECT_EQ(drop(clerk, kNew).status, 204U) << "nothing there is no fault";
}

TEST_F(DraftsTest, NobodyElseSeesIt) {
    Client clerk = signed_in(kClerk);
    ASSERT_EQ(
        put(clerk, kParcel, R"({"values":{"location":"内緒一丁目"},"base_version":1})").status,
        200U);
    Client approver = signed_in(kApprover);
    EXPECT_EQ(error_id(approver.get(kParcel)), "register.denied") << "she decides, no more";
    EXPECT_TRUE(approver.json("/api/drafts").at("drafts").as_array().empty());
    EXPECT_EQ(error_id(drop(approver, kParcel)), "register.denied");
    Client stranger(app());
    EXPECT_EQ(stranger.get(kParcel).status, 401U);
    EXPECT_EQ(draft(clerk, kParcel).at("values").at("location"), "内緒一丁目");
    EXPECT_EQ(bytes_of_drafts().find("内緒"), std::string::npos) << "it is sealed";
}

TEST_F(DraftsTest, WithoutTheRightItIsClosed) {
    Client clerk = signed_in(kClerk);
    ASSERT_EQ(put(clerk, kParcel, R"({"values":{"location":"内緒"},"base_version":1})").status,
              200U);
    // The right ends: the same account, without its roles.
    auto resumed = app().sessions.resume(kernel(), app().settings.accounts.session,
                                         clerk.cookie(kSessionCookie), office::Use::person);
    ASSERT_TRUE(resumed);
    office::Session stripped = **resumed;
    stripped.person.principal.grants.clear();
    net::Request request;
    ASSERT_TRUE(net::parse_target(kParcel, request));
    const Call call{app(), request, stripped, {"drafts", "parcel", "1"}};
    const Answer refused = drafts_api(call);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().id, "register.denied");
    const Call list{app(), request, stripped, {"drafts"}};
    EXPECT_EQ(drafts_api(list)->body, R"({"drafts":[]})");
}

TEST_F(DraftsTest, PersonalNumbersAreNotTaken) {
    Client clerk = signed_in(kClerk);
    const net::Response refused =
        put(clerk, kNew, R"({"values":{"name":"一","personal_number":"123456789018"}})");
    EXPECT_EQ(refused.status, 400U);
    EXPECT_NE(refused.body.find("draft.personal_number"), std::string::npos) << refused.body;
    EXPECT_TRUE(draft(clerk, kNew).is_null());
}

TEST_F(DraftsTest, WhatIsNoFormIsRefused) {
    Client clerk = signed_in(kClerk);
    EXPECT_EQ(put(clerk, kNew, R"({"values":{"no_such":"x"}})").status, 400U);
    EXPECT_EQ(put(clerk, kNew, R"({"values":{"name":7}})").status, 400U);
    EXPECT_EQ(put(clerk, kNew, R"({"values":{},"more":1})").status, 400U);
    EXPECT_EQ(put(clerk, kParcel, R"({"values":{}})").status, 400U) << "no base version";
    EXPECT_EQ(put(clerk, "/api/drafts/parcel/x", R"({"values":{}})").status, 400U);
    EXPECT_EQ(put(clerk, "/api/drafts/nothing/new", R"({"values":{}})").status, 404U);
    EXPECT_EQ(rows_and_keys().first, 0);
}

TEST_F(DraftsTest, SendingTheFormEndsIt) {
    Client clerk = signed_in(kClerk);
    const json::Value before = clerk.json("/api/registers/addressee/records/1");
    const std::string version = std::to_string(before.at("version").to_number<int>());
    const std::string body = R"({"values":{"building":"浜荘1号"},"base_version":)" + version;
    ASSERT_EQ(put(clerk, "/api/drafts/addressee/1", body + "}").status, 200U);
    const net::Response refused =
        put(clerk, "/api/registers/addressee/records/1",
            R"({"values":{"kind":"nothing"},"valid_from":"2026-04-10","reason":"x",)"
            R"("base_version":)" +
                version + "}");
    EXPECT_EQ(refused.status, 400U);
    EXPECT_FALSE(draft(clerk, "/api/drafts/addressee/1").is_null()) << "a refusal loses nothing";
    // Another window of the same person sends something else: her form is still open.
    const net::Response other =
        put(clerk, "/api/registers/addressee/records/1",
            R"({"values":{"send_to_name":"気付"},"valid_from":"2026-04-10","reason":"y",)"
            R"("base_version":)" +
                version + "}");
    ASSERT_EQ(other.status, 200U) << other.body;
    EXPECT_FALSE(draft(clerk, "/api/drafts/addressee/1").is_null());
    const std::string newer =
        std::to_string(json::parse(other.body)->at("version").to_number<int>());
    const net::Response sent =
        put(clerk, "/api/registers/addressee/records/1",
            R"({"values":{"building":"浜荘1号"},"ends_draft":true,"valid_from":"2026-04-10",)"
            R"("reason":"転居","base_version":)" +
                newer + "}");
    ASSERT_EQ(sent.status, 200U) << sent.body;
    EXPECT_TRUE(draft(clerk, "/api/drafts/addressee/1").is_null());
    EXPECT_EQ(rows_and_keys().first, 0);
}

TEST_F(DraftsTest, OfAProtectedPersonNothingPersonalComesBack) {
    Client clerk = signed_in(kClerk);
    auto reader = kernel().reader();
    const auto definition = kernel().definition("addressee");
    const auto hidden = *registers::find_record(**reader, **definition, kHiddenPerson);
    ASSERT_TRUE(hidden);
    const std::string path = "/api/drafts/addressee/" + std::to_string(*hidden);
    // As it was typed before she came under protection.
    const DraftPlace place{account(kClerk), (*definition)->number, *hidden};
    ASSERT_TRUE(kernel().command([&](registers::Context& context) {
        return keep_draft(context, place, {}, 1,
                          R"({"values":{"address":"隠町1番","kind":"individual"},"about":{}})");
    }));
    const std::uint64_t before = entries();
    const net::Response shown = clerk.get(path);
    ASSERT_EQ(shown.status, 200U) << shown.body;
    EXPECT_EQ(shown.body.find("隠町"), std::string::npos) << shown.body;
    EXPECT_EQ(json::parse(shown.body)->at("draft").at("values").at("kind"), "individual");
    EXPECT_EQ(entries(), before + 1) << "who looked is recorded";
    ASSERT_TRUE(drop_draft(kernel(), place));
}

TEST_F(DraftsTest, AfterTheDaysOfTheMunicipalityItIsGone) {
    Client clerk = signed_in(kClerk);
    ASSERT_EQ(put(clerk, kNew, R"({"values":{"name":"古い"}})").status, 200U);
    let_days_pass(app().settings.drafts.keep_days - 1);
    Client later = signed_in(kClerk);
    EXPECT_FALSE(draft(later, kNew).is_null());
    EXPECT_EQ(rows_and_keys().first, 1);
    let_days_pass(2);
    Client last = signed_in(kClerk);
    EXPECT_TRUE(draft(last, kNew).is_null());
    EXPECT_EQ(rows_and_keys(), std::pair(std::int64_t{0}, std::int64_t{0})) << "swept";
}

TEST_F(DraftsTest, ThereIsABound) {
    const auto definition = kernel().definition("parcel");
    const std::uint64_t own = 987'654;  // an account that exists for this test alone
    for (std::uint64_t record = 1; record <= kMostDrafts + 1; ++record) {
        const Status kept = kernel().command([&](registers::Context& context) {
            return keep_draft(context, {own, (*definition)->number, record}, {}, 1, "{}");
        });
        ASSERT_EQ(kept.has_value(), record <= kMostDrafts) << record;
        if (kept) continue;
        EXPECT_EQ(kept.error().id, "draft.too_many");
    }
    EXPECT_TRUE(kernel().command([&](registers::Context& context) {
        return keep_draft(context, {own, (*definition)->number, 1}, {}, 2, "{}");
    })) << "one that is there is replaced";
    for (std::uint64_t record = 1; record <= kMostDrafts; ++record) {
        ASSERT_TRUE(drop_draft(kernel(), {own, (*definition)->number, record}));
    }
}

std::string typed(const char* value, const char* more) {
    return std::string(R"({"values":{"building":")") + value + R"("},)" + more + "}";
}

TEST_F(DraftsTest, TwoFormsDoNotOverwriteEachOther) {
    Client clerk = signed_in(kClerk);
    ASSERT_EQ(put(clerk, kNew, typed("first", R"("form":"one")")).status, 200U);
    EXPECT_EQ(put(clerk, kNew, typed("first, on", R"("form":"one")")).status, 200U);
    const net::Response told = put(clerk, kNew, typed("second", R"("form":"two")"));
    EXPECT_EQ(told.status, 409U);
    EXPECT_NE(told.body.find("draft.other_form"), std::string::npos);
    EXPECT_EQ(draft(clerk, kNew).at("values").at("building"), "first, on");
    // Nor does the second throw away what is not its own.
    ASSERT_EQ(drop(clerk, "/api/drafts/addressee/new?form=two").status, 204U);
    EXPECT_EQ(draft(clerk, kNew).at("values").at("building"), "first, on");
    // Whoever goes on in the second says so; then the first is told.
    ASSERT_EQ(put(clerk, kNew, typed("second", R"("form":"two","take_over":true)")).status, 200U);
    EXPECT_EQ(put(clerk, kNew, typed("first", R"("form":"one")")).status, 409U);
    EXPECT_EQ(draft(clerk, kNew).at("values").at("building"), "second");
    ASSERT_EQ(drop(clerk, "/api/drafts/addressee/new?form=two").status, 204U);
    EXPECT_TRUE(draft(clerk, kNew).is_null());
    EXPECT_EQ(put(clerk, kNew, typed("first", R"("form":"one")")).status, 200U);
}

TEST_F(DraftsTest, AFormWithoutANameWritesAsBefore) {
    Client clerk = signed_in(kClerk);
    ASSERT_EQ(put(clerk, kNew, typed("first", R"("form":"one")")).status, 200U);
    ASSERT_EQ(put(clerk, kNew, typed("script", R"("about":{})")).status, 200U);
    EXPECT_EQ(put(clerk, kNew, typed("second", R"("form":"two")")).status, 200U);
    ASSERT_EQ(drop(clerk, kNew).status, 204U);
    EXPECT_TRUE(draft(clerk, kNew).is_null());
}

}  // namespace
}  // namespace daicho::server::testing
