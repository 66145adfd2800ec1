// Chains over the API: the contractor's narrow door, applications and their two hands, people,
// certificates that do not agree, what was found, the yearly confirmation – and the journal.
#include <fmt/format.h>

#include "office/directory.hpp"
#include "office/passwords.hpp"
#include "server/routes.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

constexpr const char* kContractor = "X9001";
constexpr const char* kHead = "30401";
constexpr const char* kOwnMark = "自社の業務";
constexpr const char* kOtherMark = "他社の業務";
constexpr const char* kHiddenMark = "市が見つけた会社";

std::vector<std::string> contract_row(const char* no, const char* subject, const char* vendor,
                                      const char* state) {
    std::vector<std::string> row{no, subject, "data_entry", "9100", vendor, "2026-04-01",
                                 "2027-03-31", "true", "4", state, "2026-03-20", "2026-11",
                                 "constructed"};
    // The conditions: numbers are handled, the rest does not matter here.
    for (int i = 0; i < 14; ++i) row.emplace_back(i == 8 ? "true" : "false");
    return row;
}

class ChainTest : public CityTest {
protected:
    static void SetUpTestSuite() {
        CityTest::SetUpTestSuite();
        if (::testing::Test::HasFatalFailure()) return;
        app().signed_in = {1'000'000, 1'000'000};
        plant_people();
        plant_contracts();
    }
    static void plant_people() {
        import(kernel(), "department",
               {{"department_no", "name", "kind", "starts", "extension"},
                {"9100", "業務課", "division", "2020-04-01", "2400"},
                {"C90", "試しデータ（架空）", "outside", "2020-04-01", ""},
                {"C91", "別の会社（架空）", "outside", "2020-04-01", ""}});
        import(kernel(), "account",
               {{"account_no", "name", "kana", "department", "class", "state", "starts"},
                {kContractor, "受託 太郎", "ジュタク タロウ", "C90", "personal", "active",
                 "2024-04-01"},
                {kHead, "課長 花子", "カチョウ ハナコ", "9100", "personal", "active",
                 "2024-04-01"}});
        import(kernel(), "role_assignment",
               {{"account", "role", "task", "department", "from"},
                {kContractor, "contractor", "information_governance", "C90", "2024-04-01"},
                {kHead, "department_head", "information_governance", "9100", "2024-04-01"}});
        for (const char* account : {kContractor, kHead}) {
            auto reader = kernel().reader();
            const auto id = office::find_account(kernel(), **reader, account);
            ASSERT_TRUE(id && *id);
            ASSERT_TRUE(office::set_password(kernel(), app().settings.accounts.password,
                                             identity::system_principal(), **id, kPassword));
        }
    }
    static void plant_contracts() {
        import(kernel(), "vendor",
               {{"vendor_no", "name", "kind", "company", "origin"},
                {"V-X", "試しデータ（架空）", "other", "C90", "constructed"},
                {"V-Y", "別の会社（架空）", "other", "C91", "constructed"}});
        import(kernel(), "entrusted_contract",
               {{"contract_no", "subject", "kind", "department", "vendor", "first_day",
                 "last_day", "personal_information", "level_count", "state", "signed_on",
                 "clause_edition", "origin", "process_b", "onsite_at_city", "collect",
                 "carry_out", "removable_media", "handover", "subcontract", "dispatch",
                 "mynumber", "no_access_party", "sysdev", "cloud", "returns_equipment",
                 "designated_manager"},
                contract_row("EX-1", kOwnMark, "V-X", "running"),
                contract_row("EX-2", kOtherMark, "V-Y", "running"),
                contract_row("EX-3", kOtherMark, "V-X", "candidate")});
        import(kernel(), "contract_party",
               {{"party_no", "contract", "under", "tier", "name", "work", "information",
                 "number_handled", "approved_on", "approval_no", "until", "applied_on",
                 "working_since", "found_on", "origin"},
                {"EX-1/1", "EX-1", "", "1", "試しデータ（架空）", "入力", "申請書", "true", "", "",
                 "", "", "2026-04-01", "", "constructed"},
                {"EX-2/1", "EX-2", "", "1", "別の会社（架空）", "入力", "申請書", "true", "", "",
                 "", "", "2026-04-01", "", "constructed"}});
        import(kernel(), "contract_party",
               {{"party_no", "contract", "under", "tier", "name", "work", "information",
                 "number_handled", "working_since", "found_on", "origin"},
                {"EX-1/1-9", "EX-1", "EX-1/1", "2", kHiddenMark, "入力", "申請書", "true",
                 "2026-04-05", "2026-04-08", "constructed"}});
        import(kernel(), "contract_check",
               {{"check_no", "contract", "kind", "due", "origin"},
                {"EX-1/Q1", "EX-1", "quarter", "2026-04-05", "constructed"}});
        import(kernel(), "contract_data",
               {{"item_no", "contract", "kind", "what", "count", "serial", "out_on",
                 "handed_by", "received_by", "means", "back_due", "origin"},
                {"EX-1/D1", "EX-1", "medium", "媒体", "2", "USB-1〜2", "2026-04-02", "係員",
                 "責任者", "by_hand", "2026-04-30", "constructed"},
                {"EX-2/D1", "EX-2", "medium", kOtherMark, "1", "ZZ-1", "2026-04-02", "係員",
                 "責任者", "by_hand", "2026-04-30", "constructed"}});
    }
    static std::string record(const char* name, const char* key, const char* number) {
        // One sign-in for all look-ups: passwords take their time.
        if (!looker_) looker_.emplace(signed_in(kGovernor));
        const auto list = looker_->json(
            fmt::format("/api/registers/{}/records?filter.{}={}", name, key, number));
        return std::string(list.at("rows").at(0).at("id").as_string());
    }
    static void TearDownTestSuite() {
        looker_.reset();
        CityTest::TearDownTestSuite();
    }
    static inline std::optional<Client> looker_;
    static std::string contract(const char* number) {
        return record("entrusted_contract", "contract_no", number);
    }
    static std::string door(const char* number, const char* part) {
        return fmt::format("/api/contractor/contracts/{}/{}", contract(number), part);
    }
    static std::string application(const char* name, bool numbers, const char* since = "null") {
        return fmt::format(
            R"({{"under":"{}","name":"{}","address":"架空市1","reason_text":"繁忙","work":"入力",)"
            R"("information":"申請書","measures":"施錠","supervision":"立入り","part":"other",)"
            R"("further_levels":"none","conditions":"","number_term":"第7条",)"
            R"("number_control":"画面なし","responsibility":true,"clauses_carried":true,)"
            R"("number_handled":{},"starts_on":"2026-05-01","until":"2027-03-31",)"
            R"("working_since":{}}})",
            record("contract_party", "party_no", "EX-1%2F1"), name, numbers ? "true" : "false",
            since);
    }
    static json::Value posted(Client& client, const std::string& address, const std::string& body,
                              unsigned status = 201) {
        const net::Response response = client.post(address, body);
        EXPECT_EQ(response.status, status) << address << response.body;
        const auto value = json::parse(response.body);
        return value ? *value : json::Value();
    }
};

