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

RecordReader::End RecordReader::end_of_quoted() const {
    const std::string_view all = rest();
    const std::size_t line = find_byte(all.substr(0, kRecordLimit + 1), '\n');
    const std::size_t quote = find_byte(all.substr(0, std::min(line, kRecordLimit + 1)), '"');
    if (quote == std::string_view::npos) return end_of_line();
    const std::string_view text = all.substr(0, kRecordLimit + 1);
    bool field_start = true;
    bool open = false;
    std::size_t breaks = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (open) {
            if (c == '\n') ++breaks;
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
RecordReader::End RecordReader::end_of_element() const {
    static constexpr std::string_view kClose = "</Event>";
    const std::string_view text = rest().substr(0, kRecordLimit + 1);
    const std::size_t at = text.find(kClose);
    if (at != std::string_view::npos) {
        const std::size_t size = at + kClose.size();
        return {size, size, count_breaks(text.substr(0, size)), Fault::none};
    }
    if (rest().size() > kRecordLimit) return spoilt(Fault::too_long);
    if (!at_end_) return {};
    const bool begun = text.find("<Event ") != std::string_view::npos ||
                       text.find("<Event>") != std::string_view::npos;
    const Fault fault = begun ? Fault::open_element : Fault::none;
    return {0, text.size(), count_breaks(text), fault};
}

RecordReader::End RecordReader::find_end() const {
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

Result<bool> RecordReader::next(RawRecord& out) {
    for (;;) {
        if (begin_ == end_) {
            DAICHO_TRY(more, fill());
            if (!more || begin_ == end_) return false;
        }
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
