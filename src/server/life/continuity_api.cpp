// All plans at once: the first hours as a table, contradictions with the way that explains each,
// circles, single points, drills, copies on paper.
#include <algorithm>

#include "server/access.hpp"
#include "server/life/continuity_book.hpp"
#include "server/life/life_api.hpp"

namespace daicho::server {
namespace {

using govern::ContinuityEdge;
using Line = Columns::Line;

constexpr std::size_t kMostRows = 300;
constexpr std::size_t kMostFindings = 100;
constexpr std::size_t kMostDrawn = 60;
constexpr std::size_t kMostEdges = 240;

json::Object place_json(const ContinuityBook& book, std::size_t node) {
    const ContinuityPlace& place = book.places[node];
    return json::Object{
        {"label", place.label},
        {"kind", place.kind},
        {"system", place.system == 0 ? json::Value(nullptr) : json::Value(id_text(place.system))},
        {"hours", number_or_null(book.graph.nodes[node].hours)},
        {"back", number_or_null(book.found.back[node])}};
}

json::Array places_json(const ContinuityBook& book, const std::vector<std::size_t>& nodes) {
    json::Array list;
    for (const std::size_t node : nodes) list.push_back(place_json(book, node));
    return list;
}

json::Object drill_json(const Line& drill, const ContinuityBook& book) {
    const auto node = book.node_of_plan.find(drill.ref("plan"));
    const auto promised = node == book.node_of_plan.end()
                              ? std::optional<std::int64_t>()
                              : book.graph.nodes[node->second].hours;
    const auto took = drill.number("measured_hours");
    return json::Object{
        {"id", id_text(drill.record())},
        {"no", drill.text("drill_no")},
        {"plan", node == book.node_of_plan.end() ? "" : book.places[node->second].label},
        {"scenario", drill.text("scenario")},
        {"planned_on", format_iso(drill.date("planned_on"))},
        {"held_on", drill.date_or_null("held_on")},
        {"participants", drill.number_or_null("participants")},
        {"result", drill.text_or_null("result")},
        {"measured", number_or_null(took)},
        {"promised", number_or_null(promised)},
        {"too_slow", took && promised && *took > *promised},
        {"late", !drill.has("held_on") && drill.date("planned_on") < book.day},
        {"improvement", drill.text_or_null("improvement")},
        {"improvement_due", drill.date_or_null("improvement_due")},
        {"improved_on", drill.date_or_null("improved_on")}};
}

json::Object row_json(const ContinuityBook& book, std::size_t row,
                      const std::map<std::uint64_t, HeldDrill>& drilled) {
    const Line plan = book.plans.at(row);
    const std::size_t node = book.node_of_plan.at(plan.record());
    const auto& promised = book.graph.nodes[node].hours;
    const auto& back = book.found.back[node];
    const bool made = plan.text("state") == "made";
    const auto drill = drilled.find(plan.record());
    json::Value held = nullptr;
    if (drill != drilled.end()) held = format_iso(drill->second.on);
    return json::Object{
        {"system", id_text(plan.ref("system"))},
        {"label", book.places[node].label},
        {"plan", id_text(plan.record())},
        {"no", plan.text("plan_no")},
        {"section", audit::name_in(book.departments, plan.ref("section"))},
        {"needed", plan.flag("needed_in_72h")},
        {"state", plan.coded("state")},
        {"hours", number_or_null(promised)},
        {"back", number_or_null(back)},
        {"contradicted", promised && back && *promised < *back},
        {"open", static_cast<bool>(book.found.open[node])},
        {"data_hours", plan.number_or_null("data_loss_hours")},
        {"substitute", plan.text_or_null("substitute")},
        {"missing", plan.flag("needed_in_72h") && !made},
        {"no_paper", made && !plan.has("paper_at")},
        {"review_due", plan.date_or_null("review_due")},
        {"late", made && plan.has("review_due") && plan.date("review_due") < book.day},
        {"drilled_on", std::move(held)}};
}

// Needed first, then whatever promises to be back within those hours; the soonest first.
std::vector<std::size_t> first_rows(const ContinuityBook& book) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < book.plans.size(); ++i) {
        const Line plan = book.plans.at(i);
        const auto hours = plan.number("recovery_hours");
        if (plan.flag("needed_in_72h") || (hours && *hours <= book.needed_hours)) rows.push_back(i);
    }
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
        const auto key = [&](std::size_t row) {
            const Line plan = book.plans.at(row);
            const std::int64_t last = INT64_MAX;
            return std::pair(!plan.flag("needed_in_72h"),
                             plan.number("recovery_hours").value_or(last));
        };
        return key(a) < key(b);
    });
    return rows;
}

