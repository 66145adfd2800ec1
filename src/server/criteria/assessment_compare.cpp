// Two assessments side by side, or one beside itself on another day: what changed, and which change
// the verdict follows from.
#include <algorithm>

#include "server/criteria/assessments_api.hpp"
#include "server/criteria/criteria_view.hpp"

namespace daicho::server {
namespace {

using govern::CriteriaCatalog;
using registers::Moment;

// "answers.7" and "parties[1].facts.7.level" belong to item 7; a class or a day to none.
std::string item_of(const CriteriaCatalog& catalog, std::string_view path) {
    for (const std::string_view part : {"answers.", "facts."}) {
        const std::size_t at = path.find(part);
        if (at == std::string_view::npos) continue;
        const std::string_view key = path.substr(at + part.size());
        if (part == "answers.") return std::string(key);
        const auto fact = govern::place_of(catalog.facts, &govern::FactRule::key, key);
        if (fact != govern::kNowhere) return catalog.items[catalog.facts[fact].item].no;
    }
    return {};
}

BilingualText label_of(const CriteriaCatalog& catalog, std::string_view path) {
    const std::size_t fact_at = path.find("facts.");
    if (fact_at != std::string_view::npos) {
        const auto fact =
            govern::place_of(catalog.facts, &govern::FactRule::key, path.substr(fact_at + 6));
        if (fact != govern::kNowhere) return catalog.facts[fact].label;
    }
    const std::size_t profile_at = path.find("profile.");
    if (profile_at != std::string_view::npos) {
        const auto place = govern::place_of(catalog.conditions, &govern::Condition::key,
                                            path.substr(profile_at + 8));
        if (place != govern::kNowhere) return catalog.conditions[place].label;
    }
    const std::string item = item_of(catalog, path);
    const auto place = govern::place_of(catalog.items, &govern::CriteriaItem::no, item);
    if (place != govern::kNowhere) return catalog.items[place].label;
    for (const auto& [part, id] : {std::pair{"edition", "criteria.change.edition"},
                                   std::pair{"as_of", "criteria.change.as_of"},
                                   std::pair{"data_classes", "criteria.change.class"}}) {
        if (path.ends_with(part)) {
            return {message(id, Language::japanese), message(id, Language::english)};
        }
    }
    return {message("criteria.change.parties", Language::japanese),
            message("criteria.change.parties", Language::english)};
}

std::string short_text(const json::Value& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return std::string(value.as_string());
    return json::write(value);
}

json::Value verdict_or_null(const CriteriaCatalog& catalog, const std::string& key) {
    return key.empty() ? json::Value(nullptr) : verdict_json(catalog, key);
}

json::Object comparison_json(const CriteriaCatalog& then, const CriteriaCatalog& now,
                             const govern::Comparison& found) {
    return json::Object{{"verdict_before", verdict_json(then, found.verdict_before)},
                        {"verdict_after", verdict_json(now, found.verdict_after)},
                        {"reasons_gone", reasons_json(then, found.reasons_gone)},
                        {"reasons_new", reasons_json(now, found.reasons_new)},
                        {"changes", changes_json(now, found.changes)}};
}

json::Object side_json(const AssessmentOf& one, const std::string& edition) {
    return json::Object{{"id", id_text(one.row.record)},
                        {"number", one.row.no},
                        {"edition", edition},
                        {"judged_on", one.row.judged ? json::Value(format_iso(*one.row.judged))
                                                     : json::Value(nullptr)}};
}

Answer beside_today(const Call& call, const AssessmentOf& one,
                    const std::vector<AssessmentAnswer>& answers) {
    govern::CatalogShelf shelf = criteria_shelf(call.app);
    DAICHO_TRY(standing, assessment_standing(shelf, one, answers, today(call.app)));
    DAICHO_TRY(found, govern::compare_judgements({*standing.then, standing.before},
                                                 {*standing.now, standing.after}));
    json::Object out = comparison_json(*standing.then, *standing.now, found);
    out["before"] = side_json(one, standing.then->head.edition);
    out["after"] = json::Object{{"id", id_text(one.row.record)},
                                {"number", one.row.no},
                                {"edition", standing.now->head.edition},
                                {"judged_on", format_iso(today(call.app))}};
    out["editions_kept"] = standing.edition_kept;
    return json_answer(std::move(out));
}

}  // namespace

Result<Standing> assessment_standing(govern::CatalogShelf& shelf, const AssessmentOf& one,
                                     const std::vector<AssessmentAnswer>& answers, Date day) {
    DAICHO_TRY(now, shelf.in_use(one.edition.catalog));
    const std::string& edition =
        one.row.judged_edition.empty() ? one.edition.edition : one.row.judged_edition;
    auto kept = shelf.edition(one.edition.catalog, edition);
    Standing standing{kept ? *kept : now, kept.has_value(), now, nullptr, nullptr, {}};
    DAICHO_TRY(record, assessed_record(*standing.then, one.row));
    standing.before = govern::record_for(*standing.then, record);
    std::vector<govern::LapsedProof> lapsed;
    for (const AssessmentAnswer& answer : answers) {
        if (!answer.proof_until || *answer.proof_until >= day || answer.answer != "yes") continue;
        lapsed.push_back(
            {answer.item, static_cast<std::size_t>(std::max<std::int64_t>(answer.party, 1) - 1)});
        standing.lapsed.push_back(answer.item);
    }
    standing.after = govern::record_on(*standing.now, record, day, lapsed);
    return standing;
}

json::Array changes_json(const CriteriaCatalog& catalog,
                         const std::vector<govern::RecordChange>& changes) {
    json::Array list;
    for (const govern::RecordChange& change : changes) {
        list.push_back(json::Object{{"path", change.path},
                                    {"item", item_of(catalog, change.path)},
                                    {"label", texts(label_of(catalog, change.path))},
                                    {"before", short_text(change.before)},
                                    {"after", short_text(change.after)},
                                    {"without", verdict_or_null(catalog, change.without)},
                                    {"decides", change.decides}});
    }
    return list;
}

// Without `with`: the stored answers, by the edition and on the day of the verdict, and today.
Answer compare_assessments(const Call& call, std::uint64_t record) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    auto& kernel = call.app.kernel;
    const Moment now{today(call.app), std::nullopt};
    DAICHO_TRY(with, number_parameter(call, "with", 0));
    DAICHO_TRY(one, assessment_of(kernel, *connection, now, record));
    DAICHO_TRY(answers, assessment_answers(kernel, *connection, now, record));
    if (with == 0) return beside_today(call, one, answers);
    DAICHO_TRY(other, assessment_of(kernel, *connection, now, with));
    if (other.edition.catalog != one.edition.catalog) {
        return conflict_error("govern.criteria.other_catalog")
            .with("one", other.edition.catalog)
            .with("other", one.edition.catalog);
    }
    DAICHO_TRY(other_answers, assessment_answers(kernel, *connection, now, with));
    govern::CatalogShelf shelf = criteria_shelf(call.app);
    DAICHO_TRY(after, assessment_standing(shelf, one, answers, now.as_of));
    DAICHO_TRY(before, assessment_standing(shelf, other, other_answers, now.as_of));
    DAICHO_TRY(found, govern::compare_judgements({*before.then, before.before},
                                                 {*after.then, after.before}));
    json::Object out = comparison_json(*before.then, *after.then, found);
    out["before"] = side_json(other, before.then->head.edition);
    out["after"] = side_json(one, after.then->head.edition);
    out["editions_kept"] = before.edition_kept && after.edition_kept;
    return json_answer(std::move(out));
}

