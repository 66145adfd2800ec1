// Continuity, procurement, the digital plan: what is refused, whatever the change came by; what the
// screens say; what is printed and leaves an entry.
#include "document/test_pdf_tools.hpp"
#include "office/directory.hpp"
#include "register/change.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using json::Value;

class LifeTest : public CityTest {
protected:
    static void SetUpTestSuite() {
        CityTest::SetUpTestSuite();
        if (::testing::Test::HasFatalFailure()) return;
        import(kernel(), "role_assignment",
               {{"account", "role", "task", "department", "from"},
                {kApprover, "department_head", "information_governance", "2011", "2024-04-01"}});
        plans();
        continuity();
        import(kernel(), "system_delivery",
               {{"delivery_no", "system", "title", "delivered_on", "state", "origin"},
                {"DL-1", "S-012", "改修", "2026-04-01", "delivered", "constructed"}});
        import(kernel(), "system_change",
               {{"change_no", "system", "title", "cause", "requested_on", "approved_on",
                 "approved_by", "done_on", "emergency", "state", "origin"},
                {"CH-1", "S-012", "改修", "law", "2026-03-01", "2026-03-02", "課長", "2026-04-01",
                 "false", "done", "constructed"}});
    }
    static void plans() {
        const auto plan = [](const char* number, const char* due, const char* state) {
            return std::vector<std::string>{number, "更新", "2011", "2027", "renewal", "false",
                                            "1000000", "500000", "300000", due, "2026-04-01",
                                            "done", state, "constructed"};
        };
        import(kernel(), "procurement_plan",
               {{"plan_no", "title", "department", "fiscal_year", "kind", "law_change",
                 "estimated_yen", "cost_before_yen", "cost_after_yen", "budget_request_due",
                 "submitted_on", "rfi", "state", "origin"},
                plan("PL-1", "2026-10-30", "submitted"), plan("PL-2", "2026-04-05", "submitted"),
                plan("PL-3", "2026-10-30", "submitted"), plan("PL-4", "2026-10-30", "draft")});
    }
    static void continuity() {
        import(kernel(), "information_system",
               {{"system_no", "name", "state", "bureau", "section", "origin"},
                {"S-NET", "庁内の網", "in_service", "総務局", "情報課", "constructed"},
                {"S-HELP", "被災者の支援", "in_service", "総務局", "防災課", "constructed"}});
        import(kernel(), "continuity_plan",
               {{"plan_no", "system", "section", "needed_in_72h", "recovery_hours",
                 "data_loss_hours", "state", "review_due", "first_actions", "substitute", "origin"},
                {"B-NET", "S-NET", "2011", "true", "24", "24", "made", "2027-03-31",
                 "回線を確かめる", "無線", "constructed"},
                {"B-HELP", "S-HELP", "2011", "true", "12", "24", "made", "2027-03-31",
                 "紙の名簿を集める", "紙", "constructed"}});
        import(kernel(), "continuity_dependency",
               {{"dependency_no", "plan", "kind", "needs", "name", "promised_hours", "origin"},
                {"D-1", "B-HELP", "network", "B-NET", "庁内の網", "24", "constructed"},
                {"D-2", "B-NET", "vendor", "", "通信の会社", "48", "constructed"}});
        import(kernel(), "continuity_contact",
               {{"contact_no", "plan", "turn", "part", "post", "day_phone", "origin"},
                {"C-1", "B-HELP", "1", "lead", "防災課長", "内線 2300", "constructed"}});
    }

    static std::uint64_t record(const char* name, std::string_view key) {
        auto reader = kernel().reader();
        auto definition = kernel().definition(name);
        const std::size_t field[] = {(*definition)->key.front()};
        std::uint64_t found = 0;
        const auto done = registers::scan(
            **reader, **definition, field, {Date::of(2026, 4, 10), std::nullopt},
            [&](std::uint64_t one, std::span<const registers::Cell> cells) -> Status {
                if (cells[0].bytes == key) found = one;
                return {};
            });
        EXPECT_TRUE(done && found != 0) << key;
        return found;
    }
    static std::string at(const char* room, const char* name, const char* key,
                          const char* rest = "") {
        return "/api/" + std::string(room) + "/" + std::to_string(record(name, key)) + rest;
    }
    // A change as the generic form sends it.
    static std::string refused(const char* account, const char* name, const char* key,
                               std::map<std::string, std::string> values) {
        auto reader = kernel().reader();
        const Date day = Date::of(2026, 4, 10);
        const auto number = office::find_account(kernel(), **reader, account);
        auto who = office::find_person(kernel(), **reader, **number, day);
        EXPECT_TRUE(who) << account;
        registers::ChangeRequest request;
        request.register_name = name;
        request.record = record(name, key);
        request.valid = {day, kForever};
        request.values = std::move(values);
        const auto done = registers::change(kernel(), who->principal, request);
        return done ? "" : done.error().id;
    }
    static void add_paper(Client& client, const char* kind) {
        const net::Response brought = client.post(
            "/api/documents?register=system_delivery_document&field=file&name=a.pdf",
            "%PDF-1.7\n1 0 obj\n<< >>\nendobj\n");
        ASSERT_EQ(brought.status, 201U) << brought.body;
        const auto upload = json::parse(brought.body);
        const json::Object values{{"subject", "DL-1"},
                                  {"kind", kind},
                                  {"title", std::string("書類 ") + kind},
                                  {"file", upload->at("file")}};
        const json::Object body{
            {"values", values}, {"valid_from", "2026-04-10"}, {"reason", "納品"}};
        const net::Response made = client.post(
            "/api/registers/system_delivery_document/records", json::write(Value(body)));
        ASSERT_TRUE(made.status == 201U || made.status == 200U) << made.body;
    }
};

