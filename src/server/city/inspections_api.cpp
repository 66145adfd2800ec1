#include "server/city/inspections_api.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "govern/criteria/criteria.hpp"
#include "register/change.hpp"
#include "server/admit_all.hpp"
#include "server/city/inspection_book.hpp"
#include "server/criteria/assessment_book.hpp"
#include "server/criteria/criteria_view.hpp"
#include "server/evidence.hpp"
#include "server/records/form_drafts.hpp"

namespace daicho::server {
namespace {

using govern::CriteriaCatalog;
using registers::ChangeRequest;

constexpr std::int64_t kDayMicros = 24LL * 60 * 60 * 1'000'000;
constexpr std::size_t kLongestText = 3'000;

const identity::Principal& asker(const Call& call) { return call.session.person.principal; }

json::Value day_or_null(const std::optional<Date>& day) {
    return day ? json::Value(format_iso(*day)) : json::Value(nullptr);
}

// May this person change rows of the register, of whatever department?
bool may_answer(const Call& call) {
    const auto* definition = call.app.kernel.definitions().find(kInspectionAnswers);
    return definition != nullptr &&
           registers::reach(asker(call), *definition, registers::Action::change).has_value();
}

// Who runs the inspection: changes the rows of all departments.
bool governs(const Call& call) {
    const auto* definition = call.app.kernel.definitions().find(kInspections);
    return definition != nullptr && may(call, *definition, registers::Action::change);
}

json::Object row_json(const InspectionRow& row, const std::vector<InspectionAnswer>& answers,
                      Date day) {
    const auto plans = std::count_if(answers.begin(), answers.end(),
                                     [](const InspectionAnswer& one) { return !one.plan.empty(); });
    const bool counted = row.answered.has_value();
    return json::Object{{"id", id_text(row.record)},
                        {"year", row.year},
                        {"department", row.department_name},
                        {"due", format_iso(row.due)},
                        {"overdue", !row.answered && row.due < day},
                        {"answered_on", day_or_null(row.answered)},
                        {"items", counted ? json::Value(row.items) : json::Value(nullptr)},
                        {"met", row.met},
                        {"unmet", row.unmet},
                        {"unknown", row.unknown},
                        {"plans", plans},
                        {"confirmed_by", row.confirmed_by},
                        {"reminded_on", day_or_null(row.reminded)},
                        {"reminders", row.reminders},
                        {"constructed", row.constructed}};
}

// How an item stands over the sections that answered through the screen.
json::Array items_json(const CriteriaCatalog& catalog,
                       const std::vector<const std::vector<InspectionAnswer>*>& all) {
    json::Array list;
    for (const govern::CriteriaItem& item : catalog.items) {
        std::map<std::string, std::int64_t> counts;
        for (const auto* answers : all) {
            for (const InspectionAnswer& one : *answers) {
                if (one.item == item.no) ++counts[one.result];
            }
        }
        list.push_back(json::Object{{"no", item.no},
                                    {"label", texts(item.label)},
                                    {"category", texts(item.category)},
                                    {"met", counts["met"]},
                                    {"weak", counts["weak"]},
                                    {"unknown", counts["unknown"]},
                                    {"excused", counts["excused"]}});
    }
    return list;
}

Answer overview(const Call& call) {
    DAICHO_TRY(allowed, reachable(call, kInspections));
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(rows, inspection_rows(call, *connection, allowed));
    DAICHO_TRY(answers, inspection_answers(call, *connection));
    std::vector<std::int32_t> years;
    for (const InspectionRow& row : rows) {
        if (years.empty() || years.back() != row.year) years.push_back(row.year);
    }
    DAICHO_TRY(year, number_parameter(call, "year",
                                      years.empty() ? 0 : static_cast<std::uint64_t>(years[0])));
    govern::CatalogShelf shelf = criteria_shelf(call.app);
    DAICHO_TRY(catalog, shelf.in_use(kInspectionCatalog));
    json::Array list;
    std::vector<const std::vector<InspectionAnswer>*> counted;
    std::uint64_t answered = 0;
    for (const InspectionRow& row : rows) {
        if (static_cast<std::uint64_t>(row.year) != year) continue;
        list.push_back(row_json(row, answers[row.record], today(call.app)));
        counted.push_back(&answers[row.record]);
        answered += row.answered ? 1 : 0;
    }
    json::Array all_years;
    for (const std::int32_t one : years) all_years.emplace_back(one);
    return json_answer(
        json::Object{{"year", year},
                     {"years", std::move(all_years)},
                     {"edition", catalog->head.edition},
                     {"sections", list.size()},
                     {"answered", answered},
                     {"may", json::Object{{"see_all", !allowed.scope}, {"govern", governs(call)}}},
                     {"rows", std::move(list)},
                     {"items", items_json(*catalog, counted)}});
}

// --- one section's inspection

Result<DraftPlace> draft_place(const Call& call, std::uint64_t record) {
    DAICHO_TRY(definition, call.app.kernel.definition(kInspections));
    return DraftPlace{asker(call).account, definition->number, record};
}

Result<json::Value> draft_json(const Call& call, store::Connection& connection,
                               std::uint64_t record) {
    const Instant now = call.app.kernel.clock().now();
    DAICHO_TRY(place, draft_place(call, record));
    DAICHO_TRY(draft, find_draft(call.app.kernel, connection, place,
                                 {now.micros - call.app.settings.drafts.keep_days * kDayMicros}));
    if (!draft) return json::Value(nullptr);
    DAICHO_TRY(typed, json::parse(draft->text));
    const json::Value* form = typed.is_object() ? typed.as_object().if_contains("form") : nullptr;
    if (form == nullptr || !form->is_object()) return json::Value(nullptr);
    return json::Value(json::Object{{"form", *form}, {"saved_at", instant_text(draft->saved)}});
}

Result<json::Array> rows_json(const Call& call, store::Connection& connection,
                              const CriteriaCatalog& catalog,
                              const std::vector<InspectionAnswer>& answers) {
    json::Array rows;
    for (const govern::CriteriaItem& item : catalog.items) {
        json::Array when;
        for (const std::size_t place : item.when) when.emplace_back(catalog.conditions[place].key);
        json::Value evidence = nullptr;
        if (!item.evidence.empty()) {
            DAICHO_TRY(asked, ask_evidence(call, connection, item.evidence));
            evidence = evidence_json(asked);
        }
        json::Value answer = nullptr;
        for (const InspectionAnswer& one : answers) {
            if (one.item != item.no) continue;
            answer = json::Object{{"measure", one.measure},   {"practice", one.practice},
                                  {"result", one.result},     {"evidence", one.evidence},
                                  {"remark", one.remark},     {"plan", one.plan},
                                  {"id", id_text(one.record)}};
        }
        rows.push_back(json::Object{{"no", item.no},
                                    {"source_no", item.source_no},
                                    {"category", texts(item.category)},
                                    {"label", texts(item.label)},
                                    {"requirement", texts(item.requirement)},
                                    {"risk", texts(item.risk)},
                                    {"when", std::move(when)},
                                    {"asked", std::move(evidence)},
                                    {"answer", std::move(answer)}});
    }
    return rows;
}

Answer show(const Call& call, std::uint64_t record) {
    DAICHO_TRY(allowed, reachable(call, kInspections));
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(row, inspection_of(call, *connection, allowed, record));
    DAICHO_TRY(answers, inspection_answers(call, *connection));
    govern::CatalogShelf shelf = criteria_shelf(call.app);
    DAICHO_TRY(catalog, shelf.in_use(kInspectionCatalog));
    DAICHO_TRY(rows, rows_json(call, *connection, *catalog, answers[record]));
    DAICHO_TRY(draft, draft_json(call, *connection, record));
    json::Object out = row_json(row, answers[record], today(call.app));
    json::Array classes;
    for (const govern::CriteriaClass& one : catalog->classes) {
        classes.push_back(json::Object{{"key", one.key}, {"label", texts(one.label)}});
    }
    json::Array conditions;
    for (const govern::Condition& one : catalog->conditions) {
        conditions.push_back(json::Object{{"key", one.key}, {"label", texts(one.label)}});
    }
    json::Value about = json::Object();
    if (!row.record_text.empty()) {
        DAICHO_TRY_AS(about, json::parse(row.record_text));
    }
    out["version"] = row.version;
    out["edition"] = catalog->head.edition;
    out["answered_edition"] = row.edition;
    out["verdict"] =
        row.verdict.empty() ? json::Value(nullptr) : verdict_json(*catalog, row.verdict);
    out["may_answer"] = may_answer(call);
    out["classes"] = std::move(classes);
    out["conditions"] = std::move(conditions);
    out["about"] = std::move(about);
    out["item_rows"] = std::move(rows);
    out["draft"] = std::move(draft);
    return json_answer(std::move(out));
}

Answer keep(const Call& call, std::uint64_t record) {
    DAICHO_TRY(allowed, reachable(call, kInspections));
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_CHECK(inspection_of(call, *connection, allowed, record));
    ChangeRequest request;
    request.register_name = kInspections;
    request.record = record;
    request.valid = {today(call.app), kForever};
    DAICHO_CHECK(registers::admit_change(call.app.kernel, asker(call), request));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const json::Value* form = in.raw("form");
    DAICHO_CHECK(in.finish());
    const std::string text =
        json::write(json::Object{{"values", json::Object()},
                                 {"form", form == nullptr ? json::Value(json::Object()) : *form}});
    DAICHO_TRY(place, draft_place(call, record));
    Instant saved;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        saved = context.now;
        return keep_draft(context, place, {"", true}, 0, text);
    }));
    return json_answer(json::Object{{"saved_at", instant_text(saved)}});
}

