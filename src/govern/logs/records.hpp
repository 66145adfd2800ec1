// Records of a log as bytes: where one ends, without ever holding more than a bounded buffer.
//
// What a record is depends on the bytes alone, never on how they arrived: the same records come
// out whether a file is read in one piece or byte by byte. A record longer than kRecordLimit is
// told with its place and skipped up to its line end. A quoted field of a CSV file that is still
// open after kRecordLimit bytes, or at the end of the file, spoils its first line only: reading
// goes on with the next one, so that a stray quotation mark does not swallow a month.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "govern/logs/detail/line_index.hpp"

namespace daicho::govern::logs {

// Fills the buffer; 0 at the end.
using ByteReader = std::function<Result<std::size_t>(char* buffer, std::size_t capacity)>;

// A file; gzip and UTF-16 (both told by their first bytes) come as plain bytes and UTF-8.
// Errors: logs.file.cannot_read, logs.file.broken_gzip.
Result<ByteReader> open_log(const std::string& path);
// The same file as it lies there. Error: logs.file.cannot_read.
Result<ByteReader> open_bytes(const std::string& path);
// The bytes of a text in pieces of at most `piece`; the text must outlive the reader.
ByteReader read_text(std::string_view text, std::size_t piece = 1 << 20);
// gzip and UTF-16 taken away from what another reader gives.
ByteReader unpacked(ByteReader inner, std::string name);

inline constexpr std::size_t kRecordLimit = 256 * 1024;
inline constexpr std::size_t kBufferSize = 1024 * 1024;

enum class Shape : std::uint8_t {
    lines,     // every line is a record
    quoted,    // CSV: quoted fields may hold line breaks
    elements,  // <Event …>…</Event>, on however many lines
};

enum class Fault : std::uint8_t { none, too_long, open_quote, open_element };

struct RawRecord {
    std::string_view text;    // without the line end; empty when there is a fault
    std::uint64_t line = 0;   // on which it begins, 1-based; of elements the how-manieth it is
    std::uint64_t bytes = 0;  // of the file, line end included
    Fault fault = Fault::none;
    // Of a CSV line without a quotation mark: places of its delimiters, from its first byte plus
    // `cut_base`; null where it must be looked at byte by byte. Valid until the next record.
    const std::uint32_t* cuts = nullptr;
    std::uint32_t cut_count = 0;
    std::uint32_t cut_base = 0;
    bool ascii = false;  // surely no byte above 127
};

class RecordReader {
public:
    RecordReader(ByteReader reader, Shape shape, char delimiter = ',');
    // False at the end. Empty lines are passed over but counted.
    Result<bool> next(RawRecord& out);
    [[nodiscard]] std::uint64_t lines() const noexcept { return line_; }
    [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }

private:
    struct End {
        std::size_t size = 0;  // bytes of the record, without its line end
        std::size_t next = 0;  // where the next one begins; 0: not in these bytes
        std::size_t breaks = 0;
        Fault fault = Fault::none;
    };
    Result<bool> fill();
    [[nodiscard]] End find_end();
    [[nodiscard]] End end_of_line() const;
    [[nodiscard]] End end_of_quoted();
    [[nodiscard]] End walk_quoted();
    [[nodiscard]] End end_of_element();
    bool next_plain(RawRecord& out);
    [[nodiscard]] End spoilt(Fault fault) const;
    Status skip_long(RawRecord& out);
    [[nodiscard]] std::string_view rest() const noexcept {
        return {buffer_.get() + begin_, end_ - begin_};
    }

    ByteReader reader_;
    Shape shape_;
    char delimiter_;
    std::unique_ptr<char[]> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::uint64_t line_ = 0;
    std::uint64_t bytes_ = 0;
    bool at_end_ = false;
    bool first_ = true;
    detail::LineIndex index_;
    // What was looked at in vain is not looked at again for the next line: a place (bytes from
    // the beginning of the file) up to which a quotation is known to stay open at every line
    // break, with the number of its line; and one up to which no element ends.
    std::uint64_t open_until_ = 0;
    std::uint64_t open_line_ = 0;
    std::uint64_t no_close_until_ = 0;
};

}  // namespace daicho::govern::logs
