#include "document/pdf.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/assert.hpp"
#include "document/detail/pdf_sink.hpp"
#include "document/detail/shaped_text.hpp"

namespace daicho::document {
namespace {

constexpr double kPointsPerUnit = 72.0 / 254.0;  // tenths of a millimetre to points

double points(std::int32_t length) noexcept { return length * kPointsPerUnit; }

std::int32_t units(double length) noexcept {
    return static_cast<std::int32_t>(std::ceil(length / kPointsPerUnit));
}

struct PaperSize {
    std::int32_t width, height;
};
constexpr PaperSize size_of(Paper paper) noexcept {
    return paper == Paper::a4_portrait ? PaperSize{2100, 2970} : PaperSize{2970, 2100};
}

// "2026-04-01T09:00:00Z": cairo reads ISO 8601 and refuses fractions of a second.
std::string creation_date(Instant created) {
    const std::string full = format_utc(created);
    return full.substr(0, full.find_first_of(".Z")) + "Z";
}

std::int32_t offset(Align align, std::int32_t room, std::int32_t width) noexcept {
    if (align == Align::right) return room - width;
    return align == Align::centre ? (room - width) / 2 : 0;
}

PangoAlignment pango_align(Align align) noexcept {
    if (align == Align::right) return PANGO_ALIGN_RIGHT;
    return align == Align::centre ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT;
}

}  // namespace

FaceNames standard_faces() { return {"IPAexGothic", "IPAexMincho"}; }

struct PdfWriter::Impl {
    detail::PdfSink sink;
    detail::Shaper shaper;
    cairo_surface_t* surface = nullptr;
    cairo_t* cairo = nullptr;
    Paper paper = Paper::a4_portrait;
    std::uint32_t pages = 0;
    bool finished = false;
    std::vector<PdfIssue> issues;

