#include "job/progress_bar.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace daicho::job {
namespace {

// Sets variables for one test and puts the old ones back.
class Environment {
public:
    explicit Environment(std::initializer_list<std::pair<const char*, const char*>> values) {
        for (const char* name : kNames) {
            const char* old = std::getenv(name);
            old_.push_back(old == nullptr ? std::nullopt : std::optional<std::string>(old));
            ::unsetenv(name);
        }
        for (const auto& [name, value] : values) ::setenv(name, value, 1);
    }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;
    ~Environment() {
        for (std::size_t i = 0; i < old_.size(); ++i) {
            if (old_[i]) {
                ::setenv(kNames[i], old_[i]->c_str(), 1);
            } else {
                ::unsetenv(kNames[i]);
            }
        }
    }

private:
    static constexpr const char* kNames[] = {"DAICHO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
    std::vector<std::optional<std::string>> old_;
};

TEST(ProgressLanguage, FollowsTheEnvironment) {
    const auto language = [](std::initializer_list<std::pair<const char*, const char*>> values) {
        const Environment environment(values);
        return progress_language();
    };
    EXPECT_EQ(language({}), Language::japanese);
    EXPECT_EQ(language({{"LANG", "ja_JP.UTF-8"}}), Language::japanese);
    EXPECT_EQ(language({{"LANG", "en_US.UTF-8"}}), Language::english);
    EXPECT_EQ(language({{"LANG", "C"}}), Language::japanese);
    EXPECT_EQ(language({{"LC_ALL", "en_GB"}, {"LANG", "ja_JP"}}), Language::english);
    EXPECT_EQ(language({{"DAICHO_LANG", "ja"}, {"LC_ALL", "en_GB"}}), Language::japanese);
}

TEST(ProgressLine, ShowsShareRateAndTimeLeft) {
    EXPECT_EQ(progress_line(Language::japanese, "取込み", "件", 250, 1000, 10, true),
              "取込み ██████░░░░░░░░░░░░░░░░░░  25% 250/1000件 毎秒10件 残り約1分15秒");
    EXPECT_EQ(progress_line(Language::english, "Import", " rows", 990, 1000, 3, true),
              "Import ███████████████████████░  99% 990/1000 rows 3 rows/s about 4 s left");
}

TEST(ProgressLine, ForetellsNothingItDoesNotKnow) {
    EXPECT_EQ(progress_line(Language::english, "Import", "", 5, 0, 3, true), "Import 5 3/s");
    EXPECT_EQ(progress_line(Language::english, "Import", "", 0, 10, 0, true),
              "Import ░░░░░░░░░░░░░░░░░░░░░░░░   0% 0/10 0/s");
    const std::string full = progress_line(Language::english, "Import", "", 12, 10, 5, true);
    EXPECT_NE(full.find("100% 10/10"), std::string::npos) << full;
}

TEST(ProgressLine, StaysExactForHugeNumbers) {
    const std::uint64_t total = ~std::uint64_t{0};
    const std::string line = progress_line(Language::english, "x", "", total / 2, total, 1, false);
    EXPECT_NE(line.find(" 49%"), std::string::npos) << line;
}

TEST(ProgressBar, SaysNothingAboutShortWork) {
    ::testing::internal::CaptureStderr();
    {
        ProgressBar bar("取込み", "Import", "");
        bar.update(1, 2);
        bar.update(2, 2);
        bar.finish();
    }
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(ProgressBar, WritesWholeLinesWhereThereIsNoTerminal) {
    const Environment environment({{"DAICHO_LANG", "en"}});
    ::testing::internal::CaptureStderr();
    {
        ProgressBar bar("取込み", "Import", "");
        for (int i = 1; i <= 24; ++i) {
            bar.update(static_cast<std::uint64_t>(i), 24);
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    }
    const std::string text = ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2) << text;
    EXPECT_NE(text.find("100% 24/24"), std::string::npos) << text;
    EXPECT_EQ(text.find('\r'), std::string::npos);
}

}  // namespace
}  // namespace daicho::job
