#include "document/sketch.hpp"

#include <pango/pangocairo.h>

#include <memory>

#include "document/pdf.hpp"

namespace daicho::document {
namespace {

struct EndSurface {
    void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
};
struct EndDrawing {
    void operator()(cairo_t* drawing) const noexcept { cairo_destroy(drawing); }
};
struct EndObject {
    void operator()(void* object) const noexcept { g_object_unref(object); }
};

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int size) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), size);
    return CAIRO_STATUS_SUCCESS;
}

// Street below, the lot above it, a house on it; the shape moves its corners.
void draw_lot(cairo_t* drawing, const SketchOfLot& lot) {
    const int right = lot.width - 60 - static_cast<int>(lot.shape % 5) * 30;
    const int top = 50 + static_cast<int>(lot.shape % 3) * 25;
    const int street = lot.height - 110;
    cairo_set_source_rgb(drawing, 0.93, 0.95, 0.90);
    cairo_paint(drawing);
    cairo_set_source_rgb(drawing, 0.75, 0.75, 0.75);
    cairo_rectangle(drawing, 0, street, lot.width, 60);
    cairo_fill(drawing);
    cairo_set_source_rgb(drawing, 0.20, 0.35, 0.20);
    cairo_set_line_width(drawing, 4);
    cairo_move_to(drawing, 60, street);
    cairo_line_to(drawing, 90, top);
    cairo_line_to(drawing, right, top + 20);
    cairo_line_to(drawing, right, street);
    cairo_close_path(drawing);
    cairo_stroke(drawing);
    cairo_set_source_rgb(drawing, 0.60, 0.45, 0.35);
    cairo_rectangle(drawing, 160, top + 70, 180, 120);
    cairo_fill(drawing);
}

void write_caption(cairo_t* drawing, const SketchOfLot& lot) {
    const std::unique_ptr<PangoLayout, EndObject> layout(pango_cairo_create_layout(drawing));
    const std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)> face(
        pango_font_description_from_string((standard_faces()[0] + " 16").c_str()),
        &pango_font_description_free);
    pango_layout_set_font_description(layout.get(), face.get());
    pango_layout_set_text(layout.get(), lot.caption.data(), static_cast<int>(lot.caption.size()));
    cairo_set_source_rgb(drawing, 0, 0, 0);
    cairo_move_to(drawing, 16, lot.height - 40);
    pango_cairo_show_layout(drawing, layout.get());
}

}  // namespace

Result<std::string> sketch_png(const SketchOfLot& lot) {
    const std::unique_ptr<cairo_surface_t, EndSurface> surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, lot.width, lot.height));
    const std::unique_ptr<cairo_t, EndDrawing> drawing(cairo_create(surface.get()));
    draw_lot(drawing.get(), lot);
    write_caption(drawing.get(), lot);
    std::string bytes;
    const cairo_status_t done = cairo_surface_write_to_png_stream(surface.get(), append, &bytes);
    if (done != CAIRO_STATUS_SUCCESS) {
        return system_error("pdf.failed").with("reason", cairo_status_to_string(done));
    }
    return bytes;
}

}  // namespace daicho::document
