// 抹消措置の判定 (disposal judgement): was a medium disposed of properly?
//
// Order of judgement: which steps count; is there a final method; is the duty proved; does the
// certificate match the inventory; was a third party allowed; then the verdict. What is not known
// (null) never proves anything. Pure; any thread; time comes in as `as_of`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "govern/media/disposal_catalog.hpp"
#include "json/reader.hpp"

namespace daicho::govern {

struct DisposalStep {
    std::optional<std::string> method;
    std::optional<std::string> place;   // onsite | offsite | provider
    std::optional<std::string> result;  // ok | failed | aborted
    std::optional<bool> verified;
    std::optional<Date> date;
    std::optional<bool> encrypted_since_first_write;
};

struct DisposalCertificate {
    std::optional<std::string> kind;  // destruction | erasure
    std::vector<std::string> serials;
    std::optional<bool> photos;
    std::optional<Date> due;
    std::optional<Date> submitted;
};

struct DisposalRecord {
    std::size_t class_index = 0;
    std::size_t medium_index = 0;
    bool leased = false;
    std::vector<std::string> inventory_serials;
    std::vector<DisposalStep> steps;  // in the order in which they were done
    std::optional<Date> handover_date;
    std::optional<bool> witness_until_completion;
    std::optional<bool> staff_confirmed;
    std::optional<DisposalCertificate> certificate;
    std::optional<bool> contract_spec_names_method;
    std::optional<bool> third_party_used;
    std::optional<bool> third_party_consent;
    std::optional<bool> cloud_equipment_identified;  // empty: no cloud, or not known
    std::optional<Date> as_of;
};

struct DisposalJudgement {
    std::string verdict;
    std::vector<std::string> reasons;
};

// Contract "Record for daicho disposal judge". `class` and `media` must be known; any other field
// may be null or absent. Errors: json.*, all with path.
Result<DisposalRecord> read_disposal_record(const DisposalCatalog& catalog,
                                            const json::Value& record);
DisposalJudgement judge(const DisposalCatalog& catalog, const DisposalRecord& record);
json::Value to_json(const DisposalJudgement& judgement);

// The three in a row: what `daicho disposal judge` prints.
Result<json::Value> judge_disposal(const DisposalCatalog& catalog, const json::Value& record);

}  // namespace daicho::govern
