// Shaped text: Pango layouts, kept for texts that come again (labels, headings, names of towns).
//
// Two generations: when the young one is full it becomes the old one, and what was not asked for
// since is dropped; so one run over a million different amounts never pushes memory up.
// A reference is valid until the next call. Threading: one thread.
#pragma once

#include <pango/pangocairo.h>

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.hpp"
#include "document/pdf.hpp"

namespace daicho::document::detail {

struct Shaped {
    PangoLayout* layout = nullptr;
    double width = 0;   // points
    double height = 0;
    bool unknown_glyphs = false;
};

class Shaper {
public:
    Shaper() = default;
    Shaper(const Shaper&) = delete;
    Shaper& operator=(const Shaper&) = delete;
    ~Shaper();

    // Error: pdf.font_missing.
    Status open(const FaceNames& faces);
    const Shaped& shape(Face face, std::int32_t size, std::string_view text);
    // Broken into lines of `width` points, justified to the left.
    const Shaped& paragraph(Face face, std::int32_t size, std::string_view text, double width);
    // A layout of the caller's until the next call of wrap(), not kept.
    PangoLayout* wrap(Face face, std::int32_t size, std::string_view text, double width);

private:
    using Generation = std::unordered_map<std::string, Shaped>;
    const Shaped& find_or_make(Face face, std::int32_t size, std::string_view text, double width);
    PangoLayout* make(Face face, std::int32_t size, std::string_view text, double width);
    static void drop(Generation& generation);

    PangoContext* context_ = nullptr;
    std::array<PangoFontDescription*, kFaces> fonts_{};
    Generation young_, old_;
    std::string key_;
    PangoLayout* scratch_ = nullptr;
};

}  // namespace daicho::document::detail
