#include "server/criteria/assessments_api.hpp"

#include "register/change.hpp"
#include "server/access.hpp"
#include "server/criteria/criteria_view.hpp"
#include "server/records/form_drafts.hpp"

namespace daicho::server {
namespace {

using registers::Moment;

constexpr std::int64_t kDayMicros = 24LL * 60 * 60 * 1'000'000;
constexpr const char* kRegister = "criteria_assessment";

// Whoever may view assessments views their answers and editions: the definitions say the same.
Status all_viewable(const Call& call) {
    for (const char* name : {kRegister, "criteria_answer", "criteria_edition"}) {
        DAICHO_CHECK(permitted(call, name));
    }
    return {};
}

json::Value day_or_null(const std::optional<Date>& day) {
    return day ? json::Value(format_iso(*day)) : json::Value(nullptr);
}

json::Object head_json(const AssessmentRow& row, const CriteriaEditionRow& edition,
                       const std::string& subject) {
    return json::Object{{"id", id_text(row.record)},
                        {"number", row.no},
                        {"subject_kind", row.kind},
                        {"subject", subject},
                        {"section", row.section},
                        {"asked_on", format_iso(row.asked)},
                        {"due", format_iso(row.due)},
                        {"state", row.state},
                        {"catalog", edition.catalog},
                        {"edition", edition.edition},
                        {"judged_on", day_or_null(row.judged)},
                        {"constructed", row.constructed}};
}

// Names of what is judged, read once for a list.
struct Names {
    std::map<std::uint64_t, std::string> systems, contracts;
    [[nodiscard]] std::string of(const AssessmentRow& row) const {
        const auto& names = row.kind == "system" ? systems : contracts;
        if (row.kind == "section") return row.section;
        const auto found = names.find(row.kind == "system" ? row.system : row.contract);
        return found == names.end() ? std::string() : found->second;
    }
};

Result<Names> names_of(const Call& call, store::Connection& connection, const Moment& moment,
                       const std::vector<AssessmentRow>& rows) {
    Names names;
    for (const AssessmentRow& row : rows) {
        if (row.kind == "section") continue;
        auto& kept = row.kind == "system" ? names.systems : names.contracts;
        const std::uint64_t record = row.kind == "system" ? row.system : row.contract;
        if (kept.contains(record)) continue;
        DAICHO_TRY(name, assessment_subject(call.app.kernel, connection, moment, row));
        kept[record] = std::move(name);
    }
    return names;
}

Answer list(const Call& call) {
    DAICHO_CHECK(all_viewable(call));
    DAICHO_TRY(connection, call.app.kernel.reader());
    const Moment now{today(call.app), std::nullopt};
    DAICHO_TRY(rows, assessment_rows(call.app.kernel, *connection, now));
    DAICHO_TRY(editions, criteria_editions(call.app.kernel, *connection, now));
    DAICHO_TRY(names, names_of(call, *connection, now, rows));
    const std::string_view wanted = call.request.parameter("catalog").value_or("");
    json::Array out;
    for (const AssessmentRow& row : rows) {
        for (const CriteriaEditionRow& edition : editions) {
            if (edition.record != row.edition) continue;
            if (!wanted.empty() && edition.catalog != wanted) continue;
            json::Object one = head_json(row, edition, names.of(row));
            one["verdict"] = row.verdict.empty() ? json::Value(nullptr) : json::Value(row.verdict);
            out.push_back(std::move(one));
        }
    }
    DAICHO_TRY(definition, call.app.kernel.definition(kRegister));
    return json_answer(
        json::Object{{"assessments", std::move(out)},
                     {"may_begin", may(call, *definition, registers::Action::change)}});
}

json::Array answers_json(const std::vector<AssessmentAnswer>& answers) {
    json::Array list;
    for (const AssessmentAnswer& one : answers) {
        list.push_back(json::Object{{"record", id_text(one.record)},
                                    {"number", one.no},
                                    {"item", one.item},
                                    {"party", one.party},
                                    {"answer", one.answer},
                                    {"ground", one.ground},
                                    {"evidence", one.evidence},
                                    {"query", one.query},
                                    {"settle_by", day_or_null(one.settle_by)},
                                    {"proof_until", day_or_null(one.proof_until)}});
    }
    return list;
}

Result<DraftPlace> draft_place(const Call& call, std::uint64_t record) {
    DAICHO_TRY(definition, call.app.kernel.definition(kRegister));
    return DraftPlace{call.session.person.principal.account, definition->number, record};
}

// Null for a draft of the plain form, which holds other things.
Result<json::Value> draft_json(const Call& call, store::Connection& connection,
                               std::uint64_t record) {
    const Instant now = call.app.kernel.clock().now();
    DAICHO_TRY(place, draft_place(call, record));
    DAICHO_TRY(draft, find_draft(call.app.kernel, connection, place,
                                 {now.micros - call.app.settings.drafts.keep_days * kDayMicros}));
    if (!draft) return json::Value(nullptr);
    DAICHO_TRY(typed, json::parse(draft->text));
    const json::Value* kept = typed.is_object() ? typed.as_object().if_contains("record") : nullptr;
    if (kept == nullptr || !kept->is_object()) return json::Value(nullptr);
    return json::Value(json::Object{{"record", *kept},
                                    {"items", typed.as_object()["items"]},
                                    {"saved_at", instant_text(draft->saved)}});
}

// Verdict as it was stored, told by the edition it was made with where that was kept.
json::Value stored_json(const Standing& standing, const AssessmentRow& row) {
    if (row.verdict.empty()) return nullptr;
    return json::Object{{"verdict", verdict_json(*standing.then, row.verdict)},
                        {"reasons", reasons_json(*standing.then, stored_codes(row.reasons))},
                        {"edition", row.judged_edition},
                        {"edition_kept", standing.edition_kept},
                        {"judged_on", day_or_null(row.judged)}};
}

json::Array others_json(const std::vector<AssessmentRow>& rows, const AssessmentRow& row) {
    json::Array list;
    for (const AssessmentRow& other : rows) {
        const bool same = other.kind == row.kind && other.system == row.system &&
                          other.contract == row.contract &&
                          (row.kind != "section" || other.section == row.section);
        if (!same || other.record == row.record || other.text.empty()) continue;
        list.push_back(json::Object{{"id", id_text(other.record)},
                                    {"number", other.no},
                                    {"judged_on", day_or_null(other.judged)}});
    }
    return list;
}

Answer show(const Call& call, std::uint64_t record) {
    DAICHO_CHECK(all_viewable(call));
    DAICHO_TRY(connection, call.app.kernel.reader());
    auto& kernel = call.app.kernel;
    const Moment now{today(call.app), std::nullopt};
    DAICHO_TRY(one, assessment_of(kernel, *connection, now, record));
    DAICHO_TRY(answers, assessment_answers(kernel, *connection, now, record));
    govern::CatalogShelf shelf = criteria_shelf(call.app);
    DAICHO_TRY(standing, assessment_standing(shelf, one, answers, now.as_of));
    DAICHO_TRY(subject, assessment_subject(kernel, *connection, now, one.row));
    DAICHO_TRY(rows, assessment_rows(kernel, *connection, now));
    DAICHO_TRY(definition, kernel.definition(kRegister));
    DAICHO_TRY(version, registers::read_record(*connection, *definition, record, now));
    DAICHO_TRY(judged, judgement_json(*standing.now, standing.after));
    DAICHO_TRY(draft, draft_json(call, *connection, record));
    json::Object out = head_json(one.row, one.edition, subject);
    out["version"] = version ? version->version : 0;
    out["edition_in_use"] = standing.now->head.edition;
    out["may_change"] = may(call, *definition, registers::Action::change);
    out["record"] = standing.before;
    out["items"] = answers_json(answers);
    out["stored"] = stored_json(standing, one.row);
    out["today"] = judged.at("verdict");
    out["others"] = others_json(rows, one.row);
    out["draft"] = std::move(draft);
    return json_answer(std::move(out));
}

// What was typed and may still be wrong: nothing is asked of it but its size.
Answer keep(const Call& call, std::uint64_t record) {
    DAICHO_CHECK(all_viewable(call));
    registers::ChangeRequest request;
    request.register_name = kRegister;
    request.record = record;
    request.valid = {today(call.app), kForever};
    DAICHO_CHECK(registers::admit_change(call.app.kernel, call.session.person.principal, request));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const json::Value* given = in.raw("record");
    const json::Value* items = in.raw("items");
    DAICHO_CHECK(in.finish());
    const std::string text = json::write(
        json::Object{{"values", json::Object()},
                     {"record", given == nullptr ? json::Value(json::Object()) : *given},
                     {"items", items == nullptr ? json::Value(json::Array()) : *items}});
    DAICHO_TRY(connection, call.app.kernel.reader());
    const Moment now{today(call.app), std::nullopt};
    DAICHO_CHECK(assessment_of(call.app.kernel, *connection, now, record));
    DAICHO_TRY(place, draft_place(call, record));
    Instant saved;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        saved = context.now;
        return keep_draft(context, place, {"", true}, 0, text);
    }));
    return json_answer(json::Object{{"saved_at", instant_text(saved)}});
}

}  // namespace

Answer assessments_api(const Call& call) {
    const net::Method method = call.request.method;
    const bool asks = method == net::Method::get;
    if (call.path.size() == 1) return asks ? list(call) : begin_assessment(call);
    if (call.path[1] == "redo" && call.path.size() == 2 && asks) {
        DAICHO_CHECK(all_viewable(call));
        return assessments_to_redo(call);
    }
    DAICHO_TRY(record, parse_id(call.path[1]));
    if (call.path.size() == 2) return asks ? show(call, record) : save_assessment(call, record);
    const std::string_view what = call.path[2];
    if (what == "draft" && method == net::Method::put) return keep(call, record);
    if (!asks) return no_such_address(call);
    DAICHO_CHECK(all_viewable(call));
    if (what == "comparison") return compare_assessments(call, record);
    if (what == "file") return assessment_file(call, record);
    return no_such_address(call);
}

}  // namespace daicho::server
