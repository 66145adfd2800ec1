// Places of line breaks and delimiters, with wide registers and without, beside a naive reading.
#include "govern/logs/detail/line_index.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace daicho::govern::logs::detail {
namespace {

// Lines up to the first that does not end within a stretch: their ends, cuts, whether quoted.
std::string naive(const std::string& text, std::size_t from) {
    std::string out;
    const std::size_t to = std::min(text.size(), from + LineIndex::kStretch);
    std::string cuts;
    bool quoted = false;
    for (std::size_t i = from; i < to; ++i) {
        if (text[i] == ',') cuts += std::to_string(i) + " ";
        if (text[i] == '"') quoted = true;
        if (text[i] != '\n') continue;
        out += std::to_string(i) + (quoted ? " quoted: " : ": ") + cuts + "\n";
        cuts.clear();
        quoted = false;
    }
    return out;
}

std::string found(LineIndex& index, std::size_t from) {
    std::string out;
    for (const LineIndex::Line* line = index.line_at(from); line != nullptr;
         line = index.line_at(from)) {
        out += std::to_string(line->end) + (line->quoted ? " quoted: " : ": ");
        for (std::uint32_t i = 0; i < index.cut_count(); ++i) {
            out += std::to_string(index.cuts()[i]) + " ";
        }
        out += "\n";
        from = line->end + 1;
    }
    return out;
}

std::string of(const std::string& text, std::size_t from, bool wide) {
    LineIndex index;
    if (wide) {
        index.scan(text.data(), from, text.size(), ',');
    } else {
        index.scan_plain(text.data(), from, text.size(), ',');
    }
    return found(index, from);
}

RC_GTEST_PROP(LineIndex, WideAndPlainSayWhatIsThere, ()) {
    const auto letters = *rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("abc,,,,,,,,,,,,\n\n\"\r\x82")));
    const auto repeated = *rc::gen::inRange(1, 400);
    std::string text = letters;
    for (int i = 0; i < repeated; ++i) text += letters;
    const auto from = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
    RC_ASSERT(of(text, from, true) == naive(text, from));
    RC_ASSERT(of(text, from, false) == naive(text, from));
}

TEST(LineIndex, FullBlocksOfDelimitersAndStretchesAtTheirEnd) {
    const std::string line = std::string(200, ',') + "\n";
    std::string text;
    while (text.size() < 3 * LineIndex::kStretch) text += line;
    for (const std::size_t from : {std::size_t{0}, std::size_t{201}, std::size_t{2010}}) {
        EXPECT_EQ(of(text, from, true), naive(text, from)) << from;
        EXPECT_EQ(of(text, from, false), naive(text, from)) << from;
    }
}

}  // namespace
}  // namespace daicho::govern::logs::detail
