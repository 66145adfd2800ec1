#include "server/city/policies_api.hpp"

#include <algorithm>
#include <set>

#include "server/access.hpp"
#include "server/city/policy_state.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using audit::Names;
using audit::Rows;
using registers::Fields;
using registers::Moment;

constexpr const char* kRegisters[] = {"committee_meeting", "policy_document",
                                      "policy_delivery",   "security_role",
                                      "criteria_edition",  "information_system"};
constexpr std::size_t kMissingShown = 30;

json::Value coded(const Row& row, std::string_view field) {
    return json::Object{{"key", row.text(field)}, {"label", texts(row.code(field))}};
}

// All that the screen is made of.
struct Book {
    Date day;
    Rows documents, deliveries, roles, meetings;
    Names departments;
    Names systems;
    StaleDocuments stale;
};

Result<Book> book_of(const Call& call, store::Connection& connection) {
    Book book;
    book.day = today(call.app);
    const Moment now{book.day, std::nullopt};
    auto& kernel = call.app.kernel;
    DAICHO_TRY_AS(book.documents, audit::rows_of(kernel, connection, "policy_document", now));
    DAICHO_TRY_AS(book.deliveries, audit::rows_of(kernel, connection, "policy_delivery", now));
    DAICHO_TRY_AS(book.roles, audit::rows_of(kernel, connection, "security_role", now));
    DAICHO_TRY_AS(book.meetings, audit::rows_of(kernel, connection, "committee_meeting", now));
    DAICHO_TRY_AS(book.departments, audit::names_of(kernel, connection, "department", "name", now));
    DAICHO_TRY_AS(book.systems,
                  audit::names_of(kernel, connection, "information_system", "name", now));
    DAICHO_TRY_AS(book.stale, stale_documents(call, connection, book.documents, book.day));
    return book;
}

json::Array stale_json(const Book& book, std::uint64_t record) {
    json::Array list;
    const auto found = book.stale.find(record);
    if (found == book.stale.end()) return list;
    for (const Stale& one : found->second) {
        list.push_back(
            json::Object{{"because", one.because},
                         {"text", message_texts("policy.stale." + one.because, one.arguments)}});
    }
    return list;
}

json::Array documents_json(const Book& book) {
    struct Count {
        std::size_t delivered = 0, received = 0;
    };
    std::map<std::uint64_t, Count> counts;
    for (std::size_t i = 0; i < book.deliveries.size(); ++i) {
        const Fields delivery = book.deliveries.at(i);
        Count& count = counts[delivery.ref("document")];
        ++count.delivered;
        count.received += delivery.has("received_on") ? 1 : 0;
    }
    json::Array list;
    const auto& codes =
        book.documents.definition->fields[book.documents.definition->index_of("level")].codes;
    for (const registers::Code& level : codes) {
        for (std::size_t i = 0; i < book.documents.size(); ++i) {
            const Row row(*book.documents.definition, book.documents.versions[i]);
            if (row.text("level") != level.key) continue;
            const Count count = counts[row.record()];
            const bool in_force = row.text("state") == "in_force";
            json::Value system = nullptr;
            if (row.has("system")) {
                system = json::Object{{"id", id_text(row.ref("system"))},
                                      {"name", audit::name_in(book.systems, row.ref("system"))}};
            }
            list.push_back(json::Object{
                {"id", id_text(row.record())},
                {"no", row.text("document_no")},
                {"title", row.text("title")},
                {"level", coded(row, "level")},
                {"system", std::move(system)},
                {"department", audit::name_in(book.departments, row.ref("department"))},
                {"edition", row.text("edition")},
                {"state", coded(row, "state")},
                {"since", row.has("revised_on") ? row.date_or_null("revised_on")
                                                : row.date_or_null("adopted_on")},
                {"review_due", row.date_or_null("review_due")},
                {"late", in_force && row.has("review_due") && row.date("review_due") < book.day},
                {"stale", stale_json(book, row.record())},
                {"delivered", count.delivered},
                {"received", count.received}});
        }
    }
    return list;
}

