#include "govern/criteria/criteria_parties.hpp"

#include <algorithm>
#include <map>

#include "base/assert.hpp"

namespace daicho::govern {

namespace {

constexpr std::size_t kMaxParties = 200;

using json::ObjectReader;

// A party stands behind the one it works for, so that the chain has an end at the city.
void place_party(Party& party, const std::map<std::string, std::size_t>& tiers, ObjectReader& in) {
    if (party.under.empty()) return;
    const auto above = tiers.find(party.under);
    if (above == tiers.end()) {
        in.fault(
            "under",
            input_error("govern.criteria.unknown_party").with("name", party.under.substr(0, 80)));
        return;
    }
    party.tier = above->second + 1;
}

// Place among the verdicts: lines stand from heavy to light.
std::size_t weight(const CriteriaCatalog& catalog, const std::string& verdict) {
    const auto same = [&](const CriteriaVerdict& line) { return line.key == verdict; };
    const auto& lines = catalog.verdicts;
    return static_cast<std::size_t>(std::find_if(lines.begin(), lines.end(), same) - lines.begin());
}

}  // namespace

Result<std::vector<Party>> read_parties(const CriteriaCatalog& catalog, const json::Value& record) {
    ObjectReader in(record, "");
    const auto as_of = in.optional_date("as_of");
    std::vector<Party> parties;
    std::map<std::string, std::size_t> tiers;
    for (ObjectReader& entry : in.objects("parties", kMaxParties)) {
        Party party;
        party.name = entry.text("name", 200);
        party.under = entry.optional_text("under", 200).value_or("");
        place_party(party, tiers, entry);
        party.record = read_criteria_fields(catalog, entry);
        party.record.as_of = as_of;
        if (!tiers.emplace(party.name, party.tier).second) {
            entry.fault(
                "name",
                input_error("govern.criteria.party_twice").with("name", party.name.substr(0, 80)));
        }
        parties.push_back(std::move(party));
    }
    if (parties.empty()) in.fault("parties", input_error("govern.criteria.no_party"));
    DAICHO_CHECK(in.finish());
    return parties;
}

ChainJudgement judge_chain(const CriteriaCatalog& catalog, const std::vector<Party>& parties) {
    DAICHO_ASSERT(!parties.empty());
    ChainJudgement out;
    std::size_t heaviest = kNowhere;
    for (const Party& party : parties) {
        CriteriaJudgement judged = judge(catalog, party.record);
        heaviest = std::min(heaviest, weight(catalog, judged.verdict));
        for (const std::string& code : judged.reasons) add_reason(out.reasons, code);
        out.parties.push_back({party.name, party.under, party.tier, std::move(judged)});
    }
    DAICHO_ASSERT(heaviest < catalog.verdicts.size());
    out.verdict = catalog.verdicts[heaviest].key;
    return out;
}

json::Value to_json(const ChainJudgement& judgement) {
    json::Array reasons;
    for (const std::string& code : judgement.reasons) reasons.emplace_back(code);
    json::Array parties;
    for (const PartyJudgement& party : judgement.parties) {
        json::Object entry{
            {"name", party.name},
            {"tier", static_cast<std::int64_t>(party.tier)},
            {"under", party.under.empty() ? json::Value(nullptr) : json::Value(party.under)}};
        const json::Value judged = to_json(party.judgement);
        for (const auto& member : judged.as_object()) entry.insert(member);
        parties.push_back(std::move(entry));
    }
    return json::Object{{"verdict", judgement.verdict},
                        {"reasons", std::move(reasons)},
                        {"parties", std::move(parties)}};
}

}  // namespace daicho::govern