TEST_F(ChainTest, TheContractorSeesItsOwnAndNothingElse) {
    Client contractor = signed_in(kContractor);
    const json::Value start = contractor.json("/api/contractor");
    ASSERT_EQ(start.at("contracts").as_array().size(), 2U);
    const std::string own = json::write(contractor.json("/api/contractor/contracts/" +
                                                        contract("EX-1")));
    EXPECT_NE(own.find(kOwnMark), std::string::npos);
    EXPECT_EQ(own.find(kHiddenMark), std::string::npos);
    EXPECT_EQ(own.find("課長"), std::string::npos);
    const std::uint64_t before = entries();
    const auto foreign = contractor.get("/api/contractor/contracts/" + contract("EX-2"));
    EXPECT_EQ(foreign.status, 404U);
    EXPECT_GT(entries(), before);
    EXPECT_EQ(newest(journal::EntryKind::refusal).number > before, true);
}

TEST_F(ChainTest, NoOtherAddressIsThereAndEachAttemptIsAnEntry) {
    Client contractor = signed_in(kContractor);
    std::size_t open = 0;
    for (const std::string_view route : get_routes()) {
        std::string address = "/api/" + std::string(route);
        while (address.find('{') != std::string::npos) {
            const auto from = address.find('{');
            address.replace(from, address.find('}') - from + 1, "1");
        }
        const std::uint64_t before = entries();
        const net::Response response = contractor.get(address);
        EXPECT_EQ(response.body.find(kOtherMark) == std::string::npos ||
                      response.body.find("EX-3") != std::string::npos,
                  true)
            << address;
        const bool own = route.starts_with("contractor") || route.starts_with("session") ||
                         route == "policies/mine" || route == "preferences" || route == "place" ||
                         route == "sign-in";
        open += own ? 1 : 0;
        if (own) continue;
        EXPECT_EQ(response.status, 404U) << address;
        EXPECT_EQ(error_id(response), "api.no_such_address") << address;
        EXPECT_EQ(entries(), before + 1) << address;
    }
    EXPECT_GE(open, 4U);
    // Nor is a guess told from an address that there is.
    EXPECT_EQ(error_id(contractor.get("/api/guessed/42")), "api.no_such_address");
    EXPECT_EQ(contractor.post("/api/registers/contract_party/records", "{}").status, 404U);
}

