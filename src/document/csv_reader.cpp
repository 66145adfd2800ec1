#include "document/csv_reader.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace daicho::document {
namespace {

constexpr std::size_t kNone = detail::ByteScan::kNone;
constexpr char kDosEnd = '\x1A';

std::size_t clamp_buffer(std::size_t bytes) noexcept {
    return std::clamp(bytes, std::size_t{64} * 1024, std::size_t{1024} * 1024);
}

}  // namespace

CsvReader::CsvReader(ByteSource source, std::string name, Charset charset, CsvLimits limits)
    : source_(std::move(source), charset),
      name_(std::move(name)),
      limits_(limits),
      buffer_(clamp_buffer(limits.buffer_bytes) + detail::kScanPadding) {
    scan_.restart(buffer_.data(), 0);
}

Result<CsvReader> CsvReader::open(ByteSource source, std::string name, Charset charset,
                                  CsvLimits limits) {
    return CsvReader(std::move(source), std::move(name), charset, limits);
}

Result<CsvReader> CsvReader::open_file(const std::string& path, Charset charset,
                                       CsvLimits limits) {
    std::shared_ptr<std::FILE> file(std::fopen(path.c_str(), "rb"), [](std::FILE* f) {
        if (f != nullptr) std::fclose(f);
    });
    // A folder opens like a file and fails only when it is read.
    std::error_code code;
    if (!file || std::filesystem::is_directory(path, code)) {
        return not_found_error("csv.cannot_read").with("file", path);
    }
    std::setvbuf(file.get(), nullptr, _IONBF, 0);  // our buffer is the buffer
    auto source = [file, path](char* buffer, std::size_t capacity) -> Result<std::size_t> {
        const std::size_t size = std::fread(buffer, 1, capacity, file.get());
        if (size == 0 && std::ferror(file.get()) != 0) {
            return system_error("csv.cannot_read").with("file", path);
        }
        return size;
    };
    return open(std::move(source), path, charset, limits);
}

Result<CsvReader> CsvReader::open_text(std::string_view text, std::string name, Charset charset,
                                       CsvLimits limits) {
    auto source = [text](char* buffer, std::size_t capacity) mutable -> Result<std::size_t> {
        const std::size_t size = std::min(capacity, text.size());
        std::copy_n(text.data(), size, buffer);
        text.remove_prefix(size);
        return size;
    };
    return open(std::move(source), std::move(name), charset, limits);
}

Error CsvReader::fault(const char* id, std::uint64_t line) const {
    return input_error(id).at_line(name_, line);
}

std::uint64_t CsvReader::lines_in(std::size_t from, std::size_t to) const noexcept {
    return static_cast<std::uint64_t>(
        std::count(buffer_.data() + from, buffer_.data() + to, '\n'));
}

// Moves what is left to the front, doubles a full buffer (the caller checked the limit), reads.
Status CsvReader::refill() {
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        checked_ -= std::min(checked_, begin_);
        bad_ -= std::min(bad_, begin_);
        begin_ = 0;
    }
    std::size_t room = buffer_.size() - detail::kScanPadding - end_;
    if (room < 4096) {
        buffer_.resize((buffer_.size() - detail::kScanPadding) * 2 + detail::kScanPadding);
        room = buffer_.size() - detail::kScanPadding - end_;
    }
    auto size = source_.fill(buffer_.data() + end_, room);
    if (!size) {
        finished_ = true;
        return std::move(size.error()).at_line(name_, line_);
    }
    end_ += *size;
    ended_ = *size == 0;
    if (ended_ && end_ > begin_ && buffer_[end_ - 1] == kDosEnd) --end_;
    check_new_text();
    scan_.restart(buffer_.data(), end_);
    return {};
}

// Validates what came in; a character cut by the end of the buffer waits for its rest.
void CsvReader::check_new_text() {
    if (bad_ < checked_) return;  // the record with the bad byte comes first
    checked_ = std::min(checked_, end_);
    const std::string_view text(buffer_.data() + checked_, end_ - checked_);
    const std::string_view whole =
        text.substr(0, text.size() - (ended_ ? 0 : incomplete_tail(text)));
    bad_ = checked_ + first_bad_byte(whole);
    checked_ += whole.size();
}

