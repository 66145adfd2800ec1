#include "register/whole_check.hpp"

#include <fmt/format.h>

#include "register/memory_source.hpp"
#include "register/test_crowd.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"

namespace daicho::registers {
namespace {

constexpr std::string_view kShareYaml = R"(
register: share
number: 52
version: 1
label: {ja: 持分, en: Shares}
task: {id: addressee, ja: 宛名事務, en: Addressee affairs}
legal_basis: 地方税法
temporal: valid_time
key: [group, no]
retention: {years: 5, from: end_of_validity, basis: 例}
permissions: {view: [tax_clerk], change: [tax_clerk], import: [tax_clerk, loader],
     export: [tax_clerk]}
fields:
  - {id: 1, name: group, type: ref, target: addressee, label: {ja: 共有, en: Group},
     required: true}
  - {id: 2, name: no, type: int, label: {ja: 連番, en: Serial}, required: true}
  - {id: 3, name: above, type: int, label: {ja: 分子, en: Numerator}, required: true}
  - {id: 4, name: below, type: int, label: {ja: 分母, en: Denominator}, required: true}
checks:
  - {id: share.sum, check: parts_of_one, of: group, numerator: above, denominator: below}
)";

const std::vector<std::string> kHeader = {"group", "no", "above", "below", "valid_from", "ended"};
constexpr const char* kGroup = "0000000019";

class WholeCheckTest : public testing::KernelOnStoreTest {
protected:
    void SetUp() override {
        write_definition("person", "share", kShareYaml);
        KernelOnStoreTest::SetUp();
        import_people();
    }
    std::string outcome(std::vector<std::vector<std::string>> rows) {
        rows.insert(rows.begin(), kHeader);
        const auto report = import("share", std::move(rows));
        if (report) return "";
        if (report.error().causes.empty()) return report.error().id;
        const Error& fault = report.error().causes.front();
        return std::to_string(fault.where.line) + ": " + describe(fault, Language::english);
    }
};
DAICHO_ON_BOTH_STORES(WholeCheckTest);

TEST(ExactSum, ReducesAndKnowsItsBounds) {
    ExactSum sum;
    for (const int below : {2, 3, 7, 42}) sum.add(1, below);
    EXPECT_TRUE(sum.is_one());
    sum.add(1, 6);
    EXPECT_EQ(sum.text(), "7/6");
    ExactSum wide;
    for (const std::int64_t prime : {999999937, 999999929, 999999893, 999999883, 999999797}) {
        wide.add(1, prime);
    }
    EXPECT_FALSE(wide.is_one());
    EXPECT_EQ(wide.text(), "?");
    ExactSum none;
    none.add(1, 0);
    EXPECT_FALSE(none.is_one());
}

TEST_P(WholeCheckTest, SharesThatAreNotAWholeLandNowhere) {
    const std::string said =
        outcome({{kGroup, "1", "1", "2", "", ""}, {kGroup, "2", "1", "3", "", ""}});
    EXPECT_TRUE(said.starts_with("3: ")) << said;
    EXPECT_NE(said.find(kGroup), std::string::npos) << said;
    EXPECT_NE(said.find("5/6"), std::string::npos) << said;
    EXPECT_EQ(outcome({{kGroup, "1", "1", "2", "", ""}, {kGroup, "2", "1", "2", "", ""}}), "");
    EXPECT_FALSE(verify(*kernel_, {})->fault);
}

TEST_P(WholeCheckTest, EveryMomentCounts) {
    ASSERT_EQ(outcome({{kGroup, "1", "1", "2", "", ""}, {kGroup, "2", "1", "2", "", ""}}), "");
    // One member leaves in 2025 and nobody takes over.
    const std::string said = outcome({{kGroup, "2", "1", "2", "2025-04-01", "true"}});
    EXPECT_NE(said.find("1/2 from 2025-04-01"), std::string::npos) << said;
    EXPECT_EQ(outcome({{kGroup, "2", "1", "2", "2025-04-01", "true"},
                       {kGroup, "1", "1", "1", "2025-04-01", ""}}),
              "");
    // All of them leave: no group, no sum.
    EXPECT_EQ(outcome({{kGroup, "1", "1", "1", "2026-04-01", "true"}}), "");
}

// Rows of parts that were undone count all the same: two batches, and somebody waits between them.
TEST_P(WholeCheckTest, AWholeIsOneAcrossThePartsOfAnImport) {
    testing::Crowd crowd;
    const auto take = [&](int count, bool preview) {
        std::string text = "group,no,above,below\n";
        for (int i = 0; i < count; ++i) text += fmt::format("{},{},1,2500\n", kGroup, i);
        const auto bytes = std::make_shared<const std::string>(std::move(text));
        ImportOptions options;
        options.preview = preview;
        options.valid_from = Date::of(2024, 1, 1);
        options.progress = [&](std::uint64_t, std::uint64_t) {
            crowd.wait_for(*kernel_, testing::Crowd::look);
        };
        auto report = import_in_parts(
            *kernel_, identity::system_principal(), definition("share"),
            [&] { return memory_source(bytes, "in.csv", definition("share")); }, options, {});
        crowd.leave();
        return report;
    };
    const auto whole = take(2'500, true);
    ASSERT_TRUE(whole) << describe_with_place(whole.error(), Language::english);
    EXPECT_FALSE(whole->refused);
    EXPECT_TRUE(whole->errors.empty());
    const auto less = take(2'499, true);
    ASSERT_TRUE(less);
    EXPECT_TRUE(less->refused);
    ASSERT_EQ(less->errors.size(), 1u);
    EXPECT_NE(describe(less->errors[0], Language::english).find("2499/2500"), std::string::npos);
    EXPECT_FALSE(take(2'499, false));
    EXPECT_EQ((*kernel_->reader())->integer("SELECT count(*) FROM v_share").value(), 0);
    EXPECT_TRUE(take(2'500, false));
    EXPECT_GE(crowd.done(), 6);
    EXPECT_FALSE(verify(*kernel_, {})->fault);
}

TEST_P(WholeCheckTest, AnEndedShareLeavesRoomForTheOthers) {
    ASSERT_EQ(outcome({{kGroup, "1", "1", "2", "", ""}, {kGroup, "2", "1", "2", "", ""}}), "");
    EXPECT_EQ(outcome({{kGroup, "1", "1", "1", "", ""}, {kGroup, "2", "", "", "", "true"}}), "");
    EXPECT_FALSE(verify(*kernel_, {})->fault);
}

}  // namespace
}  // namespace daicho::registers