TEST_F(ChainTest, NobodyElseComesThroughTheContractorsDoor) {
    Client governor = signed_in(kGovernor);
    EXPECT_EQ(governor.get("/api/contractor").status, 403U);
    EXPECT_EQ(governor.get("/api/contractor/contracts/" + contract("EX-1")).status, 403U);
}

TEST_F(ChainTest, AnApplicationGoesThroughTwoHands) {
    Client contractor = signed_in(kContractor);
    const auto filed =
        posted(contractor, door("EX-1", "applications"), application("二人の会社", true));
    EXPECT_FALSE(filed.at("after_the_fact").as_bool());
    const std::string decisions = fmt::format("/api/chains/applications/{}/decisions",
                                              filed.at("record").as_string().c_str());
    Client governor = signed_in(kGovernor);
    const std::string approve = R"({"decision":"approve","approval_no":"R8-1"})";
    EXPECT_EQ(error_id(governor.post(decisions, approve)), "chain.head_decides");
    Client head = signed_in(kHead);
    EXPECT_EQ(posted(head, decisions, approve, 200).at("state").as_string(), "section_ok");
    EXPECT_EQ(error_id(head.post(decisions, approve)), "chain.digital_decides");
    const auto done = posted(governor, decisions, approve, 200);
    EXPECT_EQ(done.at("state").as_string(), "approved");
    EXPECT_EQ(error_id(governor.post(decisions, approve)), "chain.decided_already");
    const json::Value chain = governor.json("/api/chains/" + contract("EX-1"));
    bool there = false;
    for (const json::Value& party : chain.at("tree").as_array()) {
        if (party.at("name").as_string() != "二人の会社") continue;
        there = true;
        EXPECT_TRUE(party.at("approved").as_bool());
        EXPECT_EQ(party.at("level").to_number<int>(), 2);
    }
    EXPECT_TRUE(there);
}

TEST_F(ChainTest, FiledAfterTheWorkBeganStaysSoForEver) {
    Client contractor = signed_in(kContractor);
    const auto filed = posted(contractor, door("EX-1", "applications"),
                              application("後の会社", false, R"("2026-04-03")"));
    EXPECT_TRUE(filed.at("after_the_fact").as_bool());
    Client head = signed_in(kHead);
    const std::string decisions = fmt::format("/api/chains/applications/{}/decisions",
                                              filed.at("record").as_string().c_str());
    EXPECT_EQ(head.post(decisions, R"({"decision":"refuse"})").status, 400U);
    posted(head, decisions, R"({"decision":"approve","approval_no":"R8-2"})", 200);
    const json::Value chain = head.json("/api/chains/" + contract("EX-1"));
    for (const json::Value& party : chain.at("tree").as_array()) {
        if (party.at("name").as_string() != "後の会社") continue;
        EXPECT_NE(json::write(party.at("faults")).find("after_the_fact"), std::string::npos);
    }
}

