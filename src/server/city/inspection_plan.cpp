// A weak answer becomes an improvement plan in one step. A plan belongs to a finding; section staff
// enter none by hand, so the finding is written by this command, from the catalog's words, with
// the section as its owner.
#include <fmt/format.h>

#include <algorithm>

#include "register/change.hpp"
#include "server/city/inspection_book.hpp"
#include "server/criteria/assessment_book.hpp"

namespace daicho::server {
namespace {

using registers::ChangeRequest;
using registers::Moment;

constexpr const char* kFindings = "finding";
constexpr const char* kPlans = "improvement_plan";

struct Plan {
    std::string item, measure, person;
    Date due;
};

Result<Plan> plan_of(const json::Value& body) {
    json::ObjectReader in(body, "");
    Plan plan;
    plan.item = in.text("item", 40);
    plan.measure = in.text("measure", 6'000);
    plan.person = in.text("person", 180);
    plan.due = in.date("due");
    DAICHO_CHECK(in.finish());
    return plan;
}

// SI26-001: of the year's self-inspections, in the order of entering.
Result<std::string> next_finding(registers::Context& context, const Moment& now,
                                 std::int32_t year) {
    DAICHO_TRY(definition, context.kernel.definition(kFindings));
    const std::string prefix = fmt::format("SI{:02}-", year % 100);
    const std::size_t fields[] = {definition->index_of("finding_no")};
    std::uint64_t most = 0;
    DAICHO_CHECK(
        registers::scan(context.connection, *definition, fields, now,
                        [&](std::uint64_t, std::span<const registers::Cell> cells) -> Status {
                            const std::string_view text = cells[0].bytes;
                            if (!text.starts_with(prefix)) return {};
                            const auto number = parse_id(text.substr(prefix.size()));
                            if (number) most = std::max(most, *number);
                            return {};
                        }));
    return fmt::format("{}{:03}", prefix, most + 1);
}

ChangeRequest finding_request(const InspectionRow& row, const govern::CriteriaItem& item,
                              const Plan& plan, const std::string& number, Date day) {
    ChangeRequest request;
    request.register_name = kFindings;
    request.valid = {day, kForever};
    request.values = {
        {"finding_no", number},
        {"kind", "violation"},
        {"finding_class", "self_inspection"},
        {"summary_ja",
         message(
             "inspection.finding", Language::japanese,
             {{"no", item.no}, {"label", item.label.ja}, {"requirement", item.requirement.ja}})},
        {"summary_en",
         message(
             "inspection.finding", Language::english,
             {{"no", item.no}, {"label", item.label.en}, {"requirement", item.requirement.en}})},
        {"clauses", item.source_no},
        {"sections", row.department_name},
        {"owner_department", row.department_no},
        {"state", "plan_accepted"},
        {"owner", plan.person},
        {"due", format_iso(plan.due)},
        {"plan", plan.measure},
        {"origin", row.constructed ? "constructed" : "published"}};
    return request;
}

ChangeRequest plan_request(const InspectionRow& row, const Plan& plan, const std::string& finding,
                           Date day) {
    ChangeRequest request;
    request.register_name = kPlans;
    request.valid = {day, kForever};
    request.values = {{"plan_no", "IP-" + finding},
                      {"finding", finding},
                      {"measure", plan.measure},
                      {"person", plan.person},
                      {"submitted_on", format_iso(day)},
                      {"due", format_iso(plan.due)},
                      {"origin", row.constructed ? "constructed" : "published"}};
    return request;
}

// The weak answer that the plan is for. Errors: inspection.not_weak, inspection.has_plan.
Result<InspectionAnswer> weak_answer(const std::vector<InspectionAnswer>& answers,
                                     const std::string& item) {
    for (const InspectionAnswer& one : answers) {
        if (one.item != item) continue;
        if (!one.plan.empty()) {
            return conflict_error("inspection.has_plan").with("item", item).with("plan", one.plan);
        }
        if (one.result == "weak") return one;
    }
    return conflict_error("inspection.not_weak").with("item", item);
}

}  // namespace

Answer inspection_plan(const Call& call, std::uint64_t record) {
    const auto& who = call.session.person.principal;
    DAICHO_TRY(allowed, reachable(call, kInspections));
    ChangeRequest answer;
    answer.register_name = kInspectionAnswers;
    DAICHO_TRY(admitted, registers::admit_change(call.app.kernel, who, answer));
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(row, inspection_of(call, *connection, allowed, record));
    DAICHO_TRY(body, body_of(call));
    DAICHO_TRY(plan, plan_of(body));
    DAICHO_TRY(all, inspection_answers(call, *connection));
    DAICHO_TRY(weak, weak_answer(all[record], plan.item));
    govern::CatalogShelf shelf = criteria_shelf(call.app);
    DAICHO_TRY(catalog, shelf.in_use(kInspectionCatalog));
    const std::size_t place =
        govern::place_of(catalog->items, &govern::CriteriaItem::no, plan.item);
    if (place == govern::kNowhere) {
        return conflict_error("inspection.not_weak").with("item", plan.item);
    }
    DAICHO_TRY(findings, call.app.kernel.definition(kFindings));
    DAICHO_TRY(plans, call.app.kernel.definition(kPlans));
    const Moment now{today(call.app), std::nullopt};
    std::string number;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY_AS(number, next_finding(context, now, row.year));
        answer.record = weak.record;
        answer.valid = {now.as_of, kForever};
        answer.values = {{"plan_no", "IP-" + number}};
        DAICHO_CHECK(registers::change_in(context, who, admitted, answer));
        DAICHO_CHECK(registers::apply_change(
            context, who, admitted.capacity, *findings,
            finding_request(row, catalog->items[place], plan, number, now.as_of)));
        DAICHO_CHECK(registers::apply_change(context, who, admitted.capacity, *plans,
                                             plan_request(row, plan, number, now.as_of)));
        return {};
    }));
    return json_answer(json::Object{{"finding", number}, {"plan", "IP-" + number}}, 201);
}

}  // namespace daicho::server