json::Array coverage_json(const Book& book) {
    constexpr int kPatience = 14;
    struct Count {
        std::size_t delivered = 0, received = 0, late = 0;
    };
    std::map<std::uint64_t, Count> counts;
    for (std::size_t i = 0; i < book.deliveries.size(); ++i) {
        const Fields delivery = book.deliveries.at(i);
        Count& count = counts[delivery.ref("department")];
        ++count.delivered;
        const bool received = delivery.has("received_on");
        count.received += received ? 1 : 0;
        count.late += !received && delivery.date("delivered_on") + kPatience <= book.day ? 1 : 0;
    }
    json::Array list;
    for (const auto& [record, count] : counts) {
        list.push_back(json::Object{{"department", audit::name_in(book.departments, record)},
                                    {"id", id_text(record)},
                                    {"delivered", count.delivered},
                                    {"received", count.received},
                                    {"late", count.late}});
    }
    return list;
}

// Systems in service that no procedure in force names.
Status add_missing(const Call& call, store::Connection& connection, const Book& book,
                   json::Object& answer) {
    std::set<std::uint64_t> covered;
    for (std::size_t i = 0; i < book.documents.size(); ++i) {
        const Fields row = book.documents.at(i);
        if (row.text("level") == "procedure" && row.text("state") == "in_force") {
            covered.insert(row.ref("system"));
        }
    }
    DAICHO_TRY(systems, call.app.kernel.definition("information_system"));
    const std::size_t fields[] = {systems->index_of("system_no"), systems->index_of("name"),
                                  systems->index_of("section"), systems->index_of("state")};
    json::Array list;
    std::size_t all = 0, missing = 0;
    DAICHO_CHECK(registers::scan(
        connection, *systems, fields, {book.day, std::nullopt},
        [&](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
            if (cells[3].bytes != "in_service") return {};
            ++all;
            if (covered.contains(record)) return {};
            if (++missing > kMissingShown) return {};
            list.push_back(json::Object{{"id", id_text(record)},
                                        {"no", std::string(cells[0].bytes)},
                                        {"name", std::string(cells[1].bytes)},
                                        {"section", std::string(cells[2].bytes)}});
            return {};
        }));
    answer["systems"] = all;
    answer["missing"] = missing;
    answer["missing_shown"] = std::move(list);
    return {};
}

// filled; no_deputy: filled, and nobody stands in; acting: the deputy alone; vacant: nobody.
std::string role_state(const Fields& role) {
    const bool deputy = role.has("deputy") || role.has("deputy_post");
    if (role.has("person")) return deputy ? "filled" : "no_deputy";
    return deputy ? "acting" : "vacant";
}

json::Array roles_json(const Book& book) {
    json::Array list;
    const registers::Definition& roles = *book.roles.definition;
    const auto& codes = roles.fields[roles.index_of("role")].codes;
    for (const registers::Code& code : codes) {
        json::Array rows;
        for (std::size_t i = 0; i < book.roles.size(); ++i) {
            const Row role(*book.roles.definition, book.roles.versions[i]);
            if (role.text("role") != code.key) continue;
            rows.push_back(json::Object{
                {"id", id_text(role.record())},
                {"department", audit::name_in(book.departments, role.ref("department"))},
                {"post", role.text("post")},
                {"person", role.text_or_null("person")},
                {"deputy_post", role.text_or_null("deputy_post")},
                {"deputy", role.text_or_null("deputy")},
                {"state", role_state(role)}});
        }
        list.push_back(
            json::Object{{"role", json::Object{{"key", code.key}, {"label", texts(code.label)}}},
                         {"rows", std::move(rows)}});
    }
    return list;
}

