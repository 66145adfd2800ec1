#include "job/rhythm.hpp"

#include <gtest/gtest.h>

namespace daicho::job {
namespace {

std::string after(std::string_view rhythm, std::string_view now) {
    const auto parsed = Rhythm::parse(rhythm);
    const auto moment = parse_japan_minute(now);
    if (!parsed || !moment) return "refused";
    return format_japan_minute(parsed->after(*moment));
}

TEST(Rhythm, ComesBackBehindTheGivenMoment) {
    EXPECT_EQ(after("daily 02:30", "2026-04-10T02:29"), "2026-04-10 02:30");
    EXPECT_EQ(after("daily 02:30", "2026-04-10T02:30"), "2026-04-11 02:30");
    EXPECT_EQ(after("daily 23:59", "2026-12-31T23:59"), "2027-01-01 23:59");
    EXPECT_EQ(after("monthly 1 05:00", "2026-04-01T05:00"), "2026-05-01 05:00");
    EXPECT_EQ(after("monthly 28 00:00", "2026-02-01T00:00"), "2026-02-28 00:00");
    EXPECT_EQ(after("monthly last 01:00", "2028-02-10T00:00"), "2028-02-29 01:00");
    EXPECT_EQ(after("monthly last 01:00", "2026-04-30T01:00"), "2026-05-31 01:00");
}

TEST(Rhythm, IsWrittenAsItIsRead) {
    for (const char* text : {"daily 00:00", "daily 23:59", "monthly 7 09:05",
                             "monthly last 12:00"}) {
        const auto rhythm = Rhythm::parse(text);
        ASSERT_TRUE(rhythm) << text;
        EXPECT_EQ(rhythm->text(), text);
    }
}

TEST(Rhythm, RefusesWhatNoCalendarHas) {
    for (const char* text : {"", "daily", "daily 24:00", "daily 2:30", "daily 02:60",
                             "daily 02:30 ",
                             "weekly 02:30", "monthly 0 02:30", "monthly 29 02:30",
                             "monthly 31 02:30", "monthly 1", "monthly x 02:30", "daily -1:30"}) {
        const auto rhythm = Rhythm::parse(text);
        ASSERT_FALSE(rhythm) << text;
        EXPECT_EQ(rhythm.error().id, "job.bad_rhythm");
    }
    for (const char* text : {"", "2026-04-10", "2026-02-30T01:00", "2026-04-10T25:00", "x"}) {
        const auto moment = parse_japan_minute(text);
        ASSERT_FALSE(moment) << text;
        EXPECT_EQ(moment.error().id, "job.bad_moment");
    }
}

}  // namespace
}  // namespace daicho::job