// --- answering

struct Told {
    std::string item, measure, practice, evidence, remark;
};
struct SentInspection {
    std::string data_class;
    json::Object profile;
    std::vector<Told> answers;
    std::uint64_t version = 0;
};

Result<SentInspection> sent_of(const json::Value& body) {
    json::ObjectReader in(body, "");
    SentInspection sent;
    sent.data_class = in.text("class", 20);
    sent.version = static_cast<std::uint64_t>(in.integer("version", {1, INT64_MAX}));
    if (const json::Value* profile = in.raw("profile"); profile != nullptr) {
        if (profile->is_object()) sent.profile = profile->as_object();
    }
    for (json::ObjectReader& one : in.objects("answers", 500)) {
        Told told;
        told.item = one.text("item", 40);
        told.measure = one.one_of("measure", {"yes", "no", "unknown"});
        told.practice = one.one_of("practice", {"yes", "no", "unknown"});
        told.evidence = one.optional_text("evidence", kLongestText).value_or("");
        told.remark = one.optional_text("remark", kLongestText).value_or("");
        sent.answers.push_back(std::move(told));
    }
    DAICHO_CHECK(in.finish());
    return sent;
}

// A measure that is not carried out is no measure: both must be there.
const char* answer_of(const Told& told) noexcept {
    if (told.measure == "no" || told.practice == "no") return "no";
    return told.measure == "yes" && told.practice == "yes" ? "yes" : "unknown";
}

