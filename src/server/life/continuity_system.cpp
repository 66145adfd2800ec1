// One system: its plan, when it is really back and why, whom to call, copies, drills, levels.
#include <algorithm>

#include "server/access.hpp"
#include "server/life/continuity_book.hpp"
#include "server/life/life_api.hpp"

namespace daicho::server {
namespace {

using Line = Columns::Line;

json::Value plan_json(const ContinuityBook& book, const Line& plan) {
    return json::Object{{"id", id_text(plan.record())},
                        {"no", plan.text("plan_no")},
                        {"section", audit::name_in(book.departments, plan.ref("section"))},
                        {"needed", plan.flag("needed_in_72h")},
                        {"state", plan.coded("state")},
                        {"hours", plan.number_or_null("recovery_hours")},
                        {"data_hours", plan.number_or_null("data_loss_hours")},
                        {"substitute", plan.text_or_null("substitute")},
                        {"first_actions", plan.text_or_null("first_actions")},
                        {"made_on", plan.date_or_null("made_on")},
                        {"reviewed_on", plan.date_or_null("reviewed_on")},
                        {"review_due", plan.date_or_null("review_due")},
                        {"paper_at", plan.text_or_null("paper_at")}};
}

json::Object edge_json(const ContinuityBook& book, std::size_t edge, bool outwards) {
    const govern::ContinuityEdge& one = book.graph.edges[edge];
    const std::size_t other = outwards ? one.to : one.from;
    const ContinuityPlace& place = book.places[other];
    const std::uint64_t record = book.dependency_of_edge[edge];
    return json::Object{
        {"label", place.label},
        {"kind", place.kind},
        {"system", place.system == 0 ? json::Value(nullptr) : json::Value(id_text(place.system))},
        {"dependency", record == 0 ? json::Value(nullptr) : json::Value(id_text(record))},
        {"promised", number_or_null(one.hours)},
        {"hours", number_or_null(book.graph.nodes[other].hours)},
        {"back", number_or_null(book.found.back[other])},
        {"replaceable", one.replaceable}};
}

json::Array edges_json(const ContinuityBook& book, std::size_t node, bool outwards) {
    constexpr std::size_t kMost = 200;
    json::Array list;
    for (std::size_t i = 0; i < book.graph.edges.size() && list.size() < kMost; ++i) {
        const govern::ContinuityEdge& edge = book.graph.edges[i];
        if ((outwards ? edge.from : edge.to) == node) list.push_back(edge_json(book, i, outwards));
    }
    return list;
}

json::Array contacts_json(const ContinuityBook& book, std::uint64_t plan) {
    std::vector<std::pair<std::int64_t, std::size_t>> order;
    for (std::size_t i = 0; i < book.contacts.size(); ++i) {
        const Line contact = book.contacts.at(i);
        if (contact.ref("plan") == plan) order.emplace_back(contact.integer("turn"), i);
    }
    std::sort(order.begin(), order.end());
    json::Array list;
    for (const auto& [turn, row] : order) {
        const Line contact = book.contacts.at(row);
        list.push_back(json::Object{{"id", id_text(contact.record())},
                                    {"turn", turn},
                                    {"part", contact.coded("part")},
                                    {"post", contact.text("post")},
                                    {"day_phone", contact.text("day_phone")},
                                    {"night_phone", contact.text_or_null("night_phone")},
                                    {"confirmed_on", contact.date_or_null("confirmed_on")}});
    }
    return list;
}

json::Array papers_json(const ContinuityBook& book, const Line& plan) {
    json::Array list;
    for (std::size_t i = 0; i < book.papers.size(); ++i) {
        const Line paper = book.papers.at(i);
        if (paper.ref("plan") != plan.record()) continue;
        list.push_back(json::Object{{"id", id_text(paper.record())},
                                    {"no", paper.text("copy_no")},
                                    {"printed_on", format_iso(paper.date("printed_on"))},
                                    {"place", paper.text("place")},
                                    {"holder", paper.text("holder_post")},
                                    {"leaves_on", paper.date_or_null("leaves_on")},
                                    {"taken_over", paper.text_or_null("taken_over_post")},
                                    {"taken_over_on", paper.date_or_null("taken_over_on")},
                                    {"withdrawn_on", paper.date_or_null("withdrawn_on")},
                                    {"old", is_older_than_plan(paper, plan)}});
    }
    return list;
}

json::Array drills_json(const ContinuityBook& book, std::uint64_t plan) {
    json::Array list;
    for (std::size_t i = book.drills.size(); i-- > 0;) {
        const Line drill = book.drills.at(i);
        if (drill.ref("plan") != plan) continue;
        list.push_back(json::Object{{"id", id_text(drill.record())},
                                    {"no", drill.text("drill_no")},
                                    {"scenario", drill.text("scenario")},
                                    {"planned_on", format_iso(drill.date("planned_on"))},
                                    {"held_on", drill.date_or_null("held_on")},
                                    {"measured", drill.number_or_null("measured_hours")},
                                    {"result", drill.text_or_null("result")},
                                    {"improvement", drill.text_or_null("improvement")},
                                    {"improvement_due", drill.date_or_null("improvement_due")},
                                    {"improved_on", drill.date_or_null("improved_on")}});
    }
    return list;
}

Result<json::Array> levels_json(const Call& call, store::Connection& connection,
                                std::uint64_t system, Date day) {
    DAICHO_TRY(levels, Columns::read(call.app.kernel, connection, "service_level",
                                     {"system", "item", "unit_text", "promised", "month",
                                      "measured", "met"},
                                     day));
    json::Array list;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const Line level = levels.at(i);
        if (level.ref("system") != system) continue;
        list.push_back(json::Object{
            {"id", id_text(level.record())},
            {"item", level.text("item")},
            {"unit", level.text("unit_text")},
            {"promised", level.text("promised")},
            {"month", format_iso(level.date("month"))},
            {"measured", level.text_or_null("measured")},
            {"met", level.has("met") ? json::Value(level.flag("met")) : json::Value(nullptr)}});
    }
    return list;
}

}  // namespace

