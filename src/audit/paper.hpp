// Paper: what is handed on – a title, sections of prose and tables – and its layout on A4 with
// contents and page numbers. Threading: pure.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.hpp"
#include "base/message.hpp"
#include "base/result.hpp"

namespace daicho::audit {

struct Paragraph {
    std::string text;
};
struct Table {
    std::vector<std::string> heads;
    std::vector<std::int32_t> widths;  // tenths of a millimetre; 1,760 in all
    std::vector<std::vector<std::string>> rows;
};
struct Section {
    std::string title;
    std::vector<std::variant<Paragraph, Table>> parts;
};
struct Paper {
    Language language = Language::japanese;
    std::string title;
    std::vector<std::string> head;  // lines under the title: city, year, day
    std::string contents;           // heading of the contents; empty: there are none
    bool page_each = false;         // every section begins a page, to be handed out apart
    std::vector<Section> sections;
    std::string foot;               // on every page beside its number
    Instant at;
};

inline constexpr std::int32_t kTableWidth = 1'760;

// All that it says, in order, one line for each text: what a digest is taken of.
std::string said(const Paper& paper);

struct PrintedPaper {
    std::string pdf;
    std::vector<std::uint32_t> pages;  // on which each section begins, 1-based
    std::uint32_t count = 0;
    std::vector<std::string> issues;  // what did not fit or has no glyph; empty when all is well
};
// Errors: pdf.font_missing, pdf.failed.
Result<PrintedPaper> print(const Paper& paper);

}  // namespace daicho::audit
