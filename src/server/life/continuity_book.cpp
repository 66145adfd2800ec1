#include "server/life/continuity_book.hpp"

#include "server/access.hpp"

namespace daicho::server {
namespace {

constexpr const char* kRegisters[] = {"continuity_plan",    "continuity_dependency",
                                      "continuity_drill",   "continuity_paper",
                                      "continuity_contact", "service_level"};

Status read_registers(const Call& call, store::Connection& connection, ContinuityBook& book) {
    auto& kernel = call.app.kernel;
    const Date day = book.day;
    const auto read = [&](const char* name, std::initializer_list<std::string_view> fields) {
        return Columns::read(kernel, connection, name, fields, day);
    };
    DAICHO_TRY_AS(book.plans,
                  read("continuity_plan",
                       {"plan_no", "system", "section", "needed_in_72h", "recovery_hours",
                        "data_loss_hours", "substitute", "first_actions", "state", "made_on",
                        "reviewed_on", "review_due", "paper_at"}));
    DAICHO_TRY_AS(book.dependencies,
                  read("continuity_dependency", {"dependency_no", "plan", "kind", "needs", "name",
                                                 "promised_hours", "confirmed_on", "alternative"}));
    DAICHO_TRY_AS(book.drills,
                  read("continuity_drill",
                       {"drill_no", "plan", "scenario", "planned_on", "held_on", "participants",
                        "result", "measured_hours", "improvement", "improvement_due",
                        "improved_on"}));
    DAICHO_TRY_AS(book.papers,
                  read("continuity_paper", {"copy_no", "plan", "printed_on", "place", "holder_post",
                                            "leaves_on", "taken_over_post", "taken_over_on",
                                            "withdrawn_on"}));
    DAICHO_TRY_AS(book.contacts,
                  read("continuity_contact", {"contact_no", "plan", "turn", "part", "post",
                                              "day_phone", "night_phone", "confirmed_on"}));
    DAICHO_TRY_AS(book.departments, audit::names_of(kernel, connection, "department", "name",
                                                    {day, std::nullopt}));
    if (may_view(call, "information_system")) {
        DAICHO_TRY_AS(book.systems, audit::names_of(kernel, connection, "information_system",
                                                    "name", {day, std::nullopt}));
    }
    return {};
}

std::size_t add_node(ContinuityBook& book, ContinuityPlace place,
                     const govern::ContinuityNode& node) {
    book.graph.nodes.push_back(node);
    book.places.push_back(std::move(place));
    return book.places.size() - 1;
}

void add_plans(ContinuityBook& book) {
    for (std::size_t i = 0; i < book.plans.size(); ++i) {
        const auto plan = book.plans.at(i);
        const std::uint64_t system = plan.ref("system");
        const std::string name = book.system_name(system);
        const std::string& number = plan.text("plan_no");
        const std::size_t node =
            add_node(book, {name.empty() ? number : name, "system", system, plan.record(), number},
                     {plan.number("recovery_hours"), plan.flag("needed_in_72h")});
        book.node_of_plan.emplace(plan.record(), node);
        book.node_of_system.emplace(system, node);
    }
}

void add_edge(ContinuityBook& book, const govern::ContinuityEdge& edge, std::uint64_t record) {
    book.graph.edges.push_back(edge);
    book.dependency_of_edge.push_back(record);
}

void add_dependencies(ContinuityBook& book) {
    std::map<std::pair<std::string, std::string>, std::size_t> outside;
    for (std::size_t i = 0; i < book.dependencies.size(); ++i) {
        const auto row = book.dependencies.at(i);
        const auto from = book.node_of_plan.find(row.ref("plan"));
        if (from == book.node_of_plan.end()) continue;
        const auto needs = book.node_of_plan.find(row.ref("needs"));
        std::size_t to = 0;
        if (row.has("needs") && needs != book.node_of_plan.end()) {
            to = needs->second;
        } else {
            const auto key = std::pair(row.text("kind"), row.text("name"));
            const auto known = outside.find(key);
            to = known != outside.end() ? known->second
                                        : add_node(book, {key.second, key.first, 0, 0, ""}, {});
            outside.emplace(key, to);
        }
        add_edge(book,
                 {from->second, to, row.number("promised_hours"), row.has("alternative")},
                 row.record());
    }
}

std::size_t node_of(ContinuityBook& book, std::uint64_t system) {
    const auto known = book.node_of_system.find(system);
    if (known != book.node_of_system.end()) return known->second;
    const std::size_t node =
        add_node(book, {book.system_name(system), "system", system, 0, ""}, {});
    book.node_of_system.emplace(system, node);
    return node;
}

// Who receives data by line or file cannot go on without who sends them; media and typing can wait.
Status add_links(const Call& call, store::Connection& connection, ContinuityBook& book) {
    if (!may_view(call, "system_link")) return {};
    DAICHO_TRY(links, Columns::read(call.app.kernel, connection, "system_link",
                                    {"system", "partner", "direction", "method"}, book.day));
    std::map<std::pair<std::size_t, std::size_t>, bool> there;
    for (const auto& edge : book.graph.edges) there.emplace(std::pair(edge.from, edge.to), true);
    const auto needs = [&](std::uint64_t from, std::uint64_t to) {
        const std::size_t a = node_of(book, from);
        const std::size_t b = node_of(book, to);
        if (a == b || !there.emplace(std::pair(a, b), true).second) return;
        add_edge(book, {a, b, std::nullopt, false}, 0);
    };
    for (std::size_t i = 0; i < links.size(); ++i) {
        const auto link = links.at(i);
        const std::string& method = link.text("method");
        if (method == "medium" || method == "manual") continue;
        const std::string& direction = link.text("direction");
        if (direction != "sends") needs(link.ref("system"), link.ref("partner"));
        if (direction != "receives") needs(link.ref("partner"), link.ref("system"));
    }
    return {};
}

}  // namespace

Result<ContinuityBook> continuity_book(const Call& call, store::Connection& connection) {
    for (const char* name : kRegisters) DAICHO_CHECK(permitted(call, name));
    ContinuityBook book;
    book.day = today(call.app);
    book.needed_hours = call.app.settings.continuity.needed_hours;
    DAICHO_CHECK(read_registers(call, connection, book));
    add_plans(book);
    add_dependencies(book);
    DAICHO_CHECK(add_links(call, connection, book));
    book.found = govern::look_at(book.graph);
    return book;
}

bool is_older_than_plan(const Columns::Line& paper, const Columns::Line& plan) {
    if (!plan.has("reviewed_on") || paper.has("withdrawn_on")) return false;
    return paper.date("printed_on") < plan.date("reviewed_on");
}

std::map<std::uint64_t, HeldDrill> last_drills(const ContinuityBook& book) {
    std::map<std::uint64_t, HeldDrill> last;
    for (std::size_t i = 0; i < book.drills.size(); ++i) {
        const auto drill = book.drills.at(i);
        if (!drill.has("held_on")) continue;
        const HeldDrill held{drill.date("held_on"), drill.number("measured_hours")};
        const auto [known, fresh] = last.emplace(drill.ref("plan"), held);
        if (!fresh && known->second.on < held.on) known->second = held;
    }
    return last;
}

}  // namespace daicho::server