constexpr const char* kAgreed = R"({"result":"agreed","functions_written":true})";

TEST_F(LifeTest, NoSheetGoesToTheBudgetWithoutTheDigitalSectionsCheck) {
    Client section = signed_in(kApprover), digital = signed_in(kGovernor);
    const std::string sheet = at("procurement", "procurement_plan", "PL-1");
    EXPECT_EQ(error_id(section.post(sheet + "/request", "{}")), "procurement.not_checked");
    EXPECT_EQ(error_id(section.post(sheet + "/check", kAgreed)), "procurement.check_not_yours");
    EXPECT_EQ(newest(journal::EntryKind::refusal).number, entries());
    EXPECT_EQ(digital.post(sheet + "/check", kAgreed).status, 204U);
    EXPECT_EQ(section.post(sheet + "/request", "{}").status, 204U);
    const Value after = section.json(sheet);
    EXPECT_EQ(after.at("state").at("key"), Value("requested"));
    EXPECT_EQ(after.at("saves_yen"), Value(200'000));
    EXPECT_EQ(after.at("months"), Value(60));
}

TEST_F(LifeTest, TheGenericFormIsRefusedAsTheButtonIs) {
    EXPECT_EQ(refused(kApprover, "procurement_plan", "PL-3",
                      {{"state", "requested"},
                       {"checked_on", "2026-04-10"},
                       {"check_result", "agreed"}}),
              "procurement.check_not_yours");
    EXPECT_EQ(refused(kGovernor, "procurement_plan", "PL-3",
                      {{"state", "requested"},
                       {"checked_on", "2026-04-10"},
                       {"check_result", "returned"}}),
              "procurement.not_checked");
    EXPECT_EQ(refused(kGovernor, "procurement_plan", "PL-3", {{"state", "requested"}}),
              "change.invalid");
    EXPECT_EQ(refused(kApprover, "procurement_plan", "PL-3", {{"benefit", "早くなる"}}), "");
}

TEST_F(LifeTest, ACheckAfterTheBudgetDayIsTooLateAndADraftIsNotChecked) {
    Client digital = signed_in(kGovernor);
    const std::string late = at("procurement", "procurement_plan", "PL-2");
    EXPECT_EQ(digital.post(late + "/check", kAgreed).status, 204U);
    EXPECT_EQ(error_id(digital.post(late + "/request", "{}")), "procurement.checked_late");
    const std::string draft = at("procurement", "procurement_plan", "PL-4");
    EXPECT_EQ(error_id(digital.post(draft + "/check", kAgreed)), "procurement.not_submitted");
}

TEST_F(LifeTest, NoDeliveryIsAcceptedBeforeItsThreePapersAreOnFile) {
    Client digital = signed_in(kGovernor);
    const std::string accept =
        at("procurement/deliveries", "system_delivery", "DL-1", "/accept");
    EXPECT_EQ(error_id(digital.post(accept, "{}")), "procurement.no_papers");
    EXPECT_EQ(refused(kApprover, "system_delivery", "DL-1",
                      {{"state", "accepted"},
                       {"plan_ref", "ある"},
                       {"requirements_ref", "ある"},
                       {"test_ref", "ある"},
                       {"accepted_on", "2026-04-10"},
                       {"accepted_by", "課長"}}),
              "procurement.no_papers");
    add_paper(digital, "plan");
    add_paper(digital, "requirements");
    const net::Response two = digital.post(accept, "{}");
    EXPECT_EQ(error_id(two), "procurement.no_papers");
    EXPECT_NE(two.body.find("テスト結果報告書"), std::string::npos);
    EXPECT_EQ(two.body.find("開発計画書"), std::string::npos);
    add_paper(digital, "test_report");
    EXPECT_EQ(digital.post(accept, "{}").status, 204U);
    EXPECT_EQ(error_id(digital.post(accept, "{}")), "procurement.not_delivered");
}

TEST_F(LifeTest, NoChangeIsClosedWithoutHistoryAndTest) {
    Client digital = signed_in(kGovernor);
    const std::string close = at("procurement/changes", "system_change", "CH-1", "/close");
    EXPECT_EQ(error_id(digital.post(close, R"({"history":"1.0→1.1"})")), "register.check.own");
    EXPECT_EQ(error_id(digital.post(close, R"({"tested_on":"2026-04-01","history":"1.1"})")),
              "register.check.own");
    EXPECT_EQ(error_id(digital.post(close, R"({"tested_on":"2026-04-01","test_result":"可"})")),
              "register.check.own");
    EXPECT_EQ(digital
                  .post(close, R"({"tested_on":"2026-04-01","test_result":"可","history":"1.1"})")
                  .status,
              204U);
}

TEST_F(LifeTest, AContradictionIsToldWithItsWay) {
    Client section = signed_in(kApprover);
    const Value page = section.json("/api/continuity");
    const auto& list = page.at("contradictions").as_array();
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].at("at").at("label"), Value("被災者の支援"));
    EXPECT_EQ(list[0].at("promised"), Value(12));
    EXPECT_EQ(list[0].at("real"), Value(48));
    const auto& way = list[0].at("way").as_array();
    ASSERT_EQ(way.size(), 3U);
    EXPECT_EQ(way[1].at("label"), Value("庁内の網"));
    EXPECT_EQ(way[2].at("label"), Value("通信の会社"));
    const Value one = section.json(at("continuity", "information_system", "S-HELP"));
    EXPECT_EQ(one.at("back"), Value(48));
    EXPECT_EQ(one.at("contacts").as_array().size(), 1U);
    const Value bare = section.json(at("continuity", "information_system", "S-012"));
    EXPECT_TRUE(bare.at("plan").is_null());
}

