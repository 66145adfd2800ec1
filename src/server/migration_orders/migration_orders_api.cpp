#include "server/migration_orders/migration_orders_api.hpp"

#include <algorithm>

#include "audit/rows.hpp"
#include "server/migration_orders/order_book.hpp"
#include "server/migration_orders/order_commands.hpp"

namespace daicho::server {
namespace {

using namespace govern::migration;
using registers::Fields;

// --- the list

std::map<std::uint64_t, std::size_t> count_by_order(const media::Lines& lines,
                                                    std::string_view state) {
    std::map<std::uint64_t, std::size_t> counts;
    for (const media::Line& line : lines) {
        const Fields row = line.fields();
        if (row.text("state") == state) ++counts[row.ref("order")];
    }
    return counts;
}

std::size_t count_in(const std::map<std::uint64_t, std::size_t>& counts, std::uint64_t record) {
    const auto found = counts.find(record);
    return found == counts.end() ? 0 : found->second;
}

Answer list(const Call& call) {
    DAICHO_CHECK(reachable(call, kOrders));
    DAICHO_TRY(connection, call.app.kernel.reader());
    const Date day = today(call.app);
    DAICHO_TRY(lines, reached_lines(call, *connection, kOrders, day));
    DAICHO_TRY(workers, reached_lines(call, *connection, "migration_worker", day));
    DAICHO_TRY(extractions, reached_lines(call, *connection, "migration_extraction", day));
    DAICHO_TRY(clearings, reached_lines(call, *connection, "migration_clearing", day));
    DAICHO_TRY(departments, audit::names_of(call.app.kernel, *connection, "department", "name",
                                            {day, std::nullopt}));
    const auto open_rights = count_by_order(workers, "open");
    const auto alone = count_by_order(extractions, "first");
    const auto left = count_by_order(clearings, "open");
    std::stable_sort(lines.begin(), lines.end(), [](const media::Line& a, const media::Line& b) {
        return a.fields().date("starts_on") > b.fields().date("starts_on");
    });
    json::Array rows;
    for (const media::Line& line : lines) {
        const Fields row = line.fields();
        const bool running = row.text("state") == "running";
        rows.push_back(json::Object{
            {"id", id_text(line.record())},
            {"order_no", row.text("order_no")},
            {"title", row.text("title")},
            {"state", coded_json(row, "state")},
            {"department", audit::name_in(departments, row.ref("department"))},
            {"transfer", coded_json(row, "transfer")},
            {"starts_on", format_iso(row.date("starts_on"))},
            {"ends_on", format_iso(row.date("ends_on"))},
            {"overrun", running && row.date("ends_on") < day},
            {"rights", count_in(open_rights, line.record())},
            {"unconfirmed", count_in(alone, line.record())},
            {"left", count_in(left, line.record())}});
    }
    return json_answer(json::Object{{"today", format_iso(day)},
                                    {"rows", std::move(rows)},
                                    {"may_propose", may_change(call, kOrders)}});
}

// --- one order

json::Array hindrances_json(const Rules& rules, const Hindrances& hindrances) {
    json::Array list;
    for (const std::string& code : hindrances) {
        list.push_back(json::Object{{"code", code},
                                    {"text", texts(govern::explain(rules.reasons, code))}});
    }
    return list;
}

json::Array workers_json(const OrderBook& book, Date day) {
    json::Array list;
    for (std::size_t i = 0; i < book.workers.size(); ++i) {
        const Fields row = book.workers[i].fields();
        const bool over = row.date("to") <= day || book.order.state == State::closed ||
                          row.text("state") == "ended";
        // Written as open, but nobody opened it here: a row that was imported or typed.
        const bool missing =
            row.text("state") == "open" && !book.alive[i] && row.date("from") <= day;
        list.push_back(json::Object{{"id", id_text(row.record())},
                                    {"worker_no", row.text("worker_no")},
                                    {"account", row.text("account")},
                                    {"second", row.flag("second")},
                                    {"work", coded_json(row, "work")},
                                    {"role", coded_json(row, "role")},
                                    {"from", format_iso(row.date("from"))},
                                    {"to", format_iso(row.date("to"))},
                                    {"state", coded_json(row, "state")},
                                    {"in_force", static_cast<bool>(book.alive[i])},
                                    {"missing", missing},
                                    {"alarm", over && book.alive[i]}});
    }
    return list;
}

json::Array extractions_json(const OrderBook& book) {
    json::Array list;
    for (std::size_t i = 0; i < book.extractions.size(); ++i) {
        const Fields row = book.extractions[i].fields();
        const Extraction& one = book.order.extractions[i];
        list.push_back(json::Object{{"id", id_text(row.record())},
                                    {"extraction_no", row.text("extraction_no")},
                                    {"what", row.text("what")},
                                    {"taken_on", format_iso(row.date("taken_on"))},
                                    {"taken_at", row.text("taken_at")},
                                    {"first_person", row.text("first_person")},
                                    {"second_person", text_json(row, "second_person")},
                                    {"row_count", row.integer("row_count")},
                                    {"sha256", row.text("sha256")},
                                    {"encryption", coded_json(row, "encryption")},
                                    {"way", coded_json(row, "way")},
                                    {"medium_no", text_json(row, "medium_no")},
                                    {"seal_no", text_json(row, "seal_no")},
                                    {"state", coded_json(row, "state")},
                                    {"own", one.first == book.asker}});
    }
    return list;
}

json::Array looks_json(const OrderBook& book, Date day) {
    json::Array list;
    for (const media::Line& line : book.looks) {
        const Fields row = line.fields();
        const bool open = !row.has("looked_on");
        list.push_back(json::Object{{"id", id_text(line.record())},
                                    {"look_no", row.text("look_no")},
                                    {"due", format_iso(row.date("due"))},
                                    {"looked_on", date_json(row, "looked_on")},
                                    {"looked_by", text_json(row, "looked_by")},
                                    {"result", coded_json(row, "result")},
                                    {"late", row.flag("late") || (open && row.date("due") < day)},
                                    {"incident", row.has("incident")}});
    }
    return list;
}

json::Array clearings_json(const OrderBook& book) {
    json::Array list;
    for (const media::Line& line : book.clearings) {
        const Fields row = line.fields();
        json::Array methods;
        for (const MethodRule& rule : book.rules.methods) {
            if (rule.kind != row.text("kind")) continue;
            for (const std::string& method : rule.methods) methods.emplace_back(method);
        }
        list.push_back(json::Object{{"id", id_text(line.record())},
                                    {"clearing_no", row.text("clearing_no")},
                                    {"kind", coded_json(row, "kind")},
                                    {"what", row.text("what")},
                                    {"medium_no", text_json(row, "medium_no")},
                                    {"state", coded_json(row, "state")},
                                    {"erased_on", date_json(row, "erased_on")},
                                    {"method", coded_json(row, "method")},
                                    {"certificate", text_json(row, "certificate")},
                                    {"erased_by", text_json(row, "erased_by")},
                                    {"methods", std::move(methods)}});
    }
    return list;
}

json::Object head_json(const Fields& row) {
    json::Object head{{"id", id_text(row.record())},
                      {"individual_number", row.flag("individual_number")},
                      {"minimal", row.flag("minimal")},
                      {"log_days", row.integer("log_days")}};
    for (const char* name : {"order_no", "title", "purpose", "data_scope", "proposed_by"}) {
        head[name] = row.text(name);
    }
    for (const char* name : {"line", "approved_by", "refused_for", "closed_by"}) {
        head[name] = text_json(row, name);
    }
    for (const char* name : {"starts_on", "ends_on", "proposed_on"}) {
        head[name] = format_iso(row.date(name));
    }
    for (const char* name : {"approved_on", "closed_on"}) head[name] = date_json(row, name);
    for (const char* name : {"state", "transfer"}) head[name] = coded_json(row, name);
    head["closing_entry"] =
        row.has("closing_entry") ? json::Value(row.integer("closing_entry")) : nullptr;
    return head;
}

Result<json::Value> system_json(const Call& call, store::Connection& connection,
                                const Fields& row, std::string_view field) {
    if (!row.has(field) || !may_view(call, "information_system")) return json::Value(nullptr);
    DAICHO_TRY(found, media::row_of(call.app.kernel, connection, "information_system",
                                    row.ref(field), {today(call.app), std::nullopt}));
    if (!found) return json::Value(nullptr);
    return json::Value(json::Object{{"id", id_text(found->record())},
                                    {"name", found->fields().text("name")}});
}

Answer show(const Call& call, std::uint64_t record) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_order(call, *connection, record));
    const Fields row = book.fields();
    const Date day = today(call.app);
    json::Object answer = head_json(row);
    DAICHO_TRY(from, system_json(call, *connection, row, "from_system"));
    answer["from_system"] = std::move(from);
    DAICHO_TRY(to, system_json(call, *connection, row, "to_system"));
    answer["to_system"] = std::move(to);
    answer["workers"] = workers_json(book, day);
    answer["extractions"] = extractions_json(book);
    answer["test_data"] = table_json(call, "migration_test_data", book.test_data,
                                     {"test_no", "what", "kind", "row_count", "why_enough",
                                      "masked_fields", "exception_by"});
    answer["looks"] = looks_json(book, day);
    answer["clearings"] = clearings_json(book);
    answer["papers"] =
        table_json(call, "migration_order_document", book.documents, {"title", "kind", "dated"});
    const bool proposed = book.order.state == State::proposed;
    const bool running = book.order.state == State::running;
    answer["before_approval"] = hindrances_json(
        book.rules, proposed ? against_approval(book.rules, book.order, book.asker)
                             : Hindrances());
    // Rights are ended by the closing itself: they do not stand in its way.
    Order without_rights = book.order;
    for (Worker& one : without_rights.workers) one.ended = true;
    answer["before_closing"] = hindrances_json(
        book.rules,
        running ? against_closing(book.rules, without_rights, day) : Hindrances());
    json::Array roles;
    for (const RoleRule& role : book.rules.roles) {
        roles.push_back(json::Object{{"key", role.key}, {"label", texts(role.label)}});
    }
    answer["roles"] = std::move(roles);
    answer["works"] = book.asker_works;
    answer["may_change"] = may_change(call, kOrders);
    return json_answer(answer);
}

Answer part_api(const Call& call, std::uint64_t id) {
    const std::string& part = call.path[2];
    if (call.path.size() == 4) {
        DAICHO_TRY(row, parse_id(call.path[3]));
        if (part == "extractions") return confirm_extraction(call, id, row);
        if (part == "looks") return record_look(call, id, row);
        if (part == "clearings") return record_clearing(call, id, row);
        return no_such_address(call);
    }
    if (call.path.size() != 3) return no_such_address(call);
    if (part == "workers") return add_worker(call, id);
    if (part == "decision") return decide_order(call, id);
    if (part == "extractions") return record_extraction(call, id);
    if (part == "test-data") return record_test_data(call, id);
    if (part == "clearings") return list_for_clearing(call, id);
    if (part == "closing") return close_order(call, id);
    return no_such_address(call);
}

}  // namespace

Answer migration_orders_api(const Call& call) {
    const bool post = call.request.method == net::Method::post;
    if (call.path.size() == 1) return post ? propose_order(call) : list(call);
    DAICHO_TRY(id, parse_id(call.path[1]));
    if (call.path.size() == 2) return post ? no_such_address(call) : show(call, id);
    return post ? part_api(call, id) : no_such_address(call);
}

}  // namespace daicho::server
