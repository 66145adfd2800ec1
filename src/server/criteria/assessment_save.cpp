// Beginning an assessment, and saving its answers: one version of criteria_assessment and of every
// criteria_answer that changed, and of a system's verdict the event criteria_judgement, in one
// transaction and by the kernel's change – whatever the definitions ask (a second person, reasons)
// holds here as in the plain form.
#include <fmt/format.h>

#include <algorithm>

#include "register/change.hpp"
#include "server/access.hpp"
#include "server/admit_all.hpp"
#include "server/criteria/assessments_api.hpp"
#include "server/criteria/criteria_view.hpp"
#include "server/records/form_drafts.hpp"

namespace daicho::server {
namespace {

using govern::CriteriaCatalog;
using registers::ChangeRequest;
using registers::Moment;

constexpr std::size_t kMostItems = 2'000;

const identity::Principal& asker(const Call& call) { return call.session.person.principal; }

// The ground of one answer, as it was sent.
struct Ground {
    std::string item, kind, evidence, query;
    std::int64_t party = 1;
    std::optional<Date> settle_by, proof_until;
};

struct Sent {
    json::Value record;
    std::vector<Ground> grounds;
    std::uint64_t version = 0;  // of the assessment that was looked at
    bool judge = false;
    std::string reason;
};

Result<Sent> sent_of(const json::Value& body) {
    json::ObjectReader in(body, "");
    Sent sent;
    const json::Value* record = in.raw("record");
    sent.record = record == nullptr ? json::Value(json::Object()) : *record;
    sent.version = static_cast<std::uint64_t>(in.integer("version", {1, INT64_MAX}));
    sent.judge = in.boolean_or("judge", false);
    sent.reason = in.optional_text("reason", 8'000).value_or("");
    for (json::ObjectReader& one : in.objects("items", kMostItems)) {
        Ground ground;
        ground.item = one.text("item", 40);
        ground.party = one.optional_integer("party", {1, 99}).value_or(1);
        ground.kind = one.one_of("ground", {"document", "query", "statement"});
        ground.evidence = one.optional_text("evidence", 1'600).value_or("");
        ground.query = one.optional_text("query", 80).value_or("");
        ground.settle_by = one.optional_date("settle_by");
        ground.proof_until = one.optional_date("proof_until");
        sent.grounds.push_back(std::move(ground));
    }
    DAICHO_CHECK(in.finish());
    return sent;
}

// Every part of a record that has answers: the parties of a chain, or the one subject.
std::vector<const json::Value*> subjects_of(const json::Value& record) {
    std::vector<const json::Value*> list;
    const json::Value* parties =
        record.is_object() ? record.as_object().if_contains("parties") : nullptr;
    if (parties == nullptr) return {&record};
    if (parties->is_array()) {
        for (const json::Value& party : parties->as_array()) list.push_back(&party);
    }
    return list;
}

std::string answer_number(const std::string& assessment, const std::string& item,
                          std::int64_t party) {
    std::string number = assessment + "-" + item;
    if (party > 1) number += "@" + std::to_string(party);
    return number;
}

const Ground* ground_of(const std::vector<Ground>& grounds, const std::string& item,
                        std::int64_t party) {
    const auto found = std::find_if(grounds.begin(), grounds.end(), [&](const Ground& one) {
        return one.item == item && one.party == party;
    });
    return found == grounds.end() ? nullptr : &*found;
}

const AssessmentAnswer* stored_answer(const std::vector<AssessmentAnswer>& stored,
                                      const std::string& item, std::int64_t party) {
    const auto found = std::find_if(stored.begin(), stored.end(), [&](const AssessmentAnswer& one) {
        return one.item == item && one.party == party;
    });
    return found == stored.end() ? nullptr : &*found;
}

std::string day_text(const std::optional<Date>& day) { return day ? format_iso(*day) : ""; }

using Values = std::map<std::string, std::string>;

// What an answer says; without a ground the stored one stays, a new one is only stated.
Values answer_values(const std::string& answer, const Ground* ground,
                     const AssessmentAnswer* stored) {
    Values values{{"answer", answer}};
    if (ground != nullptr) {
        values["evidence_kind"] = ground->kind;
        values["evidence"] = ground->evidence;
        values["query"] = ground->query;
        values["settle_by"] = day_text(ground->settle_by);
        values["proof_until"] = day_text(ground->proof_until);
    } else if (stored == nullptr) {
        values["evidence_kind"] = "statement";
    }
    return values;
}

bool says_the_same(const Values& values, const AssessmentAnswer& stored) {
    const std::pair<const char*, std::string> there[] = {
        {"answer", stored.answer},
        {"evidence_kind", stored.ground},
        {"evidence", stored.evidence},
        {"query", stored.query},
        {"settle_by", day_text(stored.settle_by)},
        {"proof_until", day_text(stored.proof_until)}};
    return std::all_of(std::begin(there), std::end(there), [&](const auto& one) {
        const auto given = values.find(one.first);
        return given == values.end() || given->second == one.second;
    });
}

struct Work {
    const Call& call;
    const AssessmentOf& one;
    const Sent& sent;
    Date day;
    std::string who;
};

ChangeRequest answer_request(const Work& work, const std::string& item, std::int64_t party,
                             Values values, const AssessmentAnswer* stored) {
    ChangeRequest request;
    request.register_name = "criteria_answer";
    request.valid = {work.day, kForever};
    request.reason = work.sent.reason;
    if (stored != nullptr) request.record = stored->record;
    if (stored == nullptr) {
        values["answer_no"] = answer_number(work.one.row.no, item, party);
        values["assessment"] = work.one.row.no;
        values["item"] = item;
        values["party"] = std::to_string(party);
        values["origin"] = work.one.row.constructed ? "constructed" : "published";
    }
    values["answered_on"] = format_iso(work.day);
    values["answered_by"] = work.who;
    request.values = std::move(values);
    return request;
}

// Changes of the answers: what is new, what says something else, what was taken back.
std::vector<ChangeRequest> answer_requests(const Work& work,
                                           const std::vector<AssessmentAnswer>& stored) {
    std::vector<ChangeRequest> list;
    std::vector<std::uint64_t> seen;
    std::int64_t party = 0;
    for (const json::Value* subject : subjects_of(work.sent.record)) {
        ++party;
        const json::Value* answers =
            subject->is_object() ? subject->as_object().if_contains("answers") : nullptr;
        if (answers == nullptr || !answers->is_object()) continue;
        for (const auto& entry : answers->as_object()) {
            const std::string item(entry.key());
            const AssessmentAnswer* there = stored_answer(stored, item, party);
            if (there != nullptr) seen.push_back(there->record);
            if (!entry.value().is_string()) continue;
            Values values = answer_values(std::string(entry.value().as_string()),
                                          ground_of(work.sent.grounds, item, party), there);
            if (there != nullptr && says_the_same(values, *there)) continue;
            list.push_back(answer_request(work, item, party, std::move(values), there));
        }
    }
    for (const AssessmentAnswer& one : stored) {
        if (std::find(seen.begin(), seen.end(), one.record) != seen.end()) continue;
        ChangeRequest request;
        request.register_name = "criteria_answer";
        request.record = one.record;
        request.valid = {work.day, kForever};
        request.ended = true;
        request.reason = work.sent.reason;
        list.push_back(std::move(request));
    }
    return list;
}

struct Judged {
    std::string verdict, reasons, data_class;
};

Result<Judged> judged_by(const CriteriaCatalog& catalog, const json::Value& record) {
    DAICHO_TRY(answer, govern::judge_criteria(catalog, record));
    Judged judged;
    judged.verdict = std::string(answer.at("verdict").as_string());
    std::vector<std::string> codes;
    for (const json::Value& code : answer.at("reasons").as_array()) {
        codes.emplace_back(code.as_string());
    }
    judged.reasons = codes_text(codes);
    const json::Value* one = answer.as_object().if_contains("effective_class");
    if (one != nullptr && one->is_string()) judged.data_class = std::string(one->as_string());
    return judged;
}

ChangeRequest assessment_request(const Work& work, const Judged& judged,
                                 const CriteriaEditionRow& edition) {
    ChangeRequest request;
    request.register_name = "criteria_assessment";
    request.record = work.one.row.record;
    request.base_version = work.sent.version;
    request.valid = {work.day, kForever};
    request.reason = work.sent.reason;
    request.values = {{"record", json::write(work.sent.record)},
                      {"data_class", judged.data_class},
                      {"edition", edition.no},
                      {"answered_by", work.who},
                      {"state", "answered"}};
    if (work.sent.judge) {
        request.values["state"] = "judged";
        request.values["judged_on"] = format_iso(work.day);
        request.values["verdict"] = judged.verdict;
        request.values["judged_for"] = judged.reasons;
        request.values["judged_edition"] = edition.edition;
    }
    return request;
}

// The greatest number behind a prefix, in a register whose first key field numbers it.
Result<std::uint64_t> greatest(registers::Context& context, const char* name, const char* field,
                               std::string_view prefix, const Moment& moment) {
    DAICHO_TRY(definition, context.kernel.definition(name));
    const std::size_t fields[] = {definition->index_of(field)};
    std::uint64_t most = 0;
    DAICHO_CHECK(
        registers::scan(context.connection, *definition, fields, moment,
                        [&](std::uint64_t, std::span<const registers::Cell> cells) -> Status {
                            const std::string_view text = cells[0].bytes;
                            if (!text.starts_with(prefix)) return {};
                            const auto number = parse_id(text.substr(prefix.size()));
                            if (number) most = std::max(most, *number);
                            return {};
                        }));
    return most;
}

Result<std::string> next_number(registers::Context& context, const char* name, const char* field,
                                std::string_view prefix, const Moment& moment) {
    DAICHO_TRY(most, greatest(context, name, field, prefix, moment));
    return fmt::format("{}{:03}", prefix, most + 1);
}

Result<std::string> number_of_system(registers::Context& context, const Moment& moment,
                                     std::uint64_t record) {
    DAICHO_TRY(definition, context.kernel.definition("information_system"));
    DAICHO_TRY(version, registers::read_record(context.connection, *definition, record, moment));
    return version ? registers::key_of(*definition, *version) : std::string();
}

Result<ChangeRequest> judgement_request(registers::Context& context, const Work& work,
                                        const Judged& judged, const CriteriaEditionRow& edition) {
    const Moment now{work.day, std::nullopt};
    DAICHO_TRY(number, next_number(context, "criteria_judgement", "judgement_no", "J-", now));
    DAICHO_TRY(system, number_of_system(context, now, work.one.row.system));
    DAICHO_TRY(definition, context.kernel.definition("criteria_judgement"));
    const std::size_t field = definition->index_of("catalog");
    const bool known = definition->fields[field].find_code(edition.catalog) != nullptr;
    ChangeRequest request;
    request.register_name = definition->name;
    request.valid = {work.day, kForever};
    request.values = {{"judgement_no", number},
                      {"system", system},
                      {"catalog", known ? edition.catalog : "other"},
                      {"edition", edition.edition},
                      {"data_class", judged.data_class},
                      {"verdict", judged.verdict},
                      {"reasons", judged.reasons},
                      {"judged_on", format_iso(work.day)},
                      {"judged_by", work.who},
                      {"answers", json::write(work.sent.record)},
                      {"origin", work.one.row.constructed ? "constructed" : "published"}};
    return request;
}

struct Saved {
    std::uint64_t version = 0;
    std::uint64_t answers = 0;
    bool provisional = false;
    std::string judgement;  // number of the event
};

Status save_all(registers::Context& context, const Work& work, const AdmittedTo& admitted,
                const std::vector<ChangeRequest>& answers, const Judged& judged,
                const CriteriaEditionRow& edition, Saved& saved) {
    saved = {};
    const auto put = [&](const ChangeRequest& request) {
        return registers::change_in(context, asker(work.call),
                                    admitted.find(request.register_name)->second, request);
    };
    ChangeRequest head = assessment_request(work, judged, edition);
    if (work.sent.judge && work.one.row.kind == "system") {
        DAICHO_TRY(event, judgement_request(context, work, judged, edition));
        saved.judgement = event.values["judgement_no"];
        head.values["judgement"] = saved.judgement;
        DAICHO_CHECK(put(event));
    }
    DAICHO_TRY(result, put(head));
    saved.version = result.version;
    saved.provisional = result.provisional;
    for (const ChangeRequest& request : answers) {
        auto stored = put(request);
        if (!stored) {
            const auto item = request.values.find("item");
            Error error = std::move(stored.error());
            if (item != request.values.end()) error = std::move(error).at("items." + item->second);
            return error;
        }
        ++saved.answers;
    }
    return {};
}

}  // namespace

Answer save_assessment(const Call& call, std::uint64_t record) {
    DAICHO_TRY(admitted,
               admit_all(call, {"criteria_assessment", "criteria_answer", "criteria_judgement"}));
    DAICHO_TRY(body, body_of(call));
    DAICHO_TRY(sent, sent_of(body));
    DAICHO_TRY(connection, call.app.kernel.reader());
    auto& kernel = call.app.kernel;
    const Moment now{today(call.app), std::nullopt};
    DAICHO_TRY(one, assessment_of(kernel, *connection, now, record));
    if (one.row.state == "withdrawn") {
        return conflict_error("criteria.withdrawn").with("assessment", one.row.no);
    }
    // A verdict is not replaced without saying why.
    if (one.row.state == "judged" && sent.reason.empty()) {
        return input_error("criteria.reason_needed").at("reason");
    }
    govern::CatalogShelf shelf = criteria_shelf(call.app);
    DAICHO_TRY(catalog, shelf.in_use(one.edition.catalog));
    DAICHO_TRY(edition, criteria_edition_row(kernel, *connection, now, catalog->head));
    DAICHO_TRY(judged, judged_by(*catalog, sent.record));
    DAICHO_TRY(stored, assessment_answers(kernel, *connection, now, record));
    const Work work{call, one, sent, now.as_of, asker(call).name};
    const auto answers = answer_requests(work, stored);
    Saved saved;
    DAICHO_CHECK(kernel.command([&](registers::Context& context) {
        return save_all(context, work, admitted, answers, judged, edition, saved);
    }));
    DAICHO_TRY(definition, kernel.definition("criteria_assessment"));
    DAICHO_CHECK(drop_draft(kernel, {asker(call).account, definition->number, record}));
    return json_answer(
        json::Object{{"version", saved.version},
                     {"answers", saved.answers},
                     {"provisional", saved.provisional},
                     {"judgement", saved.judgement.empty() ? json::Value(nullptr)
                                                           : json::Value(saved.judgement)},
                     {"verdict", verdict_json(*catalog, judged.verdict)}});
}

Answer begin_assessment(const Call& call) {
    DAICHO_TRY(admitted, admit_all(call, {"criteria_assessment"}));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string name = in.text("catalog", 60);
    const std::string kind = in.one_of("subject_kind", {"system", "contract", "section"});
    const std::string subject = in.optional_text("subject", 80).value_or("");
    const std::string section = in.text("section", 180);
    const Date due = in.date("due");
    DAICHO_CHECK(in.finish());
    govern::CatalogShelf shelf = criteria_shelf(call.app);
    DAICHO_TRY(catalog, shelf.in_use(name));
    DAICHO_TRY(connection, call.app.kernel.reader());
    const Moment now{today(call.app), std::nullopt};
    DAICHO_TRY(edition, criteria_edition_row(call.app.kernel, *connection, now, catalog->head));
    registers::ChangeResult result;
    std::string number;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY_AS(number,
                      next_number(context, "criteria_assessment", "assessment_no", "A-", now));
        ChangeRequest request;
        request.register_name = "criteria_assessment";
        request.valid = {now.as_of, kForever};
        request.values = {
            {"assessment_no", number},
            {"subject_kind", kind},
            {"section", section},
            {"edition", edition.no},
            {"asked_on", format_iso(now.as_of)},
            {"due", format_iso(due)},
            {"state", "asked"},
            {"origin", call.app.settings.demonstration ? "constructed" : "published"}};
        if (kind != "section") request.values[kind] = subject;
        DAICHO_TRY_AS(
            result, registers::change_in(context, asker(call), admitted.begin()->second, request));
        return {};
    }));
    return json_answer(json::Object{{"id", id_text(result.record)},
                                    {"number", number},
                                    {"provisional", result.provisional}},
                       201);
}

}  // namespace daicho::server
