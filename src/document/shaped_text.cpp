#include "document/detail/shaped_text.hpp"

#include <cmath>

namespace daicho::document::detail {
namespace {

constexpr std::size_t kGeneration = 4'096;

}  // namespace

Shaper::~Shaper() {
    drop(young_);
    drop(old_);
    if (scratch_ != nullptr) g_object_unref(scratch_);
    for (PangoFontDescription* font : fonts_) {
        if (font != nullptr) pango_font_description_free(font);
    }
    if (context_ != nullptr) g_object_unref(context_);
}

void Shaper::drop(Generation& generation) {
    for (const auto& [key, shaped] : generation) g_object_unref(shaped.layout);
    generation.clear();
}

Status Shaper::open(const FaceNames& faces) {
    PangoFontMap* map = pango_cairo_font_map_get_default();  // one for each thread
    for (std::size_t i = 0; i < kFaces; ++i) {
        if (pango_font_map_get_family(map, faces[i].c_str()) == nullptr) {
            return system_error("pdf.font_missing")
                .with("font", faces[i])
                .with("package", "fonts-ipaexfont");
        }
        fonts_[i] = pango_font_description_new();
        pango_font_description_set_family(fonts_[i], faces[i].c_str());
    }
    context_ = pango_font_map_create_context(map);
    // Paper is no screen: no hinting, so that widths are in proportion to the size.
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context_, 72);
    pango_context_set_round_glyph_positions(context_, FALSE);
    pango_context_set_language(context_, pango_language_from_string("ja"));
    return {};
}

PangoLayout* Shaper::make(Face face, std::int32_t size, std::string_view text, double width) {
    PangoLayout* layout = pango_layout_new(context_);
    PangoFontDescription* font = fonts_[static_cast<std::size_t>(face)];
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE / 10.0);
    pango_layout_set_font_description(layout, font);
    if (width > 0) {
        pango_layout_set_width(layout, static_cast<int>(std::ceil(width * PANGO_SCALE)));
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    } else {
        pango_layout_set_single_paragraph_mode(layout, TRUE);
    }
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    return layout;
}

const Shaped& Shaper::find_or_make(Face face, std::int32_t size, std::string_view text,
                                   double width) {
    key_.assign(text);
    key_ += '\0';
    key_ += static_cast<char>(face);
    key_ += std::to_string(size) + "/" + std::to_string(static_cast<int>(width * 100));
    if (const auto found = young_.find(key_); found != young_.end()) return found->second;
    if (young_.size() >= kGeneration) {
        drop(old_);
        std::swap(young_, old_);
    }
    if (auto moved = old_.extract(key_)) {
        return young_.insert(std::move(moved)).position->second;
    }
    Shaped shaped;
    shaped.layout = make(face, size, text, width);
    if (width > 0) pango_layout_set_line_spacing(shaped.layout, 1.15F);
    int across = 0;
    int down = 0;
    pango_layout_get_size(shaped.layout, &across, &down);
    shaped.width = static_cast<double>(across) / PANGO_SCALE;
    shaped.height = static_cast<double>(down) / PANGO_SCALE;
    shaped.unknown_glyphs = pango_layout_get_unknown_glyphs_count(shaped.layout) > 0;
    return young_.emplace(key_, shaped).first->second;
}

const Shaped& Shaper::shape(Face face, std::int32_t size, std::string_view text) {
    return find_or_make(face, size, text, 0);
}

const Shaped& Shaper::paragraph(Face face, std::int32_t size, std::string_view text,
                                double width) {
    return find_or_make(face, size, text, width);
}

PangoLayout* Shaper::wrap(Face face, std::int32_t size, std::string_view text, double width) {
    if (scratch_ != nullptr) g_object_unref(scratch_);
    scratch_ = make(face, size, text, width);
    return scratch_;
}

}  // namespace daicho::document::detail
