// CSV writer: RFC 4180 for exports, in UTF-8 or CP932.
//
//     CsvWriter csv(file_sink, {.audience = CsvAudience::spreadsheet});
//     csv.text("所在"); csv.text("地積"); DAICHO_CHECK(csv.end_record());
//     csv.text(parcel.place); csv.value("125.50"); DAICHO_CHECK(csv.end_record());
//     DAICHO_CHECK(csv.finish());
//
// A file for people's spreadsheets gets a byte order mark and the guard against formulas: text that
// begins with = + - @ TAB CR would be run, so an apostrophe stands before it. A file that another
// program (or our import) reads back gives every text as it is.
// Characters that CP932 lacks become 〓 and are listed in lost(): nothing is dropped in silence.
// Threading: one thread. Memory: one buffer of 64 KiB.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/text.hpp"
#include "document/charset.hpp"

namespace daicho::document {

using ByteSink = std::function<Status(std::string_view)>;

enum class CsvAudience : std::uint8_t { program, spreadsheet };

struct CsvWriterOptions {
    CsvAudience audience = CsvAudience::program;
    Charset charset = Charset::utf8;  // utf8 or cp932
};

struct CsvLost {
    std::uint64_t record = 0;  // 1-based, the header included
    std::uint64_t column = 0;  // 1-based
    char32_t character = 0;
};

class CsvWriter {
public:
    explicit CsvWriter(ByteSink sink, CsvWriterOptions options = {});

    // A text of people's: guarded for spreadsheets.
    void text(std::string_view field);
    // Digits, dates, codes that we made: never guarded ("-5" stays a number).
    void value(std::string_view field);
    void value(std::int64_t field);

    Status end_record();
    Status finish();

    [[nodiscard]] std::uint64_t records() const noexcept { return records_; }
    // The first kMostLost of them, and how many there were.
    [[nodiscard]] const std::vector<CsvLost>& lost() const noexcept { return lost_; }
    [[nodiscard]] std::uint64_t lost_count() const noexcept { return lost_count_; }
    static constexpr std::size_t kMostLost = 1'000;

private:
    void put(std::string_view field, FormulaGuard guard);
    void encode(std::string_view utf8);
    Status flush();

    ByteSink sink_;
    CsvWriterOptions options_;
    std::optional<Cp932Encoder> encoder_;
    std::string buffer_;
    std::uint64_t records_ = 0;
    std::uint64_t column_ = 0;
    std::vector<CsvLost> lost_;
    std::uint64_t lost_count_ = 0;
};

// Writes beside `path`; finish() puts it in place, so that no half file is ever found there.
class CsvFile {
public:
    // Error: csv.cannot_write.
    static Result<CsvFile> create(std::string path);
    CsvFile(CsvFile&& other) noexcept;
    CsvFile& operator=(CsvFile&&) = delete;
    ~CsvFile();  // without finish(): nothing is left

    // Stays valid as long as the file; errors: csv.cannot_write.
    ByteSink sink();
    Status finish();

private:
    struct State;
    explicit CsvFile(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace daicho::document
