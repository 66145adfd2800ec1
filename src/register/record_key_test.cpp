// A record keeps its key: whoever would change it is told to end the record and enter a new one.
#include <gtest/gtest.h>

#include "register/change.hpp"
#include "register/key_index.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"
#include "register/workflow.hpp"

namespace daicho::registers {
namespace {

class RecordKeyTest : public testing::KernelOnStoreTest {
protected:
    void SetUp() override {
        KernelOnStoreTest::SetUp();
        import_people();
        ASSERT_TRUE(import("parcel", parcels("P1")));
    }
    static std::vector<std::vector<std::string>> parcels(const char* number) {
        return {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use"},
                {number, "0000000019", "400.00", "100", "land"}};
    }
    static ChangeRequest request(std::map<std::string, std::string> values) {
        ChangeRequest request;
        request.register_name = "parcel";
        request.record = 1;
        request.values = std::move(values);
        request.valid = {Date::of(2025, 1, 1), kForever};
        return request;
    }
    std::string id(const ChangeRequest& asked) {
        const auto done = change(*kernel_, identity::system_principal(), asked);
        if (done) return "";
        const bool several = done.error().id == "change.invalid";
        if (several) {
            EXPECT_EQ(done.error().causes.at(0).where.path, "parcel_no");
        }
        return several ? done.error().causes.at(0).id : done.error().id;
    }
    std::optional<std::uint64_t> record_of(const char* key) {
        auto reader = kernel_->reader();
        return *find_record(**reader, definition("parcel"), key);
    }
    void expect_sound() {
        const auto proof = verify(*kernel_, {});
        ASSERT_TRUE(proof);
        EXPECT_FALSE(proof->fault) << describe(*proof->fault, Language::english);
    }
};
DAICHO_ON_BOTH_STORES(RecordKeyTest);

TEST_P(RecordKeyTest, AChangeOfItIsRefused) {
    EXPECT_EQ(id(request({{"parcel_no", "P9"}})), "change.key_fixed");
    EXPECT_EQ(id(request({{"parcel_no", ""}})), "change.key_fixed");
    ChangeRequest end = request({{"parcel_no", "P9"}});
    end.ended = true;
    EXPECT_EQ(id(end), "change.key_fixed");
    EXPECT_EQ(id(request({{"parcel_no", "P1"}, {"value_yen", "7"}})), "")
        << "naming it is no change";
    EXPECT_EQ(record_of("P1"), 1U);
    EXPECT_EQ(record_of("P9"), std::nullopt);
    expect_sound();
}

TEST_P(RecordKeyTest, EndingAndEnteringAnewGivesAnother) {
    ChangeRequest end = request({});
    end.ended = true;
    EXPECT_EQ(id(end), "");
    ChangeRequest anew = request({{"parcel_no", "P9"}, {"taxpayer", "0000000019"},
                                  {"taxed_area", "400.00"}, {"value_yen", "100"},
                                  {"use", "land"}});
    anew.record.reset();
    EXPECT_EQ(id(anew), "");
    EXPECT_EQ(record_of("P9"), 2U);
    anew.values["parcel_no"] = "P1";
    EXPECT_EQ(id(anew), "change.key_exists") << "an ended record keeps its key";
    expect_sound();
}

TEST_P(RecordKeyTest, AnImportUnderAnotherKeyIsAnotherRecord) {
    const auto landed = import("parcel", parcels("P9"));
    ASSERT_TRUE(landed);
    EXPECT_EQ(landed->new_records, 1U);
    EXPECT_EQ(record_of("P1"), 1U);
    EXPECT_EQ(record_of("P9"), 2U);
    ASSERT_TRUE(import("parcel", parcels("P9")));
    EXPECT_EQ(record_of("P9"), 2U) << "the same key is the same record";
    expect_sound();
}

TEST_P(RecordKeyTest, NoProposalOfOneEither) {
    std::string text(testing::kParcelYaml);
    text.insert(text.find("import: [tax_clerk, loader],"), "approve: [tax_approver], ");
    write_definition("tax", "parcel", text + "four_eyes: true\n");
    reopen();
    identity::Principal clerk;
    clerk.account = 5;
    clerk.grants = {{"tax_clerk", "fixed_asset_tax"}};
    ChangeRequest asked = request({{"parcel_no", "P9"}});
    asked.reason = "誤り";
    const auto done = change(*kernel_, clerk, asked);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().causes.at(0).id, "change.key_fixed");
    expect_sound();
}

}  // namespace
}  // namespace daicho::registers
