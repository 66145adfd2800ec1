// One line of JSON Lines: an object, whose scalars become fields named by their path (a.b). What
// is not JSON is refused; of a name that stands twice the last value counts.
#include <cstring>

#include "govern/logs/detail/row.hpp"

namespace daicho::govern::logs::detail {

namespace {

constexpr int kDepth = 32;

class Scanner {
public:
    Scanner(std::string_view text, Row row)
        : at_(text.data()), end_(at_ + text.size()), row_(row) {}

    bool run() {
        blanks();
        if (!object(0)) return false;
        blanks();
        return at_ == end_;
    }

private:
    void blanks() {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\r' || *at_ == '\n')) ++at_;
    }
    bool take(char c) {
        if (at_ == end_ || *at_ != c) return false;
        ++at_;
        return true;
    }

    bool object(int depth) {
        if (depth > kDepth || !take('{')) return false;
        blanks();
        if (take('}')) return true;
        const std::size_t outer = path_.size();
        for (;;) {
            blanks();
            std::string_view name;
            if (!string(name)) return false;
            blanks();
            if (!take(':')) return false;
            blanks();
            if (at_ != end_ && *at_ == '{') {
                path_.append(name).append(1, '.');
                if (!object(depth + 1)) return false;
                path_.resize(outer);
            } else {
                if (!member(name, depth)) return false;
            }
            blanks();
            if (take('}')) return true;
            if (!take(',')) return false;
        }
    }

    bool member(std::string_view name, int depth) {
        std::string_view text;
        bool there = true;
        Slot slot = kNoSlot;
        if (path_.empty()) {
            slot = row_.names.find(name);
        } else {
            full_.assign(path_).append(name);
            slot = row_.names.find(full_);
        }
        if (!value(text, there, depth)) return false;
        if (slot != kNoSlot) row_.values[slot] = there ? text : std::string_view();
        return true;
    }

    // A list keeps its spelling: rules look into it with contains.
    bool value(std::string_view& out, bool& there, int depth) {
        if (at_ == end_) return false;
        switch (*at_) {
            case '"': return string(out);
            case '[': return list(out, depth + 1);
            case 't': return word("true", out);
            case 'f': return word("false", out);
            case 'n': there = false; return word("null", out);
            default: return number(out);
        }
    }

    bool word(std::string_view expected, std::string_view& out) {
        if (static_cast<std::size_t>(end_ - at_) < expected.size()) return false;
        out = {at_, expected.size()};
        if (out != expected) return false;
        at_ += expected.size();
        return true;
    }

    bool digits() {
        const char* from = at_;
        while (at_ != end_ && *at_ >= '0' && *at_ <= '9') ++at_;
        return at_ != from;
    }
    bool number(std::string_view& out) {
        const char* from = at_;
        take('-');
        const bool zero = at_ != end_ && *at_ == '0';
        const char* first = at_;
        if (!digits() || (zero && at_ - first > 1)) return false;
        if (take('.') && !digits()) return false;
        if (at_ != end_ && (*at_ == 'e' || *at_ == 'E')) {
            ++at_;
            if (!take('+')) take('-');
            if (!digits()) return false;
        }
        out = {from, static_cast<std::size_t>(at_ - from)};
        return true;
    }

    bool list(std::string_view& out, int depth) {
        const char* from = at_;
        if (depth > kDepth || !take('[')) return false;
        blanks();
        if (!take(']')) {
            for (;;) {
                blanks();
                std::string_view inner;
                bool there = true;
                if (at_ != end_ && *at_ == '{') {
                    if (!skip_object(depth)) return false;
                } else if (!value(inner, there, depth)) {
                    return false;
                }
                blanks();
                if (take(']')) break;
                if (!take(',')) return false;
            }
        }
        out = {from, static_cast<std::size_t>(at_ - from)};
        return true;
    }

