// The guide (利用説明書): every clause with its why and its pair; and the editions of the clauses with
// what a newer one changes in live contracts.
#include "audit/rows.hpp"
#include "govern/criteria/criteria_catalog.hpp"
#include "govern/entrust/check_form.hpp"
#include "register/list.hpp"
#include "server/entrust/entrust_api.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using namespace govern::entrust;

constexpr std::size_t kMostShown = 200;

json::Value requirement(const govern::CriteriaCatalog& table, const std::string& clause,
                        bool practice) {
    for (const govern::CriteriaItem& item : table.items) {
        if (clause_of(item.no) == clause && is_practice(item.no) == practice) {
            return json::Object{{"no", item.no},
                                {"asks", texts(item.requirement)},
                                {"risk", texts(item.risk)},
                                {"source", item.source_no}};
        }
    }
    return nullptr;
}

json::Array clauses_json(const ClauseCatalog& catalog, const govern::CriteriaCatalog& table) {
    json::Array list;
    for (const Clause& clause : catalog.clauses) {
        json::Array when;
        for (const std::string& key : clause.when) {
            const std::size_t at = govern::place_of(catalog.conditions, &ClauseCondition::key, key);
            when.push_back(texts(catalog.conditions[at].label));
        }
        list.push_back(json::Object{{"id", clause.id},
                                    {"title", texts(clause.title)},
                                    {"when", std::move(when)},
                                    {"text", texts(clause.text)},
                                    {"why", texts(clause.why)},
                                    {"measure", requirement(table, clause.id, false)},
                                    {"practice", requirement(table, clause.id, true)}});
    }
    return list;
}

json::Value clause_text(const Clause* clause) {
    return clause == nullptr ? json::Value(nullptr) : texts(clause->text);
}

json::Array changes_json(const std::vector<ChangedClause>& list) {
    json::Array out;
    for (const ChangedClause& one : list) {
        const Clause* named = one.after != nullptr ? one.after : one.before;
        out.push_back(json::Object{{"clause", one.id},
                                   {"change", std::string(to_string(one.change))},
                                   {"label", message_texts("entrust.change." +
                                                           std::string(to_string(one.change)))},
                                   {"title", texts(named->title)},
                                   {"before", clause_text(one.before)},
                                   {"after", clause_text(one.after)}});
    }
    return out;
}

Result<json::Array> editions_json(const Call& call, store::Connection& connection,
                                  const std::vector<SharedClauses>& editions,
                                  const std::map<std::string, std::size_t>& contracts) {
    DAICHO_TRY(rows, audit::rows_of(call.app.kernel, connection, "clause_edition",
                                    {today(call.app), std::nullopt}));
    json::Array list;
    for (const SharedClauses& one : editions) {
        json::Object edition{{"edition", one->head.edition},
                             {"in_use", one == editions.front()},
                             {"clauses", one->clauses.size()},
                             {"note", texts(one->head.edition_note)},
                             {"in_use_from", nullptr},
                             {"review_due", nullptr},
                             {"reviewed_on", nullptr},
                             {"decision", nullptr},
                             {"id", nullptr}};
        const auto held = contracts.find(one->head.edition);
        edition["contracts"] = held == contracts.end() ? std::size_t{0} : held->second;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Row row(*rows.definition, rows.versions[i]);
            if (row.text("edition") != one->head.edition) continue;
            edition["id"] = id_text(row.record());
            edition["in_use_from"] = row.date_or_null("in_use_from");
            edition["review_due"] = row.date_or_null("review_due");
            edition["reviewed_on"] = row.date_or_null("reviewed_on");
            edition["decision"] = row.text_or_null("decision");
        }
        list.push_back(std::move(edition));
    }
    return list;
}

}  // namespace

Answer entrust_guide(const Call& call) {
    DAICHO_CHECK(reachable(call, "entrusted_contract"));
    ClauseShelf shelf(call.app.data);
    DAICHO_TRY(catalog, shelf.in_use());
    DAICHO_TRY(table, govern::load_criteria_catalog(
                          (call.app.data / "catalogs" / "compliance-check.yaml").string()));
    return json_answer(json::Object{{"edition", catalog->head.edition},
                                    {"title", texts(catalog->head.title)},
                                    {"source", catalog->head.source},
                                    {"source_note", texts(catalog->head.source_note)},
                                    {"clauses", clauses_json(*catalog, table)}});
}

// Contracts that are not closed and stand under an earlier edition, with what a newer one changes.
Answer entrust_editions(const Call& call) {
    DAICHO_TRY(allowed, reachable(call, "entrusted_contract"));
    DAICHO_TRY(connection, call.app.kernel.reader());
    ClauseShelf shelf(call.app.data);
    DAICHO_TRY(editions, shelf.all());
    std::map<std::string, std::vector<ChangedClause>> by_edition;
    for (const SharedClauses& one : editions) {
        by_edition[one->head.edition] = changes(*one, *editions.front());
    }
    registers::ListQuery query;
    query.moment = {today(call.app), std::nullopt};
    query.scope = allowed.scope;
    DAICHO_TRY(order, registers::list_order(*connection, *allowed.definition, query,
                                            audit::kMostRows));
    if (!order) return conflict_error("audit.too_many_rows").with("register", "entrusted_contract");
    DAICHO_TRY(rows, registers::read_rows(*connection, *allowed.definition, *order));
    std::map<std::string, std::size_t> contracts;
    std::size_t touched = 0;
    json::Array list;
    for (const auto& version : rows) {
        const Row row(*allowed.definition, version);
        if (row.text("state") == "closed" || !row.has("clause_edition")) continue;
        const std::string& edition = row.text("clause_edition");
        ++contracts[edition];
        const auto found = by_edition.find(edition);
        if (found == by_edition.end()) continue;
        const auto mine = changes_for(found->second, conditions_of(row));
        if (mine.empty() || ++touched > kMostShown) continue;
        json::Array ids;
        for (const ChangedClause& one : mine) ids.emplace_back(one.id);
        list.push_back(json::Object{{"id", id_text(row.record())},
                                    {"no", row.text("contract_no")},
                                    {"subject", row.text("subject")},
                                    {"edition", edition},
                                    {"last_day", format_iso(row.date("last_day"))},
                                    {"clauses", std::move(ids)}});
    }
    json::Array steps;
    for (std::size_t i = 1; i < editions.size(); ++i) {
        steps.push_back(
            json::Object{{"from", editions[i]->head.edition},
                         {"to", editions.front()->head.edition},
                         {"changes", changes_json(by_edition[editions[i]->head.edition])}});
    }
    DAICHO_TRY(about, editions_json(call, *connection, editions, contracts));
    return json_answer(json::Object{{"today", format_iso(query.moment.as_of)},
                                    {"editions", std::move(about)},
                                    {"compared", std::move(steps)},
                                    {"touched", touched},
                                    {"contracts", std::move(list)}});
}

}  // namespace daicho::server
