#include "office/custody_policy.hpp"

namespace daicho::office {
namespace {

std::int32_t days(const yaml::Node& node, std::string_view key, std::int64_t max) {
    return static_cast<std::int32_t>(node.at(key).integer(1, max));
}

}  // namespace

CustodyPolicy read_custody_policy(const yaml::Node& node) {
    CustodyPolicy policy;
    const yaml::Node backup = node.at("backup");
    policy.keep_days = days(backup, "keep_days", 36'500);
    policy.keep_keys_days = days(backup, "keep_keys_days", 3'650);
    policy.at_least = days(backup, "at_least", 100);
    policy.backup_cite = backup.at("cite").text();
    if (policy.keep_keys_days > policy.keep_days) {
        backup.fault(input_error("settings.bad_backup_days"));
    }
    const yaml::Node erasure = node.at("erasure");
    policy.first_day = erasure.at("first_day").text();
    policy.journal_years = days(erasure, "journal_years", 100);
    policy.log_days = days(erasure, "log_days", 3'650);
    policy.erasure_cite = erasure.at("cite").text();
    return policy;
}

}  // namespace daicho::office
