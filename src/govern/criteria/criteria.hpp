// 適合判定 (criteria judgement): one small engine for every checklist of catalogs/.
//
// Answers have three values: yes, no, unknown. A fact can only turn a yes into a no. Each row, each
// group of alternatives and each fallback then gives at most one consequence for the class judged;
// the heaviest effect decides the verdict. All rules come from the catalog.
// Invariants: the same record gives the same judgement; reasons are a set in the order of the rows;
// turning a no into a yes never makes the verdict worse. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "govern/criteria/criteria_catalog.hpp"
#include "govern/criteria/dated_fact.hpp"
#include "json/reader.hpp"

namespace daicho::govern {

enum class Answer : std::uint8_t { no, unknown, yes };

// What was told about one fact. boolean: "true"/"false"; flags: the names that are false;
// review: its decision; else the names given.
struct FactValue {
    std::vector<std::string> names;
    std::vector<DatedEntry> entries = {};  // dated
};

struct CriteriaRecord {
    std::size_t class_index = 0;                  // highest rank among the data classes
    std::vector<Answer> answers;                  // by item; not given = unknown
    std::vector<std::optional<FactValue>> facts;  // by fact rule
    std::vector<bool> excused = {};  // by condition: told to be false; not told excuses nothing
    std::optional<Date> as_of = {};  // the day dated facts are held against
};

struct ItemResult {
    std::string no;
    std::string cell;
    Answer answer = Answer::unknown;  // as given
    bool satisfied = false;           // yes, and no fact against it
    bool asked = true;                // false: a condition that is not given excuses the row
};

struct CriteriaJudgement {
    std::string effective_class;
    std::string verdict;
    std::vector<std::string> reasons;
    std::vector<ItemResult> items;  // none outside the table
};

// Contract "Record for daicho criteria judge". Errors: json.*, govern.criteria.*; all with path.
Result<CriteriaRecord> read_criteria_record(const CriteriaCatalog& catalog,
                                            const json::Value& record);
// The same fields out of a part of a larger record; `finish` is the caller's.
CriteriaRecord read_criteria_fields(const CriteriaCatalog& catalog, json::ObjectReader& in);
// `record` must come from read_criteria_record with the same catalog.
CriteriaJudgement judge(const CriteriaCatalog& catalog, const CriteriaRecord& record);
json::Value to_json(const CriteriaJudgement& judgement);

// The three in a row: what `daicho criteria judge` prints. A catalog that judges by party reads
// the chain of parties instead (criteria_parties.hpp).
Result<json::Value> judge_criteria(const CriteriaCatalog& catalog, const json::Value& record);

}  // namespace daicho::govern
