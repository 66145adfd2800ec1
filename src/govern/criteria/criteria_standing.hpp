// 判定の有効性 (standing): would a stored judgement come out the same today?
//
// A verdict stands with the edition and the day it was made with. What can move under it: the
// edition in use, the day (certificates run out), evidence past its term. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "govern/criteria/criteria_compare.hpp"

namespace daicho::govern {

// A yes whose evidence is past its term: it counts as not known.
struct LapsedProof {
    std::string item;
    std::size_t party = 0;  // place in the chain; 0 where there is none
};

// The record as `catalog` reads it on `day`: its class of dated facts is looked at on that day,
// lapsed answers are unknown, and answers, facts and conditions that the catalog does not have are
// left out. Anything else stays as it is.
json::Value record_on(const CriteriaCatalog& catalog, const json::Value& record, Date day,
                      const std::vector<LapsedProof>& lapsed);
// The same without moving the day or any proof: an edition reads what another one asked.
json::Value record_for(const CriteriaCatalog& catalog, const json::Value& record);

}  // namespace daicho::govern
