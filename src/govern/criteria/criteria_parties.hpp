// 委託の連鎖 (chain of parties): every party of every tier judged by the same catalog.
//
// A party that works for another one names it; the tier follows from that. Nothing is inherited: a
// certificate of the party above proves nothing for the party below, and the heaviest verdict of
// the chain is the verdict of the chain. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "govern/criteria/criteria.hpp"

namespace daicho::govern {

struct Party {
    std::string name;
    std::string under;  // empty: engaged by the city itself
    std::size_t tier = 1;
    CriteriaRecord record;
};

struct PartyJudgement {
    std::string name;
    std::string under;
    std::size_t tier = 1;
    CriteriaJudgement judgement;
};

struct ChainJudgement {
    std::string verdict;
    std::vector<std::string> reasons;  // codes of all parties, each once
    std::vector<PartyJudgement> parties;
};

// {"as_of": …, "parties": [{"name", "under"?, "data_classes", "answers", "facts", "profile"}]}
// Errors: json.*, govern.criteria.*; all with path.
Result<std::vector<Party>> read_parties(const CriteriaCatalog& catalog, const json::Value& record);
ChainJudgement judge_chain(const CriteriaCatalog& catalog, const std::vector<Party>& parties);
json::Value to_json(const ChainJudgement& judgement);

}  // namespace daicho::govern