Answer continuity_of_system(const Call& call, std::uint64_t system) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, continuity_book(call, *connection));
    const auto node = book.node_of_system.find(system);
    const bool named = book.systems.contains(system);
    if (node == book.node_of_system.end() && !named) {
        return not_found_error("change.no_record").with("record", id_text(system));
    }
    json::Object answer{{"today", format_iso(book.day)},
                        {"system", id_text(system)},
                        {"label", book.system_name(system)},
                        {"needed_hours", book.needed_hours},
                        {"back", nullptr},
                        {"open", false},
                        {"plan", nullptr},
                        {"way", json::Array()},
                        {"depends_on", json::Array()},
                        {"needed_by", json::Array()},
                        {"contacts", json::Array()},
                        {"papers", json::Array()},
                        {"drills", json::Array()}};
    DAICHO_TRY_AS(answer["levels"], levels_json(call, *connection, system, book.day));
    if (node == book.node_of_system.end()) return json_answer(answer);
    const std::size_t at = node->second;
    answer["label"] = book.places[at].label;
    answer["back"] = number_or_null(book.found.back[at]);
    answer["open"] = static_cast<bool>(book.found.open[at]);
    json::Array way;
    for (const std::size_t step : govern::way_to_the_late(book.graph, book.found, at)) {
        way.push_back(json::Object{{"label", book.places[step].label},
                                   {"kind", book.places[step].kind},
                                   {"hours", number_or_null(book.graph.nodes[step].hours)}});
    }
    answer["way"] = std::move(way);
    answer["depends_on"] = edges_json(book, at, true);
    answer["needed_by"] = edges_json(book, at, false);
    for (std::size_t i = 0; i < book.plans.size(); ++i) {
        const Line plan = book.plans.at(i);
        if (plan.record() != book.places[at].plan) continue;
        answer["plan"] = plan_json(book, plan);
        answer["contacts"] = contacts_json(book, plan.record());
        answer["papers"] = papers_json(book, plan);
        answer["drills"] = drills_json(book, plan.record());
    }
    return json_answer(answer);
}

}  // namespace daicho::server
