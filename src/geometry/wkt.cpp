#include "geometry/wkt.hpp"

#include <array>

#include "geometry/shape_area.hpp"
#include "geometry/validity.hpp"

namespace daicho::geometry {
namespace {

struct Word {
    std::string_view text;
    ShapeKind kind;
    int depth;  // parentheses around a list of positions
};
constexpr std::array<Word, 5> kWords = {{{"POINT", ShapeKind::point, 1},
                                         {"LINESTRING", ShapeKind::line, 1},
                                         {"MULTILINESTRING", ShapeKind::multi_line, 2},
                                         {"POLYGON", ShapeKind::area, 2},
                                         {"MULTIPOLYGON", ShapeKind::multi_area, 3}}};

const Word& word_of(ShapeKind kind) noexcept { return kWords[static_cast<std::size_t>(kind)]; }

bool is_space(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

class Reader {
public:
    explicit Reader(std::string_view text) noexcept : text_(text) {}

    Result<Shape> shape() {
        if (text_.size() > kLongestText) return too_many();
        DAICHO_TRY(word, kind());
        Shape shape;
        shape.kind = word.kind;
        if (word.depth == 3) {
            DAICHO_CHECK(list([&] { return rings(shape); }));
        } else if (word.kind == ShapeKind::area) {
            DAICHO_CHECK(rings(shape));
        } else if (word.depth == 2) {
            DAICHO_CHECK(list([&] { return path(shape); }));
        } else {
            DAICHO_CHECK(path(shape));
        }
        skip();
        if (at_ != text_.size()) return stopped();
        return shape;
    }

private:
    void skip() noexcept {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    }
    bool take(char c) noexcept {
        skip();
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    [[nodiscard]] Error stopped() const {
        return input_error("geometry.not_read")
            .with("place", std::to_string(at_ + 1))
            .with("value", std::string(text_.substr(at_, 20)));
    }
    [[nodiscard]] static Error too_many() {
        return input_error("geometry.too_many").with("limit", std::to_string(kMostPositions));
    }

    Result<Word> kind() {
        skip();
        std::string name;
        while (at_ < text_.size() && upper(text_[at_]) >= 'A' && upper(text_[at_]) <= 'Z') {
            name += upper(text_[at_++]);
        }
        for (const Word& word : kWords) {
            if (name == word.text) return word;
        }
        return input_error("geometry.kind").with("value", name.substr(0, 40));
    }

    template <class Each>
    Status list(const Each& each) {
        if (!take('(')) return stopped();
        do {
            DAICHO_CHECK(each());
        } while (take(','));
        if (!take(')')) return stopped();
        return {};
    }

    Status rings(Shape& shape) {
        std::vector<Path> part;
        DAICHO_CHECK(list([&]() -> Status {
            DAICHO_TRY(ring, positions());
            DAICHO_CHECK(check_ring(ring));
            part.push_back(std::move(ring));
            return {};
        }));
        shape.parts.push_back(std::move(part));
        return {};
    }

    Status path(Shape& shape) {
        DAICHO_TRY(path, positions());
        const bool point = shape.kind == ShapeKind::point;
        if (point ? path.size() != 1 : path.size() < 2) return too_few(path);
        if (!point && std::ranges::all_of(path, [&](Position at) { return at == path[0]; })) {
            return too_few(path);
        }
        shape.parts.push_back({std::move(path)});
        return {};
    }

    static Error placed(const char* id, Position at) {
        return input_error(id)
            .with("east", format_metres(at.east))
            .with("north", format_metres(at.north));
    }
    static Error too_few(const Path& path) { return placed("geometry.too_few", path.front()); }

    static Status check_ring(const Path& ring) {
        if (ring.front() != ring.back()) return placed("geometry.open_ring", ring.back());
        if (ring.size() < 4 || lies_on_a_line(ring)) return too_few(ring);
        return {};
    }

    static bool lies_on_a_line(const Path& ring) {
        const Position from = ring.front();
        const auto other = std::ranges::find_if(ring, [&](Position at) { return at != from; });
        return other == ring.end() || std::ranges::all_of(ring, [&](Position at) {
                   return doubled_area({from, *other, at, from}) == 0;
               });
    }

    Result<Path> positions() {
        Path path;
        DAICHO_CHECK(list([&]() -> Status {
            DAICHO_TRY(east, metres());
            if (at_ < text_.size() && !is_space(text_[at_])) return stopped();
            DAICHO_TRY(north, metres());
            if (++count_ > kMostPositions) return too_many();
            path.push_back({east, north});
            return {};
        }));
        return path;
    }

    // Millimetres from metres with at most three decimals, digit by digit.
    Result<std::int64_t> metres() {
        skip();
        const std::size_t begin = at_;
        const bool negative = at_ < text_.size() && text_[at_] == '-';
        if (negative) ++at_;
        std::int64_t value = 0;
        int digits = 0;
        const auto more = [&] { return at_ < text_.size() && is_digit(text_[at_]); };
        while (more() && digits < 12) {
            value = value * 10 + (text_[at_++] - '0');
            ++digits;
        }
        if (digits == 0) return stopped();
        int decimals = 0;
        if (at_ < text_.size() && text_[at_] == '.') {
            ++at_;
            while (more() && decimals < 3) {
                value = value * 10 + (text_[at_++] - '0');
                ++decimals;
            }
            if (decimals == 0) return stopped();
            while (more() && text_[at_] == '0') ++at_;  // zeros say nothing
        }
        if (more()) {
            at_ = begin;
            return decimals == 3 ? number("geometry.decimals") : number("geometry.too_far");
        }
        for (; decimals < 3; ++decimals) value *= 10;
        if (value > kFarthest) {
            at_ = begin;
            return number("geometry.too_far");
        }
        return negative ? -value : value;
    }
    [[nodiscard]] Error number(const char* id) const {
        std::size_t end = at_;
        while (end < text_.size() && !is_space(text_[end]) && text_[end] != ',' &&
               text_[end] != ')') {
            ++end;
        }
        return input_error(id)
            .with("value", std::string(text_.substr(at_, std::min<std::size_t>(end - at_, 40))))
            .with("place", std::to_string(at_ + 1));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t count_ = 0;
};

void append_path(std::string& out, const Path& path) {
    out += '(';
    for (const Position at : path) {
        if (out.back() != '(') out += ", ";
        out += format_metres(at.east);
        out += ' ';
        out += format_metres(at.north);
    }
    out += ')';
}

void append_part(std::string& out, const std::vector<Path>& part, bool area) {
    if (area) out += '(';
    for (const Path& path : part) {
        if (out.back() == ')') out += ", ";
        append_path(out, path);
    }
    if (area) out += ')';
}

}  // namespace

std::string format_metres(std::int64_t millimetres) {
    const std::int64_t size = millimetres < 0 ? -millimetres : millimetres;
    std::string text = (millimetres < 0 ? "-" : "") + std::to_string(size / 1000);
    if (size % 1000 != 0) {
        std::string decimals = std::to_string(1000 + size % 1000);
        decimals[0] = '.';
        while (decimals.back() == '0') decimals.pop_back();
        text += decimals;
    }
    return text;
}

Result<Shape> parse_shape(std::string_view text) { return Reader(text).shape(); }

Result<Shape> read_shape(std::string_view text) {
    DAICHO_TRY(shape, parse_shape(text));
    DAICHO_CHECK(check_valid(shape));
    return shape;
}

std::string format_shape(const Shape& shape) {
    const Word& word = word_of(shape.kind);
    std::string out(word.text);
    out += ' ';
    const bool multi = shape.kind == ShapeKind::multi_line || shape.kind == ShapeKind::multi_area;
    if (multi) out += '(';
    for (std::size_t i = 0; i < shape.parts.size(); ++i) {
        if (i > 0) out += ", ";
        append_part(out, shape.parts[i], shape.is_area());
    }
    if (multi) out += ')';
    return out;
}

}  // namespace daicho::geometry
