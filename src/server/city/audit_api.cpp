#include "server/city/audit_api.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "audit/papers.hpp"
#include "register/document_register.hpp"
#include "register/document_value.hpp"
#include "server/access.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using audit::AuditYear;
using audit::Rows;

constexpr const char* kRegisters[] = {"audit_step",           "self_inspection",  "finding",
                                      "finding_remedy",       "improvement_plan", "audit_selection",
                                      "audit_selection_item", "policy_clause"};

Status all_permitted(const Call& call) {
    for (const char* name : kRegisters) DAICHO_CHECK(permitted(call, name));
    return {};
}

json::Value coded(const Row& row, std::string_view field) {
    if (!row.has(field)) return nullptr;
    return json::Object{{"key", row.text(field)}, {"label", texts(row.code(field))}};
}

// --- what a step left behind

struct Left {
    BilingualText label;
    std::size_t count = 0;
    std::string route;
};
json::Value left_json(const Left& left) {
    return json::Object{{"label", texts(left.label)}, {"count", left.count}, {"route", left.route}};
}

std::string in_year(const char* name, const AuditYear& year, std::string_view more = {}) {
    return "/registers/" + std::string(name) +
           "?view=all&filter.fiscal_year=" + std::to_string(year.year.year()) + std::string(more);
}

BilingualText label_of(const Rows& rows) { return rows.definition->label; }

std::vector<Left> left_by(const AuditYear& year, std::string_view step) {
    std::vector<Left> left;
    if (step == "self_inspection") {
        std::size_t answered = 0;
        for (std::size_t i = 0; i < year.inspections.size(); ++i) {
            answered += year.inspections.at(i).has("answered_on") ? 1 : 0;
        }
        left.push_back({label_of(year.inspections), answered,
                        in_year("self_inspection", year, "&filter.answered_on=%21%3D")});
    } else if (step == "selection") {
        left.push_back({label_of(year.selected), year.selected.size(), "/selection"});
    } else if (step == "usb_audit") {
        std::size_t found = 0;
        for (std::size_t i = 0; i < year.findings.size(); ++i) {
            found += year.findings.at(i).text("finding_class").starts_with("usb_") ? 1 : 0;
        }
        left.push_back({label_of(year.findings), found,
                        "/registers/finding?view=all&filter.finding_class="
                        "%3Dusb_storage%7Cusb_abolition"});
    } else if (step == "audit") {
        left.push_back(
            {label_of(year.findings), year.findings.size(), "/registers/finding?view=all"});
    } else if (step == "plan") {
        left.push_back(
            {label_of(year.plans), year.plans.size(), "/registers/improvement_plan?view=all"});
    } else if (step == "follow_up") {
        std::size_t looked = 0;
        for (std::size_t i = 0; i < year.plans.size(); ++i) {
            looked += year.plans.at(i).has("followed_up_on") ? 1 : 0;
        }
        left.push_back({label_of(year.plans), looked,
                        "/registers/improvement_plan?view=all&filter.followed_up_on=%21%3D"});
    } else if (step == "manual") {
        std::size_t of_year = 0;
        for (std::size_t i = 0; i < year.remedies.size(); ++i) {
            of_year += year.remedies.at(i).integer("fiscal_year") == year.year.year() ? 1 : 0;
        }
        left.push_back({label_of(year.remedies), of_year, in_year("finding_remedy", year)});
    }
    return left;
}

// Documents by the step they belong to.
Result<std::map<std::uint64_t, json::Array>> documents_of(const Call& call,
                                                          store::Connection& connection,
                                                          const AuditYear& year) {
    std::map<std::uint64_t, json::Array> documents;
    if (!may_view(call, "audit_step_document")) return documents;
    DAICHO_TRY(rows, audit::rows_of(call.app.kernel, connection, "audit_step_document",
                                    {year.today, std::nullopt}));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row row(*rows.definition, rows.versions[i]);
        const auto value = registers::parse_document_value(row.text(registers::kDocumentFile));
        if (!value) continue;
        documents[row.ref(registers::kDocumentSubject)].push_back(
            json::Object{{"id", id_text(row.record())},
                         {"document", id_text(value->id)},
                         {"title", row.text(registers::kDocumentTitle)},
                         {"name", value->name},
                         {"dated", row.date_or_null("dated")}});
    }
    return documents;
}

