#include "document/csv_reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>

#include "base/message.hpp"
#include "document/csv_writer.hpp"

namespace daicho::document {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Read {
    Rows rows;
    std::vector<std::uint64_t> lines;
    std::vector<Error> errors;
};

Read read_all(CsvReader csv) {
    Read read;
    CsvRecord record;
    while (true) {
        auto more = csv.next(record);
        if (!more) {
            read.errors.push_back(more.error());
            EXPECT_TRUE(message_exists(more.error().id)) << more.error().id;
            continue;
        }
        if (!*more) break;
        read.rows.emplace_back(record.fields.begin(), record.fields.end());
        read.lines.push_back(record.line);
    }
    EXPECT_TRUE(csv.finished());
    return read;
}

Read read_text(std::string_view text, Charset charset = Charset::detect, CsvLimits limits = {}) {
    return read_all(CsvReader::open_text(text, "t.csv", charset, limits).value());
}

// Gives `step` bytes at a time, so that everything is cut somewhere.
ByteSource dripping(std::string_view text, std::size_t step) {
    return [text, step](char* buffer, std::size_t capacity) mutable -> Result<std::size_t> {
        const std::size_t size = std::min({step, capacity, text.size()});
        std::copy_n(text.data(), size, buffer);
        text.remove_prefix(size);
        return size;
    };
}

std::string argument(const Error& error, std::string_view name) {
    for (const auto& [key, value] : error.arguments) {
        if (key == name) return value;
    }
    return "";
}

void expect_error(const Read& read, const char* id, std::uint64_t line, const char* column) {
    ASSERT_EQ(read.errors.size(), 1U);
    EXPECT_EQ(read.errors[0].id, id);
    EXPECT_EQ(read.errors[0].where.line, line);
    EXPECT_EQ(read.errors[0].where.file, "t.csv");
    EXPECT_EQ(argument(read.errors[0], "column"), column);
}

TEST(CsvReader, ReadsPlainAndQuotedFields) {
    const Read read = read_text("a,b,c\r\n1,\"x, y\",\"say \"\"hi\"\"\"\n\"\",,z");
    EXPECT_TRUE(read.errors.empty());
    EXPECT_EQ(read.rows, (Rows{{"a", "b", "c"}, {"1", "x, y", "say \"hi\""}, {"", "", "z"}}));
    EXPECT_EQ(read.lines, (std::vector<std::uint64_t>{1, 2, 3}));
}

TEST(CsvReader, CountsPhysicalLines) {
    const Read read = read_text("a,b\n\"1\n2\r\n3\",x\n\n\r\n4,5\n");
    EXPECT_EQ(read.rows, (Rows{{"a", "b"}, {"1\n2\r\n3", "x"}, {"4", "5"}}));
    EXPECT_EQ(read.lines, (std::vector<std::uint64_t>{1, 2, 7}));
}

TEST(CsvReader, TakesEmptyFilesMarksAndDosEnds) {
    EXPECT_TRUE(read_text("").rows.empty());
    EXPECT_TRUE(read_text("\xEF\xBB\xBF").rows.empty());
    EXPECT_TRUE(read_text("\n\r\n\n").rows.empty());
    EXPECT_EQ(read_text("\xEF\xBB\xBF" "名,a\n").rows, (Rows{{"名", "a"}}));
    EXPECT_EQ(read_text("a,b\r\n\x1A").rows, (Rows{{"a", "b"}}));
    EXPECT_EQ(read_text("a,b\x1A").rows, (Rows{{"a", "b"}}));
    EXPECT_EQ(read_text("a,b\r").rows, (Rows{{"a", "b"}}));
    EXPECT_EQ(read_text("a,").rows, (Rows{{"a", ""}}));
    EXPECT_EQ(read_text("\"\"").rows, (Rows{{""}}));
}

TEST(CsvReader, NamesEveryBadLineAndGoesOn) {
    const Read read = read_text(
        "a,b\n"
        "1,x\"y,z\n"       // line 2: quote in a plain field
        "\"1\"2,\"\n\n"    // line 3: text after a quote; the rest of the line is passed over
        "ok,1\n"           // line 5
        "\"u\nv\",w\rx\n"  // line 6–7: lone CR on line 7
        "1,\xE3\x81\n"     // line 8: not UTF-8
        "ok,2\n",
        Charset::utf8);
    ASSERT_EQ(read.errors.size(), 4U);
    EXPECT_EQ(read.errors[0].id, "csv.quote_in_plain_field");
    EXPECT_EQ(read.errors[0].where.line, 2U);
    EXPECT_EQ(argument(read.errors[0], "column"), "2");
    EXPECT_EQ(read.errors[1].id, "csv.text_after_quote");
    EXPECT_EQ(read.errors[1].where.line, 3U);
    EXPECT_EQ(read.errors[2].id, "csv.lone_carriage_return");
    EXPECT_EQ(read.errors[2].where.line, 7U);
    EXPECT_EQ(read.errors[3].id, "csv.not_utf8");
    EXPECT_EQ(read.errors[3].where.line, 8U);
    EXPECT_EQ(read.rows, (Rows{{"a", "b"}, {"ok", "1"}, {"ok", "2"}}));
    EXPECT_EQ(read.lines, (std::vector<std::uint64_t>{1, 5, 9}));
}

TEST(CsvReader, RefusesNulAndBadUtf8WithLineAndColumn) {
    expect_error(read_text(std::string_view("a,b\n1,\"x\ny\0z\"\n", 14)), "csv.nul_byte", 3, "2");
    expect_error(read_text("a\nb,c,\xC0\xAF\n", Charset::utf8), "csv.not_utf8", 2, "3");
    expect_error(read_text("\xED\xA0\x80,b\n", Charset::utf8), "csv.not_utf8", 1, "1");
    expect_error(read_text("a,\xF5\x80\x80\x80", Charset::utf8), "csv.not_utf8", 1, "2");
    expect_error(read_text("a,b\xE3", Charset::utf8), "csv.not_utf8", 1, "2");
}

TEST(CsvReader, UnterminatedQuoteEndsTheFile) {
    const Read read = read_text("a,b\n1,2\n3,\"4\n5,6\n7,8\n");
    expect_error(read, "csv.unterminated_quote", 3, "2");
    EXPECT_EQ(read.rows.size(), 2U);
    expect_error(read_text("\""), "csv.unterminated_quote", 1, "1");
}

TEST(CsvReader, DecodesCp932) {
    // 土地,①㈱髙﨑 and half-width kana, in CP932
    const std::string bytes =
        "a,b\n\x93\x79\x92\x6E,\x87\x40\x87\x8A\xFB\xFC\xFA\xB1\xB1\xB2\n";
    const Rows expected{{"a", "b"}, {"土地", "①㈱髙﨑ｱｲ"}};
    EXPECT_EQ(read_text(bytes).rows, expected);
    EXPECT_EQ(read_text(bytes, Charset::cp932).rows, expected);
    expect_error(read_text(bytes, Charset::utf8), "csv.not_utf8", 2, "1");
    for (std::size_t step = 1; step < 6; ++step) {
        EXPECT_EQ(read_all(CsvReader::open(dripping(bytes, step), "t.csv").value()).rows, expected);
    }
    // A byte order mark overrules the request.
    EXPECT_EQ(read_text("\xEF\xBB\xBF土地", Charset::cp932).rows, (Rows{{"土地"}}));
}

TEST(CsvReader, ChoosesTheCharsetWhenItMatters) {
    std::string text;
    while (text.size() < 700'000) text += "abc,def\n";
    const std::size_t rows = text.size() / 8;
    const Read cp932 = read_text(text + "x,\x93\x79\x92\x6E\n");
    ASSERT_EQ(cp932.rows.size(), rows + 1);
    EXPECT_EQ(cp932.rows.back(), (std::vector<std::string>{"x", "土地"}));
    const Read utf8 = read_text(text + "x,土地\n");
    EXPECT_EQ(utf8.rows.back(), (std::vector<std::string>{"x", "土地"}));
}

// UTF-8 mostly decodes as CP932 too, as rubbish: one damaged character must not decide.
TEST(CsvReader, StaysWithUtf8WhenOneCharacterIsDamaged) {
    const Read read = read_text("土地,家屋\n港町,\xE3\x81\n汐見市,一丁目\n");
    ASSERT_EQ(read.errors.size(), 1U);
    EXPECT_EQ(read.errors[0].id, "csv.not_utf8");
    EXPECT_EQ(read.errors[0].where.line, 2U);
    EXPECT_EQ(read.rows, (Rows{{"土地", "家屋"}, {"汐見市", "一丁目"}}));
}

TEST(CsvReader, NamesBytesThatAreNoCp932) {
    expect_error(read_text("a,b\n1,\x93\x79\xFF\xFF\n", Charset::cp932), "csv.not_cp932", 2, "2");
    expect_error(read_text("a,\x93", Charset::cp932), "csv.not_cp932", 1, "2");
}

TEST(CsvReader, HoldsItsLimits) {
    CsvLimits limits;
    limits.fields = 3;
    limits.field_bytes = 5;
    Read read = read_text("1,2,3,4\n123456\n\"12\n456\",x\nok,2,3\n", Charset::detect, limits);
    ASSERT_EQ(read.errors.size(), 3U);
    EXPECT_EQ(read.errors[0].id, "csv.too_many_fields");
    EXPECT_EQ(read.errors[1].id, "csv.field_too_long");
    EXPECT_EQ(read.errors[2].id, "csv.field_too_long");
    EXPECT_EQ(read.errors[2].where.line, 3U);
    ASSERT_EQ(read.rows, (Rows{{"ok", "2", "3"}}));
    EXPECT_EQ(read.lines[0], 5U);

    limits = {};
    limits.record_bytes = 100;
    read = read_text("a\n" + std::string(101, 'x') + "\nb\n", Charset::detect, limits);
    ASSERT_EQ(read.errors.size(), 1U);
    EXPECT_EQ(read.errors[0].id, "csv.record_too_long");
    EXPECT_EQ(read.errors[0].where.line, 2U);
}

TEST(CsvReader, RefusesAnEndlessLineInBoundedMemory) {
    for (const char* filling : {"x", "x,", "\""}) {
        std::uint64_t given = 0;
        const std::string_view piece(filling);
        auto source = [&](char* buffer, std::size_t capacity) -> Result<std::size_t> {
            if (given > 200'000'000) return std::size_t{0};
            const std::size_t size = capacity / piece.size() * piece.size();
            for (std::size_t i = 0; i < size; ++i) buffer[i] = piece[i % piece.size()];
            given += size;
            return size;
        };
        CsvLimits limits;
        limits.fields = 100'000'000;
        auto csv = CsvReader::open(source, "t.csv", Charset::detect, limits).value();
        CsvRecord record;
        const auto result = csv.next(record);
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(result.error().id, "csv.record_too_long");
        EXPECT_LT(given, 5'000'000U) << filling;  // stopped reading, so it cannot hold more
        EXPECT_TRUE(csv.finished());
    }
}

TEST(CsvReader, GivesTheErrorOfTheSource) {
    EXPECT_EQ(CsvReader::open_file("/no/such.csv").error().id, "csv.cannot_read");
    EXPECT_EQ(CsvReader::open_file("/no/such.csv").error().kind, ErrorKind::not_found);
    auto source = [](char*, std::size_t) -> Result<std::size_t> {
        return system_error("csv.cannot_read").with("file", "t.csv");
    };
    auto csv = CsvReader::open(source, "t.csv").value();
    CsvRecord record;
    EXPECT_EQ(csv.next(record).error().id, "csv.cannot_read");
    EXPECT_FALSE(csv.next(record).value());
    // A folder opens like a file: refused at once, as what it is.
    EXPECT_EQ(CsvReader::open_file("/").error().id, "csv.cannot_read");
    EXPECT_EQ(CsvReader::open_file("/").error().kind, ErrorKind::not_found);
}

TEST(CsvReader, ComparesHeaders) {
    auto csv = CsvReader::open_text("\n parcel_no ,地目,x,x\n1,2\n1,2,3,4\n", "t.csv").value();
    const CsvHeader header = read_csv_header(csv).value();
    EXPECT_EQ(header.names, (std::vector<std::string>{"parcel_no", "地目", "x", "x"}));
    EXPECT_EQ(header.line, 2U);
    EXPECT_EQ(header.find("地目"), 1U);
    EXPECT_FALSE(header.find("地積"));
    const std::vector<std::string_view> expected{"parcel_no", "地目", "地積"};
    const auto differences = header.compare(expected);
    EXPECT_EQ(differences.missing, std::vector<std::string>{"地積"});
    EXPECT_EQ(differences.unknown, std::vector<std::string>{"x"});
    EXPECT_EQ(differences.duplicates, std::vector<std::string>{"x"});
    CsvRecord record;
    const auto short_row = csv.next(record);
    EXPECT_EQ(short_row.error().id, "csv.field_count");
    EXPECT_EQ(short_row.error().where.line, 3U);
    EXPECT_TRUE(csv.next(record).value());
    auto empty = CsvReader::open_text("", "t.csv").value();
    EXPECT_EQ(read_csv_header(empty).error().id, "csv.empty");
}

struct Volume {
    std::string text;
    Rows rows;
    std::vector<std::uint64_t> lines;
    std::vector<std::pair<std::string, std::uint64_t>> errors;
};

// Some hundred thousand bytes with records that cross buffers, quoted line ends and faulty lines.
Volume make_volume(unsigned seed) {
    std::mt19937 random(seed);
    Volume volume;
    std::uint64_t line = 1;
    while (volume.text.size() < 600'000) {
        if (random() % 20 == 0) {
            const bool nul = random() % 2 == 0;
            volume.text += nul ? std::string("a,\0,b\n", 6) : "x,y\"z\n";
            volume.errors.emplace_back(nul ? "csv.nul_byte" : "csv.quote_in_plain_field", line++);
            continue;
        }
        std::vector<std::string> row;
        std::string record;
        const std::uint64_t first = line;
        for (unsigned column = 0; column < 1 + random() % 4; ++column) {
            const bool quoted = random() % 3 == 0;
            std::string value = "汐";
            for (auto length = random() % (random() % 50 == 0 ? 9'000 : 30); length > 0;) {
                const char* piece = quoted && random() % 5 == 0 ? "\n" : "港町";
                if (*piece == '\n') ++line;
                value += piece;
                --length;
            }
            if (column > 0) record += ',';
            record += quoted ? '"' + value + '"' : value;
            row.push_back(std::move(value));
        }
        volume.text += record + (random() % 2 == 0 ? "\n" : "\r\n");
        volume.lines.push_back(first);
        volume.rows.push_back(std::move(row));
        ++line;
    }
    return volume;
}

TEST(CsvReader, ReadsAcrossBuffers) {
    for (unsigned seed = 0; seed < 20; ++seed) {
        const Volume volume = make_volume(seed);
        CsvLimits limits;
        limits.buffer_bytes = 1;  // the least there is: 64 KiB
        const Read read = read_text(volume.text, Charset::detect, limits);
        ASSERT_EQ(read.rows, volume.rows) << seed;
        ASSERT_EQ(read.lines, volume.lines) << seed;
        ASSERT_EQ(read.errors.size(), volume.errors.size()) << seed;
        for (std::size_t i = 0; i < read.errors.size(); ++i) {
            ASSERT_EQ(read.errors[i].id, volume.errors[i].first) << seed;
            ASSERT_EQ(read.errors[i].where.line, volume.errors[i].second) << seed;
        }
    }
}

// What the writer writes, the reader reads, however the bytes are cut.
RC_GTEST_PROP(CsvReaderProperty, RoundTrip, ()) {
    const auto field = rc::gen::container<std::string>(
        rc::gen::element('a', ',', '"', '\n', '\r', ' ', '=', 'z', '\t'));
    const auto rows = *rc::gen::container<Rows>(
        rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(field)));
    std::string text;
    CsvWriter csv([&](std::string_view bytes) -> Status {
        text += bytes;
        return {};
    });
    for (const auto& row : rows) {
        for (const auto& value : row) csv.text(value);
        RC_ASSERT(csv.end_record().has_value());
    }
    RC_ASSERT(csv.finish().has_value());
    const auto step = *rc::gen::inRange<std::size_t>(1, 200);
    const Read read = read_all(CsvReader::open(dripping(text, step), "t.csv").value());
    RC_ASSERT(read.errors.empty());
    RC_ASSERT(read.rows == rows);
}

// Any bytes: no crash, each line once, and every call moves on.
RC_GTEST_PROP(CsvReaderProperty, AnyBytes, ()) {
    const auto text = *rc::gen::container<std::string>(
        rc::gen::element('a', ',', '"', '\n', '\r', '\0', '\xE3', '\x81', '\x82', '\x1A', '\xFF'));
    const Read whole = read_text(text, Charset::utf8);
    for (std::size_t i = 1; i < whole.lines.size(); ++i) {
        RC_ASSERT(whole.lines[i - 1] < whole.lines[i]);
    }
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    RC_ASSERT(whole.rows.size() + whole.errors.size() <= lines);
    const Read dripped =
        read_all(CsvReader::open(dripping(text, 1), "t.csv", Charset::utf8).value());
    RC_ASSERT(dripped.rows == whole.rows);
    RC_ASSERT(dripped.lines == whole.lines);
}

}  // namespace
}  // namespace daicho::document
