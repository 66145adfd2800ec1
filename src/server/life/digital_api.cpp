// デジタル化推進計画: measures by pillar and which of them stand still, working groups that overlap,
// the inventory of procedures, the move of the twenty standard systems, figures by year.
#include <algorithm>

#include "base/fiscal_year.hpp"
#include "server/access.hpp"
#include "server/life/digital_book.hpp"
#include "server/life/life_api.hpp"

namespace daicho::server {
namespace {

using Line = Columns::Line;

constexpr std::size_t kMostRows = 300;

json::Object measure_json(const DigitalBook& book, const Line& measure) {
    const MeasureState state = state_of(book, measure);
    return json::Object{
        {"id", id_text(measure.record())},
        {"no", measure.text("measure_no")},
        {"title", measure.text("title")},
        {"department", audit::name_in(book.departments, measure.ref("department"))},
        {"progress", measure.coded("progress")},
        {"started_on", format_iso(measure.date("started_on"))},
        {"target_on", measure.date_or_null("target_on")},
        {"moved_on", measure.date_or_null("moved_on")},
        {"result", measure.text_or_null("result")},
        {"next_step", measure.text_or_null("next_step")},
        {"still", state.still},
        {"late", state.late},
        {"no_next", state.no_next}};
}

json::Array pillars_json(const DigitalBook& book) {
    const registers::Definition& definition = book.measures.definition();
    json::Array list;
    for (const registers::Code& area : definition.fields[definition.index_of("area")].codes) {
        json::Array rows;
        for (std::size_t i = 0; i < book.measures.size() && rows.size() < kMostRows; ++i) {
            const Line measure = book.measures.at(i);
            if (measure.text("area") == area.key) rows.push_back(measure_json(book, measure));
        }
        list.push_back(json::Object{
            {"key", area.key}, {"label", texts(area.label)}, {"rows", std::move(rows)}});
    }
    return list;
}

json::Object group_json(const DigitalBook& book, const Line& group) {
    constexpr int kSleeps = 183;
    const bool active = group.text("state") == "active";
    const bool met = group.has("met_on") && book.day < group.date("met_on") + kSleeps;
    return json::Object{{"id", id_text(group.record())},
                        {"no", group.text("group_no")},
                        {"name", group.text("name")},
                        {"theme", group.text("theme")},
                        {"lead", audit::name_in(book.departments, group.ref("lead"))},
                        {"members", group.number_or_null("members")},
                        {"met_on", group.date_or_null("met_on")},
                        {"state", group.coded("state")},
                        {"asleep", active && !met}};
}

json::Array overlaps_json(const DigitalBook& book) {
    json::Array list;
    for (const govern::GroupOverlap& one : book.overlaps) {
        if (list.size() == kMostRows) break;
        const Line first = book.groups.at(book.active[one.first]);
        const Line second = book.groups.at(book.active[one.second]);
        // Decided where either of the two says what became of the other.
        const auto decided = [](const Line& of, const Line& other) {
            return of.ref("overlaps") == other.record() && of.has("overlap_decision");
        };
        const Line* says = decided(first, second)   ? &first
                           : decided(second, first) ? &second
                                                    : nullptr;
        list.push_back(json::Object{
            {"first", json::Object{{"id", id_text(first.record())}, {"name", first.text("name")}}},
            {"second",
             json::Object{{"id", id_text(second.record())}, {"name", second.text("name")}}},
            {"members", one.members},
            {"theme_percent", one.theme_percent},
            {"same_members", one.same_members},
            {"same_theme", one.same_theme},
            {"decision", says == nullptr ? json::Value(nullptr)
                                         : json::Value(says->text("overlap_decision"))}});
    }
    return list;
}

// Counts of procedures and of cases a year by ground and phase; every count has its list.
json::Object procedures_json(const DigitalBook& book) {
    const registers::Definition& definition = book.procedures.definition();
    const auto& grounds = definition.fields[definition.index_of("ground_kind")].codes;
    const auto& phases = definition.fields[definition.index_of("phase")].codes;
    struct Sum {
        std::size_t procedures = 0, high = 0;
        std::int64_t cases = 0;
    };
    std::map<std::pair<std::string, std::string>, Sum> sums;
    std::size_t late = 0, no_target = 0;
    for (std::size_t i = 0; i < book.procedures.size(); ++i) {
        const Line one = book.procedures.at(i);
        Sum& sum = sums[{one.text("ground_kind"), one.text("phase")}];
        ++sum.procedures;
        sum.cases += one.integer("cases");
        sum.high += one.text("priority") == "high" ? 1 : 0;
        const bool waits = one.text("phase") == "paper" || one.text("phase") == "form";
        late += waits && one.has("target_on") && one.date("target_on") < book.day ? 1 : 0;
        no_target += waits && !one.has("target_on") && one.text("priority") == "high" ? 1 : 0;
    }
    json::Array heads, rows;
    for (const registers::Code& phase : phases) {
        heads.push_back(json::Object{{"key", phase.key}, {"label", texts(phase.label)}});
    }
    for (const registers::Code& ground : grounds) {
        json::Array cells;
        for (const registers::Code& phase : phases) {
            const Sum& sum = sums[{ground.key, phase.key}];
            cells.push_back(json::Object{
                {"procedures", sum.procedures}, {"cases", sum.cases}, {"high", sum.high}});
        }
        rows.push_back(json::Object{
            {"key", ground.key}, {"label", texts(ground.label)}, {"cells", std::move(cells)}});
    }
    return json::Object{{"all", book.procedures.size()},
                        {"late", late},
                        {"no_target", no_target},
                        {"phases", std::move(heads)},
                        {"grounds", std::move(rows)}};
}

json::Object moves_json(const DigitalBook& book) {
    constexpr int kStill = 90;
    const registers::Definition& definition = book.moves.definition();
    std::map<std::string, std::size_t> counts;
    json::Array rows, phases;
    for (std::size_t i = 0; i < book.moves.size(); ++i) {
        const Line move = book.moves.at(i);
        const bool moved = move.text("phase") == "moved";
        const bool stands = move.has("moved_on") && move.date("moved_on") + kStill <= book.day;
        ++counts[move.text("phase")];
        if (rows.size() == kMostRows) continue;
        rows.push_back(json::Object{
            {"id", id_text(move.record())},
            {"no", move.text("move_no")},
            {"task", move.text("task")},
            {"department", audit::name_in(book.departments, move.ref("department"))},
            {"phase", move.coded("phase")},
            {"target_on", format_iso(move.date("target_on"))},
            {"moved_on", move.date_or_null("moved_on")},
            {"done_on", move.date_or_null("done_on")},
            {"cloud", move.coded("cloud")},
            {"risk", move.coded("risk")},
            {"obstacle", move.text_or_null("obstacle")},
            {"late", !moved && move.date("target_on") < book.day},
            {"still", !moved && stands}});
    }
    for (const registers::Code& phase : definition.fields[definition.index_of("phase")].codes) {
        phases.push_back(json::Object{
            {"key", phase.key}, {"label", texts(phase.label)}, {"count", counts[phase.key]}});
    }
    return json::Object{{"rows", std::move(rows)}, {"phases", std::move(phases)}};
}

// One chart for each thing that is counted: its values by year.
json::Array figures_json(const DigitalBook& book) {
    std::map<std::uint64_t, std::string> titles;
    for (std::size_t i = 0; i < book.measures.size(); ++i) {
        const Line measure = book.measures.at(i);
        titles.emplace(measure.record(), measure.text("title"));
    }
    std::vector<std::pair<std::string, std::vector<std::size_t>>> charts;
    for (std::size_t i = 0; i < book.figures.size(); ++i) {
        const Line figure = book.figures.at(i);
        const std::string key = id_text(figure.ref("measure")) + " " + figure.text("what") + " " +
                                figure.text("unit_text");
        auto found = std::find_if(charts.begin(), charts.end(),
                                  [&](const auto& chart) { return chart.first == key; });
        if (found == charts.end()) {
            charts.emplace_back(key, std::vector<std::size_t>());
            found = charts.end() - 1;
        }
        found->second.push_back(i);
    }
    json::Array list;
    for (auto& [key, rows] : charts) {
        std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
            return book.figures.at(a).integer("fiscal_year") <
                   book.figures.at(b).integer("fiscal_year");
        });
        json::Array values;
        for (const std::size_t row : rows) {
            const Line figure = book.figures.at(row);
            values.push_back(json::Object{
                {"id", id_text(figure.record())},
                {"year", figure.integer("fiscal_year")},
                {"as_of", figure.date_or_null("as_of")},
                {"tenths", figure.integer("value_tenths")},
                {"goal_tenths", figure.number_or_null("goal_tenths")},
                {"reached", figure.has("reached") ? json::Value(figure.flag("reached"))
                                                  : json::Value(nullptr)},
                {"source", figure.text("source")}});
        }
        const Line first = book.figures.at(rows.front());
        const auto title = titles.find(first.ref("measure"));
        list.push_back(json::Object{{"what", first.text("what")},
                                    {"measure", title == titles.end() ? "" : title->second},
                                    {"unit", first.text("unit_text")},
                                    {"values", std::move(values)}});
    }
    return list;
}

