// Errors as values and their texts.
#include "base/message.hpp"

#include <gtest/gtest.h>

#include <set>

#include "base/detail/message_table.hpp"
#include "base/result.hpp"
#include "base/text.hpp"

namespace daicho {
namespace {

Result<int> half(int number) {
    if (number % 2 != 0) return input_error("date.not_iso").with("value", std::to_string(number));
    return number / 2;
}

Result<int> quarter(int number) {
    DAICHO_TRY(once, half(number));
    DAICHO_TRY(twice, half(once));
    return twice;
}

Status check_quarter(int number) {
    DAICHO_CHECK(quarter(number));
    return {};
}

TEST(Result, TriesAndChecks) {
    EXPECT_EQ(quarter(8).value(), 2);
    EXPECT_EQ(quarter(6).error().arguments.at(0).second, "3");
    EXPECT_TRUE(check_quarter(4).has_value());
    EXPECT_FALSE(check_quarter(5).has_value());
}

TEST(Message, BothLanguagesWithArguments) {
    EXPECT_TRUE(message_exists("date.not_iso"));
    EXPECT_FALSE(message_exists("date.not"));
    EXPECT_FALSE(message_exists(""));
    EXPECT_EQ(message("date.not_iso", Language::english, {{"value", "x{y}"}}),
              "“x{y}” is not a date. Write it like 2026-04-01.");
    EXPECT_EQ(message("no.such.id", Language::japanese), "no.such.id");
    EXPECT_NE(message("date.not_iso", Language::japanese).find("{value}"), std::string::npos);
}

TEST(Message, NamesThePlaceAndTheCauses) {
    Error error = input_error("date.not_iso").with("value", "x").at_line("a.csv", 12);
    error.where.path = "built";
    error.causes.push_back(input_error("bytes.not_hex"));
    EXPECT_EQ(describe_with_place(error, Language::japanese).substr(0, 24),
              std::string("a.csv 12行目 built: 「").substr(0, 24));
    const std::string english = describe_with_place(error, Language::english);
    EXPECT_EQ(english.find("a.csv line 12 built: “x”"), 0U);
    EXPECT_NE(english.find("\n  This is not hexadecimal"), std::string::npos);
}

TEST(Error, KindsAreKept) {
    EXPECT_EQ(input_error("a.b").kind, ErrorKind::input);
    EXPECT_EQ(denied_error("a.b").kind, ErrorKind::denied);
    EXPECT_EQ(not_found_error("a.b").kind, ErrorKind::not_found);
    EXPECT_EQ(conflict_error("a.b").kind, ErrorKind::conflict);
    EXPECT_EQ(system_error("a.b").kind, ErrorKind::system);
}

TEST(Catalogue, IsSortedAndWritten) {
    std::set<std::string_view> ids;
    for (std::size_t i = 0; i < detail::kMessageCount; ++i) {
        const detail::MessageRow& row = detail::kMessageTable[i];
        EXPECT_TRUE(ids.insert(row.id).second) << row.id;
        EXPECT_TRUE(i == 0 || detail::kMessageTable[i - 1].id < row.id) << row.id;
        EXPECT_TRUE(is_valid_utf8(row.ja) && is_valid_utf8(row.en)) << row.id;
        EXPECT_FALSE(row.ja.empty() || row.en.empty()) << row.id;
    }
    EXPECT_EQ(*ids.begin(), detail::kMessageTable[0].id);
}

// A value cut in the middle of a character, or of other bytes, leaves the message readable.
TEST(Error, ArgumentsAndPlacesAreAlwaysText) {
    const std::string kanji = "汐見";
    Error error = input_error("register.value.too_long").with("value", kanji.substr(0, 5));
    EXPECT_EQ(error.arguments[0].second, "汐");
    error.with("other", "a\xFFzzzz");
    EXPECT_EQ(error.arguments[1].second, "a\uFFFDzzzz");
    error.with("long", std::string(1 << 20, 'x'));
    EXPECT_EQ(error.arguments.back().second.size(), 4000U);
    error.with("whole", kanji);
    EXPECT_EQ(error.arguments.back().second, kanji);
    error = input_error("x").at("\xC0\x80path").at_line("\xFF.csv file", 1);
    EXPECT_EQ(error.where.path, "\uFFFD\uFFFDpath");
    EXPECT_EQ(error.where.file, "\uFFFD.csv file");
}

}  // namespace
}  // namespace daicho