    ~Impl() {
        if (cairo != nullptr) cairo_destroy(cairo);
        if (surface != nullptr) {
            cairo_surface_finish(surface);
            cairo_surface_destroy(surface);
        }
    }
    void open(const PdfInfo& info);
    void report(PdfIssue::Kind kind, std::string_view cell, std::string_view text);
    void clip(Box box);  // never into the next cell; until cairo_restore
    void show(PangoLayout* layout, double x, double y, std::int32_t percent);
    void draw_line(Box box, std::string_view text, const TextStyle& style, const TextFit& fit);
    // False when it did not fit.
    bool draw_lines(Box box, std::string_view text, const TextStyle& style, TextFit fit);
};

void PdfWriter::Impl::open(const PdfInfo& info) {
    const PaperSize size = size_of(paper);
    surface = cairo_pdf_surface_create_for_stream(
        [](void* closure, const unsigned char* data, unsigned length) {
            auto* target = static_cast<detail::PdfSink*>(closure);
            return target->write({reinterpret_cast<const char*>(data), length})
                       ? CAIRO_STATUS_SUCCESS
                       : CAIRO_STATUS_WRITE_ERROR;
        },
        &sink, points(size.width), points(size.height));
    const auto put = [this](cairo_pdf_metadata_t key, const std::string& value) {
        if (!value.empty()) cairo_pdf_surface_set_metadata(surface, key, value.c_str());
    };
    put(CAIRO_PDF_METADATA_TITLE, info.title);
    put(CAIRO_PDF_METADATA_AUTHOR, info.author);
    put(CAIRO_PDF_METADATA_SUBJECT, info.subject);
    put(CAIRO_PDF_METADATA_CREATOR, "Daicho");
    put(CAIRO_PDF_METADATA_CREATE_DATE, creation_date(info.created));
    cairo = cairo_create(surface);
}

void PdfWriter::Impl::report(PdfIssue::Kind kind, std::string_view cell, std::string_view text) {
    issues.push_back({kind, pages, std::string(cell), std::string(text)});
}

void PdfWriter::Impl::clip(Box box) {
    cairo_save(cairo);
    cairo_rectangle(cairo, points(box.x), points(box.y), points(box.width), points(box.height));
    cairo_clip(cairo);
}

void PdfWriter::Impl::show(PangoLayout* layout, double x, double y, std::int32_t percent) {
    if (percent == 100) {
        cairo_move_to(cairo, x, y);
        pango_cairo_show_layout(cairo, layout);
        return;
    }
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    cairo_scale(cairo, percent / 100.0, 1.0);
    cairo_move_to(cairo, 0, 0);
    pango_cairo_show_layout(cairo, layout);
    cairo_restore(cairo);
}

void PdfWriter::Impl::draw_line(Box box, std::string_view text, const TextStyle& style,
                                const TextFit& fit) {
    const detail::Shaped& shaped = shaper.shape(style.face, fit.size, text);
    const std::int32_t width = units(shaped.width) * fit.percent / 100;
    const double x = points(box.x + offset(style.align, box.width, width));
    const double y = points(box.y) + (points(box.height) - shaped.height) / 2;
    show(shaped.layout, x, y, fit.percent);
}

bool PdfWriter::Impl::draw_lines(Box box, std::string_view text, const TextStyle& style,
                                 TextFit fit) {
    bool fits = true;
    PangoLayout* layout = nullptr;
    while (true) {
        layout = shaper.wrap(style.face, fit.size, text, points(box.width) * 100 / fit.percent);
        if (pango_layout_get_line_count(layout) <= fit.lines) break;
        if (fit.percent <= style.limits.min_percent) fits = false;
        if (fit.percent <= 2 * kFitStep) break;
        fit.percent -= kFitStep;
    }
    pango_layout_set_alignment(layout, pango_align(style.align));
    int height = 0;
    pango_layout_get_size(layout, nullptr, &height);
    const double rest = points(box.height) - static_cast<double>(height) / PANGO_SCALE;
    show(layout, points(box.x), points(box.y) + rest / 2, fit.percent);
    return fits;
}

PdfWriter::PdfWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PdfWriter::PdfWriter(PdfWriter&& other) noexcept = default;
PdfWriter& PdfWriter::operator=(PdfWriter&& other) noexcept = default;
PdfWriter::~PdfWriter() = default;

Result<PdfWriter> PdfWriter::to_bytes(std::string& bytes, const PdfInfo& info) {
    auto impl = std::make_unique<Impl>();
    impl->sink.open_bytes(bytes);
    DAICHO_CHECK(impl->shaper.open(info.faces));
    impl->open(info);
    return PdfWriter(std::move(impl));
}

Result<PdfWriter> PdfWriter::to_file(const std::string& path, const PdfInfo& info) {
    auto impl = std::make_unique<Impl>();
    DAICHO_CHECK(impl->shaper.open(info.faces));
    DAICHO_CHECK(impl->sink.open_file(path));
    impl->open(info);
    return PdfWriter(std::move(impl));
}

void PdfWriter::begin_page(Paper paper) {
    DAICHO_ASSERT(!impl_->finished);
    if (impl_->pages > 0) cairo_show_page(impl_->cairo);
    const PaperSize size = size_of(paper);
    impl_->paper = paper;
    cairo_pdf_surface_set_size(impl_->surface, points(size.width), points(size.height));
    // Not before: setting the size of a page drops what was begun on it.
    if (++impl_->pages == 1) cairo_tag_begin(impl_->cairo, "Document", nullptr);
}

Status PdfWriter::finish() {
    DAICHO_ASSERT(!impl_->finished);
    impl_->finished = true;
    if (impl_->pages > 0) {
        cairo_tag_end(impl_->cairo, "Document");
        cairo_show_page(impl_->cairo);
    }
    cairo_surface_finish(impl_->surface);
    cairo_status_t status = cairo_surface_status(impl_->surface);
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_status(impl_->cairo);
    return impl_->sink.close(status == CAIRO_STATUS_SUCCESS ? "" : cairo_status_to_string(status));
}

void PdfWriter::text(Box box, std::string_view text, const TextStyle& style,
                     std::string_view cell) {
    DAICHO_ASSERT(impl_->pages > 0 && box.width > 0 && box.height > 0 && style.size > 0);
    if (text.empty()) return;
    const detail::Shaped& shaped = impl_->shaper.shape(style.face, style.size, text);
    if (shaped.unknown_glyphs) impl_->report(PdfIssue::Kind::missing_glyph, cell, text);
    const TextFit fit =
        fit_text(units(shaped.width), style.size, {box.width, box.height}, style.limits);
    cairo_set_source_rgb(impl_->cairo, style.grey / 100.0, style.grey / 100.0, style.grey / 100.0);
    bool fits = !fit.overflow;
    if (fit.overflow) impl_->clip(box);
    if (fit.lines == 1) {
        impl_->draw_line(box, text, style, fit);
    } else {
        fits = impl_->draw_lines(box, text, style, fit) && fits;
    }
    if (fit.overflow) cairo_restore(impl_->cairo);
    if (!fits) impl_->report(PdfIssue::Kind::overflow, cell, text);
}

void PdfWriter::paragraph(Box box, std::string_view text, const TextStyle& style,
                          std::string_view cell) {
    DAICHO_ASSERT(impl_->pages > 0 && box.width > 0 && box.height > 0 && style.size > 0);
    if (text.empty()) return;
    const double room = points(box.height);
    std::int32_t size = style.size;
    int height = 0;
    const detail::Shaped* shaped = nullptr;
    while (true) {
        shaped = &impl_->shaper.paragraph(style.face, size, text, points(box.width));
        height = static_cast<int>(std::ceil(shaped->height));
        if (height <= room || size <= style.limits.min_size) break;
        size -= 5;
    }
    if (shaped->unknown_glyphs) impl_->report(PdfIssue::Kind::missing_glyph, cell, text);
    const bool overflow = height > room;
    if (overflow) impl_->report(PdfIssue::Kind::overflow, cell, text);
    cairo_set_source_rgb(impl_->cairo, style.grey / 100.0, style.grey / 100.0, style.grey / 100.0);
    if (overflow) impl_->clip(box);
    impl_->show(shaped->layout, points(box.x), points(box.y), 100);
    if (overflow) cairo_restore(impl_->cairo);
}

PdfWriter::TagScope::TagScope(PdfWriter& pdf, const char* element)
    : pdf_(&pdf), element_(element) {
    DAICHO_ASSERT(pdf.impl_->pages > 0);
    cairo_tag_begin(pdf.impl_->cairo, element, nullptr);
}
PdfWriter::TagScope::~TagScope() { cairo_tag_end(pdf_->impl_->cairo, element_); }

void PdfWriter::line(std::int32_t x1, std::int32_t y1, std::int32_t x2, std::int32_t y2,
                     std::int32_t thickness) {
    cairo_set_source_rgb(impl_->cairo, 0, 0, 0);
    cairo_set_line_width(impl_->cairo, thickness * kPointsPerUnit / 10);
    cairo_move_to(impl_->cairo, points(x1), points(y1));
    cairo_line_to(impl_->cairo, points(x2), points(y2));
    cairo_stroke(impl_->cairo);
}

void PdfWriter::frame(Box box, std::int32_t thickness) {
    cairo_set_source_rgb(impl_->cairo, 0, 0, 0);
    cairo_set_line_width(impl_->cairo, thickness * kPointsPerUnit / 10);
    cairo_rectangle(impl_->cairo, points(box.x), points(box.y), points(box.width),
                    points(box.height));
    cairo_stroke(impl_->cairo);
}

void PdfWriter::fill(Box box, std::int32_t grey) {
    cairo_set_source_rgb(impl_->cairo, grey / 100.0, grey / 100.0, grey / 100.0);
    cairo_rectangle(impl_->cairo, points(box.x), points(box.y), points(box.width),
                    points(box.height));
    cairo_fill(impl_->cairo);
}

std::uint32_t PdfWriter::pages() const noexcept { return impl_->pages; }
const std::vector<PdfIssue>& PdfWriter::issues() const noexcept { return impl_->issues; }
std::int32_t PdfWriter::page_width() const noexcept { return size_of(impl_->paper).width; }

}  // namespace daicho::document