json::Array contradictions_json(const ContinuityBook& book) {
    std::vector<std::size_t> nodes;
    for (const govern::Contradiction& one : book.found.contradictions) {
        if (nodes.size() < kMostFindings) nodes.push_back(one.node);
    }
    const auto ways = govern::ways_to_the_late(book.graph, book.found, nodes);
    json::Array list;
    for (std::size_t i = 0; i < ways.size(); ++i) {
        const govern::Contradiction& one = book.found.contradictions[i];
        list.push_back(json::Object{{"at", place_json(book, one.node)},
                                    {"promised", one.promised},
                                    {"real", one.real},
                                    {"way", places_json(book, ways[i])}});
    }
    return list;
}

json::Array single_points_json(const ContinuityBook& book) {
    constexpr std::size_t kNamed = 12;
    json::Array list;
    for (const govern::SinglePoint& one : book.found.single_points) {
        if (list.size() == kMostFindings) break;
        std::vector<std::size_t> named = one.dependents;
        if (named.size() > kNamed) named.resize(kNamed);
        list.push_back(json::Object{{"at", place_json(book, one.node)},
                                    {"count", one.dependents.size()},
                                    {"dependents", places_json(book, named)}});
    }
    return list;
}

// What is drawn: the needed ones and all they reach, as far as a drawing can be read.
json::Object drawing_json(const ContinuityBook& book) {
    std::map<std::size_t, std::size_t> drawn;  // node → place in the drawing
    std::vector<std::size_t> order;
    const auto add = [&](std::size_t node) {
        if (order.size() < kMostDrawn && drawn.emplace(node, order.size()).second) {
            order.push_back(node);
        }
    };
    for (std::size_t node = 0; node < book.graph.nodes.size(); ++node) {
        if (book.graph.nodes[node].needed) add(node);
    }
    std::map<std::size_t, std::vector<std::size_t>> out;
    for (std::size_t i = 0; i < book.graph.edges.size(); ++i) {
        out[book.graph.edges[i].from].push_back(i);
    }
    for (std::size_t at = 0; at < order.size(); ++at) {
        const auto ways = out.find(order[at]);
        if (ways == out.end()) continue;
        for (const std::size_t edge : ways->second) add(book.graph.edges[edge].to);
    }
    json::Array edges;
    std::size_t left = 0;
    for (std::size_t i = 0; i < book.graph.edges.size(); ++i) {
        const ContinuityEdge& edge = book.graph.edges[i];
        const auto from = drawn.find(edge.from), to = drawn.find(edge.to);
        if (from == drawn.end() || to == drawn.end() || edges.size() == kMostEdges) {
            ++left;
            continue;
        }
        const std::uint64_t record = book.dependency_of_edge[i];
        edges.push_back(json::Object{
            {"from", from->second},
            {"to", to->second},
            {"hours", number_or_null(edge.hours)},
            {"replaceable", edge.replaceable},
            {"dependency", record == 0 ? json::Value(nullptr) : json::Value(id_text(record))}});
    }
    return json::Object{{"nodes", places_json(book, order)},
                        {"edges", std::move(edges)},
                        {"left_out", left}};
}

