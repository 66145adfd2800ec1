// Findings with their controls. Owner, day and evidence of closure are those of the register (or of
// the newest improvement plan where the finding itself says nothing yet); the control is the
// catalog's. A finding that the catalog does not know has no control, and says so.
#include "server/city/findings_api.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "govern/city/controls.hpp"
#include "server/access.hpp"
#include "server/proof_answer.hpp"
#include "server/row.hpp"
#include "server/survey/survey_book.hpp"

namespace daicho::server {
namespace {

using govern::Control;
using govern::ControlCatalog;
using govern::ControlKind;
using registers::Definition;
using registers::Moment;
using registers::RecordVersion;

constexpr const char* kRegister = "finding";
constexpr const char* kPlans = "improvement_plan";
constexpr std::string_view kComma = "、";

struct Follow {
    std::string owner;
    std::optional<Date> due;
    bool from_plan = false;
    bool done = false;  // closed, not adopted, or carried out by its plan
};
struct Plan {
    std::uint64_t record = 0;
    std::string number, measure, person, evidence;
    Date due, submitted_on;
    std::optional<Date> done_on;
    BilingualText result;
};
struct Page {
    const Call& call;
    store::Connection& connection;
    Moment now;
    ControlCatalog catalog;
    const Definition* definition = nullptr;
    std::map<std::uint64_t, std::vector<Plan>> plans;  // by finding, newest first
    Records systems;
    ProofDesk desk;
};

std::vector<std::string> sections_of(const std::string& text) {
    std::vector<std::string> list;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(kComma), rest.size());
        if (end > 0) list.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(rest.size(), end + kComma.size()));
    }
    return list;
}

Status read_plans(Page& page) {
    if (!may_view(page.call, kPlans)) return {};
    DAICHO_TRY(definition, page.call.app.kernel.definition(kPlans));
    DAICHO_TRY(rows, every_record(page.connection, *definition, page.now));
    for (const RecordVersion& version : rows) {
        const Row row(*definition, version);
        Plan plan{
            row.record(),         row.text("plan_no"), row.text("measure"),      row.text("person"),
            row.text("evidence"), row.date("due"),     row.date("submitted_on"), std::nullopt,
            row.code("result")};
        if (row.has("done_on")) plan.done_on = row.date("done_on");
        page.plans[row.ref("finding")].push_back(std::move(plan));
    }
    for (auto& [finding, list] : page.plans) {
        std::stable_sort(list.begin(), list.end(), [](const Plan& a, const Plan& b) {
            return a.submitted_on > b.submitted_on;
        });
    }
    return {};
}

Follow follow_of(const Page& page, const Row& row) {
    Follow follow;
    follow.owner = row.text("owner");
    if (row.has("due")) follow.due = row.date("due");
    const std::string& state = row.text("state");
    follow.done = state == "closed" || state == "not_adopted";
    const auto plans = page.plans.find(row.record());
    if (plans == page.plans.end()) return follow;
    const Plan& newest = plans->second.front();
    if (follow.owner.empty()) {
        follow.owner = newest.person;
        follow.from_plan = true;
    }
    if (!follow.due) follow.due = newest.due;
    follow.done = follow.done || newest.done_on.has_value();
    return follow;
}

// Nobody, or no day: caution. A day that passed: bad. Carried out, or on its way: in order.
Tone tracked_tone(const Follow& follow, Date day) noexcept {
    if (follow.done) return Tone::ok;
    if (follow.due && *follow.due < day) return Tone::bad;
    return follow.due && !follow.owner.empty() ? Tone::ok : Tone::warn;
}

json::Value place_json(const Page& page, const Control& control) {
    if (control.place.empty() || !may_view(page.call, control.place)) return nullptr;
    const auto definition = page.call.app.kernel.definition(control.place);
    if (!definition) return nullptr;
    return json::Object{{"label", texts((*definition)->label)},
                        {"route", "/registers/" + control.place}};
}

struct Answered {
    json::Value control;
    Tone tone = Tone::bad;
};

// Without a control: red, because nobody can say what keeps it from happening again.
Result<Answered> control_json(Page& page, const Row& row, const Follow& follow) {
    const std::size_t at =
        govern::place_of(page.catalog.controls, &Control::finding, row.text("finding_no"));
    if (at == govern::kNowhere) return Answered{nullptr, Tone::bad};
    const Control& control = page.catalog.controls[at];
    DAICHO_TRY(asked, page.desk.ask(control.proofs));
    const bool tracks = control.kind == ControlKind::tracks;
    const Tone tone = tracks ? tracked_tone(follow, page.now.as_of) : asked.tone;
    return Answered{json::Object{{"kind", govern::control_kind_name(control.kind)},
                                 {"how", texts(control.how)},
                                 {"place", place_json(page, control)},
                                 {"proofs", std::move(asked.proofs)}},
                    tone};
}

