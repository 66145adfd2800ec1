#include "base/text.hpp"
#include "tax/forms/detail/sheet.hpp"

namespace daicho::tax::forms::detail {
namespace {

constexpr TextStyle kHeadStyle{.face = Face::gothic, .size = 70, .align = Align::centre};

// Labels of two lines are split here, so that each is centred and fitted by itself.
void head_cell(PdfWriter& pdf, Box box, std::string_view text) {
    const std::size_t cut = text.find('\n');
    if (cut == std::string_view::npos) {
        cell_text(pdf, box, text, kHeadStyle, "head");
        return;
    }
    const std::int32_t half = box.height / 2;
    const std::int32_t inset = box.height / 12;
    cell_text(pdf, {box.x, box.y + inset, box.width, half - inset}, text.substr(0, cut),
              kHeadStyle, "head");
    cell_text(pdf, {box.x, box.y + half, box.width, half - inset}, text.substr(cut + 1),
              kHeadStyle, "head");
}

}  // namespace

Box Grid::box(std::size_t column, std::int32_t y, std::int32_t height,
              std::size_t span) const noexcept {
    std::int32_t x = x_;
    for (std::size_t i = 0; i < column; ++i) x += columns_[i].width;
    std::int32_t across = 0;
    for (std::size_t i = column; i < column + span; ++i) across += columns_[i].width;
    return {x, y, across, height};
}

std::int32_t Grid::width() const noexcept { return box(0, 0, 0, columns_.size()).width; }

void Grid::head(std::int32_t y, std::int32_t height) const {
    pdf_->fill({x_, y, width(), height}, kHeadGrey);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        head_cell(*pdf_, box(i, y, height), columns_[i].label);
    }
    separator(y + height, 0, 15);
}

void Grid::rules(std::int32_t top, std::int32_t bottom) const {
    std::int32_t x = x_;
    for (std::size_t i = 0; i + 1 < columns_.size(); ++i) {
        x += columns_[i].width;
        pdf_->line(x, top, x, bottom, kThin);
    }
    pdf_->frame({x_, top, width(), bottom - top}, 25);
}

void Grid::text(std::size_t column, std::int32_t y, std::int32_t height, std::string_view value,
                const TextStyle& style, std::size_t span) const {
    cell_text(*pdf_, box(column, y, height, span), value, style, columns_[column].label);
}

void Grid::amount(std::size_t column, std::int32_t y, std::int32_t height, Yen value,
                  std::int32_t size) const {
    text(column, y, height, format_yen(value), {.size = size, .align = Align::right});
}

void Grid::amount(std::size_t column, std::int32_t y, std::int32_t height,
                  std::optional<Yen> value, std::int32_t size) const {
    if (value) {
        amount(column, y, height, *value, size);
    } else {
        text(column, y, height, "―", {.size = size, .align = Align::right});
    }
}

void Grid::separator(std::int32_t y, std::size_t from, std::int32_t thickness) const {
    const Box first = box(from, y, 0);
    pdf_->line(first.x, y, x_ + width(), y, thickness);
}

void cell_text(PdfWriter& pdf, Box box, std::string_view value, const TextStyle& style,
               std::string_view name) {
    pdf.text({box.x + kPadding, box.y, box.width - 2 * kPadding, box.height}, value, style, name);
}

void label(PdfWriter& pdf, Box box, std::string_view value, std::int32_t size) {
    pdf.fill(box, kHeadGrey);
    cell_text(pdf, box, value, {.size = size, .align = Align::centre}, "label");
}

void yen_cell(PdfWriter& pdf, Box box, Yen value, std::int32_t size, std::string_view name) {
    constexpr std::int32_t kUnit = 50;
    cell_text(pdf, {box.x, box.y, box.width - kUnit, box.height}, format_yen(value),
              {.size = size, .align = Align::right}, name);
    cell_text(pdf, {box.x + box.width - kUnit - kPadding, box.y, kUnit + kPadding, box.height},
              "円", {.size = 70, .align = Align::right}, name);
}

void demonstration_mark(PdfWriter& pdf, const Issuer& issuer) {
    if (!issuer.demonstration) return;
    const Box box{kMargin, 45, pdf.page_width() - 2 * kMargin, 50};
    pdf.frame(box, 15);
    cell_text(pdf, box, "見本　架空の市と人による実演用の帳票です（Demonstration: invented data）",
              {.size = 75, .align = Align::centre, .grey = 30}, "demonstration");
}

void provisional_band(PdfWriter& pdf, Box box) {
    pdf.fill(box, 0);
    cell_text(pdf, box, "仮算定　この税額は確定したものではありません。この帳票では納付できません。",
              {.size = 95, .align = Align::centre, .grey = 100}, "provisional");
}

void page_number(PdfWriter& pdf, std::int32_t y, std::size_t page, std::size_t pages) {
    cell_text(pdf, {pdf.page_width() - kMargin - 300, y, 300, 45},
              std::to_string(page) + " / " + std::to_string(pages) + " 頁",
              {.size = 75, .align = Align::right}, "page");
}

std::string area_text(Area area) { return format_area(area) + "㎡"; }

std::string grouped_area(Area area) {
    const std::string decimals = format_area(area);
    return format_thousands(area.hundredths() / 100) + decimals.substr(decimals.size() - 3);
}

std::string percent_text(Ratio rate) {
    std::string text = format_truncated(Ratio(rate.numerator() * 100, rate.denominator()), 3);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text + "％";
}

std::string owner_text(const Taxpayer& owner) {
    if (owner.other_owners == 0) return owner.name;
    return owner.name + " 外" + std::to_string(owner.other_owners) + "名";
}

const char* component_name(rules::ComponentKind kind) noexcept {
    switch (kind) {
        case rules::ComponentKind::small_residential: return "小規模住宅用地";
        case rules::ComponentKind::general_residential: return "一般住宅用地";
        case rules::ComponentKind::non_residential: return "非住宅用地等";
        case rules::ComponentKind::farmland: return "農地";
    }
    return "";
}

}  // namespace daicho::tax::forms::detail
