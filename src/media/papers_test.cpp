// Papers, consent, ends of clouds and portable media on both stores: what is written together, what
// is refused and what is told.
#include "base/digest.hpp"
#include "media/add_certificate.hpp"
#include "media/device_log.hpp"
#include "media/exit_sheet.hpp"
#include "media/portable.hpp"
#include "media/rules.hpp"
#include "register/change.hpp"
#include "register/list.hpp"
#include "register/test_kernel.hpp"

namespace daicho::media {
namespace {

using registers::ChangeRequest;
using Row = std::vector<std::string>;

identity::Principal person(std::uint64_t account, const char* number, const char* name) {
    identity::Principal one;
    one.account = account;
    one.number = number;
    one.name = name;
    one.grants = {{"governance", "information_governance"}};
    return one;
}
identity::Principal first() { return person(7, "10274", "佐伯"); }
identity::Principal second() { return person(8, "10271", "鳥羽"); }

class PapersTest : public registers::testing::KernelOnStoreTest {
protected:
    void SetUp() override {
        std::filesystem::copy(std::filesystem::path(DAICHO_SOURCE_DIR) / "registers",
                              folder_.path() / "registers",
                              std::filesystem::copy_options::recursive);
        reopen();
        auto desk = load_desk(std::filesystem::path(DAICHO_SOURCE_DIR) / "catalogs");
        ASSERT_TRUE(desk) << describe_with_place(desk.error(), Language::english);
        desk_ = *desk;
        install_rules(*kernel_, desk_);
        plan();
    }

    void plan() {
        take("medium", {{"medium_no", "form", "kind", "serial", "network_zone", "content",
                         "encryption", "state", "place", "keeper", "origin"},
                        {"M1", "portable", "usb_flash", "SN1", "my_number", "resident", "none",
                         "stored", "書庫", "情報課", "constructed"},
                        {"M2", "portable", "usb_flash", "SN2", "core", "confidential_2", "none",
                         "stored", "書庫", "情報課", "constructed"}});
        take("disposal", {{"disposal_no", "title", "cause", "state", "section", "planned_on",
                           "approved_by", "approved_on", "third_party", "third_party_name",
                           "contractor", "origin"},
                          {"D1", "返却", "lease_end", "in_work", "情報課", "2026-01-05", "課長",
                           "2026-01-06", "yes", "再委託先", "受託者", "constructed"}});
        take("disposal_item", {{"item_no", "disposal", "medium", "serial", "disposal_class",
                                "method", "way", "origin"},
                               {"I1", "D1", "M1", "SN1", "1", "destroy", "certificate",
                                "constructed"},
                               {"I2", "D1", "M2", "SN2", "2", "block_erase", "certificate",
                                "constructed"}});
    }

    void take(std::string_view name, std::vector<Row> rows) {
        const auto report = import(name, std::move(rows));
        ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
        for (const Error& error : report->errors) {
            ADD_FAILURE() << describe_with_place(error, Language::english);
        }
    }
    std::string refusal(std::string_view name, std::vector<Row> rows) {
        const auto report = import(name, std::move(rows));
        return report ? std::string("taken") : report.error().id;
    }
    std::string changed(const char* name, std::uint64_t record,
                        std::map<std::string, std::string> values) {
        ChangeRequest request;
        request.register_name = name;
        request.record = record;
        request.values = std::move(values);
        request.valid = {japan_date(clock_.now()), kForever};
        request.reason = "試験";
        const auto made = registers::change(*kernel_, first(), request);
        return made ? std::string("changed") : made.error().id;
    }
    DisposalSheet sheet() {
        auto reader = kernel_->reader();
        auto made = disposal_sheet(*kernel_, **reader, *desk_, std::string("D1"),
                                   {japan_date(clock_.now()), std::nullopt});
        EXPECT_TRUE(made) << describe_with_place(made.error(), Language::english);
        return std::move(*made);
    }
    const ItemSheet& item(const DisposalSheet& one, const char* serial) {
        for (const ItemSheet& found : one.items) {
            if (found.item.fields().text("serial") == serial) return found;
        }
        return one.items.front();
    }
    BroughtCertificate paper(const char* number, std::vector<std::string> serials,
                             const char* bytes) {
        BroughtCertificate brought;
        brought.disposal = sheet().plan.record();
        brought.number = number;
        brought.kind = "destruction";
        brought.serials = std::move(serials);
        brought.file = {"c.txt", "text/plain", bytes};
        brought.origin = "constructed";
        return brought;
    }
    template <class Result>
    static std::string told(const Result& result) {
        return result ? std::string("done") : result.error().id;
    }

