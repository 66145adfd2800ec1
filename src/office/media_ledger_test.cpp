// What leaves the house is encrypted, and in the ledger exactly when its export is journaled.
#include "office/media_ledger.hpp"

#include <sstream>

#include "register/query.hpp"
#include "register/test_kernel.hpp"

namespace daicho::office {
namespace {

using registers::ExportOptions;
using registers::ExportReport;

class MediaLedger : public registers::testing::KernelOnStoreTest {
protected:
    void SetUp() override {
        std::ifstream in(std::string(DAICHO_SOURCE_DIR) + "/registers/govern/media_ledger.yaml");
        std::ostringstream text;
        text << in.rdbuf();
        write_definition("govern", "media_ledger", text.str());
        KernelOnStoreTest::SetUp();
        import_people();
    }
    Result<ExportReport> hand_out(const std::string& medium_no) {
        ExportOptions options;
        options.reason = "点字納税通知書の作成";
        options.file = folder_.path() / "宛名.zip";
        options.password = registers::new_export_password();
        const auto principal = identity::system_principal();
        HandedOver medium{medium_no, "汐見印刷", "system", options.reason, "addressee",
                          "AES-256", Date::of(2027, 3, 31)};
        options.also = [&](registers::Context& context, std::uint16_t capacity,
                           const ExportReport& report) -> Status {
            DAICHO_TRY(number,
                       enter_medium(context, principal, capacity, medium, options, report));
            number_ = number;
            return {};
        };
        return export_rows(*kernel_, principal, definition("addressee"), options);
    }
    std::string number_;
};

TEST_P(MediaLedger, ExportAndLedgerStandTogether) {
    const auto report = hand_out("");
    ASSERT_TRUE(report) << describe_with_place(report.error(), Language::english);
    EXPECT_TRUE(number_.starts_with("M20") && number_.ends_with("-0001")) << number_;
    auto reader = kernel_->reader();
    const auto& ledger = definition("media_ledger");
    const auto record = registers::find_record(**reader, ledger, number_);
    ASSERT_TRUE(record && *record);
    const auto history = registers::read_history(**reader, ledger, **record);
    ASSERT_TRUE(history);
    const auto value = [&](const char* field) {
        const std::size_t i = ledger.index_of(field);
        return registers::format_cell(ledger.fields[i], history->at(0).values[i].cell());
    };
    EXPECT_EQ(value("recipient"), "汐見印刷");
    EXPECT_EQ(value("records"), "2");
    EXPECT_EQ(value("due"), "2027-03-31");
    EXPECT_EQ(value("journal_entry"), std::to_string(report->entry.value));
    EXPECT_EQ(history->at(0).commit.value, report->entry.value + 1);
    std::ifstream in(folder_.path() / "宛名.zip", std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    EXPECT_EQ(value("file_sha256"), to_hex(view(sha256(as_bytes(bytes)))));
    EXPECT_TRUE(bytes.starts_with("PK"));
    EXPECT_EQ(bytes.find("0000000019"), std::string::npos);
}

TEST_P(MediaLedger, WithoutItsRowThereIsNoExport) {
    ASSERT_TRUE(hand_out("M1"));
    std::filesystem::remove(folder_.path() / "宛名.zip");
    const auto entries = kernel_->newest()->value;
    const auto again = hand_out("M1");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().id, "media.medium_taken");
    EXPECT_EQ(kernel_->newest()->value, entries) << "the export's entry is taken back as well";
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "宛名.zip"));
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "宛名.zip.part"));
}

DAICHO_ON_BOTH_STORES(MediaLedger);

}  // namespace
}  // namespace daicho::office