TEST_F(ChainTest, ApplicationsNameEverythingThatIsAsked) {
    Client contractor = signed_in(kContractor);
    std::string body = application("欠けた会社", false);
    const auto gone = [&](const std::string& from, const std::string& to) {
        std::string copy = body;
        copy.replace(copy.find(from), from.size(), to);
        return contractor.post(door("EX-1", "applications"), copy);
    };
    EXPECT_EQ(gone(R"("responsibility":true)", R"("responsibility":false)").status, 400U);
    EXPECT_EQ(gone(R"("number_term":"第7条")", R"("number_term":"")").status, 400U);
    EXPECT_EQ(gone(R"("supervision":"立入り",)", "").status, 400U);
    // A party that the city found is none that the contractor may name.
    const std::string hidden = record("contract_party", "party_no", "EX-1%2F1-9");
    const std::string own = record("contract_party", "party_no", "EX-1%2F1");
    EXPECT_EQ(error_id(gone("\"under\":\"" + own + "\"", "\"under\":\"" + hidden + "\"")),
              "chain.not_of_contract");
    // … nor one of another's contract.
    const std::string others = record("contract_party", "party_no", "EX-2%2F1");
    EXPECT_EQ(error_id(gone("\"under\":\"" + own + "\"", "\"under\":\"" + others + "\"")),
              "chain.not_of_contract");
}

TEST_F(ChainTest, WorkersAreEmployedByApprovedPartiesAndSignBeforeTheyBegin) {
    Client contractor = signed_in(kContractor);
    const std::string own = record("contract_party", "party_no", "EX-1%2F1");
    const auto worker = posted(contractor, door("EX-1", "workers"),
                               fmt::format(R"({{"party":"{}","duty":"入力"}})", own));
    const std::string id(worker.at("record").as_string());
    posted(contractor, door("EX-1", "pledges"),
           fmt::format(R"({{"worker":"{}","edition":"2026-04","signed_on":"2026-04-09",)"
                       R"("no_file_sharing":true}})",
                       id));
    EXPECT_EQ(contractor
                  .post(door("EX-1", "pledges"),
                        fmt::format(R"({{"worker":"{}","edition":"2026-04",)"
                                    R"("signed_on":"2026-04-11","no_file_sharing":true}})",
                                    id))
                  .status,
              400U);  // tomorrow
    const auto training =
        posted(contractor, door("EX-1", "trainings"),
               fmt::format(R"({{"kind":"before_access","held_on":"2026-04-09","title":"研修",)"
                           R"("attended":["{}"],"absent":[]}})",
                           id));
    EXPECT_EQ(training.at("attended").to_number<int>(), 1);
    const json::Value seen =
        contractor.json("/api/contractor/contracts/" + contract("EX-1"));
    for (const json::Value& one : seen.at("workers").as_array()) {
        if (one.at("id").as_string() != id) continue;
        EXPECT_EQ(one.at("trained_on").as_string(), "2026-04-09");
        EXPECT_EQ(one.at("pledged_on").as_string(), "2026-04-09");
        // Whether she is whom she says she is, the city looks at.
        EXPECT_NE(json::write(one.at("faults")).find("not_identified"), std::string::npos);
    }
}

