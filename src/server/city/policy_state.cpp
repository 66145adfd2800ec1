#include "server/city/policy_state.hpp"

#include "govern/city/city_state.hpp"
#include "register/list.hpp"
#include "server/access.hpp"
#include "server/records/list_question.hpp"
#include "server/watch_alarms.hpp"

namespace daicho::server {
namespace {

using audit::Rows;
using registers::Fields;

Date as_old_as(const Fields& document) {
    return document.date(document.has("revised_on") ? "revised_on" : "adopted_on");
}

// What the department was when the document was revised, and what it is.
Status add_department(const Call& call, store::Connection& connection, const Fields& document,
                      Date day, std::vector<Stale>& list) {
    DAICHO_TRY(departments, call.app.kernel.definition("department"));
    const std::uint64_t record = document.ref("department");
    DAICHO_TRY(then, registers::read_record(connection, *departments, record,
                                            {as_old_as(document), std::nullopt}));
    DAICHO_TRY(now, registers::read_record(connection, *departments, record, {day, std::nullopt}));
    if (!now) {
        const std::string name = then ? Fields(*departments, *then).text("name") : "";
        list.push_back({"department_gone", {{"name", name}}});
        return {};
    }
    if (!then) return {};
    const Fields before(*departments, *then), after(*departments, *now);
    const bool moved = before.ref("parent") != after.ref("parent");
    if (before.text("name") == after.text("name") && !moved) return {};
    list.push_back({"department_changed",
                    {{"before", before.text("name")},
                     {"after", after.text("name")},
                     {"day", format_iso(now->valid.from)}}});
    return {};
}

int rank(const std::string& level) {
    if (level == "basic_policy") return 0;
    return level == "standard" ? 1 : 2;
}

// A document that stands above it was revised later.
void add_parent(const Rows& documents, const Fields& document, std::vector<Stale>& list) {
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const Fields above = documents.at(i);
        if (above.text("state") != "in_force") continue;
        if (rank(above.text("level")) + 1 != rank(document.text("level"))) continue;
        if (as_old_as(above) <= as_old_as(document)) continue;
        list.push_back({"parent",
                        {{"title", above.text("title")},
                         {"edition", above.text("edition")},
                         {"day", format_iso(as_old_as(above))}}});
    }
}

// A list outside that the city's criteria rest on has moved: its own standard follows it.
void add_editions(const Rows& editions, const Fields& document, Date day,
                  std::vector<Stale>& list) {
    if (document.text("level") != "standard") return;
    for (std::size_t i = 0; i < editions.size(); ++i) {
        const Fields edition = editions.at(i);
        if (edition.text("state") != "list_moved" || !edition.has("moved_on")) continue;
        const Date since = edition.date("moved_on");
        if (since > day || since <= as_old_as(document)) continue;
        list.push_back({"edition",
                        {{"catalog", edition.text("catalog")},
                         {"list", edition.text("moved_list")},
                         {"day", format_iso(since)}}});
    }
}

struct AgendaSpec {
    const char* id;
    const char* register_name;
    const char* watch;  // or …
    const char* field;  // … one condition more than `state`
    const char* condition;
    const char* state;  // condition of the field `state`; empty: none
    const char* title;
};
constexpr AgendaSpec kAgenda[] = {
    {"findings", "finding", "overdue", "", "", "", "finding_no"},
    {"plans", "improvement_plan", "overdue", "", "", "", "plan_no"},
    {"lapsed", "policy_exception", "expired", "", "", "", "exception_no"},
    {"lapsing", "policy_exception", "", "to", "today..today+90", "granted", "exception_no"},
    {"asked", "policy_exception", "", "", "", "asked", "exception_no"},
    {"incidents", "breach", "", "incident", "true", "!=closed", "breach_no"},
    {"breaches", "breach", "overdue", "", "", "", "breach_no"},
    {"steps", "audit_step", "overdue", "", "", "", "step"},
    {"stale", "policy_document", "stale", "", "", "", "document_no"},
    {"reviews", "policy_document", "review_overdue", "", "", "", "document_no"},
    {"vacant", "security_role", "vacant", "", "", "", "role"},
    {"homework", "committee_meeting", "task_overdue", "", "", "", "meeting_no"},
};

std::string said_route(const registers::Definition& definition, const AgendaSpec& spec, Date day) {
    if (*spec.watch != '\0') {
        return watch_route(definition, *registers::find_watch(definition, spec.watch));
    }
    std::string route = "/registers/" + definition.name + "?view=all";
    if (*spec.state != '\0') {
        const std::string state(spec.state);
        route += "&filter.state=" + (state.starts_with("!=") ? "%21%3D" + state.substr(2) : state);
    }
    if (*spec.field != '\0') {
        route += "&filter." + std::string(spec.field) + "=" + govern::said_on(spec.condition, day);
    }
    return route;
}

Conditions asked(const AgendaSpec& spec, Date day) {
    Conditions conditions;
    if (*spec.watch != '\0') {
        conditions.emplace_back(registers::kWatchCondition, spec.watch);
        return conditions;
    }
    if (*spec.state != '\0') conditions.emplace_back("state", spec.state);
    if (*spec.field != '\0') {
        conditions.emplace_back(spec.field, govern::said_on(spec.condition, day));
    }
    return conditions;
}

Result<std::optional<AgendaItem>> item_of(const Call& call, store::Connection& connection,
                                          const AgendaSpec& spec, Date day) {
    constexpr std::uint64_t kTitles = 8;
    if (!may_view(call, spec.register_name)) return std::optional<AgendaItem>();
    DAICHO_TRY(definition, call.app.kernel.definition(spec.register_name));
    AnswerView view(call, connection, {day, std::nullopt});
    registers::ListQuery query;
    query.moment = view.moment();
    query.limit = kTitles;
    DAICHO_TRY_AS(query.filters, filters_of(*definition, asked(spec, day)));
    if (!may_ask(call, view, *definition, query)) return std::optional<AgendaItem>();
    DAICHO_CHECK(make_ready(call, view, *definition, query));
    DAICHO_TRY(page, registers::list_records(connection, *definition, query));
    if (page.total == 0) return std::optional<AgendaItem>();
    AgendaItem item{spec.id, page.total, said_route(*definition, spec, day), {}};
    for (const registers::RecordVersion& row : page.rows) {
        const Fields fields(*definition, row);
        const auto& field = definition->fields[definition->index_of(spec.title)];
        item.titles.push_back(field.type == registers::FieldType::code ? fields.code(spec.title).ja
                                                                       : fields.text(spec.title));
    }
    return std::optional(std::move(item));
}

}  // namespace

Result<StaleDocuments> stale_documents(const Call& call, store::Connection& connection,
                                       const Rows& documents, Date day) {
    DAICHO_TRY(editions, audit::rows_of(call.app.kernel, connection, "criteria_edition",
                                        {day, std::nullopt}));
    StaleDocuments stale;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const Fields document = documents.at(i);
        if (document.text("state") != "in_force") continue;
        std::vector<Stale> list;
        if (document.has("stale_since") && document.date("stale_since") <= day) {
            list.push_back({"noted",
                            {{"day", format_iso(document.date("stale_since"))},
                             {"reason", document.text("stale_reason")}}});
        }
        DAICHO_CHECK(add_department(call, connection, document, day, list));
        add_parent(documents, document, list);
        add_editions(editions, document, day, list);
        if (!list.empty()) stale.emplace(document.record(), std::move(list));
    }
    return stale;
}

Result<std::vector<AgendaItem>> agenda_items(const Call& call, store::Connection& connection,
                                             Date day) {
    std::vector<AgendaItem> items;
    for (const AgendaSpec& spec : kAgenda) {
        DAICHO_TRY(item, item_of(call, connection, spec, day));
        if (item) items.push_back(std::move(*item));
    }
    return items;
}

}  // namespace daicho::server
