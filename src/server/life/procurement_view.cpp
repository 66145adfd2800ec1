// One planning sheet: what it costs and saves, its way to the budget, the tender, its papers and
// what else happened to the same system; and the sheet on paper.
#include <fmt/format.h>

#include "audit/paper.hpp"
#include "audit/rows.hpp"
#include "base/era.hpp"
#include "base/text.hpp"
#include "govern/procurement/benefit.hpp"
#include "register/document_register.hpp"
#include "register/document_value.hpp"
#include "server/access.hpp"
#include "server/life/columns.hpp"
#include "server/life/life_api.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using registers::Fields;

struct Sheet {
    const registers::Definition* definition = nullptr;
    registers::RecordVersion version;
    std::string department, system;
    govern::Benefit benefit;
    Date day;

    [[nodiscard]] Row row() const { return {*definition, version}; }
    [[nodiscard]] std::optional<std::int64_t> number(const char* field) const {
        const Row of = row();
        return of.has(field) ? std::optional(of.integer(field)) : std::nullopt;
    }
};

Result<Sheet> sheet_of(const Call& call, store::Connection& connection, std::uint64_t plan) {
    DAICHO_TRY(allowed, permitted(call, "procurement_plan"));
    Sheet sheet;
    sheet.definition = allowed.definition;
    sheet.day = today(call.app);
    const registers::Moment now{sheet.day, std::nullopt};
    DAICHO_TRY(found, registers::read_record(connection, *allowed.definition, plan, now));
    if (!found) return not_found_error("change.no_record").with("record", id_text(plan));
    sheet.version = std::move(*found);
    auto& kernel = call.app.kernel;
    DAICHO_TRY(departments, audit::names_of(kernel, connection, "department", "name", now));
    sheet.department = audit::name_in(departments, sheet.row().ref("department"));
    if (sheet.row().has("system") && may_view(call, "information_system")) {
        DAICHO_TRY(systems, audit::names_of(kernel, connection, "information_system", "name", now));
        sheet.system = audit::name_in(systems, sheet.row().ref("system"));
    }
    sheet.benefit = govern::benefit_of({sheet.number("cost_before_yen"),
                                        sheet.number("cost_after_yen"),
                                        sheet.number("hours_before"), sheet.number("hours_after"),
                                        sheet.number("estimated_yen")});
    return sheet;
}

json::Value coded(const Row& row, const char* field) {
    if (!row.has(field)) return nullptr;
    return json::Object{{"key", row.text(field)}, {"label", texts(row.code(field))}};
}

Result<json::Array> papers_json(const Call& call, store::Connection& connection,
                                std::uint64_t plan, Date day) {
    json::Array list;
    const std::string name = "procurement_plan_document";
    if (!may_view(call, name)) return list;
    DAICHO_TRY(rows, Columns::read(call.app.kernel, connection, name,
                                   {registers::kDocumentSubject, registers::kDocumentKind,
                                    registers::kDocumentTitle, "dated"},
                                   day));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto row = rows.at(i);
        if (row.ref(registers::kDocumentSubject) != plan) continue;
        list.push_back(json::Object{{"id", id_text(row.record())},
                                    {"kind", row.coded(registers::kDocumentKind)},
                                    {"title", row.text(registers::kDocumentTitle)},
                                    {"dated", row.date_or_null("dated")}});
    }
    return list;
}

// What else the registers say of the system: number and title, newest last.
Result<json::Array> others_json(const Call& call, store::Connection& connection,
                                std::uint64_t system, Date day) {
    struct Other {
        const char *name, *number, *title, *on;
    };
    constexpr Other kOthers[] = {
        {"system_contract", "contract_no", "subject", "contract_date"},
        {"system_delivery", "delivery_no", "title", "delivered_on"},
        {"system_change", "change_no", "title", "requested_on"},
        {"system_fault", "fault_no", "effect", "occurred_on"},
    };
    json::Array list;
    for (const Other& other : kOthers) {
        if (system == 0 || !may_view(call, other.name)) continue;
        DAICHO_TRY(rows, Columns::read(call.app.kernel, connection, other.name,
                                       {"system", other.number, other.title, other.on}, day));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto row = rows.at(i);
            if (row.ref("system") != system || list.size() == 100) continue;
            list.push_back(json::Object{{"register", other.name},
                                        {"label", texts(rows.definition().label)},
                                        {"id", id_text(row.record())},
                                        {"no", row.text(other.number)},
                                        {"title", row.text(other.title)},
                                        {"on", row.date_or_null(other.on)}});
        }
    }
    return list;
}

// --- on paper

class Printed {
public:
    Printed(const Sheet& sheet, Language language) : sheet_(sheet), language_(language) {}

