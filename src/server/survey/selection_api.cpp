// Which systems deserve a closer audit: points with their reasons, other weights for one look, and
// the chosen set that is kept with why.
#include <fmt/format.h>

#include <algorithm>

#include "register/change.hpp"
#include "server/access.hpp"
#include "server/survey/selection_facts.hpp"
#include "server/survey/surveys_api.hpp"

namespace daicho::server {
namespace {

using govern::SelectionCatalog;
using registers::ChangeRequest;
using registers::Moment;
using Weights = std::vector<std::int64_t>;

constexpr std::size_t kMostChosen = 1'000;
constexpr std::uint64_t kShownAtFirst = 100;
constexpr std::size_t kLongestText = 2'000;

Result<SelectionCatalog> criteria_of(const Call& call) {
    return govern::load_selection_catalog(
        (call.app.data / "catalogs" / "audit-selection.yaml").string());
}

Status set_weight(const SelectionCatalog& catalog, Weights& weights, std::string_view id,
                  std::string_view text) {
    const std::size_t place =
        govern::place_of(catalog.criteria, &govern::SelectionCriterion::id, id);
    std::int64_t weight = 0;
    const bool digits = !text.empty() && text.size() <= 3 &&
                        text.find_first_not_of("0123456789") == std::string_view::npos;
    for (const char c : text) weight = digits ? weight * 10 + (c - '0') : 0;
    if (place == govern::kNowhere || !digits || weight > govern::kMostWeight) {
        return input_error("survey.weight")
            .with("criterion", std::string(id))
            .with("value", std::string(text));
    }
    weights[place] = weight;
    return {};
}

// "accounts:5,amount:0": for one look, nothing is kept.
Result<Weights> asked_weights(const Call& call, const SelectionCatalog& catalog) {
    Weights weights = govern::usual_weights(catalog);
    std::string_view text = call.request.parameter("weights").value_or("");
    while (!text.empty()) {
        const std::string_view one = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), one.size() + 1));
        const std::size_t colon = std::min(one.find(':'), one.size());
        DAICHO_CHECK(set_weight(catalog, weights, one.substr(0, colon),
                                colon < one.size() ? one.substr(colon + 1) : ""));
    }
    return weights;
}

struct Question {
    SelectionCatalog catalog;
    Moment now;
    std::optional<SurveyRound> round;
    std::vector<SurveyRound> rounds;
    std::map<std::uint64_t, SystemFacts> facts;
    Records systems;
};

// `survey`: 0 takes the newest round that asked anybody.
Result<Question> question_of(const Call& call, store::Connection& connection,
                             std::uint64_t survey) {
    auto& kernel = call.app.kernel;
    Question question;
    DAICHO_TRY(catalog, criteria_of(call));
    question.catalog = std::move(catalog);
    question.now = {today(call.app), std::nullopt};
    DAICHO_TRY_AS(question.rounds, survey_rounds(kernel, connection, question.now));
    for (const SurveyRound& round : question.rounds) {
        if (survey == 0 ? round.state != "planned" : round.record == survey) {
            question.round = round;
            break;
        }
    }
    if (survey != 0 && !question.round) {
        return not_found_error("survey.no_round").with("survey", std::to_string(survey));
    }
    std::vector<SurveyRow> rows;
    std::shared_ptr<const govern::SurveyCatalog> questions;
    if (question.round) {
        DAICHO_TRY_AS(rows, survey_rows(kernel, connection, question.now, question.round->record));
        DAICHO_TRY_AS(questions, survey_questions(call.app.data, *question.round));
    }
    DAICHO_TRY_AS(question.facts, selection_facts(kernel, connection, question.now,
                                                  question.catalog, questions.get(), rows));
    DAICHO_TRY_AS(question.systems, system_names(kernel, connection, question.now));
    return question;
}

json::Array sources_json(const SystemFacts& facts, const std::string& fact) {
    json::Array list;
    const auto found = facts.sources.find(fact);
    if (found == facts.sources.end()) return list;
    for (const FactSource& source : found->second) {
        list.push_back(json::Object{{"register", source.register_name},
                                    {"id", id_text(source.record)},
                                    {"title", source.title}});
    }
    return list;
}

json::Array hits_json(const SelectionCatalog& catalog, const govern::SelectionScore& score,
                      const SystemFacts& facts) {
    json::Array hits;
    for (const govern::SelectionHit& hit : score.hits) {
        const govern::SelectionCriterion& criterion = catalog.criteria[hit.criterion];
        json::Array because;
        for (const std::size_t place : hit.predicates) {
            const govern::SelectionPredicate& predicate = criterion.any[place];
            because.push_back(json::Object{{"label", texts(predicate.label)},
                                           {"fact", predicate.fact},
                                           {"value", facts.facts.at(predicate.fact)},
                                           {"sources", sources_json(facts, predicate.fact)}});
        }
        hits.push_back(json::Object{{"criterion", criterion.id}, {"because", std::move(because)}});
    }
    return hits;
}