CsvReader::Scan CsvReader::fail(const char* id, std::size_t at) {
    error_ = fault(id, line_ + lines_in(begin_, std::min(at, end_)))
                 .with("column", std::to_string(fields_.size() + 1));
    next_ = std::min(at, end_);
    return Scan::failed;
}

CsvReader::Scan CsvReader::add_field(std::size_t begin, std::size_t end, bool escaped) {
    if (end - begin > limits_.field_bytes) {
        const Scan result = fail("csv.field_too_long", begin);
        error_->with("limit", std::to_string(limits_.field_bytes));
        next_ = end;
        return result;
    }
    if (fields_.size() == limits_.fields) {
        const Scan result = fail("csv.too_many_fields", begin);
        error_->with("limit", std::to_string(limits_.fields));
        return result;
    }
    if (escaped) escaped_.push_back(fields_.size());
    fields_.emplace_back(buffer_.data() + begin, end - begin);
    return Scan::complete;
}

// `at` stands behind the field: on a comma, a line end or the end of the text.
CsvReader::Scan CsvReader::end_field(std::size_t& at, bool& last) {
    last = true;
    if (at == end_) return ended_ ? Scan::complete : Scan::needs_more;
    const char c = buffer_[at++];
    if (c == ',') {
        last = false;
        return Scan::complete;
    }
    if (c == '\n') return Scan::complete;
    if (at == end_) return ended_ ? Scan::complete : Scan::needs_more;  // CR, the last byte
    if (buffer_[at] != '\n') return fail("csv.lone_carriage_return", at);
    ++at;
    return Scan::complete;
}

CsvReader::Scan CsvReader::scan_quoted(std::size_t& at, std::size_t open) {
    quoted_ = true;
    const std::size_t begin = open + 1;
    bool escaped = false;
    std::size_t from = begin;
    while (true) {
        std::size_t quote = scan_.next(from);
        while (quote != kNone && buffer_[quote] != '"') quote = scan_.next(quote + 1);
        if (quote == kNone) {
            if (!ended_) return Scan::needs_more;
            return fail("csv.unterminated_quote", open);
        }
        if (quote + 1 == end_ && !ended_) return Scan::needs_more;
        if (quote + 1 < end_ && buffer_[quote + 1] == '"') {
            escaped = true;
            from = quote + 2;
            continue;
        }
        at = quote + 1;
        if (at < end_ && buffer_[at] != ',' && buffer_[at] != '\n' && buffer_[at] != '\r') {
            return fail("csv.text_after_quote", at);
        }
        return add_field(begin, quote, escaped);
    }
}

CsvReader::Scan CsvReader::scan_field(std::size_t& at, bool& last) {
    if (at < end_ && buffer_[at] == '"') {
        const Scan scanned = scan_quoted(at, at);
        return scanned == Scan::complete ? end_field(at, last) : scanned;
    }
    std::size_t stop = scan_.next(at);
    if (stop == kNone) {
        if (!ended_) return Scan::needs_more;
        stop = end_;
    } else if (buffer_[stop] == '"') {
        return fail("csv.quote_in_plain_field", stop);
    }
    const Scan added = add_field(at, stop, false);
    if (added != Scan::complete) return added;
    at = stop;
    return end_field(at, last);
}

CsvReader::Scan CsvReader::scan_record() {
    fields_.clear();
    escaped_.clear();
    quoted_ = false;
    std::size_t at = begin_;
    bool last = false;
    while (!last) {
        const Scan scanned = scan_field(at, last);
        if (scanned != Scan::complete) return scanned;
    }
    next_ = at;
    return Scan::complete;
}

// To the line feed that ends a broken line; keeps nothing of it.
Status CsvReader::skip_line() {
    while (true) {
        const char* from = buffer_.data() + begin_;
        const auto* feed = static_cast<const char*>(std::memchr(from, '\n', end_ - begin_));
        if (feed != nullptr) {
            begin_ += static_cast<std::size_t>(feed - from) + 1;
            ++line_;
            break;
        }
        begin_ = end_;
        if (ended_) break;
        DAICHO_CHECK(refill());
    }
    skipping_ = false;
    if (bad_ < begin_) {
        bad_ = checked_ = begin_;
        check_new_text();
    }
    return {};
}

