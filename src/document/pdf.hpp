// PDF writer: pages, lines and text cells over Pango and Cairo.
//
//     DAICHO_TRY(pdf, PdfWriter::to_bytes(bytes, {.title = "納税通知書", .created = now}));
//     pdf.begin_page(Paper::a4_portrait);
//     pdf.text({200, 300, 800, 60}, "柏原 千鶴子", {.face = Face::mincho, .size = 110}, "name");
//     DAICHO_CHECK(pdf.finish());
//
// Lengths are whole tenths of a millimetre from the top left corner, sizes of type tenths of a
// point: forms need no floating point. Every text stands in a box and is made to fit it
// (text_fit.hpp); what did not fit, and characters no font has, are in issues().
// The document is tagged: Document, and in it the elements of tag().
// Fonts are embedded as subsets and texts can be searched and copied, variation selectors too.
// Equal calls give equal bytes: the creation date is the caller's.
// Threading: one writer per thread; writers on different threads are independent.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "document/text_fit.hpp"

namespace daicho::document {

enum class Paper : std::uint8_t { a4_portrait, a4_landscape };
enum class Face : std::uint8_t { gothic, mincho };
inline constexpr std::size_t kFaces = 2;
enum class Align : std::uint8_t { left, centre, right };

// Font families by Face. A family that is not installed is an error, never a substitute.
using FaceNames = std::array<std::string, kFaces>;
FaceNames standard_faces();  // IPAexGothic, IPAexMincho

struct PdfInfo {
    std::string title{};
    std::string author{};
    std::string subject{};
    Instant created{};
    FaceNames faces = standard_faces();
};

struct Box {
    std::int32_t x = 0;
    std::int32_t y = 0;
    std::int32_t width = 0;
    std::int32_t height = 0;
};

// Shades of grey, 0 black … 100 white: forms are printed in black only.
struct TextStyle {
    Face face = Face::gothic;
    std::int32_t size = 90;
    Align align = Align::left;
    std::int32_t grey = 0;
    FitLimits limits{};
};

struct PdfIssue {
    enum class Kind : std::uint8_t { overflow, missing_glyph };
    Kind kind = Kind::overflow;
    std::uint32_t page = 0;  // 1-based
    std::string cell;        // name of the cell, as the form calls it
    std::string text;        // personal data: to be shown only to who may see the form
};

class PdfWriter {
public:
    // Errors: pdf.font_missing (naming the package), pdf.cannot_write (a file), pdf.failed.
    static Result<PdfWriter> to_bytes(std::string& bytes, const PdfInfo& info);
    static Result<PdfWriter> to_file(const std::string& path, const PdfInfo& info);
    PdfWriter(PdfWriter&& other) noexcept;
    PdfWriter& operator=(PdfWriter&& other) noexcept;
    ~PdfWriter();

    void begin_page(Paper paper);
    // Ends the document; nothing may be drawn afterwards. Errors: pdf.cannot_write, pdf.failed.
    Status finish();

    // In the middle of the box's height. `cell` stands in issues().
    void text(Box box, std::string_view text, const TextStyle& style, std::string_view cell);
    // Several lines from the top, broken where the language allows; for prose.
    void paragraph(Box box, std::string_view text, const TextStyle& style, std::string_view cell);
    // Thickness in hundredths of a millimetre.
    void line(std::int32_t x1, std::int32_t y1, std::int32_t x2, std::int32_t y2,
              std::int32_t thickness = 20);
    void frame(Box box, std::int32_t thickness = 20);
    void fill(Box box, std::int32_t grey);

    // Structure for readers' aids: what is drawn while the scope lives belongs to the element
    // ("Sect", "H1", "P", "Table", "TR"). Scopes nest and may span pages, and begin after
    // begin_page. A tag for every cell would make the file four times as large.
    class TagScope {
    public:
        TagScope(PdfWriter& pdf, const char* element);
        ~TagScope();
        TagScope(const TagScope&) = delete;
        TagScope& operator=(const TagScope&) = delete;

    private:
        PdfWriter* pdf_;
        const char* element_;
    };
    [[nodiscard]] TagScope tag(const char* element) { return {*this, element}; }

    [[nodiscard]] std::uint32_t pages() const noexcept;
    [[nodiscard]] const std::vector<PdfIssue>& issues() const noexcept;
    // Width of the current page.
    [[nodiscard]] std::int32_t page_width() const noexcept;

private:
    struct Impl;
    explicit PdfWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace daicho::document