json::Object about_json(const SentInspection& sent, const Date& day) {
    return json::Object{{"as_of", format_iso(day)},
                        {"data_classes", json::Array{json::Value(sent.data_class)}},
                        {"profile", sent.profile}};
}

struct JudgedInspection {
    govern::CriteriaJudgement judgement;
    std::map<std::string, std::string> results;  // by item: met, weak, unknown, excused
    std::int64_t met = 0, weak = 0, unknown = 0;
};

Result<JudgedInspection> judged_of(const CriteriaCatalog& catalog, const SentInspection& sent,
                                   Date day) {
    json::Object record = about_json(sent, day);
    json::Object answers;
    for (const Told& told : sent.answers) answers[told.item] = answer_of(told);
    record["answers"] = answers;
    DAICHO_TRY(read, govern::read_criteria_record(catalog, record));
    JudgedInspection out{govern::judge(catalog, read), {}};
    for (const govern::ItemResult& item : out.judgement.items) {
        const std::size_t cell = govern::place_of(catalog.cells, &govern::CellRule::key, item.cell);
        std::string& result = out.results[item.no];
        if (!item.asked || cell == catalog.unused_cell)
            result = "excused";
        else if (item.answer == govern::Answer::yes)
            result = "met";
        else
            result = item.answer == govern::Answer::no ? "weak" : "unknown";
        out.met += result == "met" ? 1 : 0;
        out.weak += result == "weak" ? 1 : 0;
        out.unknown += result == "unknown" ? 1 : 0;
    }
    return out;
}

ChangeRequest answer_request(const InspectionRow& row, const Told& told, const std::string& result,
                             const InspectionAnswer* there, Date day, const std::string& who) {
    ChangeRequest request;
    request.register_name = kInspectionAnswers;
    request.valid = {day, kForever};
    request.values = {{"measure", told.measure}, {"practice", told.practice},
                      {"result", result},        {"evidence", told.evidence},
                      {"remark", told.remark},   {"answered_on", format_iso(day)},
                      {"answered_by", who}};
    if (there != nullptr) {
        request.record = there->record;
        return request;
    }
    request.values["inspection"] = fmt::format("{}/{}", row.year, row.department_no);
    request.values["item"] = told.item;
    request.values["origin"] = row.constructed ? "constructed" : "published";
    return request;
}

bool is_same(const InspectionAnswer& there, const Told& told, const std::string& result) {
    return there.measure == told.measure && there.practice == told.practice &&
           there.result == result && there.evidence == told.evidence && there.remark == told.remark;
}