json::Array plans_json(const Page& page, std::uint64_t finding) {
    json::Array list;
    const auto plans = page.plans.find(finding);
    if (plans == page.plans.end()) return list;
    for (const Plan& plan : plans->second) {
        const bool done = plan.done_on.has_value();
        const bool judged = !plan.result.ja.empty();
        list.push_back(json::Object{
            {"id", id_text(plan.record)},
            {"no", plan.number},
            {"measure", plan.measure},
            {"person", plan.person},
            {"due", format_iso(plan.due)},
            {"done_on", done ? json::Value(format_iso(*plan.done_on)) : json::Value(nullptr)},
            {"evidence", plan.evidence},
            {"result", judged ? texts(plan.result) : json::Value(nullptr)}});
    }
    return list;
}

json::Value system_json(const Page& page, const Row& row) {
    if (!row.has("system")) return nullptr;
    const auto system = page.systems.find(row.ref("system"));
    if (system == page.systems.end()) return nullptr;
    return json::Object{{"id", id_text(system->first)}, {"name", system->second.name}};
}

json::Object coded(const Row& row, std::string_view field) {
    return json::Object{{"key", row.text(field)}, {"label", texts(row.code(field))}};
}

Result<json::Object> finding_json(Page& page, const Row& row) {
    const Follow follow = follow_of(page, row);
    DAICHO_TRY(answered, control_json(page, row, follow));
    json::Array departments;
    for (const std::string& name : sections_of(row.text("sections"))) {
        departments.emplace_back(name);
    }
    const bool late = !follow.done && follow.due && *follow.due < page.now.as_of;
    return json::Object{
        {"id", id_text(row.record())},
        {"no", row.text("finding_no")},
        {"kind", coded(row, "kind")},
        {"class", coded(row, "finding_class")},
        {"summary", texts({row.text("summary_ja"), row.text("summary_en")})},
        {"system", system_json(page, row)},
        {"departments", std::move(departments)},
        {"clauses", row.text("clauses")},
        {"page", row.integer_or_null("page")},
        {"section", row.text("report_section")},
        {"state", coded(row, "state")},
        {"owner", follow.owner},
        {"due", follow.due ? json::Value(format_iso(*follow.due)) : json::Value(nullptr)},
        {"from_plan", follow.from_plan},
        {"late", late},
        {"evidence", row.text("evidence")},
        {"plans", plans_json(page, row.record())},
        {"control", std::move(answered.control)},
        {"tone", tone_name(answered.tone)}};
}

// Same class in several departments: those are the ones for a measure of the whole city.
json::Array classes_json(const Page& page, const std::vector<RecordVersion>& rows) {
    struct Repeated {
        BilingualText label;
        std::int64_t findings = 0;
        std::set<std::string> departments;
    };
    std::map<std::string, Repeated> classes;
    for (const RecordVersion& version : rows) {
        const Row row(*page.definition, version);
        Repeated& one = classes[row.text("finding_class")];
        one.label = row.code("finding_class");
        ++one.findings;
        for (std::string& name : sections_of(row.text("sections"))) {
            one.departments.insert(std::move(name));
        }
    }
    std::vector<std::pair<std::string, const Repeated*>> order;
    for (const auto& [key, one] : classes) order.emplace_back(key, &one);
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return a.second->departments.size() > b.second->departments.size();
    });
    json::Array list;
    for (const auto& [key, one] : order) {
        json::Array names;
        for (const std::string& name : one->departments) names.emplace_back(name);
        list.push_back(json::Object{{"key", key},
                                    {"label", texts(one->label)},
                                    {"findings", one->findings},
                                    {"departments", std::move(names)}});
    }
    return list;
}

Answer show(const Call& call, const std::string& only) {
    DAICHO_TRY(allowed, viewable(call, kRegister));
    DAICHO_TRY(catalog, govern::load_control_catalog(
                            (call.app.data / "catalogs" / "controls" / "findings.yaml").string()));
    DAICHO_TRY(connection, call.app.kernel.reader());
    Page page{
        call, *connection, {today(call.app), std::nullopt}, std::move(catalog), allowed.definition,
        {},   {},          ProofDesk(call, *connection)};
    DAICHO_CHECK(read_plans(page));
    if (may_view(call, "information_system")) {
        DAICHO_TRY_AS(page.systems, system_names(call.app.kernel, *connection, page.now));
    }
    DAICHO_TRY(rows, every_record(*connection, *page.definition, page.now));
    json::Array findings;
    for (const RecordVersion& version : rows) {
        const Row row(*page.definition, version);
        if (!only.empty() && row.text("finding_no") != only) continue;
        DAICHO_TRY(one, finding_json(page, row));
        findings.push_back(std::move(one));
    }
    if (!only.empty() && findings.empty()) return no_such_address(call);
    return json_answer(json::Object{{"as_of", format_iso(page.now.as_of)},
                                    {"asked_at", instant_text(call.app.kernel.clock().now())},
                                    {"title", texts(page.catalog.head.title)},
                                    {"source", page.catalog.head.source},
                                    {"source_note", texts(page.catalog.head.source_note)},
                                    {"built", std::string(built_version())},
                                    {"findings", std::move(findings)},
                                    {"classes", classes_json(page, rows)}});
}

}  // namespace

Answer findings_api(const Call& call) {
    if (call.request.method != net::Method::get) return no_such_address(call);
    if (call.path.size() == 1) return show(call, "");
    return call.path.size() == 2 && !call.path[1].empty() ? show(call, call.path[1])
                                                          : no_such_address(call);
}

}  // namespace daicho::server
