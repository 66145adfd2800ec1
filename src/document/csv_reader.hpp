// CSV reader: RFC 4180 from outside, streaming and bounded.
//
//     DAICHO_TRY(csv, CsvReader::open_file("parcels.csv"));
//     DAICHO_TRY(header, read_csv_header(csv));
//     CsvRecord row;
//     while (true) {
//         auto more = csv.next(row);
//         if (!more) { …note more.error(); if (csv.finished()) break; continue; }
//         if (!*more) break;
//
// UTF-8 with or without byte order mark, CP932 by detection or request (a UTF-8 byte order mark
// overrules the request); LF or CRLF; quoted fields may hold commas, quotes and line breaks; blank
// lines and a DOS end mark (1A) at the end are passed over. Strict: a quote inside a plain field,
// text after a closing quote, a lone CR, NUL and bytes that are no text are errors with file, line
// and column.
// After an error in one record next() goes on with the following line, so that an import can name
// every bad line; after csv.unterminated_quote, csv.record_too_long and csv.cannot_read the file is
// over (finished()).
// Memory: one buffer, CsvLimits::buffer_bytes, growing to record_bytes for a long record.
// Threading: one thread.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "document/charset.hpp"
#include "document/detail/byte_scan.hpp"
#include "document/detail/text_source.hpp"

namespace daicho::document {

struct CsvLimits {
    std::size_t record_bytes = 1024 * 1024;
    std::size_t fields = 1'000;
    std::size_t field_bytes = 256 * 1024;
    std::size_t buffer_bytes = 256 * 1024;  // 64 KiB … 1 MiB
};

struct CsvRecord {
    std::span<const std::string_view> fields;  // valid until the next call of next()
    std::uint64_t line = 0;                    // first physical line, 1-based
};

class CsvReader {
public:
    // Reads nothing yet. `name` stands in messages.
    static Result<CsvReader> open(ByteSource source, std::string name,
                                  Charset charset = Charset::detect, CsvLimits limits = {});
    // Error: csv.cannot_read.
    static Result<CsvReader> open_file(const std::string& path, Charset charset = Charset::detect,
                                       CsvLimits limits = {});
    // `text` must outlive the reader.
    static Result<CsvReader> open_text(std::string_view text, std::string name,
                                       Charset charset = Charset::detect, CsvLimits limits = {});

    // False at the end.
    Result<bool> next(CsvRecord& record);

    // Every record from now on must have this many fields. Error: csv.field_count.
    void require_fields(std::size_t count) noexcept { required_fields_ = count; }

    [[nodiscard]] bool finished() const noexcept { return finished_; }
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] std::uint64_t bytes_read() const noexcept { return source_.bytes_read(); }
    // Charset::detect while nothing but ASCII was seen.
    [[nodiscard]] Charset charset() const noexcept { return source_.charset(); }

private:
    enum class Scan : std::uint8_t { complete, needs_more, failed };

    CsvReader(ByteSource source, std::string name, Charset charset, CsvLimits limits);
    Status refill();
    void check_new_text();
    Result<bool> skip_to_record();
    Status skip_line();
    Scan scan_record();
    Scan scan_field(std::size_t& at, bool& last);
    Scan scan_quoted(std::size_t& at, std::size_t open);
    Scan end_field(std::size_t& at, bool& last);
    Scan add_field(std::size_t begin, std::size_t end, bool escaped);
    Scan fail(const char* id, std::size_t at);
    [[nodiscard]] std::optional<Error> check_record();
    [[nodiscard]] Error bad_bytes();
    [[nodiscard]] Error fault(const char* id, std::uint64_t line) const;
    [[nodiscard]] std::uint64_t lines_in(std::size_t from, std::size_t to) const noexcept;
    void unescape();

    detail::TextSource source_;
    std::string name_;
    CsvLimits limits_;
    std::vector<char> buffer_;    // [begin_, end_) is text not yet given out; then scan padding
    std::size_t begin_ = 0;       // of the record in work
    std::size_t next_ = 0;        // behind the record in work
    std::size_t end_ = 0;
    std::size_t checked_ = 0;     // up to here the text is known to be good …
    std::size_t bad_ = 0;         // … but for this byte, when bad_ < checked_
    detail::ByteScan scan_{','};
    bool ended_ = false;          // the source gave all
    bool finished_ = false;       // so did we
    bool skipping_ = false;       // the rest of a broken line
    std::uint64_t line_ = 1;      // of begin_
    std::optional<Error> error_;  // of scan_record
    std::optional<std::size_t> required_fields_;
    std::vector<std::string_view> fields_;
    std::vector<std::size_t> escaped_;  // fields with doubled quotes, still doubled
    bool quoted_ = false;               // a field of the record was quoted: it may hold line ends
};

// The first record as names of columns.
struct CsvHeader {
    std::vector<std::string> names;  // without blanks around
    std::uint64_t line = 0;

    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const noexcept;

    struct Differences {
        std::vector<std::string> missing;     // expected, not there
        std::vector<std::string> unknown;     // there, not expected
        std::vector<std::string> duplicates;  // there more than once
    };
    [[nodiscard]] Differences compare(std::span<const std::string_view> expected) const;
};

// Every later record must have as many fields. Errors: those of next(), csv.empty.
Result<CsvHeader> read_csv_header(CsvReader& reader);

}  // namespace daicho::document