std::vector<ChangeRequest> requests_of(const Call& call, const InspectionRow& row,
                                       const SentInspection& sent, const JudgedInspection& judged,
                                       const CriteriaCatalog& catalog,
                                       const std::vector<InspectionAnswer>& stored) {
    const Date day = today(call.app);
    std::vector<ChangeRequest> list;
    for (const Told& told : sent.answers) {
        const InspectionAnswer* there = nullptr;
        for (const InspectionAnswer& one : stored) {
            if (one.item == told.item) there = &one;
        }
        const std::string& result = judged.results.at(told.item);
        if (there != nullptr && is_same(*there, told, result)) continue;
        list.push_back(answer_request(row, told, result, there, day, asker(call).name));
    }
    ChangeRequest head;
    head.register_name = kInspections;
    head.record = row.record;
    head.base_version = sent.version;
    head.valid = {day, kForever};
    head.values = {{"answered_on", format_iso(day)},
                   {"answered_by", asker(call).name},
                   {"items", std::to_string(judged.met + judged.weak + judged.unknown)},
                   {"met", std::to_string(judged.met)},
                   {"unmet", std::to_string(judged.weak)},
                   {"unknown", std::to_string(judged.unknown)},
                   {"edition", catalog.head.edition},
                   {"record", json::write(about_json(sent, day))},
                   {"verdict", judged.judgement.verdict},
                   {"confirmed_by", ""}};
    list.push_back(std::move(head));
    return list;
}

Answer submit(const Call& call, std::uint64_t record) {
    DAICHO_TRY(admitted, admit_all(call, {kInspections, kInspectionAnswers}));
    DAICHO_TRY(allowed, reachable(call, kInspections));
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(row, inspection_of(call, *connection, allowed, record));
    DAICHO_TRY(body, body_of(call));
    DAICHO_TRY(sent, sent_of(body));
    govern::CatalogShelf shelf = criteria_shelf(call.app);
    DAICHO_TRY(catalog, shelf.in_use(kInspectionCatalog));
    DAICHO_TRY(judged, judged_of(*catalog, sent, today(call.app)));
    DAICHO_TRY(all, inspection_answers(call, *connection));
    const auto requests = requests_of(call, row, sent, judged, *catalog, all[record]);
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        for (const ChangeRequest& request : requests) {
            DAICHO_CHECK(registers::change_in(
                context, asker(call), admitted.find(request.register_name)->second, request));
        }
        return {};
    }));
    DAICHO_TRY(place, draft_place(call, record));
    DAICHO_CHECK(drop_draft(call.app.kernel, place));
    return json_answer(json::Object{{"answers", requests.size() - 1},
                                    {"met", judged.met},
                                    {"weak", judged.weak},
                                    {"unknown", judged.unknown},
                                    {"verdict", verdict_json(*catalog, judged.judgement.verdict)}});
}

// Sections past their day are reminded once a day; the row says when and how often.
Answer remind(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::int64_t year = in.integer("year", {2000, 2200});
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(allowed, permitted(call, kInspections));
    DAICHO_TRY(admitted, admit_all(call, {kInspections}));
    if (admitted.begin()->second.scope) {
        DAICHO_CHECK(registers::refuse(call.app.kernel, asker(call), *allowed.definition,
                                       registers::Action::change));
        return denied_error("inspection.not_governing");
    }
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(rows, inspection_rows(call, *connection, allowed));
    const Date day = today(call.app);
    std::erase_if(rows, [&](const InspectionRow& row) {
        return row.year != year || row.answered || row.due >= day || row.reminded == day;
    });
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        for (const InspectionRow& row : rows) {
            ChangeRequest request;
            request.register_name = kInspections;
            request.record = row.record;
            request.valid = {day, kForever};
            request.values = {{"reminded_on", format_iso(day)},
                              {"reminders", std::to_string(row.reminders + 1)}};
            DAICHO_CHECK(
                registers::change_in(context, asker(call), admitted.begin()->second, request));
        }
        return {};
    }));
    return json_answer(json::Object{{"reminded", rows.size()}});
}

}  // namespace

Answer inspections_api(const Call& call) {
    const net::Method method = call.request.method;
    const bool asks = method == net::Method::get;
    if (call.path.size() == 1) return asks ? overview(call) : no_such_address(call);
    if (call.path.size() == 2 && call.path[1] == "reminders") {
        return asks ? no_such_address(call) : remind(call);
    }
    DAICHO_TRY(record, parse_id(call.path[1]));
    if (call.path.size() == 2) return asks ? show(call, record) : submit(call, record);
    if (call.path[2] == "draft" && method == net::Method::put) return keep(call, record);
    if (call.path[2] == "plans" && !asks) return inspection_plan(call, record);
    return no_such_address(call);
}

}  // namespace daicho::server