Answer show(const Call& call) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, digital_book(call, *connection));
    std::size_t still = 0, late = 0;
    for (std::size_t i = 0; i < book.measures.size(); ++i) {
        const MeasureState state = state_of(book, book.measures.at(i));
        still += state.still ? 1 : 0;
        late += state.late ? 1 : 0;
    }
    json::Array groups;
    for (std::size_t i = 0; i < book.groups.size() && groups.size() < kMostRows; ++i) {
        groups.push_back(group_json(book, book.groups.at(i)));
    }
    return json_answer(json::Object{
        {"today", format_iso(book.day)},
        {"still_days", book.still_days},
        {"year", fiscal_year_of(book.day).year()},
        {"measures", book.measures.size()},
        {"still", still},
        {"late", late},
        {"pillars", pillars_json(book)},
        {"groups", std::move(groups)},
        {"overlaps", overlaps_json(book)},
        {"procedures", procedures_json(book)},
        {"moves", moves_json(book)},
        {"figures", figures_json(book)}});
}

}  // namespace

Answer digital_plan_api(const Call& call) {
    if (call.request.method != net::Method::get) return no_such_address(call);
    if (call.path.size() == 1) return show(call);
    if (call.path.size() != 2 || call.path[1] != "report.pdf") return no_such_address(call);
    DAICHO_TRY(year, number_parameter(call, "year",
                                      static_cast<std::uint64_t>(
                                          fiscal_year_of(today(call.app)).year())));
    return digital_report(call, static_cast<std::int32_t>(std::min<std::uint64_t>(year, 9'999)));
}

}  // namespace daicho::server
