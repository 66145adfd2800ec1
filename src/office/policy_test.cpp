#include "office/policy.hpp"

#include <gtest/gtest.h>

#include <algorithm>

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

constexpr const char* kPasswords =
    "{warn: {days: 14, cite: x}, words: {file: w.txt, own: []}, "
    "personal: {shortest: 12, strength: 40, longest_days: 365, history: 4, cite: x}, "
    "privileged: {shortest: 16, strength: 56, longest_days: 180, history: 12, cite: x}}";

std::string fault_of(std::string_view lock, std::string_view password = kPasswords) {
    const std::string text =
        "lock: " + std::string(lock) +
        "\nspraying: {accounts: 5, minutes: 10, cite: x}\n"
        "session: {idle_minutes: 30, longest_hours: 12, cite: x}\n"
        "password: " + std::string(password) +
        "\nsecond_factor: {required: true, roles: [admin], personal_number: true, issuer: x, "
        "rp_id: localhost, recovery_codes: 10, cite: x}\n"
        "administrators: {roles: [admin], most: 3, cite: x}\n"
        "emergencies: []\ndepartment_roles: []\n";
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

TEST(ReadAccountPolicy, PrivilegedPasswordsAreNeverLooserThanPersonalOnes) {
    constexpr const char* kLock =
        "{free_failures: 3, first_delay_s: 1, longest_delay_s: 900, failures: 10, cite: x}";
    const std::pair<const char*, const char*> looser[] = {
        {"shortest: 16", "shortest: 11"}, {"strength: 56", "strength: 39"},
        {"history: 12", "history: 3"}, {"longest_days: 180", "longest_days: 0"},
        {"longest_days: 180", "longest_days: 366"}};
    for (const auto& [was, is] : looser) {
        std::string password = kPasswords;
        password.replace(password.rfind(was), std::string_view(was).size(), is);
        EXPECT_EQ(fault_of(kLock, password), "settings.privileged_looser") << is;
    }
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
         {&policy.lock.cite, &policy.spraying.cite, &policy.session.cite,
          &policy.password.warn_cite, &policy.password.personal.cite,
          &policy.password.privileged.cite}) {
        EXPECT_NE(cite->find("対策基準"), std::string::npos);
    }
    const std::vector<std::string>& words = policy.password.words->words();
    EXPECT_GT(words.size(), 800U);
    EXPECT_NE(std::find(words.begin(), words.end(), "siomi"), words.end());
}

}  // namespace
}  // namespace daicho::office
