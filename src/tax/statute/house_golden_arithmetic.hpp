// Arithmetic of the golden cases: "floor(186200 * 120/140 * 1/2)", exactly. For tests only.
//
// Whole numbers, + - * /, parentheses, floor(x), min(a, b), max(a, b) and the name `last`. Values
// are reduced fractions of 128-bit integers; anything else fails by an assertion, because golden
// files are ours.
#pragma once

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.hpp"

namespace daicho::tax::golden {

struct Exact {
    __int128 above = 0;
    __int128 below = 1;

    [[nodiscard]] Exact reduced() const {
        __int128 a = above < 0 ? -above : above;
        __int128 b = below;
        while (b != 0) {
            const __int128 rest = a % b;
            a = b;
            b = rest;
        }
        return a == 0 ? Exact{0, 1} : Exact{above / a, below / a};
    }
    [[nodiscard]] Exact floored() const {
        const __int128 quotient = above / below;
        return {above < 0 && above % below != 0 ? quotient - 1 : quotient, 1};
    }
    [[nodiscard]] bool less(const Exact& other) const {
        return above * other.below < other.above * below;
    }
    [[nodiscard]] bool equals(std::int64_t amount) const { return above == below * amount; }
};

class Arithmetic {
public:
    Arithmetic(std::string_view text, std::int64_t last) : text_(text), last_(last) {}

    Exact value() {
        const Exact result = sum();
        skip();
        DAICHO_ASSERT(at_ == text_.size());
        return result;
    }

private:
    void skip() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }
    bool take(char symbol) {
        skip();
        if (at_ == text_.size() || text_[at_] != symbol) return false;
        ++at_;
        return true;
    }
    bool take_word(std::string_view word) {
        skip();
        if (!text_.substr(at_).starts_with(word)) return false;
        at_ += word.size();
        return true;
    }
    Exact sum() {
        Exact left = product();
        for (;;) {
            const bool plus = take('+');
            if (!plus && !take('-')) return left;
            const Exact right = product();
            const __int128 term = right.above * left.below;
            left = Exact{left.above * right.below + (plus ? term : -term),
                         left.below * right.below}.reduced();
        }
    }
    Exact product() {
        Exact left = factor();
        for (;;) {
            if (take('*')) {
                const Exact right = factor();
                left = Exact{left.above * right.above, left.below * right.below}.reduced();
            } else if (take('/')) {
                const Exact right = factor();
                DAICHO_ASSERT(right.above > 0);
                left = Exact{left.above * right.below, left.below * right.above}.reduced();
            } else {
                return left;
            }
        }
    }
    Exact inside() {
        const Exact result = sum();
        DAICHO_ASSERT(take(')'));
        return result;
    }
    Exact factor() {
        if (take_word("floor(")) return inside().floored();
        const bool smaller = take_word("min(");
        if (smaller || take_word("max(")) {
            const Exact first = sum();
            DAICHO_ASSERT(take(','));
            const Exact second = inside();
            return first.less(second) == smaller ? first : second;
        }
        if (take_word("last")) return {last_, 1};
        if (take('(')) return inside();
        return number();
    }
    Exact number() {
        skip();
        DAICHO_ASSERT(at_ < text_.size() && std::isdigit(static_cast<unsigned char>(text_[at_])));
        __int128 digits = 0;
        while (at_ < text_.size() && std::isdigit(static_cast<unsigned char>(text_[at_]))) {
            digits = digits * 10 + (text_[at_++] - '0');
        }
        return {digits, 1};
    }

    std::string_view text_;
    std::int64_t last_;
    std::size_t at_ = 0;
};

inline Exact arithmetic(std::string_view text, std::int64_t last = 0) {
    return Arithmetic(text, last).value();
}

}  // namespace daicho::tax::golden