    audit::Paper paper(const BilingualText& city, Instant at) const {
        audit::Paper paper;
        paper.language = language_;
        paper.title = word("procurement.sheet.title");
        paper.head = {fmt::format("{}　{}　{}", language_ == Language::japanese ? city.ja : city.en,
                                  sheet_.row().text("plan_no"), sheet_.row().text("title")),
                      word("procurement.sheet.printed",
                           {{"day", format_era_date(sheet_.day, language_)}})};
        paper.foot = sheet_.row().text("plan_no") + "　" + word("procurement.sheet.title");
        paper.at = at;
        paper.sections = {section("procurement.sheet.what", {"department", "system", "fiscal_year",
                                                             "kind", "law_change", "benefit"}),
                          worth(),
                          section("procurement.sheet.check",
                                  {"budget_request_due", "submitted_on", "checked_on", "checked_by",
                                   "check_result", "conditions", "functions_written"}),
                          section("procurement.sheet.tender",
                                  {"rfi", "rfi_answers", "rfi_reason", "bidders", "single_reason",
                                   "state", "in_service_on", "measured_on", "measured"})};
        return paper;
    }

private:
    [[nodiscard]] std::string word(
        const char* id, const std::vector<std::pair<std::string, std::string>>& with = {}) const {
        return message(id, language_, with);
    }
    [[nodiscard]] const std::string& said(const BilingualText& text) const {
        return language_ == Language::japanese ? text.ja : text.en;
    }
    [[nodiscard]] const registers::Field& field(const char* name) const {
        return sheet_.definition->fields[sheet_.definition->index_of(name)];
    }
    [[nodiscard]] std::string value(const char* name) const {
        const Row row = sheet_.row();
        if (!row.has(name)) return word("procurement.sheet.blank");
        if (std::string_view(name) == "department") return sheet_.department;
        if (std::string_view(name) == "system") {
            return sheet_.system.empty() ? word("procurement.sheet.named") : sheet_.system;
        }
        using registers::FieldType;
        switch (field(name).type) {
            case FieldType::code: return said(row.code(name));
            case FieldType::date: return format_era_date(row.date(name), language_);
            case FieldType::boolean:
                return word(row.flag(name) ? "survey.cell.yes" : "survey.cell.no");
            case FieldType::text: return row.text(name);
            default: return std::to_string(row.integer(name));
        }
    }
    [[nodiscard]] audit::Section section(const char* title,
                                         std::initializer_list<const char*> names) const {
        audit::Table table{{word("procurement.sheet.item"), word("procurement.sheet.entry")},
                           {560, 1'200},
                           {}};
        for (const char* name : names) {
            table.rows.push_back({said(field(name).label), value(name)});
        }
        return {word(title), {std::move(table)}};
    }
    [[nodiscard]] std::string amount(const std::optional<std::int64_t>& number,
                                     const char* unit) const {
        if (!number) return word("procurement.sheet.blank");
        return word(unit, {{"n", format_thousands(*number)}});
    }
    [[nodiscard]] audit::Section worth() const {
        const auto yen = [&](const char* name) {
            return amount(sheet_.number(name), "procurement.sheet.yen");
        };
        const auto hours = [&](const char* name) {
            return amount(sheet_.number(name), "procurement.sheet.hours");
        };
        audit::Table table{{word("procurement.sheet.item"), word("procurement.sheet.before"),
                            word("procurement.sheet.after"), word("procurement.sheet.saved")},
                           {500, 420, 420, 420},
                           {{word("procurement.sheet.cost"), yen("cost_before_yen"),
                             yen("cost_after_yen"),
                             amount(sheet_.benefit.yen, "procurement.sheet.yen")},
                            {word("procurement.sheet.work"), hours("hours_before"),
                             hours("hours_after"),
                             amount(sheet_.benefit.hours, "procurement.sheet.hours")}}};
        const std::string months =
            sheet_.benefit.months
                ? word("procurement.sheet.months",
                       {{"n", std::to_string(*sheet_.benefit.months)}})
                : word("procurement.sheet.never");
        return {word("procurement.sheet.worth"),
                {audit::Paragraph{word("procurement.sheet.once",
                                       {{"yen", yen("estimated_yen")}}) +
                                  "　" + months},
                 std::move(table)}};
    }

    const Sheet& sheet_;
    Language language_;
};

}  // namespace

Answer procurement_plan_view(const Call& call, std::uint64_t plan) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(sheet, sheet_of(call, *connection, plan));
    const Row row = sheet.row();
    json::Object answer;
    for (const registers::Field& field : sheet.definition->fields) {
        const std::string& name = field.name;
        using registers::FieldType;
        if (field.type == FieldType::ref || name == "origin") continue;
        if (field.type == FieldType::code) answer[name] = coded(row, name.c_str());
        else if (field.type == FieldType::date) answer[name] = row.date_or_null(name);
        else if (field.type == FieldType::text) answer[name] = row.text_or_null(name);
        else if (field.type == FieldType::boolean)
            answer[name] = row.has(name) ? json::Value(row.flag(name)) : json::Value(nullptr);
        else answer[name] = row.integer_or_null(name);
    }
    answer["today"] = format_iso(sheet.day);
    answer["id"] = id_text(plan);
    answer["department"] = sheet.department;
    answer["system"] = row.has("system")
                           ? json::Value(json::Object{{"id", id_text(row.ref("system"))},
                                                      {"name", sheet.system}})
                           : json::Value(nullptr);
    answer["saves_yen"] = number_or_null(sheet.benefit.yen);
    answer["saves_hours"] = number_or_null(sheet.benefit.hours);
    answer["months"] = number_or_null(sheet.benefit.months);
    const auto& who = call.session.person.principal;
    answer["may_check"] = who.capacity({"governance"}, sheet.definition->task_id) != nullptr;
    answer["may_request"] = may(call, *sheet.definition, registers::Action::change);
    DAICHO_TRY_AS(answer["papers"], papers_json(call, *connection, plan, sheet.day));
    DAICHO_TRY_AS(answer["others"],
                  others_json(call, *connection, row.ref("system"), sheet.day));
    return json_answer(answer);
}

Answer procurement_sheet(const Call& call, std::uint64_t plan) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(sheet, sheet_of(call, *connection, plan));
    const bool english = call.request.parameter("lang").value_or("ja") == "en";
    const Printed form(sheet, english ? Language::english : Language::japanese);
    DAICHO_TRY(made, audit::print(form.paper(call.app.settings.name,
                                             call.app.kernel.clock().now())));
    const std::uint64_t records[] = {plan};
    return printed(call, "procurement_plan", records, "planning-sheet", std::move(made.pdf),
                   fmt::format("planning-sheet-{}.pdf", plan));
}

}  // namespace daicho::server
