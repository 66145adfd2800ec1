#include "server/city/mayor_api.hpp"

#include <fmt/format.h>

#include "journal/journal.hpp"
#include "server/access.hpp"
#include "server/city/city_figures.hpp"

namespace daicho::server {
namespace {

using govern::Compare;
using govern::SheetBlock;
using govern::SheetFigure;
using govern::StateCatalog;
using govern::Tone;

// Whoever may see what the committee deals with is shown the state of the city.
constexpr const char* kGate = "committee_meeting";
constexpr std::string_view kTones[] = {"none", "ok", "warn", "bad"};

Result<StateCatalog> catalog_of(const Call& call) {
    return govern::load_state_catalog((call.app.data / "catalogs" / "city-state.yaml").string());
}

json::Value counted_json(const std::optional<Counted>& counted) {
    if (!counted) return nullptr;
    return json::Object{
        {"as_of", format_iso(counted->as_of)},
        {"value", counted->known ? json::Value(counted->value) : json::Value(nullptr)}};
}

std::string kind_of(const govern::FigureSpec& spec) {
    if (spec.register_name.empty()) return "fact";
    if (spec.sum.empty()) return "count";
    return spec.of.empty() ? "sum" : "share";
}

json::Value figure_json(const StateCatalog& catalog, const CityFigure& figure) {
    const govern::FigureSpec& spec = *figure.spec;
    const bool fact = spec.register_name.empty();
    const auto unit = catalog.units.find(spec.unit);
    const bool year = spec.compare == Compare::fiscal_year;
    return json::Object{
        {"id", spec.id},
        {"label", texts(figure.label)},
        {"kind", kind_of(spec)},
        {"register", spec.register_name},
        {"route", figure.route},
        {"rows", fact ? json::Value(nullptr) : json::Value(figure.now.rows)},
        {"value", fact || !figure.now.known ? json::Value(nullptr) : json::Value(figure.now.value)},
        {"text", fact ? texts(figure.fact) : json::Value(nullptr)},
        {"unit", unit == catalog.units.end() ? json::Value(nullptr) : texts(unit->second)},
        {"tone", kTones[static_cast<std::size_t>(figure.tone)]},
        {"cite", figure.cite},
        {"compare", year ? "fiscal_year" : "day"},
        {"before", counted_json(figure.before)}};
}

// --- the sheet

std::string number_text(const govern::FigureSpec& spec, const Counted& counted) {
    if (!counted.known) return "－";
    if (spec.of.empty()) return govern::grouped_number(counted.value);
    return fmt::format("{}.{}", counted.value / 10, counted.value % 10);
}

BilingualText value_text(const StateCatalog& catalog, const CityFigure& figure) {
    if (figure.spec->register_name.empty()) return figure.fact;
    const std::string number = number_text(*figure.spec, figure.now);
    const auto unit = catalog.units.find(figure.spec->unit);
    if (unit == catalog.units.end() || !figure.now.known) return {number, number};
    // What is counted stands in the label; English would need it in the singular as well.
    if (figure.spec->sum.empty()) return {number + unit->second.ja, number};
    return {number + unit->second.ja, number + " " + unit->second.en};
}

BilingualText before_text(const CityFigure& figure) {
    if (!figure.before) return {};
    const std::string number = number_text(*figure.spec, *figure.before);
    switch (figure.spec->compare) {
        case Compare::quarter: return {"3か月前 " + number, "3 mo. ago " + number};
        case Compare::year: return {"1年前 " + number, "1 yr. ago " + number};
        case Compare::fiscal_year: return {"前年度 " + number, "last FY " + number};
        case Compare::none: break;
    }
    return {};
}

Result<govern::StateSheet> sheet_of(const Call& call, store::Connection& connection,
                                    const StateCatalog& catalog, const CityState& state, Date day) {
    govern::StateSheet sheet;
    sheet.city = call.app.settings.name;
    sheet.title = catalog.head.title;
    sheet.as_of = day;
    sheet.printed = call.app.kernel.clock().now();
    sheet.left_out = state.left_out;
    DAICHO_TRY(newest, call.app.kernel.newest());
    sheet.journal_entries = newest.value;
    const auto checkpoint = journal::latest_checkpoint(connection);
    if (checkpoint && checkpoint->size != 0) {
        sheet.journal_head =
            fmt::format("{}: {}", checkpoint->size, to_hex(ByteView(checkpoint->root)));
    }
    for (const CityBlock& block : state.blocks) {
        SheetBlock shown{block.spec->label, {}};
        for (const CityFigure& figure : block.figures) {
            shown.figures.push_back(
                {figure.label, value_text(catalog, figure), before_text(figure), figure.tone});
        }
        sheet.blocks.push_back(std::move(shown));
    }
    return sheet;
}

Answer show(const Call& call, const StateCatalog& catalog, const CityState& state, Date day) {
    json::Array blocks;
    for (const CityBlock& block : state.blocks) {
        json::Array figures;
        for (const CityFigure& figure : block.figures) {
            figures.push_back(figure_json(catalog, figure));
        }
        blocks.push_back(json::Object{{"id", block.spec->id},
                                      {"label", texts(block.spec->label)},
                                      {"figures", std::move(figures)}});
    }
    return json_answer(json::Object{{"title", texts(catalog.head.title)},
                                    {"as_of", format_iso(day)},
                                    {"today", format_iso(today(call.app))},
                                    {"journal", journal_glance(call.app)},
                                    {"left_out", state.left_out},
                                    {"blocks", std::move(blocks)}});
}

}  // namespace

net::Response inline_pdf(std::string bytes, const std::string& name) {
    net::Response response;
    response.header("Content-Type", "application/pdf");
    response.header("Content-Disposition", "inline; filename=\"" + name + "\"");
    response.header("Cache-Control", "no-store");
    response.body = std::move(bytes);
    return response;
}

Answer mayor_api(const Call& call) {
    const bool sheet = call.path.size() == 2 && call.path[1] == "sheet.pdf";
    if (call.request.method != net::Method::get || (call.path.size() != 1 && !sheet)) {
        return no_such_address(call);
    }
    DAICHO_CHECK(permitted(call, kGate));
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(known, as_known(call));
    DAICHO_TRY(catalog, catalog_of(call));
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(state, city_state(call, *connection, catalog, {day, known}));
    if (!sheet) return show(call, catalog, state, day);
    const bool english = call.request.parameter("lang").value_or("ja") == "en";
    DAICHO_TRY(page, sheet_of(call, *connection, catalog, state, day));
    DAICHO_TRY(bytes, govern::state_pdf(page, english ? Language::english : Language::japanese));
    return inline_pdf(std::move(bytes), "city-state-" + format_iso(day) + ".pdf");
}

}  // namespace daicho::server