json::Array papers_json(const ContinuityBook& book) {
    std::map<std::uint64_t, std::size_t> plans;
    for (std::size_t i = 0; i < book.plans.size(); ++i) plans.emplace(book.plans.at(i).record(), i);
    json::Array list;
    for (std::size_t i = 0; i < book.papers.size() && list.size() < kMostRows; ++i) {
        const Line paper = book.papers.at(i);
        const auto plan = plans.find(paper.ref("plan"));
        if (paper.has("withdrawn_on") || plan == plans.end()) continue;
        const Line of = book.plans.at(plan->second);
        const bool leaves = paper.has("leaves_on") && !paper.has("taken_over_on");
        list.push_back(json::Object{
            {"id", id_text(paper.record())},
            {"no", paper.text("copy_no")},
            {"plan", book.places[book.node_of_plan.at(of.record())].label},
            {"printed_on", format_iso(paper.date("printed_on"))},
            {"place", paper.text("place")},
            {"holder", paper.has("taken_over_post") ? paper.text("taken_over_post")
                                                    : paper.text("holder_post")},
            {"leaves_on", leaves ? paper.date_or_null("leaves_on") : json::Value(nullptr)},
            {"not_handed_over", leaves && paper.date("leaves_on") < book.day},
            {"old", is_older_than_plan(paper, of)}});
    }
    return list;
}

json::Array drills_json(const ContinuityBook& book) {
    std::vector<std::size_t> order(book.drills.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return book.drills.at(a).date("planned_on") > book.drills.at(b).date("planned_on");
    });
    json::Array list;
    for (const std::size_t row : order) {
        if (list.size() == kMostFindings) break;
        list.push_back(drill_json(book.drills.at(row), book));
    }
    return list;
}

Answer show(const Call& call) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, continuity_book(call, *connection));
    const auto drilled = last_drills(book);
    const auto rows = first_rows(book);
    json::Array list;
    std::size_t needed = 0, missing = 0, no_paper = 0, late = 0;
    for (std::size_t i = 0; i < book.plans.size(); ++i) {
        const Line plan = book.plans.at(i);
        const bool made = plan.text("state") == "made";
        needed += plan.flag("needed_in_72h") ? 1 : 0;
        missing += plan.flag("needed_in_72h") && !made ? 1 : 0;
        no_paper += made && !plan.has("paper_at") ? 1 : 0;
        late += made && plan.has("review_due") && plan.date("review_due") < book.day ? 1 : 0;
    }
    for (const std::size_t row : rows) {
        if (list.size() < kMostRows) list.push_back(row_json(book, row, drilled));
    }
    json::Array cycles;
    for (const auto& cycle : book.found.cycles) {
        if (cycles.size() < kMostFindings) cycles.push_back(places_json(book, cycle));
    }
    json::Object answer{{"today", format_iso(book.day)},
                        {"needed_hours", book.needed_hours},
                        {"review_months", call.app.settings.continuity.review_months},
                        {"plans", book.plans.size()},
                        {"dependencies", book.graph.edges.size()},
                        {"needed", needed},
                        {"missing", missing},
                        {"no_paper", no_paper},
                        {"late", late},
                        {"rows", std::move(list)},
                        {"rows_all", rows.size()},
                        {"contradictions", contradictions_json(book)},
                        {"contradictions_all", book.found.contradictions.size()},
                        {"cycles", std::move(cycles)},
                        {"single_points", single_points_json(book)},
                        {"drawing", drawing_json(book)},
                        {"drills", drills_json(book)},
                        {"papers", papers_json(book)}};
    return json_answer(answer);
}

}  // namespace

Answer continuity_api(const Call& call) {
    const auto& path = call.path;
    if (call.request.method != net::Method::get) return no_such_address(call);
    if (path.size() == 1) return show(call);
    if (path.size() == 2 && path[1] == "sheets.pdf") return continuity_sheets(call, std::nullopt);
    DAICHO_TRY(system, parse_id(path[1]));
    if (path.size() == 2) return continuity_of_system(call, system);
    const bool sheet = path.size() == 3 && path[2] == "sheet.pdf";
    return sheet ? continuity_sheets(call, system) : Answer(no_such_address(call));
}

}  // namespace daicho::server