json::Array criteria_json(const SelectionCatalog& catalog, const Weights& weights) {
    json::Array list;
    for (std::size_t i = 0; i < catalog.criteria.size(); ++i) {
        const govern::SelectionCriterion& criterion = catalog.criteria[i];
        list.push_back(json::Object{{"id", criterion.id},
                                    {"label", texts(criterion.label)},
                                    {"cite", criterion.cite},
                                    {"usual", criterion.weight},
                                    {"weight", weights[i]}});
    }
    return list;
}

json::Array systems_json(const Question& question, const Weights& weights, std::uint64_t most) {
    struct Line {
        std::uint64_t record;
        govern::SelectionScore score;
    };
    std::vector<Line> lines;
    for (const auto& [record, facts] : question.facts) {
        lines.push_back({record, govern::score_system(question.catalog, weights, facts.facts)});
    }
    std::ranges::stable_sort(
        lines, [](const Line& a, const Line& b) { return a.score.points > b.score.points; });
    json::Array list;
    for (const Line& line : lines) {
        if (list.size() == most) break;
        const SystemName& system = question.systems.at(line.record);
        list.push_back(json::Object{
            {"id", id_text(line.record)},
            {"no", system.no},
            {"name", system.name},
            {"bureau", system.bureau},
            {"section", system.section},
            {"constructed", system.constructed},
            {"points", line.score.points},
            {"not_known", line.score.not_known},
            {"hits", hits_json(question.catalog, line.score, question.facts.at(line.record))}});
    }
    return list;
}

Result<json::Array> kept_json(const Call& call, store::Connection& connection, const Moment& now) {
    DAICHO_TRY(definition, call.app.kernel.definition("audit_selection"));
    const std::size_t fields[] = {definition->index_of("selection_no"),
                                  definition->index_of("title"), definition->index_of("decided_on"),
                                  definition->index_of("systems")};
    json::Array list;
    DAICHO_CHECK(registers::scan(
        connection, *definition, fields, now,
        [&](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
            const Date day = Date::from_days(static_cast<std::int32_t>(cells[2].integer));
            list.push_back(json::Object{{"id", id_text(record)},
                                        {"no", std::string(cells[0].bytes)},
                                        {"title", std::string(cells[1].bytes)},
                                        {"decided_on", format_iso(day)},
                                        {"systems", cells[3].integer}});
            return {};
        }));
    return list;
}

Answer show(const Call& call) {
    DAICHO_TRY(allowed, permitted(call, "audit_selection"));
    for (const char* name : {"information_system", "survey_answer", "system_contract", "finding"}) {
        DAICHO_CHECK(permitted(call, name));
    }
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(survey, number_parameter(call, "survey", 0));
    DAICHO_TRY(question, question_of(call, *connection, survey));
    DAICHO_TRY(weights, asked_weights(call, question.catalog));
    DAICHO_TRY(most, number_parameter(call, "limit", kShownAtFirst));
    DAICHO_TRY(kept, kept_json(call, *connection, question.now));
    json::Array rounds;
    for (const SurveyRound& round : question.rounds) {
        rounds.push_back(json::Object{{"id", id_text(round.record)}, {"name", round.name}});
    }
    const auto& round = question.round;
    return json_answer(
        json::Object{{"title", texts(question.catalog.head.title)},
                     {"source", question.catalog.head.source},
                     {"survey", round ? json::Value(id_text(round->record)) : json::Value(nullptr)},
                     {"surveys", std::move(rounds)},
                     {"may_keep", may(call, *allowed.definition, registers::Action::change)},
                     {"criteria", criteria_json(question.catalog, weights)},
                     {"total", question.facts.size()},
                     {"systems", systems_json(question, weights, most)},
                     {"kept", std::move(kept)}});
}

// --- a set that is kept

struct Chosen {
    std::string title, considerations;
    std::uint64_t survey = 0;
    std::optional<Date> audit_by;
    Weights weights;
    std::vector<std::pair<std::uint64_t, std::string>> systems;  // record and why
};

