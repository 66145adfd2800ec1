// 分析 (run): files, a mapping and a rule set give cases, and the proof of what was read.
//
// Reads every record of every file; each is an event of the period, an event outside it, or a
// rejection with its place. Files are read in the order of their first events. Pure: bytes come
// through functions, nothing is written, no clock is asked.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "govern/logs/correlate.hpp"
#include "govern/logs/reader.hpp"
#include "govern/logs/rules.hpp"

namespace daicho::govern::logs {

struct Input {
    std::string name;
    std::function<Result<ByteReader>()> open;      // a run may read it more than once
    std::function<Result<ByteReader>()> open_raw;  // its bytes as they lie there, packed or not
};

struct RunOptions {
    Date from;
    Date to;                                      // included
    std::vector<std::string> only;                // names of rules; empty: all that fit the source
    std::size_t budget = std::size_t{128} << 20;  // bytes that windows may hold
    std::function<bool()> stop;                   // asked now and then; true ends the run
};

struct FileReport {
    std::string name;
    std::uint64_t bytes = 0;
    std::uint64_t lines = 0;
    std::uint64_t events = 0;  // within the period
    std::uint64_t outside = 0;
    std::uint64_t rejected = 0;
    std::int64_t first_ms = 0;  // of all its events
    std::int64_t last_ms = 0;
};

struct Rejection {
    Place place;
    Reject reason = Reject::none;
    std::uint64_t bytes = 0;
};
inline constexpr std::size_t kRejectionsKept = 200;

// One event of a case as it stands in the log: the standard fields, in their order.
struct Evidence {
    Place place;
    std::int64_t time_ms = 0;
    std::vector<std::string> values;
};

struct RunResult {
    std::vector<FileReport> files;   // in the order of their names, as Place::file counts them
    std::vector<std::size_t> rules;  // that were looked at
    std::map<std::string, std::uint64_t> rejected;  // by reason
    std::vector<Rejection> rejections;              // the first of them
    std::vector<Case> cases;
    std::map<Place, Evidence> evidence;
    std::uint64_t unread_values = 0;  // no numbers where a rule adds up
    std::uint32_t passes = 1;         // times that the files were read
};

// Errors: those of reader.hpp; logs.run.too_many, logs.run.stopped, logs.run.no_rule.
Result<RunResult> run(const RuleSet& rules, const Mapping& mapping, const Tables& tables,
                      const std::vector<Input>& inputs, const RunOptions& options);

Input file_input(const std::string& path);
Input text_input(std::string name, std::string text, std::size_t piece = 1 << 20);

}  // namespace daicho::govern::logs
