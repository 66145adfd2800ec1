#include "document/csv_reader.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>

namespace daicho::document {
namespace {

constexpr std::size_t kBlock = 256 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

const char* find_byte(const char* from, const char* to, char wanted) noexcept {
    return static_cast<const char*>(
        std::memchr(from, wanted, static_cast<std::size_t>(to - from)));
}

std::uint64_t count_lines(std::string_view text) noexcept {
    return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

CsvReader::CsvReader(ByteSource source, std::string name, CsvLimits limits)
    : source_(std::move(source)), name_(std::move(name)), limits_(limits) {}

Error CsvReader::fault(const char* id) const { return input_error(id).at_line(name_, line_); }

Result<CsvReader> CsvReader::open(ByteSource source, std::string name, Charset charset,
                                  CsvLimits limits) {
    CsvReader reader(std::move(source), std::move(name), limits);
    DAICHO_CHECK(reader.fill());
    DAICHO_CHECK(reader.choose_charset(charset));
    return reader;
}

Result<CsvReader> CsvReader::open_file(const std::string& path, Charset charset,
                                       CsvLimits limits) {
    auto in = std::make_shared<std::ifstream>(path, std::ios::binary);
    if (!*in) return not_found_error("csv.cannot_read").with("file", path);
    return open(
        [in, path](char* buffer, std::size_t capacity) -> Result<std::size_t> {
            in->read(buffer, static_cast<std::streamsize>(capacity));
            if (in->bad()) return system_error("csv.cannot_read").with("file", path);
            return static_cast<std::size_t>(in->gcount());
        },
        path, charset, limits);
}

// The first block decides: byte order mark, valid UTF-8, else CP932 when it decodes.
Status CsvReader::choose_charset(Charset charset) {
    if (std::string_view(buffer_).starts_with(kByteOrderMark)) {
        begin_ = kByteOrderMark.size();
        return {};
    }
    const std::string_view sample =
        std::string_view(buffer_).substr(0, buffer_.size() - incomplete_tail(buffer_));
    const bool utf8 = first_bad_byte(sample) == sample.size();
    if (charset == Charset::utf8 || (charset == Charset::detect && utf8)) return {};
    if (charset == Charset::detect && !is_cp932(buffer_, ended_)) return {};  // named line by line
    raw_ = std::move(buffer_);
    buffer_.clear();
    decoder_ = std::make_unique<Cp932Decoder>();
    return fill();
}

// Appends the next block, decoded; drops what was given out.
Status CsvReader::fill() {
    buffer_.erase(0, begin_);
    begin_ = 0;
    const std::size_t before = buffer_.size();
    if (!decoder_) {
        buffer_.resize(before + kBlock);
        DAICHO_TRY(size, source_(buffer_.data() + before, kBlock));
        buffer_.resize(before + size);
        bytes_read_ += size;
        ended_ = size == 0;
        return {};
    }
    const std::size_t left = raw_.size();
    raw_.resize(left + kBlock);
    DAICHO_TRY(size, source_(raw_.data() + left, kBlock));
    raw_.resize(left + size);
    bytes_read_ += size;
    ended_ = size == 0;
    buffer_.resize(before + raw_.size() * 3 + 16);
    const auto progress =
        decoder_->decode(raw_, buffer_.data() + before, buffer_.size() - before, ended_);
    buffer_.resize(before + progress.written);
    raw_.erase(0, progress.consumed);
    return {};
}

// Finds where the record at begin_ ends; reads on where needed. False: nothing is left.
Result<bool> CsvReader::find_record(std::size_t& end, std::size_t& next, bool& quoted) {
    std::size_t scanned = 0;  // of the record, known to hold no end
    bool inside = false;
    quoted = false;
    while (true) {
        const char* begin = buffer_.data() + begin_;
        const char* stop = buffer_.data() + buffer_.size();
        const char* at = begin + scanned;
        while (at < stop) {
            const char* line = find_byte(at, stop, '\n');
            const char* limit = line == nullptr ? stop : line;
            const char* quote = find_byte(at, limit, '"');
            if (quote != nullptr || inside) {
                quoted = true;
                for (; at < limit; ++at) inside ^= *at == '"';
            }
            at = limit;
            if (line != nullptr && !inside) {
                const bool carriage = line > begin && line[-1] == '\r';
                end = static_cast<std::size_t>(line - buffer_.data()) - (carriage ? 1 : 0);
                next = static_cast<std::size_t>(line - buffer_.data()) + 1;
                return true;
            }
            if (line != nullptr) ++at;
        }
        scanned = static_cast<std::size_t>(stop - begin);
        if (scanned > limits_.record_bytes) {
            return fault("csv.record_too_long").with("limit", std::to_string(limits_.record_bytes));
        }
        if (ended_) {
            if (scanned == 0) return false;
            if (inside) return fault("csv.unterminated_quote");
            end = next = buffer_.size();
            if (end > begin_ && buffer_[end - 1] == '\r') --end;
            return true;
        }
        DAICHO_CHECK(fill());
    }
}

Status CsvReader::split_plain(std::string_view record) {
    const char* at = record.data();
    const char* stop = at + record.size();
    while (true) {
        const char* comma = find_byte(at, stop, ',');
        const char* end = comma == nullptr ? stop : comma;
        fields_.emplace_back(at, static_cast<std::size_t>(end - at));
        if (comma == nullptr) return {};
        if (fields_.size() > limits_.fields) return fault("csv.too_many_fields");
        at = comma + 1;
    }
}

// Unescapes in place: a field never grows.
Status CsvReader::split_quoted(std::size_t begin, std::size_t end) {
    char* at = buffer_.data() + begin;
    char* stop = buffer_.data() + end;
    while (true) {
        if (fields_.size() >= limits_.fields) return fault("csv.too_many_fields");
        if (at < stop && *at == '"') {
            char* out = ++at;
            char* start = out;
            while (at < stop) {
                if (*at == '"') {
                    if (at + 1 < stop && at[1] == '"') {
                        ++at;
                    } else {
                        break;
                    }
                }
                *out++ = *at++;
            }
            ++at;  // the closing quote
            fields_.emplace_back(start, static_cast<std::size_t>(out - start));
            if (at < stop && *at != ',') return fault("csv.text_after_quote");
        } else {
            const char* comma = find_byte(at, stop, ',');
            char* field_end = comma == nullptr ? stop : at + (comma - at);
            fields_.emplace_back(at, static_cast<std::size_t>(field_end - at));
            at = field_end;
        }
        if (at >= stop) return {};
        ++at;  // the comma
    }
}

Result<bool> CsvReader::next(CsvRecord& record) {
    while (true) {
        std::size_t end = 0;
        std::size_t next = 0;
        bool quoted = false;
        DAICHO_TRY(there, find_record(end, next, quoted));
        if (!there) return false;
        const std::string_view text(buffer_.data() + begin_, end - begin_);
        const std::uint64_t lines = quoted ? count_lines({buffer_.data() + begin_, next - begin_})
                                           : 1;
        if (text.empty()) {
            begin_ = next;
            line_ += lines;
            continue;
        }
        if (text.size() > limits_.record_bytes) {
            return fault("csv.record_too_long").with("limit", std::to_string(limits_.record_bytes));
        }
        if (first_bad_byte(text) != text.size()) return fault("csv.bad_bytes");
        fields_.clear();
        DAICHO_CHECK(quoted ? split_quoted(begin_, end) : split_plain(text));
        record.fields = fields_;
        record.line = line_;
        begin_ = next;
        line_ += lines;
        return true;
    }
}

}  // namespace daicho::document