TEST_F(ChainTest, AReportAfterItsDateIsTakenAsLate) {
    Client contractor = signed_in(kContractor);
    const std::string check = record("contract_check", "check_no", "EX-1%2FQ1");
    const auto report = posted(
        contractor, door("EX-1", "answers"),
        fmt::format(R"({{"check":"{}","answers":[{{"clause":"OC-11","exists":"yes",)"
                    R"("practised":"no","remark":"準備中"}}]}})",
                    check));
    EXPECT_TRUE(report.at("late").as_bool());
    const auto accident =
        posted(contractor, door("EX-1", "accidents"),
               R"({"found_on":"2026-04-01","what":"紛失","information":"氏名"})");
    EXPECT_TRUE(accident.at("late").as_bool());
    Client head = signed_in(kHead);
    const std::string take = fmt::format("/api/chains/accidents/{}/incident",
                                         accident.at("record").as_string().c_str());
    EXPECT_EQ(std::string(posted(head, take, "", 200).at("incident").as_string()).substr(0, 8),
              "IN-2026-");
    EXPECT_EQ(error_id(head.post(take, "")), "chain.taken_up");
}

TEST_F(ChainTest, ACertificateThatCannotBeTrueIsKeptAsForgedAndClosesNothing) {
    Client contractor = signed_in(kContractor);
    const std::string own = record("contract_party", "party_no", "EX-1%2F1");
    const auto hand_in = [&](const char* paper, const char* serials) {
        return posted(contractor, door("EX-1", "certificates"),
                      fmt::format(R"({{"party":"{}","kind":"erased","paper_no":"{}",)"
                                  R"("work_on":"2026-04-08","issued_on":"2026-04-09",)"
                                  R"("serials":"{}"}})",
                                  own, paper, serials));
    };
    const auto forged = hand_in("K-1", "USB-1、ZZ-1");  // ZZ-1 went to another contractor
    EXPECT_EQ(forged.at("verdict").as_string(), "forged");
    Client head = signed_in(kHead);
    const auto confirm = [&](const json::Value& filed) {
        return posted(head,
                      fmt::format("/api/chains/certificates/{}/confirm",
                                  filed.at("record").as_string().c_str()),
                      R"({"outcome":"電話で確かめた"})", 200)
            .at("closed")
            .to_number<int>();
    };
    EXPECT_EQ(confirm(forged), 0);
    const auto sound = hand_in("K-2", "USB-1〜2");
    EXPECT_EQ(sound.at("verdict").as_string(), "accepted") << json::write(sound);
    EXPECT_EQ(hand_in("K-3", "USB-1〜2").at("verdict").as_string(), "doubtful");
    EXPECT_EQ(confirm(sound), 1);
    const json::Value chain = head.json("/api/chains/" + contract("EX-1"));
    for (const json::Value& item : chain.at("items").as_array()) {
        EXPECT_EQ(item.at("back_on").as_string(), "2026-04-08");
    }
}

TEST_F(ChainTest, FoundAtWorkIsAnIncidentAndTheChainIsConfirmedAnew) {
    Client head = signed_in(kHead);
    const std::string address = "/api/chains/" + contract("EX-1");
    posted(head, address + "/confirmations", R"({"how":"作業場所で見た"})");
    EXPECT_EQ(head.json(address).at("renewal").at("state").as_string(), "fresh");
    const std::string own = record("contract_party", "party_no", "EX-1%2F1");
    const auto found = posted(head, address + "/found",
                              fmt::format(R"({{"under":"{}","name":"夜の会社","work":"入力",)"
                                          R"("information":"申請書","number_handled":false}})",
                                          own));
    EXPECT_EQ(std::string(found.at("incident").as_string()).substr(0, 8), "IN-2026-");
    const json::Value chain = head.json(address);
    EXPECT_EQ(chain.at("renewal").at("state").as_string(), "changed");
    EXPECT_NE(json::write(chain.at("tree")).find("found_unfiled"), std::string::npos);
    const json::Value board = head.json("/api/chains?state=bad");
    EXPECT_GE(board.at("total").to_number<int>(), 1);
    EXPECT_NE(json::write(board).find("EX-1"), std::string::npos);
}

TEST_F(ChainTest, WithoutARightThereIsNoChain) {
    Client clerk = signed_in(kClerk);
    EXPECT_EQ(clerk.get("/api/chains").status, 403U);
    EXPECT_EQ(clerk.get("/api/chains/" + contract("EX-1")).status, 403U);
}

}  // namespace
}  // namespace daicho::server::testing
