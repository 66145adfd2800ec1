// 調達とシステムの一生: planning sheets on their way to the budget, deliveries, changes, work, service
// levels, faults and backups – with the buttons that only work when the papers are there.
#include <algorithm>
#include <set>

#include "govern/procurement/benefit.hpp"
#include "audit/rows.hpp"
#include "register/document_register.hpp"
#include "server/access.hpp"
#include "server/life/columns.hpp"
#include "server/life/life_api.hpp"
#include "server/life/life_rules.hpp"

namespace daicho::server {
namespace {

using Line = Columns::Line;

constexpr std::size_t kMostRows = 200;
constexpr const char* kRegisters[] = {"procurement_plan", "system_delivery", "system_change",
                                      "work_record",      "service_level",   "system_fault",
                                      "backup_check"};

struct Desk {
    Date day;
    audit::Names departments, systems;
    const registers::Definition* changes = nullptr;
};

Result<Desk> desk_for(const Call& call, store::Connection& connection) {
    for (const char* name : kRegisters) DAICHO_CHECK(permitted(call, name));
    Desk desk;
    desk.day = today(call.app);
    const registers::Moment now{desk.day, std::nullopt};
    auto& kernel = call.app.kernel;
    DAICHO_TRY_AS(desk.departments, audit::names_of(kernel, connection, "department", "name", now));
    if (may_view(call, "information_system")) {
        DAICHO_TRY_AS(desk.systems,
                      audit::names_of(kernel, connection, "information_system", "name", now));
    }
    return desk;
}

json::Value system_json(const Desk& desk, const Line& row) {
    if (!row.has("system")) return nullptr;
    return json::Object{{"id", id_text(row.ref("system"))},
                        {"name", audit::name_in(desk.systems, row.ref("system"))}};
}

// The last rows first: those with the greatest `field`.
std::vector<std::size_t> newest(const Columns& rows, std::string_view field) {
    std::vector<std::size_t> order(rows.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return rows.at(a).integer(field) > rows.at(b).integer(field);
    });
    return order;
}

template <class MakeRow>
json::Object part_json(const Columns& rows, std::string_view by, const MakeRow& make) {
    json::Array list;
    for (const std::size_t row : newest(rows, by)) {
        if (list.size() == kMostRows) break;
        list.push_back(make(rows.at(row)));
    }
    return json::Object{{"all", rows.size()}, {"rows", std::move(list)}};
}

json::Object plan_json(const Desk& desk, const Line& plan) {
    const govern::Benefit benefit = govern::benefit_of(
        {plan.number("cost_before_yen"), plan.number("cost_after_yen"),
         plan.number("hours_before"), plan.number("hours_after"), plan.number("estimated_yen")});
    const std::string& state = plan.text("state");
    const bool over = state == "tendered" || state == "in_service";
    const bool due = plan.has("budget_request_due") && plan.date("budget_request_due") < desk.day;
    const bool open = state == "draft" || state == "submitted";
    return json::Object{
        {"id", id_text(plan.record())},
        {"no", plan.text("plan_no")},
        {"title", plan.text("title")},
        {"system", system_json(desk, plan)},
        {"department", audit::name_in(desk.departments, plan.ref("department"))},
        {"year", plan.integer("fiscal_year")},
        {"kind", plan.coded("kind")},
        {"law_change", plan.flag("law_change")},
        {"estimated", plan.number_or_null("estimated_yen")},
        {"saves_yen", number_or_null(benefit.yen)},
        {"saves_hours", number_or_null(benefit.hours)},
        {"months", number_or_null(benefit.months)},
        {"due", plan.date_or_null("budget_request_due")},
        {"submitted_on", plan.date_or_null("submitted_on")},
        {"checked_on", plan.date_or_null("checked_on")},
        {"result", plan.coded("check_result")},
        {"rfi", plan.coded("rfi")},
        {"rfi_answers", plan.number_or_null("rfi_answers")},
        {"bidders", plan.number_or_null("bidders")},
        {"single", over && plan.has("bidders") && plan.integer("bidders") <= 1},
        {"unchecked_late", open && due},
        {"state", plan.coded("state")}};
}

Result<std::map<std::uint64_t, std::set<std::string>>> papers_by_delivery(
    const Call& call, store::Connection& connection, Date day) {
    std::map<std::uint64_t, std::set<std::string>> papers;
    DAICHO_TRY(rows, Columns::read(call.app.kernel, connection, "system_delivery_document",
                                   {registers::kDocumentSubject, registers::kDocumentKind}, day));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Line row = rows.at(i);
        papers[row.ref(registers::kDocumentSubject)].insert(row.text(registers::kDocumentKind));
    }
    return papers;
}

