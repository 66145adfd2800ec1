#include "server/criteria/criteria_view.hpp"

#include <algorithm>

namespace daicho::server {
namespace {

using govern::CriteriaCatalog;

// One subject or one party: which rows are asked now, which of them are met, and why.
json::Object judged_json(const CriteriaCatalog& catalog, const govern::CriteriaJudgement& judged) {
    json::Array rows;
    for (const govern::ItemResult& item : judged.items) {
        const auto cell = govern::place_of(catalog.cells, &govern::CellRule::key, item.cell);
        rows.push_back(json::Object{{"no", item.no},
                                    {"cell", texts(catalog.cells[cell].label)},
                                    {"asked", cell != catalog.unused_cell},
                                    {"satisfied", item.satisfied}});
    }
    return json::Object{{"verdict", verdict_json(catalog, judged.verdict)},
                        {"class", judged.effective_class},
                        {"reasons", reasons_json(catalog, judged.reasons)},
                        {"rows", std::move(rows)}};
}

}  // namespace

json::Array reasons_json(const govern::CriteriaCatalog& catalog,
                         const std::vector<std::string>& codes) {
    json::Array list;
    for (const std::string& code : codes) {
        list.push_back(
            json::Object{{"code", code}, {"text", texts(govern::explain(catalog.reasons, code))}});
    }
    return list;
}

json::Value verdict_json(const govern::CriteriaCatalog& catalog, const std::string& key) {
    for (const govern::CriteriaVerdict& line : catalog.verdicts) {
        if (line.key != key) continue;
        const char* effect = "none";
        if (!line.when && line.by_effect) effect = "good";
        if (line.when) effect = *line.when == govern::Effect::blocks ? "bad" : "caution";
        if (line.when == govern::Effect::note) effect = "good";
        return json::Object{{"key", key}, {"label", texts(line.label)}, {"tone", effect}};
    }
    return json::Object{{"key", key}, {"label", texts({key, key})}, {"tone", "none"}};
}

Result<json::Value> judgement_json(const govern::CriteriaCatalog& catalog,
                                   const json::Value& record) {
    json::Array parties;
    if (!catalog.by_party) {
        DAICHO_TRY(read, govern::read_criteria_record(catalog, record));
        json::Object out = judged_json(catalog, govern::judge(catalog, read));
        out["edition"] = catalog.head.edition;
        out["parties"] = std::move(parties);
        return json::Value(std::move(out));
    }
    DAICHO_TRY(chain, govern::read_parties(catalog, record));
    const govern::ChainJudgement judged = govern::judge_chain(catalog, chain);
    for (const govern::PartyJudgement& party : judged.parties) {
        json::Object one = judged_json(catalog, party.judgement);
        one["name"] = party.name;
        one["under"] = party.under.empty() ? json::Value(nullptr) : json::Value(party.under);
        one["tier"] = party.tier;
        parties.push_back(std::move(one));
    }
    return json::Value(json::Object{{"verdict", verdict_json(catalog, judged.verdict)},
                                    {"class", ""},
                                    {"reasons", reasons_json(catalog, judged.reasons)},
                                    {"rows", json::Array()},
                                    {"edition", catalog.head.edition},
                                    {"parties", std::move(parties)}});
}

std::vector<std::string> stored_codes(std::string_view text) {
    std::vector<std::string> codes;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end != 0) codes.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return codes;
}

std::string codes_text(const std::vector<std::string>& codes) {
    std::string text;
    for (const std::string& code : codes) text += (text.empty() ? "" : " ") + code;
    return text;
}

}  // namespace daicho::server