// Stored verdicts that would be others today, with the changes they follow from.
Answer assessments_to_redo(const Call& call) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    auto& kernel = call.app.kernel;
    const Moment now{today(call.app), std::nullopt};
    DAICHO_TRY(rows, assessment_rows(kernel, *connection, now));
    DAICHO_TRY(editions, criteria_editions(kernel, *connection, now));
    DAICHO_TRY(answers, all_assessment_answers(kernel, *connection, now));
    govern::CatalogShelf shelf = criteria_shelf(call.app);
    json::Array list;
    std::uint64_t judged = 0;
    for (const AssessmentRow& row : rows) {
        const auto edition =
            std::find_if(editions.begin(), editions.end(),
                         [&](const CriteriaEditionRow& one) { return one.record == row.edition; });
        if (row.verdict.empty() || row.state != "judged" || edition == editions.end()) continue;
        ++judged;
        DAICHO_TRY(standing,
                   assessment_standing(shelf, {row, *edition}, answers[row.record], now.as_of));
        DAICHO_TRY(found, govern::compare_judgements({*standing.then, standing.before},
                                                     {*standing.now, standing.after}));
        if (found.verdict_after == row.verdict) continue;
        std::erase_if(found.changes,
                      [](const govern::RecordChange& change) { return !change.decides; });
        DAICHO_TRY(subject, assessment_subject(kernel, *connection, now, row));
        list.push_back(json::Object{{"id", id_text(row.record)},
                                    {"number", row.no},
                                    {"subject", subject},
                                    {"catalog", edition->catalog},
                                    {"title", texts(standing.now->head.title)},
                                    {"edition", row.judged_edition},
                                    {"edition_in_use", standing.now->head.edition},
                                    {"then", verdict_json(*standing.then, row.verdict)},
                                    {"now", verdict_json(*standing.now, found.verdict_after)},
                                    {"reasons", reasons_json(*standing.now, found.reasons_new)},
                                    {"changes", changes_json(*standing.now, found.changes)}});
    }
    return json_answer(json::Object{{"judged", judged}, {"assessments", std::move(list)}});
}

}  // namespace daicho::server
