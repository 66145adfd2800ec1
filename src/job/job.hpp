// Job: a batch that is atomic or resumable, with progress, a log and a result (decisions 17).
//
// A job is identified by what it works on: the SHA-256 of kind, parameters and digests. Starting
// the same job again finds the old one: a finished one gives its result, a broken one resumes at
// its cursor. Rows, seal and cursor share one transaction: the worker calls `advance` inside it.
// Table w_job (id, kind, identity, state, done, total, cursor, result, started, ended, error).
// Threading: each function works on its connection's thread; a job's body runs on the caller's.
// What people see meanwhile: progress_bar.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/digest.hpp"
#include "base/result.hpp"
#include "job/progress_bar.hpp"
#include "store/connection.hpp"

namespace daicho::job {

// Stored: the order stays.
enum class State : std::uint8_t { queued, running, done, failed, stopped, cancelled };

struct Identity {
    std::string kind;                                    // "levy", "import", "verify"
    std::vector<std::pair<std::string, std::string>> of;  // what it works on, in order
    [[nodiscard]] Digest digest() const;
};

struct Job {
    std::uint64_t id = 0;
    std::string kind;
    Digest identity{};
    State state = State::queued;
    std::uint64_t done = 0;
    std::uint64_t total = 0;
    std::string cursor;  // where to go on; meaning belongs to the kind
    std::string result;  // JSON, when done
    std::string error;   // JSON errors document, when failed
    Instant started;
    Instant ended;
};

// Finds the job of this identity or makes it (state running; a done one stays done). A total of 0
// leaves the old one. In the caller's transaction.
Result<Job> start(store::Connection& connection, const Identity& identity, std::uint64_t total,
                  Instant now);
// Saves progress in the same transaction as the rows it speaks of. A job that was marked stopped
// meanwhile runs again by this. Error: job.not_running (it has ended).
Status advance(store::Connection& connection, std::uint64_t id, std::uint64_t done,
               std::string_view cursor);
// Where a job stands. Error: job.not_running (there is none).
Result<std::string> cursor(store::Connection& connection, std::uint64_t id);
// Ends a job as done, failed or stopped. Error: job.not_running (it has ended before).
Status finish(store::Connection& connection, std::uint64_t id, State state,
              std::string_view result_or_error, Instant now);
Result<std::vector<Job>> list(store::Connection& connection, std::size_t limit);
// Jobs of a kind that stopped and can resume, newest first.
Result<std::vector<Job>> list_stopped(store::Connection& connection, std::string_view kind);
Result<std::optional<Job>> find(store::Connection& connection, const Digest& identity);
Result<std::optional<Job>> find_by_id(store::Connection& connection, std::uint64_t id);
// Jobs left `running` by a process that died are marked stopped (they can resume). Only for the
// holder of the writer's lease: anybody else would stop the jobs of a living process.
Status mark_interrupted(store::Connection& connection);

}  // namespace daicho::job
