// Job: a batch that is atomic or resumable, with progress, a log and a result (decisions 17).
//
// A job is identified by what it works on: the SHA-256 of kind, parameters and digests. Starting
// the same job again finds the old one: a finished one gives its result, a broken one resumes at
// its cursor. Rows, seal and cursor share one transaction: the worker calls `advance` inside it.
// Table w_job (id, kind, identity, state, done, total, cursor, result, started, ended, error).
// Threading: Jobs is thread-safe; a job's body runs on the caller's thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/digest.hpp"
#include "base/result.hpp"
#include "store/connection.hpp"
#include "store/database.hpp"

namespace daicho::job {

enum class State : std::uint8_t { queued, running, done, failed, stopped };

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

Status create_tables(store::Connection& connection);

// Finds the job of this identity or makes it (state running). In the caller's transaction.
Result<Job> start(store::Connection& connection, const Identity& identity, std::uint64_t total,
                  Instant now);
// Saves progress in the same transaction as the rows it speaks of.
Status advance(store::Connection& connection, std::uint64_t id, std::uint64_t done,
               std::string_view cursor);
Status finish(store::Connection& connection, std::uint64_t id, State state,
              std::string_view result_or_error, Instant now);
Result<std::vector<Job>> list(store::Connection& connection, std::size_t limit);
Result<std::optional<Job>> find(store::Connection& connection, const Digest& identity);
// Jobs left `running` by a process that died are marked stopped (they can resume).
Status mark_interrupted(store::Connection& connection);

// Progress for people: on a terminal one line rewritten in place; elsewhere a line every 2 s;
// nothing under half a second. Rate and time left from a sliding window.
class ProgressBar {
public:
    ProgressBar(std::string label_ja, std::string label_en, std::string unit);
    ~ProgressBar();
    void update(std::uint64_t done, std::uint64_t total);
    void finish();

private:
    void print(std::uint64_t done, std::uint64_t total, bool last);
    std::string label_;
    std::string unit_;
    std::int64_t started_ms_ = 0;
    std::int64_t printed_ms_ = 0;
    std::uint64_t done_ = 0;
    std::uint64_t total_ = 0;
    bool terminal_ = false;
    bool shown_ = false;
};

}  // namespace daicho::job