json::Array steps_json(const AuditYear& year, std::map<std::uint64_t, json::Array>& documents) {
    json::Array list;
    for (std::size_t i = 0; i < year.steps.size(); ++i) {
        const Row step(*year.steps.definition, year.steps.versions[i]);
        json::Array left;
        for (const Left& one : left_by(year, step.text("step"))) left.push_back(left_json(one));
        const auto papers = documents.find(step.record());
        list.push_back(json::Object{
            {"id", id_text(step.record())},
            {"step", coded(step, "step")},
            {"due", format_iso(step.date("due"))},
            {"responsible", step.text("responsible")},
            {"done_on", step.date_or_null("done_on")},
            {"subjects", step.integer_or_null("subjects")},
            {"answered", step.integer_or_null("answered")},
            {"summary", step.text_or_null("summary")},
            {"state", audit::step_state(step, year.today)},
            {"left", std::move(left)},
            {"documents", papers == documents.end() ? json::Array() : std::move(papers->second)}});
    }
    return list;
}

json::Object inspections_json(const AuditYear& year) {
    json::Array rows;
    std::int64_t items = 0, met = 0, answered = 0;
    for (std::size_t i = 0; i < year.inspections.size(); ++i) {
        const Row row(*year.inspections.definition, year.inspections.versions[i]);
        const bool done = row.has("answered_on");
        answered += done ? 1 : 0;
        items += done ? row.integer("items") : 0;
        met += done ? row.integer("met") : 0;
        rows.push_back(
            json::Object{{"id", id_text(row.record())},
                         {"department", audit::name_in(year.departments, row.ref("department"))},
                         {"due", format_iso(row.date("due"))},
                         {"answered_on", row.date_or_null("answered_on")},
                         {"items", row.integer_or_null("items")},
                         {"met", row.integer_or_null("met")},
                         {"unmet", row.integer_or_null("unmet")},
                         {"unknown", row.integer_or_null("unknown")},
                         {"confirmed_by", row.text_or_null("confirmed_by")},
                         {"late", !done && row.date("due") < year.today}});
    }
    return json::Object{{"asked", rows.size()},
                        {"answered", answered},
                        {"items", items},
                        {"met", met},
                        {"rows", std::move(rows)}};
}

json::Array repetition_json(const AuditYear& year) {
    json::Array list;
    for (const audit::Repeated& one : audit::classes_of(year)) {
        json::Array sections;
        for (const std::string& section : one.sections) sections.emplace_back(section);
        list.push_back(
            json::Object{{"class", json::Object{{"key", one.key}, {"label", texts(one.label)}}},
                         {"findings", one.findings.size()},
                         {"open", one.open},
                         {"sections", std::move(sections)},
                         {"route", "/registers/finding?view=all&filter.finding_class=" + one.key}});
    }
    return list;
}

json::Array plans_json(const AuditYear& year) {
    std::map<std::uint64_t, std::size_t> places;
    for (std::size_t i = 0; i < year.findings.size(); ++i) {
        places.emplace(year.findings.at(i).record(), i);
    }
    json::Array list;
    for (std::size_t i = 0; i < year.plans.size(); ++i) {
        const Row plan(*year.plans.definition, year.plans.versions[i]);
        const auto place = places.find(plan.ref("finding"));
        json::Value finding = nullptr;
        if (place != places.end()) {
            const Row row(*year.findings.definition, year.findings.versions[place->second]);
            finding =
                json::Object{{"id", id_text(row.record())},
                             {"no", row.text("finding_no")},
                             {"title", texts({row.text("summary_ja"), row.text("summary_en")})}};
        }
        const bool late = !plan.has("done_on") && plan.date("due") < year.moment.as_of;
        list.push_back(json::Object{{"id", id_text(plan.record())},
                                    {"plan_no", plan.text("plan_no")},
                                    {"finding", std::move(finding)},
                                    {"measure", plan.text("measure")},
                                    {"person", plan.text("person")},
                                    {"due", format_iso(plan.date("due"))},
                                    {"done_on", plan.date_or_null("done_on")},
                                    {"evidence", plan.text_or_null("evidence")},
                                    {"followed_up_on", plan.date_or_null("followed_up_on")},
                                    {"result", coded(plan, "result")},
                                    {"late", late}});
    }
    return list;
}

