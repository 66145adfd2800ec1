// A disposal from plan to certificate on both stores: what is refused, what stays open and why.
#include "base/digest.hpp"
#include "journal/journal.hpp"
#include "media/add_report.hpp"
#include "media/certificate.hpp"
#include "media/overview.hpp"
#include "media/rules.hpp"
#include "register/change.hpp"
#include "register/test_kernel.hpp"

namespace daicho::media {
namespace {

using registers::ChangeRequest;
using Row = std::vector<std::string>;

identity::Principal governor() {
    identity::Principal person;
    person.account = 7;
    person.grants = {{"governance", "information_governance"}};
    return person;
}

class MediaTest : public registers::testing::KernelOnStoreTest {
protected:
    void SetUp() override {
        // All of them: they name one another, and rules are asked across them.
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

    // Three media: class (1) certified, class (1) witnessed, class (2).
    void plan() {
        take("medium",
             {{"medium_no", "form", "kind", "serial", "network_zone", "content", "encryption",
               "state", "place", "keeper", "origin"},
              {"M1", "portable", "hdd", "SHD0417A001", "my_number", "resident", "none",
               "in_disposal", "書庫", "情報課", "constructed"},
              {"M2", "portable", "usb_flash", "SUS1", "my_number", "unknown", "none",
               "in_disposal", "書庫", "情報課", "constructed"},
              {"M3", "portable", "ssd", "SSS0417B002", "core", "resident", "from_start",
               "in_disposal", "書庫", "情報課", "constructed"}});
        take("disposal", {{"disposal_no", "title", "cause", "state", "section", "planned_on",
                           "certificate_due", "approved_by", "approved_on", "third_party",
                           "origin"},
                          {"D1", "返却", "lease_end", "in_work", "情報課", "2026-01-05",
                           "2026-03-31", "課長", "2026-01-06", "no", "constructed"}});
        take("disposal_item",
             {{"item_no", "disposal", "medium", "serial", "disposal_class", "method", "way",
               "origin"},
              {"I1", "D1", "M1", "SHD0417A001", "1", "destroy", "certificate", "constructed"},
              {"I2", "D1", "M2", "SUS1", "1", "destroy", "witness", "constructed"},
              {"I3", "D1", "M3", "SSS0417B002", "2", "block_erase", "certificate",
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

    DisposalSheet sheet() {
        const Date day = japan_date(clock_.now());
        auto reader = kernel_->reader();
        EXPECT_TRUE(reader);
        auto made = disposal_sheet(*kernel_, **reader, *desk_, std::string("D1"),
                                   {day, std::nullopt});
        EXPECT_TRUE(made) << describe_with_place(made.error(), Language::english);
        return std::move(*made);
    }
    std::map<std::string, std::string> steps() {
        std::map<std::string, std::string> found;
        for (const ItemSheet& one : sheet().items) {
            found[one.item.fields().text("item_no")] = one.next;
        }
        return found;
    }
    std::string close() {
        ChangeRequest request;
        request.register_name = "disposal";
        request.record = sheet().plan.record();
        request.values = {{"state", "closed"}, {"closed_on", "2026-04-01"}, {"closed_by", "課長"}};
        request.valid = {Date::of(2026, 4, 1), kForever};
        request.reason = "完了";
        const auto made = registers::change(*kernel_, governor(), request);
        return made ? std::string("closed") : made.error().id;
    }
    Result<AddedReport> bring(const std::string& file, Date ended = Date::of(2026, 1, 20)) {
        std::ifstream in(std::string(DAICHO_SOURCE_DIR) + "/tests/corpus/erasure/" + file,
                         std::ios::binary);
        BroughtReport brought;
        brought.disposal = sheet().plan.record();
        brought.name = file;
        brought.bytes = {std::istreambuf_iterator<char>(in), {}};
        brought.ended = ended;
        brought.origin = "constructed";
        return add_report(*kernel_, governor(), *desk_, brought);
    }
    // Everything that D1 needs behind the erasures.
    void finish(const char* hand_over) {
        take("hand_over", {{"hand_over_no", "item", "serial", "slip_no", "handed_on", "handed_by",
                            "receiver", "signed", "origin"},
                           {"H1", "I1", "SHD0417A001", "S1", hand_over, "課", "受託者", "signed",
                            "constructed"},
                           {"H3", "I3", "SSS0417B002", "S1", hand_over, "課", "受託者", "signed",
                            "constructed"}});
        take("destruction",
             {{"destruction_no", "item", "serial_read", "way", "done_on", "where_done", "place",
               "done_by", "result", "origin"},
              {"X1", "I1", "SHD0417A001", "shred", "2026-12-10", "offsite", "工場", "受託者",
               "ok", "constructed"},
              {"X2", "I2", "SUS1", "crush", "2026-02-10", "onsite", "庁舎", "職員", "ok",
               "constructed"}});
        take("disposal_certificate", {{"certificate_no", "disposal", "kind", "issuer",
                                       "received_on", "received_by", "verdict", "origin"},
                                      {"C1", "D1", "destruction", "受託者", "2026-03-01", "職員",
                                       "accepted", "constructed"}});
    }
    void certify(const char* item, const char* serial) {
        take("certificate_line", {{"line_no", "certificate", "item", "serial", "photo", "read_by",
                                   "origin"},
                                  {std::string("L-") + item, "C1", item, serial, "readable",
                                   "職員", "constructed"}});
    }

    SharedDesk desk_;
};

TEST_P(MediaTest, AClassMayBeGraverThanItsMediumButNeverMilder) {
    const Row header{"item_no", "disposal", "medium", "serial", "disposal_class",
                     "method", "way", "origin"};
    EXPECT_EQ(refusal("disposal_item", {header, {"J1", "D1", "M1", "SHD0417A001", "2", "degauss",
                                                 "certificate", "constructed"}}),
              "disposal.class_too_mild");
    EXPECT_EQ(refusal("disposal_item", {header, {"J3", "D1", "M3", "SSS0417B002", "1", "destroy",
                                                 "certificate", "constructed"}}),
              "taken");
    EXPECT_EQ(refusal("disposal_item", {header, {"J4", "D1", "M3", "OTHER", "2", "destroy",
                                                 "certificate", "constructed"}}),
              "disposal.inventory_serial");
}

TEST_P(MediaTest, AReportIsRecordedForTheMediumWhoseSerialAgrees) {
    const auto added = bring("nwipe_appended.log");
    ASSERT_TRUE(added) << describe_with_place(added.error(), Language::english);
    ASSERT_EQ(added->added.size(), 2U);
    EXPECT_FALSE(added->added[0].accepted);
    EXPECT_TRUE(added->added[1].accepted);
    EXPECT_EQ(steps().at("I1"), "hand_over");
    EXPECT_EQ(bring("nwipe_appended.log").error().id, "disposal.report_known");
    EXPECT_EQ(bring("nvme_done.json").error().id, "disposal.no_run_of_it");
    EXPECT_EQ(bring("nwipe_erased.log").error().id, "disposal.no_run_of_it");
    // A run that says neither success nor verification cannot be called an erasure by hand.
    const Row header{"run_no", "item", "serial_read", "tool", "method", "ended_on", "place",
                     "done_by", "result", "verification", "verdict", "origin"};
    EXPECT_EQ(refusal("erasure_run", {header, {"R9", "I1", "SHD0417A001", "nwipe",
                                               "overwrite_os_accessible", "2026-01-20", "onsite",
                                               "staff", "ok", "none", "accepted", "constructed"}}),
              "disposal.run_not_proved");
    EXPECT_EQ(refusal("erasure_run", {header, {"R9", "I3", "SHD0417A001", "nwipe",
                                               "overwrite_os_accessible", "2026-01-20", "onsite",
                                               "staff", "ok", "last", "accepted", "constructed"}}),
              "disposal.foreign_serial");
}

TEST_P(MediaTest, NothingClosesBeforeEachMediumIsProved) {
    EXPECT_EQ(steps(), (std::map<std::string, std::string>{
                           {"I1", "erase"}, {"I2", "destroy"}, {"I3", "erase"}}));
    EXPECT_EQ(close(), "disposal.not_closed");
    ASSERT_TRUE(bring("nwipe_disk.log"));
    ASSERT_TRUE(bring("hdparm_done.txt"));
    finish("2026-11-25");  // the log's own day is 2026-11-22
    EXPECT_EQ(steps().at("I2"), "witness");
    EXPECT_EQ(steps().at("I1"), "certificate");
    take("disposal_witness", {{"witness_no", "disposal", "step", "witnessed_on", "place",
                               "witness", "completion", "origin"},
                              {"W1", "D1", "destruction", "2026-02-10", "庁舎", "職員", "part",
                               "constructed"}});
    EXPECT_EQ(steps().at("I2"), "witness") << "watched in part only";
    take("disposal_witness", {{"witness_no", "disposal", "step", "witnessed_on", "place",
                               "witness", "completion", "origin"},
                              {"W2", "D1", "destruction", "2026-02-10", "庁舎", "職員", "full",
                               "constructed"}});
    EXPECT_EQ(close(), "disposal.not_closed");
    certify("I1", "SHD0417A001");
    certify("I2", "SUS1");
    EXPECT_EQ(close(), "disposal.not_closed") << "I3 is on no certificate and stays open";
    certify("I3", "SSS0417B002");
    EXPECT_EQ(steps(), (std::map<std::string, std::string>{
                           {"I1", "none"}, {"I2", "none"}, {"I3", "none"}}));
    EXPECT_EQ(close(), "closed");
}

TEST_P(MediaTest, ErasureAfterItHadLeftTheHouseIsTooLate) {
    ASSERT_TRUE(bring("nwipe_disk.log"));
    ASSERT_TRUE(bring("hdparm_done.txt"));
    finish("2026-11-01");
    certify("I1", "SHD0417A001");
    for (const ItemSheet& one : sheet().items) {
        if (one.item.fields().text("item_no") != "I1") continue;
        EXPECT_EQ(one.judgement.verdict, "unfit");
        EXPECT_EQ(one.judgement.reasons.front(), "ONSITE_ERASE_MISSING");
    }
    EXPECT_EQ(close(), "disposal.not_closed");
}

TEST_P(MediaTest, ASerialNumberThatIsNotOfTheDisposalIsRefused) {
    finish("2026-02-01");
    const Row header{"line_no", "certificate", "item", "serial", "photo", "origin"};
    EXPECT_EQ(refusal("certificate_line", {header, {"L9", "C1", "I1", "NOBODY0001", "none",
                                                    "constructed"}}),
              "disposal.foreign_serial");
    EXPECT_EQ(refusal("certificate_line", {header, {"L9", "C1", "I3", "SHD0417A001", "none",
                                                    "constructed"}}),
              "disposal.foreign_serial");
}

TEST_P(MediaTest, TheListCountsAsTheSheetDoes) {
    ASSERT_TRUE(bring("nwipe_disk.log"));
    auto reader = kernel_->reader();
    ASSERT_TRUE(reader);
    const Date day = japan_date(clock_.now());
    const auto page = disposals(*kernel_, **reader, Which::running, day, 0, 50);
    ASSERT_TRUE(page) << describe_with_place(page.error(), Language::english);
    ASSERT_EQ(page->rows.size(), 1U);
    const Overview& row = page->rows.front();
    EXPECT_EQ(row.media, 3U);
    EXPECT_EQ(row.erased.needed, 2U) << "what is witnessed need not be erased first";
    EXPECT_EQ(row.destroyed.needed, 2U);
    EXPECT_EQ(row.next, "erase");
    const auto ended = disposals(*kernel_, **reader, Which::ended, day, 0, 50);
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->total, 0U);
}

TEST_P(MediaTest, TheCertificateNamesItsEntryAndItsDigest) {
    ASSERT_TRUE(bring("nwipe_disk.log"));
    const auto paper = issue_paper(*kernel_, governor(), *desk_, "D1");
    ASSERT_TRUE(paper) << describe_with_place(paper.error(), Language::english);
    EXPECT_EQ(paper->digest, to_hex(ByteView(sha256(as_bytes(paper->content)))));
    auto reader = kernel_->reader();
    ASSERT_TRUE(reader);
    const auto entry = journal::read_entry(**reader, paper->entry);
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->header.kind, journal::EntryKind::disposal_certified);
    EXPECT_EQ(paper->files.size(), 1U) << "the report";
    identity::Principal nobody;
    nobody.account = 9;
    EXPECT_EQ(issue_paper(*kernel_, nobody, *desk_, "D1").error().id, "register.denied");
    EXPECT_EQ(issue_paper(*kernel_, governor(), *desk_, "D9").error().id, "disposal.no_disposal");
}

DAICHO_ON_BOTH_STORES(MediaTest);

}  // namespace
}  // namespace daicho::media
