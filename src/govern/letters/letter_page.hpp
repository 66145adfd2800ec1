// The page of a letter (公文書の体裁): number and date at the right, addressee at the left, sender at
// the right, the title in the middle, paragraphs, 記 with its points, 以上, and whom to ask.
//
// A4 portrait, as many pages as it takes. The same letter gives the same bytes, so that what is
// kept is its text alone. A letter without number is marked 案. Pure but for fonts; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/result.hpp"

namespace daicho::govern {

struct LetterPage {
    std::string number;         // empty: a draft
    std::optional<Date> dated;  // day of approval
    std::string to;             // with its form of address
    std::string issuer;
    std::string title;
    std::vector<std::string> body;
    std::vector<std::string> points;
    std::string ground;
    std::string contact;
    bool is_void = false;
    Instant created;
};

struct PrintedLetter {
    std::string bytes;
    std::uint32_t pages = 0;
    std::vector<std::string> issues;  // texts that did not fit, or that no font can draw
};
// Errors: pdf.font_missing, pdf.failed.
Result<PrintedLetter> letter_pdf(const LetterPage& letter);

}  // namespace daicho::govern