TEST_F(LifeTest, TheSheetsSayWhatIsNeededInTheDarkAndLeaveAnEntry) {
    Client digital = signed_in(kGovernor);
    for (const char* lang : {"ja", "en"}) {
        const net::Response all =
            digital.get("/api/continuity/sheets.pdf?lang=" + std::string(lang));
        ASSERT_EQ(all.status, 200U) << all.body;
        const document::testing::PdfFile pdf(all.body);
        const std::string text = pdf.text();
        for (const char* word : {"防災課長", "内線 2300", "紙の名簿を集める", "通信の会社"}) {
            EXPECT_NE(text.find(word), std::string::npos) << word << "\n" << text;
        }
        EXPECT_NE(pdf.info().find("Pages:           2"), std::string::npos) << pdf.info();
        const journal::EntryHeader entry = newest(journal::EntryKind::disclosure_print);
        EXPECT_EQ(entry.number, entries());
        EXPECT_EQ(entry.register_number, 455);
    }
    EXPECT_EQ(digital.get(at("continuity", "information_system", "S-012", "/sheet.pdf")).status,
              404U);
}

TEST_F(LifeTest, PlanningSheetAndYearlyReportArePrinted) {
    Client digital = signed_in(kGovernor);
    const net::Response sheet =
        digital.get(at("procurement", "procurement_plan", "PL-4", "/sheet.pdf"));
    ASSERT_EQ(sheet.status, 200U) << sheet.body;
    const std::string text = document::testing::PdfFile(sheet.body).text();
    EXPECT_NE(text.find("200,000 円"), std::string::npos) << text;
    EXPECT_EQ(newest(journal::EntryKind::disclosure_print).register_number, 460);
    import(kernel(), "digital_measure",
           {{"measure_no", "area", "title", "department", "started_on", "progress", "moved_on",
             "origin"},
            {"DM-1", "online", "窓口の支払", "2011", "2022-05-01", "considering", "2022-05-01",
             "constructed"}});
    const Value plan = digital.json("/api/digital-plan");
    EXPECT_EQ(plan.at("still"), Value(1));
    const net::Response report = digital.get("/api/digital-plan/report.pdf?year=2026&lang=ja");
    ASSERT_EQ(report.status, 200U) << report.body;
    const std::string said = document::testing::PdfFile(report.body).text();
    EXPECT_NE(said.find("窓口の支払"), std::string::npos) << said;
    EXPECT_NE(said.find("停滞"), std::string::npos);
}

TEST_F(LifeTest, WhoHasNoRightSeesNothing) {
    Client clerk = signed_in(kClerk), section = signed_in(kApprover);
    for (const char* path : {"/api/continuity", "/api/procurement", "/api/lock-in",
                             "/api/digital-plan", "/api/continuity/sheets.pdf",
                             "/api/digital-plan/report.pdf", "/api/continuity/1",
                             "/api/procurement/1", "/api/procurement/1/sheet.pdf"}) {
        const std::uint64_t before = entries();
        EXPECT_EQ(clerk.get(path).status, 403U) << path;
        EXPECT_GT(entries(), before) << path;
    }
    EXPECT_EQ(section.get("/api/lock-in").status, 403U);
    EXPECT_EQ(signed_in(kGovernor).get("/api/lock-in").status, 200U);
}

}  // namespace
}  // namespace daicho::server::testing