Result<json::Object> deliveries_json(const Call& call, store::Connection& connection,
                                     const Desk& desk) {
    DAICHO_TRY(rows, Columns::read(call.app.kernel, connection, "system_delivery",
                                   {"delivery_no", "system", "title", "delivered_on",
                                    "defects_open", "state", "accepted_on", "accepted_by"},
                                   desk.day));
    DAICHO_TRY(papers, papers_by_delivery(call, connection, desk.day));
    return part_json(rows, "delivered_on", [&](const Line& row) {
        const auto& there = papers[row.record()];
        json::Array missing;
        for (const char* kind : kDeliveryPapers) {
            if (!there.contains(kind)) missing.emplace_back(kind);
        }
        return json::Object{{"id", id_text(row.record())},
                            {"no", row.text("delivery_no")},
                            {"system", system_json(desk, row)},
                            {"title", row.text("title")},
                            {"delivered_on", format_iso(row.date("delivered_on"))},
                            {"defects", row.number_or_null("defects_open")},
                            {"state", row.coded("state")},
                            {"accepted_on", row.date_or_null("accepted_on")},
                            {"accepted_by", row.text_or_null("accepted_by")},
                            {"missing", std::move(missing)}};
    });
}

Result<json::Object> changes_json(const Call& call, store::Connection& connection,
                                  const Desk& desk) {
    DAICHO_TRY(rows, Columns::read(call.app.kernel, connection, "system_change",
                                   {"change_no", "system", "title", "cause", "requested_on",
                                    "approved_on", "tested_on", "test_result", "done_on", "history",
                                    "emergency", "state"},
                                   desk.day));
    return part_json(rows, "requested_on", [&](const Line& row) {
        return json::Object{{"id", id_text(row.record())},
                            {"no", row.text("change_no")},
                            {"system", system_json(desk, row)},
                            {"title", row.text("title")},
                            {"cause", row.coded("cause")},
                            {"requested_on", format_iso(row.date("requested_on"))},
                            {"approved_on", row.date_or_null("approved_on")},
                            {"tested_on", row.date_or_null("tested_on")},
                            {"test_result", row.text_or_null("test_result")},
                            {"done_on", row.date_or_null("done_on")},
                            {"history", row.text_or_null("history")},
                            {"emergency", row.flag("emergency")},
                            {"state", row.coded("state")}};
    });
}

Result<json::Object> works_json(const Call& call, store::Connection& connection,
                                const Desk& desk) {
    DAICHO_TRY(rows, Columns::read(call.app.kernel, connection, "work_record",
                                   {"work_no", "system", "worked_on", "company", "people",
                                    "content", "data_touched", "seen_by", "checked_on"},
                                   desk.day));
    return part_json(rows, "worked_on", [&](const Line& row) {
        const bool alone =
            row.flag("data_touched") && row.integer("people") <= 1 && !row.has("seen_by");
        return json::Object{{"id", id_text(row.record())},
                            {"no", row.text("work_no")},
                            {"system", system_json(desk, row)},
                            {"worked_on", format_iso(row.date("worked_on"))},
                            {"company", row.text("company")},
                            {"people", row.integer("people")},
                            {"content", row.text("content")},
                            {"data_touched", row.flag("data_touched")},
                            {"seen_by", row.text_or_null("seen_by")},
                            {"checked_on", row.date_or_null("checked_on")},
                            {"alone", alone}};
    });
}

Result<json::Object> levels_json(const Call& call, store::Connection& connection,
                                 const Desk& desk) {
    DAICHO_TRY(rows, Columns::read(call.app.kernel, connection, "service_level",
                                   {"level_no", "system", "item", "unit_text", "promised", "month",
                                    "measured", "met", "measure"},
                                   desk.day));
    return part_json(rows, "month", [&](const Line& row) {
        return json::Object{
            {"id", id_text(row.record())},
            {"system", system_json(desk, row)},
            {"item", row.text("item")},
            {"unit", row.text("unit_text")},
            {"promised", row.text("promised")},
            {"month", format_iso(row.date("month"))},
            {"measured", row.text_or_null("measured")},
            {"met", row.has("met") ? json::Value(row.flag("met")) : json::Value(nullptr)},
            {"measure", row.text_or_null("measure")}};
    });
}

Result<json::Object> faults_json(const Call& call, store::Connection& connection,
                                 const Desk& desk) {
    DAICHO_TRY(rows, Columns::read(call.app.kernel, connection, "system_fault",
                                   {"fault_no", "system", "occurred_on", "minutes", "effect",
                                    "restored_on", "cause", "prevention", "incident",
                                    "incident_reason", "state"},
                                   desk.day));
    return part_json(rows, "occurred_on", [&](const Line& row) {
        return json::Object{{"id", id_text(row.record())},
                            {"no", row.text("fault_no")},
                            {"system", system_json(desk, row)},
                            {"occurred_on", format_iso(row.date("occurred_on"))},
                            {"minutes", row.number_or_null("minutes")},
                            {"effect", row.text("effect")},
                            {"restored_on", row.date_or_null("restored_on")},
                            {"cause", row.text_or_null("cause")},
                            {"prevention", row.text_or_null("prevention")},
                            {"incident", row.has("incident")},
                            {"incident_reason", row.text_or_null("incident_reason")},
                            {"state", row.coded("state")}};
    });
}

