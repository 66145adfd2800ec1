#include "tax/forms/levy_summary.hpp"

#include "base/era.hpp"
#include "base/text.hpp"
#include "tax/forms/detail/sheet.hpp"

namespace daicho::tax::forms {
namespace {

using namespace detail;  // NOLINT: the parts of this form

constexpr std::int32_t kWidth = 1820;
constexpr std::int32_t kRow = 52;
constexpr std::int32_t kHead = 84;
constexpr std::int32_t kBasesTop = 340;
constexpr std::int32_t kGap = 70;
constexpr std::int32_t kSize = 80;
constexpr std::array<const char*, rules::kAssetClasses> kClassIds{
    "forms.summary.land", "forms.summary.house", "forms.summary.depreciable"};
constexpr std::array<const char*, rules::kTaxes> kTaxIds{"forms.summary.fixed_asset_tax",
                                                         "forms.summary.city_planning_tax"};

// Labels in the language of the form, and a grid over them.
class Table {
public:
    struct Head {
        const char* id;
        std::int32_t width;
    };
    Table(PdfWriter& pdf, Language language, std::initializer_list<Head> heads) : pdf_(&pdf) {
        labels_.reserve(heads.size());
        for (const Head& head : heads) {
            labels_.push_back(message(head.id, language));
            columns_.push_back({labels_.back().c_str(), head.width});
        }
    }
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;
    [[nodiscard]] Grid grid() const { return Grid(*pdf_, kMargin, columns_); }

private:
    PdfWriter* pdf_;
    std::vector<std::string> labels_;
    std::vector<Column> columns_;
};

struct Pen {
    PdfWriter& pdf;
    const LevySummary& summary;
    std::int32_t y;