json::Array meetings_json(const Book& book) {
    json::Array list;
    for (std::size_t i = book.meetings.size(); i-- > 0;) {
        const Row row(*book.meetings.definition, book.meetings.versions[i]);
        const bool open = row.has("task_due") && !row.has("task_done_on");
        list.push_back(json::Object{{"id", id_text(row.record())},
                                    {"no", row.text("meeting_no")},
                                    {"planned_on", format_iso(row.date("planned_on"))},
                                    {"held_on", row.date_or_null("held_on")},
                                    {"agenda", row.text("agenda")},
                                    {"decision", row.text_or_null("decision")},
                                    {"task", row.text_or_null("task")},
                                    {"task_owner", row.text_or_null("task_owner")},
                                    {"task_due", row.date_or_null("task_due")},
                                    {"late", open && row.date("task_due") < book.day}});
    }
    return list;
}

json::Array agenda_json(const std::vector<AgendaItem>& items) {
    json::Array list;
    for (const AgendaItem& item : items) {
        json::Array titles;
        for (const std::string& title : item.titles) titles.emplace_back(title);
        list.push_back(json::Object{{"id", item.id},
                                    {"label", message_texts("policy.agenda." + item.id)},
                                    {"count", item.count},
                                    {"route", item.route},
                                    {"titles", std::move(titles)}});
    }
    return list;
}

// Findings that are not closed: what a decision may turn into a plan.
Result<json::Array> findings_json(const Call& call, store::Connection& connection, Date day) {
    json::Array list;
    if (!may_view(call, "finding")) return list;
    DAICHO_TRY(rows, audit::rows_of(call.app.kernel, connection, "finding", {day, std::nullopt}));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Fields row = rows.at(i);
        if (row.text("state") == "closed" || row.text("state") == "not_adopted") continue;
        list.push_back(
            json::Object{{"id", id_text(row.record())},
                         {"no", row.text("finding_no")},
                         {"title", texts({row.text("summary_ja"), row.text("summary_en")})}});
    }
    return list;
}

json::Array departments_json(const Names& departments) {
    json::Array list;
    for (const auto& [record, name] : departments) {
        list.push_back(json::Object{{"id", id_text(record)}, {"name", name}});
    }
    return list;
}

Answer show(const Call& call) {
    for (const char* name : kRegisters) DAICHO_CHECK(permitted(call, name));
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, book_of(call, *connection));
    DAICHO_TRY(items, agenda_items(call, *connection, book.day));
    DAICHO_TRY(findings, findings_json(call, *connection, book.day));
    const auto changes = [&](const char* name) {
        const auto definition = call.app.kernel.definition(name);
        return definition && may(call, **definition, registers::Action::change);
    };
    json::Object answer{{"today", format_iso(book.day)},
                        {"may_deliver", changes("policy_delivery") && may_view(call, "account")},
                        {"may_decide", changes("committee_meeting") && changes("improvement_plan")},
                        {"documents", documents_json(book)},
                        {"coverage", coverage_json(book)},
                        {"roles", roles_json(book)},
                        {"agenda", agenda_json(items)},
                        {"meetings", meetings_json(book)},
                        {"findings", std::move(findings)},
                        {"departments", departments_json(book.departments)}};
    DAICHO_CHECK(add_missing(call, *connection, book, answer));
    return json_answer(answer);
}

}  // namespace

Answer policies_api(const Call& call) {
    const auto& path = call.path;
    const bool get = call.request.method == net::Method::get;
    const bool post = call.request.method == net::Method::post;
    if (get && path.size() == 1) return show(call);
    if (path.size() < 2) return no_such_address(call);
    const std::string& part = path[1];
    if (part == "mine" && get && path.size() == 2) return my_deliveries(call);
    if (!post) return no_such_address(call);
    if (part == "deliveries" && path.size() == 2) return deliver_policy(call);
    if (part == "meetings" && path.size() == 2) return call_meeting(call);
    if (path.size() < 3) return no_such_address(call);
    DAICHO_TRY(id, parse_id(path[2]));
    if (part == "mine" && path.size() == 3) return receive_policy(call, id);
    const bool decides = part == "meetings" && path.size() == 4 && path[3] == "decisions";
    return decides ? decide_in_meeting(call, id) : Answer(no_such_address(call));
}

}  // namespace daicho::server