// Years that have steps, newest first.
Result<std::set<std::int64_t, std::greater<>>> years_of(const Call& call,
                                                        store::Connection& connection) {
    std::set<std::int64_t, std::greater<>> years;
    DAICHO_TRY(steps, call.app.kernel.definition("audit_step"));
    const std::size_t fields[] = {steps->index_of("fiscal_year")};
    DAICHO_CHECK(
        registers::scan(connection, *steps, fields, {today(call.app), std::nullopt},
                        [&](std::uint64_t, std::span<const registers::Cell> cells) -> Status {
                            years.insert(cells[0].integer);
                            return {};
                        }));
    return years;
}

Answer show(const Call& call) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    const Date day = today(call.app);
    const int present = day.month() < 4 ? day.year() - 1 : day.year();
    DAICHO_TRY(asked, number_parameter(call, "year", static_cast<std::uint64_t>(present)));
    if (asked < 1990 || asked > 2200) return input_error("api.bad_id").at("year");
    DAICHO_TRY(year, audit::audit_year(call.app.kernel, *connection,
                                       FiscalYear(static_cast<std::int32_t>(asked)), day));
    DAICHO_TRY(documents, documents_of(call, *connection, year));
    DAICHO_TRY(known, years_of(call, *connection));
    json::Array years;
    for (const std::int64_t one : known) years.emplace_back(one);
    DAICHO_TRY(steps, call.app.kernel.definition("audit_step"));
    return json_answer(json::Object{{"year", year.year.year()},
                                    {"years", std::move(years)},
                                    {"today", format_iso(day)},
                                    {"as_of", format_iso(year.moment.as_of)},
                                    {"may_make", may(call, *steps, registers::Action::change)},
                                    {"selections", year.selections},
                                    {"steps", steps_json(year, documents)},
                                    {"inspections", inspections_json(year)},
                                    {"classes", repetition_json(year)},
                                    {"plans", plans_json(year)}});
}

Answer make(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string word = in.one_of("kind", {"report", "manual", "plan"});
    const auto year = in.integer("year", {.min = 1990, .max = 2200});
    const std::string language = in.one_of("lang", {"ja", "en"});
    DAICHO_CHECK(in.finish());
    const auto kind = audit::paper_kind(word);
    DAICHO_TRY(made, audit::make_paper(call.app.kernel, call.session.person.principal,
                                       call.app.settings, kind.value_or(audit::PaperKind::report),
                                       FiscalYear(static_cast<std::int32_t>(year)),
                                       language == "en" ? Language::english : Language::japanese));
    return json_answer(json::Object{{"name", made.name},
                                    {"entry", made.entry},
                                    {"digest", made.digest},
                                    {"pages", made.pages},
                                    {"record", id_text(made.document)}},
                       201);
}

}  // namespace

Answer audit_api(const Call& call) {
    const bool get = call.request.method == net::Method::get;
    const bool post = call.request.method == net::Method::post;
    const bool papers = call.path.size() == 2 && call.path[1] == "papers";
    if (!(get && call.path.size() == 1) && !(post && papers)) return no_such_address(call);
    DAICHO_CHECK(all_permitted(call));
    return get ? show(call) : make(call);
}

}  // namespace daicho::server
