#include "office/policy.hpp"

#include <gtest/gtest.h>

#include "office/settings.hpp"

namespace daicho::office {
namespace {

TEST(LockPolicy, DelaysNothingAtFirstThenDoublesUpToTheLongest) {
    LockPolicy lock;
    const std::uint64_t expected[] = {0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900};
    for (std::uint64_t failed = 0; failed < std::size(expected); ++failed) {
        EXPECT_EQ(lock.delay_s(failed), expected[failed]) << failed;
    }
    EXPECT_EQ(lock.delay_s(~std::uint64_t{0} / 2), 900U);
}

std::string fault_of(std::string_view lock) {
    const std::string text =
        "lock: " + std::string(lock) +
        "\nspraying: {accounts: 5, minutes: 10, cite: x}\n"
        "session: {idle_minutes: 30, longest_hours: 12, cite: x}\n";
    auto document = yaml::Document::parse(text, "test.yaml");
    if (!document) return document.error().id;
    (void)read_account_policy(document->root());
    const Status status = document->finish();
    return status ? "" : status.error().causes.front().id;
}

TEST(ReadAccountPolicy, RefusesWhatDoesNotFit) {
    const auto lock = [](int free, int first, int longest, int failures) {
        return "{free_failures: " + std::to_string(free) + ", first_delay_s: " +
               std::to_string(first) + ", longest_delay_s: " + std::to_string(longest) +
               ", failures: " + std::to_string(failures) + ", cite: x}";
    };
    EXPECT_EQ(fault_of(lock(3, 1, 900, 10)), "");
    EXPECT_EQ(fault_of(lock(3, 60, 30, 10)), "settings.bad_lock");
    EXPECT_EQ(fault_of(lock(5, 1, 900, 5)), "settings.bad_lock");
    EXPECT_NE(fault_of(lock(3, 0, 900, 10)), "");
    EXPECT_NE(fault_of("{free_failures: 3}"), "");
}

TEST(LoadSettings, EveryNumberOfTheDemonstrationNamesItsRule) {
    const auto settings =
        load_settings(std::string(DAICHO_SOURCE_DIR) + "/data/municipality/shiomi.yaml");
    ASSERT_TRUE(settings);
    const AccountPolicy& policy = settings->accounts;
    EXPECT_EQ(policy.lock.failures, 10U);
    EXPECT_EQ(policy.session.idle_minutes, 30U);
    EXPECT_EQ(policy.session.longest_hours, 12U);
    for (const std::string* cite :
         {&policy.lock.cite, &policy.spraying.cite, &policy.session.cite}) {
        EXPECT_NE(cite->find("対策基準"), std::string::npos);
    }
}

}  // namespace
}  // namespace daicho::office
