// Page: a form of the city on A4 as rows of label and value, over as many pages as it takes.
// Lengths in tenths of a millimetre. Threading: plain value beside its PdfWriter.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "base/era.hpp"
#include "document/pdf.hpp"
#include "register/fields.hpp"

namespace daicho::media::detail {

using document::Box;
using document::PdfWriter;
using registers::Fields;

inline constexpr std::int32_t kLeft = 170;
inline constexpr std::int32_t kWidth = 1760;
inline constexpr std::int32_t kLabel = 380;
inline constexpr std::int32_t kRow = 62;
inline constexpr std::int32_t kBottom = 2740;
inline constexpr std::size_t kLetters = 47;  // full-width letters that a value's line takes

// What a value takes: letters are full width, ASCII half of it.
inline std::int32_t lines_of(std::string_view text) {
    std::size_t halves = 0;
    for (const char sign : text) {
        const auto byte = static_cast<unsigned char>(sign);
        if (byte < 0x80) halves += 1;
        if (byte >= 0xC0) halves += 2;
    }
    return static_cast<std::int32_t>((halves + 2 * kLetters - 1) / (2 * kLetters));
}

class Page {
public:
    explicit Page(PdfWriter& pdf) : pdf_(&pdf) { begin(); }

    void heading(std::string_view text) {
        room(120);
        y_ += 30;
        const auto tag = pdf_->tag("H2");
        pdf_->text({kLeft, y_, kWidth, 70}, text, {.size = 115}, "heading");
        y_ += 76;
    }
    void row(std::string_view label, std::string_view value) {
        if (value.empty()) value = "－";
        const std::int32_t height = kRow + (std::max(lines_of(value), 1) - 1) * 52;
        room(height);
        const auto tag = pdf_->tag("P");
        pdf_->fill({kLeft, y_, kLabel, height}, 93);
        pdf_->frame({kLeft, y_, kLabel, height});
        pdf_->frame({kLeft + kLabel, y_, kWidth - kLabel, height});
        pdf_->text({kLeft + 20, y_, kLabel - 40, kRow}, label, {.size = 88}, "label");
        const Box box{kLeft + kLabel + 20, y_ + (height > kRow ? 8 : 0), kWidth - kLabel - 40,
                      height};
        if (height == kRow) pdf_->text(box, value, {.size = 92}, "value");
        else pdf_->paragraph(box, value, {.size = 92}, "value");
        y_ += height;
    }
    void keep(std::int32_t rows) { room(rows * kRow); }
    void line(std::string_view text, std::int32_t size, std::int32_t height) {
        room(height);
        const auto tag = pdf_->tag("P");
        pdf_->paragraph({kLeft, y_, kWidth, height}, text, {.size = size}, "line");
        y_ += height;
    }

private:
    void room(std::int32_t height) {
        if (y_ + height > kBottom) begin();
    }
    void begin() {
        pdf_->begin_page(document::Paper::a4_portrait);
        y_ = 170;
    }
    PdfWriter* pdf_;
    std::int32_t y_ = 0;
};

// In the era; empty where there is none.
inline std::string day(const Fields& row, std::string_view name) {
    return row.has(name) ? format_era_date(row.date(name)) : std::string();
}

// The parts that are there, one blank (full width) between them.
inline std::string together(std::initializer_list<std::string> parts) {
    std::string text;
    for (const std::string& part : parts) {
        if (!part.empty()) text += (text.empty() ? "" : "　") + part;
    }
    return text;
}

}  // namespace daicho::media::detail