    [[nodiscard]] std::string label(const char* id) const { return message(id, summary.language); }
};

void draw_title(Pen& pen) {
    PdfWriter& pdf = pen.pdf;
    const LevySummary& summary = pen.summary;
    const Language language = summary.language;
    demonstration_mark(pdf, summary.issuer);
    {
        const auto heading = pdf.tag("H1");
        cell_text(pdf, {kMargin - kPadding, 130, 1250, 80},
                  message("forms.summary.title", language,
                          {{"year", format_fiscal_year(summary.year, language)}}),
                  {.size = 145}, "title");
    }
    const TextStyle right{.size = 80, .align = Align::right};
    const Box box{1240, 125, 720 + kPadding, 42};
    cell_text(pdf, box, summary.issuer.municipality + " " + summary.issuer.office, right, "office");
    cell_text(pdf, {box.x, 167, box.width, box.height},
              pen.label("forms.summary.issued") + " " + format_era_date(summary.issued, language),
              right, "issued");
    cell_text(pdf, {kMargin - kPadding, 222, 1820, 50},
              pen.label("forms.summary.run") + " " + summary.run_no + "　" +
                  pen.label("forms.summary.as_of") + " " +
                  format_era_date(summary.as_of, language),
              {.size = 90}, "run");
    if (!summary.provisional) return;
    pdf.fill({kMargin, 275, kWidth, 50}, 0);
    cell_text(pdf, {kMargin, 275, kWidth, 50}, pen.label("forms.summary.provisional"),
              {.size = 90, .align = Align::centre, .grey = 100}, "provisional");
}

void draw_kind(const Grid& grid, std::int32_t y, const SummaryKind& kind, bool has_city) {
    const TextStyle right{.size = kSize, .align = Align::right};
    grid.text(1, y, kRow, kind.name, {.size = kSize});
    grid.text(2, y, kRow, format_thousands(kind.objects), right);
    grid.text(3, y, kRow, kind.area == Area() ? "―" : grouped_area(kind.area), right);
    grid.amount(4, y, kRow, kind.value, kSize);
    grid.amount(5, y, kRow, kind.base[0], kSize);
    grid.amount(6, y, kRow, when(has_city, kind.base[1]), kSize);
    grid.separator(y + kRow, 1);
}

void add(SummaryKind& sum, const SummaryKind& kind) {
    sum.objects += kind.objects;
    sum.area = sum.area + kind.area;
    sum.value += kind.value;
    for (std::size_t tax = 0; tax < rules::kTaxes; ++tax) sum.base[tax] += kind.base[tax];
}

// One class: its name beside its kinds, and their sum. Gives the sum.
SummaryKind draw_class(Pen& pen, const Grid& grid, std::size_t index) {
    const auto& kinds = pen.summary.classes[index].kinds;
    const bool has_city = index != static_cast<std::size_t>(rules::AssetClass::depreciable);
    SummaryKind sum;
    sum.name = pen.label("forms.summary.subtotal");
    const auto rows = static_cast<std::int32_t>(kinds.size()) + 1;
    grid.text(0, pen.y, rows * kRow, pen.label(kClassIds[index]),
              {.size = 85, .align = Align::centre});
    for (const SummaryKind& kind : kinds) {
        const auto tag = pen.pdf.tag("TR");
        draw_kind(grid, pen.y, kind, has_city);
        add(sum, kind);
        pen.y += kRow;
    }
    const auto tag = pen.pdf.tag("TR");
    const Box first = grid.box(1, pen.y, kRow);
    pen.pdf.fill({first.x, pen.y, kMargin + kWidth - first.x, kRow}, 95);
    draw_kind(grid, pen.y, sum, has_city);
    pen.y += kRow;
    grid.separator(pen.y, 0, 20);
    return sum;
}

void draw_bases(Pen& pen) {
    const Table table(pen.pdf, pen.summary.language,
                      {{"forms.summary.class", 175},
                       {"forms.summary.kind", 345},
                       {"forms.summary.objects", 150},
                       {"forms.summary.area", 260},
                       {"forms.summary.value", 310},
                       {"forms.summary.fixed_base", 300},
                       {"forms.summary.city_base", 280}});
    const Grid grid = table.grid();
    const auto tag = pen.pdf.tag("Table");
    const std::int32_t top = pen.y;
    grid.head(top, kHead);
    pen.y += kHead;
    SummaryKind whole;
    for (std::size_t i = 0; i < rules::kAssetClasses; ++i) add(whole, draw_class(pen, grid, i));
    whole.name = pen.label("forms.summary.total");
    whole.area = Area();  // land and floors do not add up
    pen.pdf.fill({kMargin, pen.y, kWidth, kRow}, kHeadGrey);
    draw_kind(grid, pen.y, whole, true);
    pen.y += kRow;
    grid.rules(top, pen.y);
    pen.y += kGap;
}

void draw_below(Pen& pen) {
    const Table table(pen.pdf, pen.summary.language,
                      {{"forms.summary.below", 620},
                       {"forms.summary.taxpayers", 600},
                       {"forms.summary.below_base", 600}});
    const Grid grid = table.grid();
    const auto tag = pen.pdf.tag("Table");
    const std::int32_t top = pen.y;
    grid.head(top, kRow);
    pen.y += kRow;
    for (std::size_t i = 0; i < rules::kAssetClasses; ++i) {
        const auto row = pen.pdf.tag("TR");
        const SummaryClass& entry = pen.summary.classes[i];
        grid.text(0, pen.y, kRow, pen.label(kClassIds[i]), {.size = kSize});
        grid.text(1, pen.y, kRow, format_thousands(entry.taxpayers_below),
                  {.size = kSize, .align = Align::right});
        grid.amount(2, pen.y, kRow, entry.base_below, kSize);
        pen.y += kRow;
        grid.separator(pen.y);
    }
    grid.rules(top, pen.y);
    pen.y += kGap;
}

void draw_taxes(Pen& pen) {
    const Table table(pen.pdf, pen.summary.language,
                      {{"forms.summary.step", 620}, {kTaxIds[0], 600}, {kTaxIds[1], 600}});
    const Grid grid = table.grid();
    const auto tag = pen.pdf.tag("Table");
    const std::int32_t top = pen.y;
    grid.head(top, kRow);
    pen.y += kRow;
    const auto row = [&](const char* id, const auto& text_of, bool strong) {
        const auto row_tag = pen.pdf.tag("TR");
        grid.text(0, pen.y, kRow, pen.label(id), {.size = kSize});
        for (std::size_t tax = 0; tax < rules::kTaxes; ++tax) {
            grid.text(tax + 1, pen.y, kRow, text_of(pen.summary.taxes[tax]),
                      {.size = strong ? 95 : kSize, .align = Align::right});
        }
        pen.y += kRow;
        grid.separator(pen.y, 0, strong ? 20 : kThin);
    };
    const auto yen = [](Yen SummaryTax::* member) {
        return [member](const SummaryTax& tax) { return format_yen(tax.*member); };
    };
    row("forms.summary.taxpayers",
        [](const SummaryTax& tax) { return format_thousands(tax.taxpayers); }, false);
    row("forms.summary.base", yen(&SummaryTax::base), true);
    row("forms.summary.rate", [](const SummaryTax& tax) { return percent_text(tax.rate); }, false);
    row("forms.summary.before_relief", yen(&SummaryTax::before_relief), false);
    row("forms.summary.relief", yen(&SummaryTax::relief), false);
    row("forms.summary.waiver", yen(&SummaryTax::waiver), false);
    row("forms.summary.tax", yen(&SummaryTax::tax), true);
    grid.rules(top, pen.y);
    constexpr std::int32_t kAnnual = 74;
    label(pen.pdf, {kMargin, pen.y, 620, kAnnual}, pen.label("forms.summary.annual"), 95);
    cell_text(pen.pdf, {kMargin + 620, pen.y, 1200, kAnnual}, format_yen(pen.summary.annual),
              {.size = 125, .align = Align::right}, "annual");
    pen.pdf.frame({kMargin, pen.y, kWidth, kAnnual}, kStrong);
    pen.y += kAnnual + 30;
}

}  // namespace

document::PdfInfo levy_summary_info(Instant created) {
    return {.title = "課税標準額の総括", .author = {}, .subject = {}, .created = created};
}

void draw_levy_summary(PdfWriter& pdf, const LevySummary& summary) {
    pdf.begin_page(document::Paper::a4_portrait);
    const auto part = pdf.tag("Sect");
    Pen pen{pdf, summary, kBasesTop};
    draw_title(pen);
    draw_bases(pen);
    draw_below(pen);
    draw_taxes(pen);
    const auto note = pdf.tag("P");
    pdf.paragraph({kMargin, pen.y, kWidth, 100}, pen.label("forms.summary.note"), {.size = 70},
                  "note");
}

Result<Printed> print_levy_summary(const LevySummary& summary, Instant created) {
    std::size_t kinds = 0;
    for (const SummaryClass& entry : summary.classes) kinds += entry.kinds.size();
    if (kinds > kMaxSummaryKinds) {
        return input_error("forms.too_many_kinds")
            .with("count", std::to_string(kinds))
            .with("limit", std::to_string(kMaxSummaryKinds));
    }
    Printed printed;
    DAICHO_TRY(pdf, PdfWriter::to_bytes(printed.pdf, levy_summary_info(created)));
    draw_levy_summary(pdf, summary);
    printed.pages = pdf.pages();
    printed.issues = pdf.issues();
    DAICHO_CHECK(pdf.finish());
    return printed;
}

}  // namespace daicho::tax::forms
