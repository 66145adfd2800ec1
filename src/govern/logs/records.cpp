#include "govern/logs/records.hpp"

#include <algorithm>
#include <cstring>

namespace daicho::govern::logs {

namespace {

std::size_t find_byte(std::string_view text, char byte, std::size_t from = 0) noexcept {
    if (from >= text.size()) return std::string_view::npos;
    const void* at = std::memchr(text.data() + from, byte, text.size() - from);
    return at == nullptr ? std::string_view::npos
                         : static_cast<std::size_t>(static_cast<const char*>(at) - text.data());
}

std::size_t count_breaks(std::string_view text) noexcept {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::string_view without_return(std::string_view text) noexcept {
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    return text;
}

}  // namespace

RecordReader::RecordReader(ByteReader reader, Shape shape, char delimiter)
    : reader_(std::move(reader)),
      shape_(shape),
      delimiter_(delimiter),
      buffer_(std::make_unique<char[]>(kBufferSize)) {}

// Moves what is left to the front and reads until the buffer is full or the file at its end, so
// that what is decided afterwards never depends on the size of a piece.
Result<bool> RecordReader::fill() {
    if (at_end_) return false;
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    index_.clear();
    while (end_ < kBufferSize) {
        DAICHO_TRY(size, reader_(buffer_.get() + end_, kBufferSize - end_));
        if (size == 0) {
            at_end_ = true;
            break;
        }
        end_ += size;
    }
    if (first_) {
        first_ = false;
        if (rest().starts_with("\xEF\xBB\xBF")) {
            begin_ += 3;
            bytes_ += 3;
        }
    }
    return true;
}

RecordReader::End RecordReader::end_of_line() const {
    const std::string_view text = rest();
    const std::size_t at = find_byte(text.substr(0, kRecordLimit + 1), '\n');
    if (at != std::string_view::npos) return {at, at + 1, 1, Fault::none};
    if (text.size() > kRecordLimit) return {0, 0, 0, Fault::too_long};
    if (!at_end_) return {};
    return {text.size(), text.size(), 0, Fault::none};
}

// Only the first line goes; the rest is looked at anew.
RecordReader::End RecordReader::spoilt(Fault fault) const {
    End line = end_of_line();
    if (line.fault == Fault::none) line.fault = fault;
    return line;
}

RecordReader::End RecordReader::end_of_quoted() {
    const std::string_view all = rest();
    const std::size_t line = find_byte(all.substr(0, kRecordLimit + 1), '\n');
    const std::size_t quote = find_byte(all.substr(0, std::min(line, kRecordLimit + 1)), '"');
    return quote == std::string_view::npos ? end_of_line() : walk_quoted();
}

// Two walks that stand at the same line break within a quotation go on alike. So where one went
// in vain, the next one – of the line after it – begins where that one saw its last line break.
RecordReader::End RecordReader::walk_quoted() {
    const std::string_view all = rest();
    const std::string_view text = all.substr(0, kRecordLimit + 1);
    bool field_start = true;
    bool open = false;
    std::size_t breaks = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (open) {
            if (c == '\n') {
                ++breaks;
                const std::uint64_t here = bytes_ + i;
                if (here < open_until_) {
                    i = static_cast<std::size_t>(open_until_ - bytes_);
                    breaks = static_cast<std::size_t>(open_line_ - line_);
                } else {
                    open_until_ = here;
                    open_line_ = line_ + breaks;
                }
            }
            if (c != '"') continue;
            if (i + 1 == text.size() && all.size() == text.size() && !at_end_) return {};
            if (i + 1 < text.size() && text[i + 1] == '"') {
                ++i;
                continue;
            }
            open = false;
        } else if (c == '\n') {
            return {i, i + 1, breaks + 1, Fault::none};
        } else if (c == delimiter_) {
            field_start = true;
            continue;
        } else if (c == '"' && field_start) {
            open = true;
        }
        field_start = false;
    }
    if (all.size() > kRecordLimit) return spoilt(open ? Fault::open_quote : Fault::too_long);
    if (!at_end_) return {};
    if (open) return spoilt(Fault::open_quote);
    return {text.size(), text.size(), breaks, Fault::none};
}

// What stands between two events (declaration, root element, blanks) belongs to the one behind it.
RecordReader::End RecordReader::end_of_element() {
    static constexpr std::string_view kClose = "</Event>";
    const std::string_view text = rest().substr(0, kRecordLimit + 1);
    const std::size_t known =
        no_close_until_ <= bytes_ ? 0 : static_cast<std::size_t>(no_close_until_ - bytes_);
    const std::size_t at = text.find(kClose, known);
    if (at != std::string_view::npos) {
        const std::size_t size = at + kClose.size();
        return {size, size, count_breaks(text.substr(0, size)), Fault::none};
    }
    if (text.size() >= kClose.size()) {
        no_close_until_ = std::max<std::uint64_t>(no_close_until_,
                                                  bytes_ + text.size() - kClose.size() + 1);
    }
    if (rest().size() > kRecordLimit) return spoilt(Fault::too_long);
    if (!at_end_) return {};
    const bool begun = text.find("<Event ") != std::string_view::npos ||
                       text.find("<Event>") != std::string_view::npos;
    const Fault fault = begun ? Fault::open_element : Fault::none;
    return {0, text.size(), count_breaks(text), fault};
}

RecordReader::End RecordReader::find_end() {
    switch (shape_) {
        case Shape::lines: return end_of_line();
        case Shape::quoted: return end_of_quoted();
        case Shape::elements: return end_of_element();
    }
    return {};
}

// Throws the bytes of an overlong line away, buffer by buffer, up to its end.
Status RecordReader::skip_long(RawRecord& out) {
    out.fault = Fault::too_long;
    out.text = {};
    out.line = line_ + 1;
    out.bytes = 0;
    for (;;) {
        const std::size_t at = find_byte(rest(), '\n');
        const std::size_t size = at == std::string_view::npos ? rest().size() : at + 1;
        begin_ += size;
        out.bytes += size;
        if (at != std::string_view::npos) break;
        DAICHO_TRY(more, fill());
        if (!more) break;
    }
    bytes_ += out.bytes;
    ++line_;
    return {};
}

// A line without a quotation mark, as the index has it; false when there is none.
bool RecordReader::next_plain(RawRecord& out) {
    const detail::LineIndex::Line* line = index_.line_at(begin_);
    if (line == nullptr) {
        index_.scan(buffer_.get(), begin_, end_, delimiter_);
        line = index_.line_at(begin_);
    }
    if (line == nullptr || line->quoted) return false;
    const std::size_t size = line->end - begin_;
    out.text = without_return({buffer_.get() + begin_, size});
    out.line = ++line_;
    out.bytes = size + 1;
    out.fault = Fault::none;
    out.cuts = index_.cuts();
    out.cut_count = index_.cut_count();
    out.cut_base = static_cast<std::uint32_t>(begin_);
    out.ascii = index_.ascii();
    begin_ += size + 1;
    bytes_ += size + 1;
    return true;
}

Result<bool> RecordReader::next(RawRecord& out) {
    for (;;) {
        if (begin_ == end_) {
            DAICHO_TRY(more, fill());
            if (!more || begin_ == end_) return false;
        }
        if (shape_ == Shape::quoted && next_plain(out)) {
            if (out.text.empty()) continue;
            return true;
        }
        out.cuts = nullptr;
        out.ascii = false;
        const End end = find_end();
        if (end.fault != Fault::none && end.next == 0) {
            // Nothing can be decided before the buffer holds more than the limit or all there is.
            DAICHO_CHECK(skip_long(out));
            return true;
        }
        if (end.next == 0) {
            DAICHO_CHECK(fill());
            continue;
        }
        out.text = end.fault == Fault::none ? without_return(rest().substr(0, end.size))
                                            : std::string_view();
        out.line = line_ + 1;
        out.bytes = end.next;
        out.fault = end.fault;
        begin_ += end.next;
        bytes_ += end.next;
        const bool nothing = out.text.empty() && out.fault == Fault::none;
        if (shape_ == Shape::elements) {
            line_ += nothing ? 0 : 1;
        } else {
            line_ += end.next == end.size ? end.breaks + 1 : end.breaks;
        }
        if (nothing) continue;
        return true;
    }
}

}  // namespace daicho::govern::logs