// False at the end of the file. Passes over blank lines.
Result<bool> CsvReader::skip_to_record() {
    if (skipping_) DAICHO_CHECK(skip_line());
    while (true) {
        if (end_ - begin_ < 2 && !ended_) {
            DAICHO_CHECK(refill());
            continue;
        }
        if (begin_ == end_) return false;
        if (buffer_[begin_] == '\n') {
            begin_ += 1;
        } else if (end_ - begin_ >= 2 && buffer_[begin_] == '\r' && buffer_[begin_ + 1] == '\n') {
            begin_ += 2;
        } else {
            return true;
        }
        ++line_;
    }
}

Error CsvReader::bad_bytes() {
    const char* place = buffer_.data() + bad_;
    std::size_t column = 1;
    for (const std::string_view field : fields_) {
        if (field.data() + field.size() < place) ++column;
    }
    const char* id = *place == '\0'                          ? "csv.nul_byte"
                     : source_.charset() == Charset::cp932 ? "csv.not_cp932"
                                                           : "csv.not_utf8";
    return fault(id, line_ + lines_in(begin_, bad_)).with("column", std::to_string(column));
}

// What can only be said of a whole record.
std::optional<Error> CsvReader::check_record() {
    if (next_ - begin_ > limits_.record_bytes) {
        finished_ = true;
        return fault("csv.record_too_long", line_)
            .with("limit", std::to_string(limits_.record_bytes));
    }
    if (bad_ < next_) {
        Error error = bad_bytes();
        bad_ = checked_ = next_;
        check_new_text();
        return error;
    }
    if (required_fields_ && fields_.size() != *required_fields_) {
        return fault("csv.field_count", line_)
            .with("expected", std::to_string(*required_fields_))
            .with("found", std::to_string(fields_.size()));
    }
    return std::nullopt;
}

// In place: a field never grows.
void CsvReader::unescape() {
    for (const std::size_t index : escaped_) {
        const std::string_view field = fields_[index];
        char* begin = buffer_.data() + (field.data() - buffer_.data());
        char* out = begin;
        for (std::size_t i = 0; i < field.size(); ++i) {
            *out++ = field[i];
            if (field[i] == '"') ++i;  // its twin
        }
        fields_[index] = {begin, static_cast<std::size_t>(out - begin)};
    }
}

Result<bool> CsvReader::next(CsvRecord& record) {
    if (finished_) return false;
    DAICHO_TRY(there, skip_to_record());
    if (!there) {
        finished_ = true;
        return false;
    }
    Scan scanned = scan_record();
    while (scanned == Scan::needs_more) {
        if (end_ - begin_ > limits_.record_bytes) {
            finished_ = true;
            return fault("csv.record_too_long", line_)
                .with("limit", std::to_string(limits_.record_bytes));
        }
        DAICHO_CHECK(refill());
        scanned = scan_record();
    }
    if (scanned == Scan::failed) {
        finished_ = error_->id == "csv.unterminated_quote";
        line_ += lines_in(begin_, next_);
        begin_ = next_;
        skipping_ = true;
        return std::move(*error_);
    }
    std::optional<Error> wrong = check_record();
    record.line = line_;
    line_ += quoted_ ? lines_in(begin_, next_) : 1;
    begin_ = next_;
    if (wrong) return std::move(*wrong);
    unescape();
    record.fields = fields_;
    return true;
}

std::optional<std::size_t> CsvHeader::find(std::string_view name) const noexcept {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
}

CsvHeader::Differences CsvHeader::compare(std::span<const std::string_view> expected) const {
    Differences result;
    for (const std::string_view name : expected) {
        if (!find(name)) result.missing.emplace_back(name);
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto upto = names.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(names.begin(), upto, names[i]) != upto) {
            result.duplicates.push_back(names[i]);
        } else if (std::find(expected.begin(), expected.end(), names[i]) == expected.end()) {
            result.unknown.push_back(names[i]);
        }
    }
    return result;
}

Result<CsvHeader> read_csv_header(CsvReader& reader) {
    CsvRecord record;
    DAICHO_TRY(there, reader.next(record));
    if (!there) return input_error("csv.empty").with("file", reader.name());
    CsvHeader header;
    header.line = record.line;
    for (std::string_view name : record.fields) {
        constexpr std::string_view kBlank = " \t";
        name.remove_prefix(std::min(name.find_first_not_of(kBlank), name.size()));
        header.names.emplace_back(name.substr(0, name.find_last_not_of(kBlank) + 1));
    }
    reader.require_fields(header.names.size());
    return header;
}

}  // namespace daicho::document