    SharedDesk desk_;
};

TEST_P(PapersTest, ACertificateNamesOnlyMediaOfItsDisposal) {
    const auto foreign = add_certificate(*kernel_, first(), *desk_,
                                         paper("C1", {"SN1", "NOBODY"}, "one"));
    ASSERT_FALSE(foreign);
    EXPECT_EQ(foreign.error().id, "disposal.foreign_serials");
    EXPECT_NE(describe(foreign.error(), Language::english).find("NOBODY"), std::string::npos);
    EXPECT_TRUE(sheet().certificates.empty()) << "all of it or nothing";
    EXPECT_EQ(told(add_certificate(*kernel_, first(), *desk_, paper("C1", {}, "one"))),
              "disposal.no_serials");
    const auto added =
        add_certificate(*kernel_, first(), *desk_, paper("C1", {"SN1", "SN1"}, "one"));
    ASSERT_TRUE(added) << describe_with_place(added.error(), Language::english);
    EXPECT_EQ(added->lines, std::vector<std::string>{"C1-1"});
    EXPECT_TRUE(added->elsewhere.empty());
    const DisposalSheet now = sheet();
    EXPECT_EQ(now.certificates.size(), 1U);
    EXPECT_EQ(now.certificates.front().fields().text("issuer"), "受託者");
    EXPECT_EQ(item(now, "SN1").certified.size(), 1U);
    EXPECT_EQ(told(add_certificate(*kernel_, first(), *desk_, paper("C2", {"SN2"}, "one"))),
              "disposal.certificate_known");
    const auto twice = add_certificate(*kernel_, first(), *desk_, paper("C2", {"SN1"}, "two"));
    ASSERT_TRUE(twice);
    ASSERT_EQ(twice->elsewhere.size(), 1U) << "told, since one of the two must be wrong";
    EXPECT_EQ(twice->elsewhere.front().certificate, "C1");
}

TEST_P(PapersTest, AnotherPersonLooksAtThePhotographOfResidentsData) {
    BroughtPhoto photo;
    photo.disposal = sheet().plan.record();
    photo.serials = {"SN1", "SN2"};
    photo.file = {"p.png", "image/png", "picture"};
    EXPECT_EQ(told(add_photo(*kernel_, first(), *desk_, photo)), "disposal.no_line");
    ASSERT_TRUE(add_certificate(*kernel_, first(), *desk_, paper("C1", {"SN1", "SN2"}, "one")));
    photo.file.type = "text/plain";
    EXPECT_EQ(told(add_photo(*kernel_, first(), *desk_, photo)), "disposal.not_a_picture");
    photo.file.type = "image/png";
    ASSERT_TRUE(add_photo(*kernel_, first(), *desk_, photo));
    const DisposalSheet now = sheet();
    EXPECT_EQ(item(now, "SN1").photos.size(), 1U);
    const std::uint64_t plan = now.plan.record();
    const std::uint64_t graver = item(now, "SN1").certified.front().record();
    const std::uint64_t other = item(now, "SN2").certified.front().record();
    EXPECT_EQ(told(read_photo(*kernel_, first(), *desk_, plan, graver, true)),
              "disposal.photo_same_person");
    EXPECT_EQ(told(read_photo(*kernel_, second(), *desk_, plan, graver, true)), "done");
    EXPECT_EQ(told(read_photo(*kernel_, first(), *desk_, plan, other, false)), "done");
    const DisposalSheet after = sheet();
    EXPECT_EQ(item(after, "SN1").certified.front().fields().text("photo"), "readable");
    EXPECT_EQ(item(after, "SN2").certified.front().fields().text("photo"), "unreadable");
    EXPECT_EQ(told(read_photo(*kernel_, first(), *desk_, plan, 999, true)), "disposal.no_line");
}

TEST_P(PapersTest, NothingGoesToAThirdPartyWithoutItsConsent) {
    const Row header{"hand_over_no", "item", "serial", "slip_no", "handed_on", "handed_by",
                     "receiver", "signed", "origin"};
    const auto hand_over = [&](const char* number, const char* day) {
        return refusal("hand_over", {header, {number, "I1", "SN1", "S1", day, "課", "受託者",
                                              "signed", "constructed"}});
    };
    const std::uint64_t plan = sheet().plan.record();
    EXPECT_EQ(hand_over("H1", "2026-02-01"), "disposal.hand_over_no_consent");
    ASSERT_EQ(changed("disposal", plan, {{"consent_no", "承1"}, {"consent_by", "課長"},
                                         {"consent_on", "2026-02-10"},
                                         {"consent_until", "2026-02-20"}}), "changed");
    EXPECT_EQ(hand_over("H1", "2026-02-09"), "disposal.hand_over_no_consent");
    EXPECT_EQ(hand_over("H1", "2026-02-21"), "disposal.hand_over_no_consent");
    EXPECT_EQ(hand_over("H1", "2026-02-20"), "taken");
    ASSERT_EQ(changed("disposal", plan, {{"third_party", "unknown"}}), "changed");
    EXPECT_EQ(hand_over("H2", "2026-02-20"), "disposal.third_party_unknown");
}

TEST_P(PapersTest, AnEndOfACloudClosesWhenItsClassIsSatisfied) {
    take("information_system", {{"system_no", "name", "state", "bureau", "section", "origin"},
                                {"S1", "基盤", "in_service", "局", "情報課", "constructed"}});
    take("cloud_exit", {{"exit_no", "system", "service", "provider", "disposal_class", "ends_on",
                         "state", "key_holder", "encrypted_from_start", "key_proved",
                         "equipment_identified", "origin"},
                        {"X1", "S1", "基盤", "事業者", "2", "2026-01-31", "running", "city",
                         "yes", "no", "no", "constructed"}});
    auto reader = kernel_->reader();
    const auto found = exit_sheet(*kernel_, **reader, *desk_, std::string("X1"),
                                  {japan_date(clock_.now()), std::nullopt});
    ASSERT_TRUE(found) << describe_with_place(found.error(), Language::english);
    const std::uint64_t record = found->row.record();
    const std::map<std::string, std::string> close{
        {"state", "closed"}, {"closed_on", "2026-03-01"}, {"closed_by", "課長"}};
    EXPECT_EQ(changed("cloud_exit", record, close), "disposal.exit_not_closed");
    EXPECT_EQ(changed("cloud_exit", record,
                      {{"data_back_on", "2026-01-20"}, {"key_destroyed_on", "2026-02-02"},
                       {"key_destroyed_by", "情報課"}, {"key_proved", "yes"},
                       {"proof_no", "P1"}, {"proof_received_on", "2026-02-10"}}), "changed");
    EXPECT_EQ(changed("cloud_exit", record, close), "disposal.exit_not_closed")
        << "no audit report";
    EXPECT_EQ(changed("cloud_exit", record,
                      {{"audit_report_no", "A1"}, {"audit_report_on", "2026-02-20"},
                       {"audit_report_by", "監査法人"}}), "changed");
    EXPECT_EQ(changed("cloud_exit", record, close), "changed");
    const auto paper = issue_exit_paper(*kernel_, first(), *desk_, "X1");
    ASSERT_TRUE(paper) << describe_with_place(paper.error(), Language::english);
    EXPECT_EQ(paper->digest, to_hex(ByteView(sha256(as_bytes(paper->content)))));
    EXPECT_EQ(issue_exit_paper(*kernel_, first(), *desk_, "X9").error().id, "disposal.no_exit");
}

TEST_P(PapersTest, AMediumGoesOutAfterAnotherPersonsYesAndComesBack) {
    LoanRequest asked;
    asked.medium = "SN2";
    asked.purpose = "移行";
    asked.data_kind = "confidential_2";
    asked.why_not_transfer = "回線がない";
    asked.section = "情報課";
    asked.due = "2027-01-31";
    asked.origin = "constructed";
    EXPECT_EQ(told(scan(*kernel_, first(), {"SN2", "鍵1", ""})), "portable.nothing_approved");
    EXPECT_EQ(told(scan(*kernel_, first(), {"NOBODY", "鍵1", ""})), "portable.no_medium");
    const auto number = request_loan(*kernel_, first(), asked);
    ASSERT_TRUE(number) << describe_with_place(number.error(), Language::english);
    EXPECT_EQ(told(request_loan(*kernel_, second(), asked)), "portable.asked_already");
    EXPECT_EQ(told(decide_loan(*kernel_, first(), 1, true, "")), "portable.own_request");
    EXPECT_EQ(told(decide_loan(*kernel_, second(), 1, true, "")), "done");
    EXPECT_EQ(told(decide_loan(*kernel_, second(), 1, true, "")), "portable.not_waiting");
    EXPECT_EQ(told(scan(*kernel_, first(), {"SN2", "", ""})), "portable.no_key");
    const auto out = scan(*kernel_, first(), {"SN2", "鍵1", ""});
    ASSERT_TRUE(out) << describe_with_place(out.error(), Language::english);
    EXPECT_TRUE(out->out);
    auto reader = kernel_->reader();
    const Date today = japan_date(clock_.now());
    auto view = portable_view(*kernel_, **reader, first(), today);
    ASSERT_TRUE(view) << describe_with_place(view.error(), Language::english);
    EXPECT_EQ(view->at("out").at("total").to_number<std::int64_t>(), 1);
    EXPECT_EQ(view->at("media").at("lent").to_number<std::int64_t>(), 1);
    // Plugged in where and when it may be, elsewhere, before it went out, and nobody's.
    const std::string day = format_iso(today);
    const std::string log = "terminal,serial,plugged_on,plugged_at\nT-1,SN2," + day +
                            ",10:00\nT-1,SN2,2020-01-01,10:00\nT-2,OTHER," + day + ",11:00:05\n";
    const auto added = add_device_log(*kernel_, first(), log, "log.csv", "constructed");
    ASSERT_TRUE(added) << describe_with_place(added.error(), Language::english);
    EXPECT_EQ(added->lent, 1U);
    EXPECT_EQ(added->no_loan, 1U);
    EXPECT_EQ(added->unknown, 1U);
    EXPECT_EQ(told(add_device_log(*kernel_, first(), log, "log.csv")), "portable.log_known");
    EXPECT_EQ(told(scan(*kernel_, second(), {"M2", "", ""})), "portable.erased_unknown");
    const auto back = scan(*kernel_, second(), {"M2", "", "yes"});
    ASSERT_TRUE(back) << describe_with_place(back.error(), Language::english);
    EXPECT_FALSE(back->out);
    EXPECT_EQ(back->loan, *number);
    auto later = kernel_->reader();
    view = portable_view(*kernel_, **later, first(), today);
    ASSERT_TRUE(view);
    EXPECT_EQ(view->at("out").at("total").to_number<std::int64_t>(), 0);
    EXPECT_EQ(view->at("media").at("lent").to_number<std::int64_t>(), 0);
}

TEST_P(PapersTest, TwoPeopleCountAndTheLedgerDecides) {
    EXPECT_EQ(told(count_media(*kernel_, first(), "year", 2, "")), "portable.bad_span");
    const auto opened = count_media(*kernel_, first(), "day", 2, "");
    ASSERT_TRUE(opened) << describe_with_place(opened.error(), Language::english);
    EXPECT_EQ(opened->state, "first");
    EXPECT_EQ(opened->expected, 2);
    EXPECT_EQ(told(count_media(*kernel_, first(), "day", 2, "")), "portable.counted_alone");
    const auto closed = count_media(*kernel_, second(), "day", 2, "");
    ASSERT_TRUE(closed) << describe_with_place(closed.error(), Language::english);
    EXPECT_EQ(closed->state, "agrees");
    EXPECT_EQ(told(count_media(*kernel_, second(), "day", 2, "")), "portable.counted_already");
    ASSERT_TRUE(count_media(*kernel_, first(), "month", 2, ""));
    const auto short_one = count_media(*kernel_, second(), "month", 1, "1本を探している");
    ASSERT_TRUE(short_one);
    EXPECT_EQ(short_one->state, "differs");
}

TEST(DeviceLog, EveryBadLineIsNamed) {
    const auto bad = read_device_log(
        "端末,製造番号,接続日,接続時刻\nT,S,2026-11-19,10:20\nT,,2026-11-19,10:20\n"
        "T,S,2026-13-40,10:20\nT,S,2026-11-19,25:00\n",
        "log.csv");
    ASSERT_FALSE(bad);
    ASSERT_EQ(bad.error().causes.size(), 3U);
    EXPECT_EQ(bad.error().causes[0].id, "portable.log_field");
    EXPECT_EQ(bad.error().causes[1].id, "portable.log_day");
    EXPECT_EQ(bad.error().causes[2].id, "portable.log_time");
    EXPECT_EQ(bad.error().causes[2].where.line, 5U);
    EXPECT_EQ(read_device_log("serial\nS\n", "log.csv").error().id, "portable.log_no_column");
    EXPECT_EQ(read_device_log("", "log.csv").error().id, "portable.log_no_column");
    EXPECT_TRUE(read_device_log("terminal,serial,plugged_on,plugged_at\n", "log.csv"));
}

DAICHO_ON_BOTH_STORES(PapersTest);

}  // namespace
}  // namespace daicho::media
