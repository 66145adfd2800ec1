// CSV reader: RFC 4180 from outside, streaming and bounded.
//
// UTF-8 with or without byte order mark, CP932 by detection or request; LF or CRLF; quoted fields
// may hold commas, quotes and line breaks. Errors name file and line: csv.bad_bytes,
// csv.record_too_long, csv.unterminated_quote, csv.text_after_quote, csv.too_many_fields,
// csv.cannot_read, csv.empty.
// Memory: one buffer of at most Limits::record_bytes plus a block, whatever the file's size.
// Threading: one thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "document/charset.hpp"

namespace daicho::document {

struct CsvLimits {
    std::size_t record_bytes = 1024 * 1024;
    std::size_t fields = 1'000;
};

// Fills the buffer with up to `capacity` bytes; 0 = the end.
using ByteSource = std::function<Result<std::size_t>(char* buffer, std::size_t capacity)>;

struct CsvRecord {
    std::span<const std::string_view> fields;  // valid until the next call of next()
    std::uint64_t line = 0;                    // first physical line, 1-based
};

class CsvReader {
public:
    // Reads what is needed to know the charset. `name` stands in messages.
    static Result<CsvReader> open(ByteSource source, std::string name,
                                  Charset charset = Charset::detect, CsvLimits limits = {});
    static Result<CsvReader> open_file(const std::string& path, Charset charset = Charset::detect,
                                       CsvLimits limits = {});

    // False at the end. Blank lines are passed over.
    Result<bool> next(CsvRecord& record);

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] std::uint64_t bytes_read() const noexcept { return bytes_read_; }

private:
    CsvReader(ByteSource source, std::string name, CsvLimits limits);
    Status choose_charset(Charset charset);
    Status fill();
    Result<bool> find_record(std::size_t& end, std::size_t& next, bool& quoted);
    Status split_plain(std::string_view record);
    Status split_quoted(std::size_t begin, std::size_t end);
    [[nodiscard]] Error fault(const char* id) const;

    ByteSource source_;
    std::string name_;
    CsvLimits limits_;
    std::string buffer_;       // bytes in UTF-8, [begin_, buffer_.size()) not yet given out
    std::size_t begin_ = 0;
    std::string raw_;          // CP932 bytes not yet decoded
    std::unique_ptr<Cp932Decoder> decoder_;
    bool ended_ = false;
    std::uint64_t line_ = 1;
    std::uint64_t bytes_read_ = 0;
    std::vector<std::string_view> fields_;
};

}  // namespace daicho::document