Result<Chosen> chosen_of(const json::Value& body, const SelectionCatalog& catalog) {
    json::ObjectReader in(body, "");
    Chosen chosen;
    chosen.title = in.text("title", 300);
    chosen.considerations = in.text("considerations", kLongestText);
    chosen.audit_by = in.optional_date("audit_by");
    chosen.weights = govern::usual_weights(catalog);
    const std::string survey = in.optional_text("survey", 20).value_or("");
    const json::Value* weights = in.raw("weights");
    if (weights != nullptr && weights->is_object()) {
        for (const auto& [key, value] : weights->get_object()) {
            const std::string text =
                value.is_int64() ? std::to_string(value.get_int64()) : std::string();
            const Status set = set_weight(catalog, chosen.weights, std::string(key), text);
            if (!set) in.fault("weights", set.error());
        }
    }
    for (json::ObjectReader& one : in.objects("systems", kMostChosen)) {
        const auto record = parse_id(one.text("id", 20));
        if (!record) one.fault("id", record.error());
        chosen.systems.emplace_back(record.value_or(0),
                                    one.optional_text("because", 1'000).value_or(""));
    }
    DAICHO_CHECK(in.finish());
    if (!survey.empty()) {
        DAICHO_TRY_AS(chosen.survey, parse_id(survey));
    }
    if (chosen.systems.empty()) return input_error("survey.nothing_chosen");
    return chosen;
}

std::string weights_text(const SelectionCatalog& catalog, const Weights& weights) {
    json::Object all;
    for (std::size_t i = 0; i < weights.size(); ++i) all[catalog.criteria[i].id] = weights[i];
    return json::write(all);
}

std::string criteria_text(const SelectionCatalog& catalog, const govern::SelectionScore& score) {
    std::string text;
    for (const govern::SelectionHit& hit : score.hits) {
        text += (text.empty() ? "" : "、") + catalog.criteria[hit.criterion].label.ja;
    }
    return text;
}

// Numbers of a year in the order of keeping.
Result<std::string> next_number(registers::Context& context, const Moment& now) {
    DAICHO_TRY(definition, context.kernel.definition("audit_selection"));
    DAICHO_TRY(there, registers::count_records(context.connection, *definition, now));
    return fmt::format("SEL-{}-{}", now.as_of.year(), there + 1);
}

Status keep_item(registers::Context& context, const Call& call, std::uint16_t capacity,
                 const Question& question, const Chosen& chosen, const std::string& number,
                 const std::pair<std::uint64_t, std::string>& one) {
    const auto facts = question.facts.find(one.first);
    if (facts == question.facts.end()) {
        return not_found_error("survey.no_system").with("system", std::to_string(one.first));
    }
    const auto score = govern::score_system(question.catalog, chosen.weights, facts->second.facts);
    DAICHO_TRY(items, context.kernel.definition("audit_selection_item"));
    ChangeRequest request;
    request.register_name = items->name;
    request.values = {{"selection", number},
                      {"system", question.systems.at(one.first).no},
                      {"points", std::to_string(score.points)},
                      {"criteria", criteria_text(question.catalog, score)},
                      {"chosen_because", one.second},
                      {"origin", "constructed"}};
    request.valid = {question.now.as_of, kForever};
    DAICHO_CHECK(
        registers::apply_change(context, call.session.person.principal, capacity, *items, request));
    return {};
}

Answer keep(const Call& call) {
    DAICHO_TRY(allowed, permitted(call, "audit_selection"));
    const registers::Definition& definition = *allowed.definition;
    const auto& who = call.session.person.principal;
    const auto capacity = registers::authorise(who, definition, registers::Action::change);
    if (!capacity) {
        DAICHO_CHECK(
            registers::refuse(call.app.kernel, who, definition, registers::Action::change));
        return Error(capacity.error());
    }
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(body, body_of(call));
    DAICHO_TRY(catalog, criteria_of(call));
    DAICHO_TRY(chosen, chosen_of(body, catalog));
    DAICHO_TRY(question, question_of(call, *connection, chosen.survey));
    std::string number;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY_AS(number, next_number(context, question.now));
        ChangeRequest request;
        request.register_name = definition.name;
        request.values = {{"selection_no", number},
                          {"title", chosen.title},
                          {"decided_on", format_iso(question.now.as_of)},
                          {"catalog", catalog.head.name},
                          {"edition", catalog.head.edition},
                          {"weights", weights_text(catalog, chosen.weights)},
                          {"survey", question.round ? question.round->no : std::string()},
                          {"considerations", chosen.considerations},
                          {"systems", std::to_string(chosen.systems.size())},
                          {"audit_by", chosen.audit_by ? format_iso(*chosen.audit_by) : ""},
                          {"origin", "constructed"}};
        request.valid = {question.now.as_of, kForever};
        DAICHO_CHECK(registers::apply_change(context, who, *capacity, definition, request));
        for (const auto& one : chosen.systems) {
            DAICHO_CHECK(keep_item(context, call, *capacity, question, chosen, number, one));
        }
        return {};
    }));
    return json_answer(json::Object{{"number", number}}, 201);
}

}  // namespace

Answer selection_api(const Call& call) {
    if (call.path.size() != 1) return no_such_address(call);
    return call.request.method == net::Method::get ? show(call) : keep(call);
}

}  // namespace daicho::server