Result<json::Object> backups_json(const Call& call, store::Connection& connection,
                                  const Desk& desk) {
    constexpr int kTrialDays = 366;
    DAICHO_TRY(rows, Columns::read(call.app.kernel, connection, "backup_check",
                                   {"check_no", "system", "month", "expected", "made",
                                    "restore_tried_on", "kept_apart", "cost_yen", "checked_on"},
                                   desk.day));
    return part_json(rows, "month", [&](const Line& row) {
        const auto made = row.number("made");
        const bool tried = row.has("restore_tried_on") &&
                           desk.day < row.date("restore_tried_on") + kTrialDays;
        return json::Object{{"id", id_text(row.record())},
                            {"no", row.text("check_no")},
                            {"system", system_json(desk, row)},
                            {"month", format_iso(row.date("month"))},
                            {"expected", row.integer("expected")},
                            {"made", number_or_null(made)},
                            {"lost", made ? row.integer("expected") - *made : 0},
                            {"tried_on", row.date_or_null("restore_tried_on")},
                            {"tried", tried},
                            {"apart", row.flag("kept_apart")},
                            {"cost", row.number_or_null("cost_yen")},
                            {"checked_on", row.date_or_null("checked_on")}};
    });
}

bool governs(const Call& call) {
    const registers::Definition* plans = call.app.kernel.definitions().find("procurement_plan");
    const auto& who = call.session.person.principal;
    return plans != nullptr && who.capacity({"governance"}, plans->task_id) != nullptr;
}

Answer show(const Call& call) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(desk, desk_for(call, *connection));
    DAICHO_TRY(plans, Columns::read(call.app.kernel, *connection, "procurement_plan",
                                    {"plan_no", "title", "system", "department", "fiscal_year",
                                     "kind", "law_change", "estimated_yen", "cost_before_yen",
                                     "cost_after_yen", "hours_before", "hours_after",
                                     "budget_request_due", "submitted_on", "checked_on",
                                     "check_result", "rfi", "rfi_answers", "bidders", "state"},
                                    desk.day));
    DAICHO_TRY(definition, call.app.kernel.definition("procurement_plan"));
    const auto may_change = [&](const char* name) {
        const auto* one = call.app.kernel.definitions().find(name);
        return one != nullptr && may(call, *one, registers::Action::change);
    };
    json::Object states;
    std::map<std::string, std::size_t> counts;
    for (std::size_t i = 0; i < plans.size(); ++i) ++counts[plans.at(i).text("state")];
    json::Array steps;
    for (const registers::Code& code : definition->fields[definition->index_of("state")].codes) {
        steps.push_back(json::Object{
            {"key", code.key}, {"label", texts(code.label)}, {"count", counts[code.key]}});
    }
    DAICHO_TRY(deliveries, deliveries_json(call, *connection, desk));
    DAICHO_TRY(changes, changes_json(call, *connection, desk));
    DAICHO_TRY(works, works_json(call, *connection, desk));
    DAICHO_TRY(levels, levels_json(call, *connection, desk));
    DAICHO_TRY(faults, faults_json(call, *connection, desk));
    DAICHO_TRY(backups, backups_json(call, *connection, desk));
    return json_answer(json::Object{
        {"today", format_iso(desk.day)},
        {"may_check", governs(call)},
        {"may_request", may_change("procurement_plan")},
        {"may_accept", may_change("system_delivery")},
        {"may_close", may_change("system_change")},
        {"states", std::move(steps)},
        {"plans", part_json(plans, "fiscal_year",
                            [&](const Line& plan) { return plan_json(desk, plan); })},
        {"deliveries", std::move(deliveries)},
        {"changes", std::move(changes)},
        {"works", std::move(works)},
        {"levels", std::move(levels)},
        {"faults", std::move(faults)},
        {"backups", std::move(backups)}});
}

}  // namespace

Answer procurement_api(const Call& call) {
    const auto& path = call.path;
    const bool get = call.request.method == net::Method::get;
    const bool post = call.request.method == net::Method::post;
    if (path.size() == 1) return get ? show(call) : Answer(no_such_address(call));
    if (post && path.size() == 4) {
        DAICHO_TRY(record, parse_id(path[2]));
        if (path[1] == "deliveries" && path[3] == "accept") return accept_delivery(call, record);
        if (path[1] == "changes" && path[3] == "close") return close_change(call, record);
        return no_such_address(call);
    }
    DAICHO_TRY(plan, parse_id(path[1]));
    if (get && path.size() == 2) return procurement_plan_view(call, plan);
    if (path.size() != 3) return no_such_address(call);
    if (get && path[2] == "sheet.pdf") return procurement_sheet(call, plan);
    if (post && path[2] == "check") return check_procurement(call, plan);
    if (post && path[2] == "request") return request_budget(call, plan);
    return no_such_address(call);
}

}  // namespace daicho::server
