// CustodyPolicy: how long copies of the data are kept, as the municipality decided, with the rule
// it comes from. Read from data/municipality/<file>.yaml, section `custody`. Plain values.
#pragma once

#include <cstdint>
#include <string>

#include "yaml/node.hpp"

namespace daicho::office {

struct CustodyPolicy {
    std::int32_t keep_days = 400;      // backups
    std::int32_t keep_keys_days = 35;  // their keys: no longer, or erasure would wait for them
    std::int32_t at_least = 3;         // backups that pruning leaves, however old
    std::string backup_cite;
    std::string first_day;             // why a period counts from 1 April
    std::int32_t journal_years = 10;   // bodies of entries: who, whom, why
    std::int32_t log_days = 30;        // until logs of the database are overwritten
    std::string erasure_cite;
};

// Faults go to the node's document.
CustodyPolicy read_custody_policy(const yaml::Node& node);

}  // namespace daicho::office