    // Objects within lists are checked, but their members are fields of nobody.
    bool skip_object(int depth) {
        if (depth > kDepth || !take('{')) return false;
        blanks();
        if (take('}')) return true;
        for (;;) {
            blanks();
            std::string_view ignored;
            bool there = true;
            if (!string(ignored)) return false;
            blanks();
            if (!take(':')) return false;
            blanks();
            const bool nested = at_ != end_ && *at_ == '{';
            if (!(nested ? skip_object(depth + 1) : value(ignored, there, depth))) return false;
            blanks();
            if (take('}')) return true;
            if (!take(',')) return false;
        }
    }

    bool string(std::string_view& out) {
        if (!take('"')) return false;
        const auto* quote =
            static_cast<const char*>(std::memchr(at_, '"', static_cast<std::size_t>(end_ - at_)));
        if (quote == nullptr) return false;
        const auto size = static_cast<std::size_t>(quote - at_);
        if (std::memchr(at_, '\\', size) == nullptr) {
            out = {at_, size};
            at_ = quote + 1;
            return true;
        }
        return escaped(out);
    }

    bool escaped(std::string_view& out) {
        const auto room = static_cast<std::size_t>(end_ - at_);
        char* text = row_.arena.take(room);
        if (text == nullptr) return false;
        std::size_t size = 0;
        while (at_ != end_ && *at_ != '"') {
            if (*at_ != '\\') {
                text[size++] = *at_++;
            } else if (++at_ == end_ || !escape(text, size)) {
                return false;
            }
        }
        if (!take('"')) return false;
        row_.arena.give_back(room - size);
        out = {text, size};
        return true;
    }

    bool escape(char* text, std::size_t& size) {
        static constexpr std::string_view kFrom = "\"\\/bfnrt";
        static constexpr std::string_view kTo = "\"\\/\b\f\n\r\t";
        const char c = *at_++;
        if (c != 'u') {
            const std::size_t at = kFrom.find(c);
            if (at == std::string_view::npos) return false;
            text[size++] = kTo[at];
            return true;
        }
        std::uint32_t point = 0;
        if (!hex(point)) return false;
        if (point >= 0xDC00 && point < 0xE000) return false;
        if (point >= 0xD800 && point < 0xDC00) {
            std::uint32_t low = 0;
            if (!take('\\') || !take('u') || !hex(low) || low < 0xDC00 || low > 0xDFFF)
                return false;
            point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        }
        put(text, size, point);
        return true;
    }

    bool hex(std::uint32_t& out) {
        if (end_ - at_ < 4) return false;
        for (int i = 0; i < 4; ++i) {
            const char c = *at_++;
            std::uint32_t digit = 0;
            if (c >= '0' && c <= '9') {
                digit = static_cast<std::uint32_t>(c - '0');
            } else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') {
                digit = static_cast<std::uint32_t>((c | 0x20) - 'a') + 10;
            } else {
                return false;
            }
            out = out << 4 | digit;
        }
        return true;
    }

    // At most as long as its escape.
    static void put(char* text, std::size_t& size, std::uint32_t point) {
        const auto byte = [&](std::uint32_t value) { text[size++] = static_cast<char>(value); };
        if (point < 0x80) {
            byte(point);
        } else if (point < 0x800) {
            byte(0xC0 | point >> 6);
            byte(0x80 | (point & 0x3F));
        } else if (point < 0x10000) {
            byte(0xE0 | point >> 12);
            byte(0x80 | (point >> 6 & 0x3F));
            byte(0x80 | (point & 0x3F));
        } else {
            byte(0xF0 | point >> 18);
            byte(0x80 | (point >> 12 & 0x3F));
            byte(0x80 | (point >> 6 & 0x3F));
            byte(0x80 | (point & 0x3F));
        }
    }

    const char* at_;
    const char* end_;
    Row row_;
    std::string path_;
    std::string full_;
};

}  // namespace

Reject parse_json(std::string_view record, Row row) {
    row.names.rewind();
    return Scanner(record, row).run() ? Reject::none : Reject::not_json;
}

}  // namespace daicho::govern::logs::detail
