// Log desk: analyses the logs of a source and records that it did (registers log_run, log_hit).
//
// The source's record says by which mapping, rules and thresholds; the run keeps what was read
// (SHA-256 of each file, lines, rejections), by which editions, and each hit as a case. All of it
// and the entry of the journal stand in one transaction. A review is by somebody else than who ran.
#pragma once

#include <filesystem>
#include <functional>

#include "govern/logs/engine.hpp"
#include "identity/principal.hpp"
#include "json/reader.hpp"
#include "register/kernel.hpp"

namespace daicho::server {

// Where mappings, rules and lists lie.
struct LogCatalogs {
    std::filesystem::path catalogs;  // catalogs/logs
    std::filesystem::path lists;     // the city's own lists as CSV files; may be empty
};

struct LogOrder {
    std::string source;  // number in log_source
    Date from;
    Date to;
    std::vector<govern::logs::Input> files;
    std::function<bool()> stop;
};

// "name=value name=value": thresholds that a city's procedure sets. Error: logs.desk.threshold.
Result<govern::logs::Changed> log_thresholds(const std::string& text);
// Lists of the folder by the names of their files, and the holidays of the catalog.
Result<govern::logs::Tables> log_tables(const LogCatalogs& places);
// `mapping` and `rules`: names of the catalog, or files. As JSON for whoever asks without a city.
Result<json::Object> analyse_logs(const LogCatalogs& places, const std::string& mapping,
                                  const std::string& rules, const LogOrder& order);

// Source "journal" is the one in use that reads Daicho's own journal; it needs no file.
// Errors: job.file_wanted, logs.desk.no_source, logs.desk.period, logs.desk.too_many_hits,
// register.denied, those of govern/logs.
Result<json::Object> run_logs(registers::Kernel& kernel, const identity::Principal& principal,
                              const LogCatalogs& places, const LogOrder& order);

struct LogReview {
    std::string run;
    std::string verdict;  // in_order followed_up run_again
    std::string remark;
};
// Errors: logs.desk.no_run, logs.desk.own_run, logs.desk.hits_open, logs.desk.reviewed.
Result<json::Object> review_log_run(registers::Kernel& kernel, const identity::Principal& principal,
                                    const LogReview& review);

}  // namespace daicho::server
