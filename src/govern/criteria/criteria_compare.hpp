// 判定の比較 (comparison): what made the difference between two judgements of one subject.
//
// Every answer, fact, condition, class, the day and the edition is one change. A change decides
// when the later judgement without it – all others kept – has another verdict. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "govern/criteria/criteria.hpp"

namespace daicho::govern {

struct RecordChange {
    std::string path;  // answers.7, facts.7.holder, profile.cloud, as_of, edition, parties[1].…
    json::Value before;
    json::Value after;
    std::string without;   // verdict of the later record without this change
    bool decides = false;  // `without` differs from the later verdict
};

struct Comparison {
    std::string verdict_before;
    std::string verdict_after;
    std::vector<std::string> reasons_gone;
    std::vector<std::string> reasons_new;
    std::vector<RecordChange> changes;
};

struct JudgedBy {
    const CriteriaCatalog& catalog;
    const json::Value& record;
};

// Errors: those of judge_criteria for either side; govern.criteria.other_catalog. A change whose
// undoing leaves a record that cannot be read (a class that the new edition lacks) is said with an
// empty `without` and does not decide.
Result<Comparison> compare_judgements(const JudgedBy& before, const JudgedBy& after);
json::Value to_json(const Comparison& comparison);

}  // namespace daicho::govern
