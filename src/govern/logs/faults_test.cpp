// Faults found by fuzzing and by reading: each stood here before it was mended.
#include <gtest/gtest.h>

#include <random>

#include "govern/logs/reader.hpp"
#include "govern/logs/rules.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern::logs {
namespace {

using test::value_of;

struct Piece {
    std::string text;
    std::uint64_t line = 0;
    std::uint64_t bytes = 0;
    Fault fault = Fault::none;
    bool operator==(const Piece&) const = default;
};

std::vector<Piece> pieces_of(std::string_view file, Shape shape, std::size_t piece) {
    RecordReader reader(read_text(file, piece), shape, ',');
    std::vector<Piece> out;
    RawRecord record;
    while (value_of(reader.next(record))) {
        out.push_back({std::string(record.text), record.line, record.bytes, record.fault});
    }
    return out;
}

// Where a quoted record ends, walked anew from its first byte, whatever was seen before.
struct Walked {
    std::size_t size = 0;
    std::size_t next = 0;
    bool open = false;
    bool ended = false;
};
Walked walk(std::string_view text) {
    bool field_start = true;
    bool open = false;
    for (std::size_t i = 0; i < text.size() && i <= kRecordLimit; ++i) {
        const char c = text[i];
        if (open) {
            if (c == '"' && i + 1 < text.size() && i < kRecordLimit && text[i + 1] == '"') {
                ++i;
            } else if (c == '"') {
                open = false;
                field_start = false;
            }
            continue;
        }
        if (c == '\n') return {i, i + 1, false, true};
        open = c == '"' && field_start;
        field_start = c == ',';
    }
    return {text.size(), text.size(), open, text.size() <= kRecordLimit && !open};
}

std::vector<Piece> walked(std::string_view file) {
    std::vector<Piece> out;
    std::uint64_t line = 1;
    while (!file.empty()) {
        const Walked record = walk(file);
        const std::size_t end = std::min(file.find('\n'), file.size());
        const std::size_t size = record.ended ? record.size : end;
        const std::size_t next = record.ended ? record.next : std::min(end + 1, file.size());
        std::string_view text = file.substr(0, size);
        if (text.ends_with('\r')) text.remove_suffix(1);
        if (!record.ended) {
            out.push_back({"", line, next, record.open ? Fault::open_quote : Fault::too_long});
        } else if (!text.empty()) {
            out.push_back({std::string(text), line, next, Fault::none});
        }
        const std::string_view taken = file.substr(0, next);
        line += static_cast<std::uint64_t>(std::count(taken.begin(), taken.end(), '\n'));
        file.remove_prefix(next);
    }
    return out;
}

TEST(LogsFaults, QuotationMarksInAnyPlaceAreReadAsIfEveryLineWereLookedAtAnew) {
    std::mt19937 dice(7);
    const std::string letters = "x,\"\"\n\r,\"x\n";
    for (int round = 0; round < 3000; ++round) {
        std::string file;
        const std::size_t size = dice() % 60;
        for (std::size_t i = 0; i < size; ++i) file += letters[dice() % letters.size()];
        const auto expected = walked(file);
        ASSERT_EQ(pieces_of(file, Shape::quoted, 1 << 20), expected) << file;
        ASSERT_EQ(pieces_of(file, Shape::quoted, 1 + dice() % 7), expected) << file;
    }
}

TEST(LogsFaults, QuotationsLongerThanARecordMayBeAreReadTheSameWay) {
    std::mt19937 dice(8);
    std::string file;
    while (file.size() < 900'000) {
        file.append(500 + dice() % 3000, 'x');
        file += dice() % 9 == 0 ? "\"\n" : dice() % 2 == 0 ? "\",\"\n" : ",\"\"\",\n";
    }
    const auto expected = walked(file);
    EXPECT_EQ(pieces_of(file, Shape::quoted, 1 << 20), expected);
    EXPECT_EQ(pieces_of(file, Shape::quoted, 4099), expected);
}

// Each of these lines leaves a quotation open up to the end of what may be one record; looked at
// anew for each, three megabytes took a quarter of an hour.
TEST(LogsFaults, LinesThatEachLeaveAQuotationOpenTakeLinearTime) {
    std::string file;
    while (file.size() < 3'000'000) file += "x\",\"\n";
    const auto records = pieces_of(file, Shape::quoted, 1 << 20);
    EXPECT_EQ(records.size(), file.size() / 5);
    EXPECT_EQ(records.front().fault, Fault::open_quote);
    EXPECT_EQ(records.back().fault, Fault::open_quote);
    std::string events(3'000'000, '\n');
    EXPECT_EQ(pieces_of(events, Shape::elements, 1 << 20).size(), events.size() - kRecordLimit);
}

constexpr const char* kHead =
    "catalog: t\nkind: log_rules\nedition: \"1\"\ntitle: {ja: 試, en: T}\n"
    "source: {name: 試, note: {ja: 試, en: T}}\nchecked_on: 2026-04-01\nrules:\n"
    "  - name: a\n    daicho: {title: {ja: 試, en: T}, reason: {ja: 試, en: T}}\n"
    "    detection:\n";

TEST(LogsFaults, AQuantifierThatNamesNothingIsAFaultOfTheCondition) {
    const auto set =
        parse_rules(std::string(kHead) + "      \"\": {user: a}\n      condition: 1 of\n", "t");
    EXPECT_FALSE(set);
}

TEST(LogsFaults, AConditionThatNamesItsSelectionsOverAndOverIsRefused) {
    std::string text = std::string(kHead) + "      s:\n";
    for (int i = 0; i < 2000; ++i) text += "        - {user: a" + std::to_string(i) + "}\n";
    text += "      condition: s";
    for (int i = 0; i < 5000; ++i) text += " or s";
    EXPECT_FALSE(parse_rules(text + "\n", "t"));
}

}  // namespace
}  // namespace daicho::govern::logs
