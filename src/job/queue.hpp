// Queue: jobs that somebody ordered, until their turn comes; plans that order them again and again.
//
// An order is a job of w_job (job.hpp) with what its turn needs beside it, in w_job_order: in whose
// name, from when, with which parameters, and its lane: of one lane one job runs at a time. Its log
// is w_job_log, ids and arguments of messages, so that it reads in both languages. What a person
// may order, and whether it still may when its turn comes, is asked by whoever runs it.
// In the caller's transaction, on the connection's thread.
#pragma once

#include "job/job.hpp"
#include "job/rhythm.hpp"

namespace daicho::job {

struct NewOrder {
    std::string kind;
    std::string lane;        // "levy 2026"; empty = beside anything
    std::string parameters;  // JSON
    std::uint64_t account = 0;  // record in register `account`; 0 = the system
    Instant due;             // 0 = at once
    std::uint64_t plan = 0;  // that ordered it; 0 = a person
    std::uint64_t file = 0;  // that it works on, where its kind has one; 0 = none
};

struct Order {
    Job job;
    NewOrder order;
    Instant queued;
    std::uint32_t attempts = 0;
    bool cancel = false;       // asked for while it runs
    std::uint64_t inner = 0;   // job that it runs under an identity of its own (levy)
};

struct LogLine {
    Instant at;
    std::string id;         // of the message
    std::string arguments;  // JSON object of texts
};

struct Plan {
    std::uint64_t id = 0;
    NewOrder order;
    std::string rhythm;
    Instant next;
};

inline constexpr std::uint32_t kMostAttempts = 3;

// Gives the job's id. Error: job.waits_already (the same kind with the same parameters waits or
// runs: a second click orders nothing twice).
Result<std::uint64_t> enqueue(store::Connection& connection, const NewOrder& order, Instant now);
// True when `claim` or `order_planned` would find something: asked before anything is written.
Result<bool> has_due(store::Connection& connection, Instant now);
// The oldest that is due and whose lane is free; it is running from now on, with one attempt more.
Result<std::optional<Order>> claim(store::Connection& connection, Instant now);
Result<std::optional<Order>> find_order(store::Connection& connection, std::uint64_t job);
// Newest first; also jobs that nobody ordered (started by a command), without the inner ones.
Result<std::vector<Order>> list_orders(store::Connection& connection, std::size_t limit);
// A waiting one is cancelled at once, a running one is asked to. True when it was at once.
// Errors: job.no_order, job.not_running (it has ended).
Result<bool> cancel(store::Connection& connection, std::uint64_t job, Instant now);
// Ends a job that was asked to; it does not go on any more.
Status end_cancelled(store::Connection& connection, std::uint64_t job, Instant now);
// A levy's own job, shown through its order alone.
Status set_inner(store::Connection& connection, std::uint64_t job, std::uint64_t inner);
// Progress for lists; the cursor stays.
Status set_progress(store::Connection& connection, std::uint64_t job, std::uint64_t done,
                    std::uint64_t total);
// Where it goes on, in the transaction of what it did up to there.
Status set_cursor(store::Connection& connection, std::uint64_t job, std::string_view cursor);
// What a process that died or stopped left is queued again; what has failed so kMostAttempts times
// fails for good. Gives the jobs that wait again.
Result<std::vector<std::uint64_t>> requeue_stopped(store::Connection& connection, Instant now,
                                                   std::string_view error);

Status add_log(store::Connection& connection, std::uint64_t job, const LogLine& line);
Result<std::vector<LogLine>> read_log(store::Connection& connection, std::uint64_t job);

Result<std::uint64_t> add_plan(store::Connection& connection, const NewOrder& order,
                               const Rhythm& rhythm, Instant now);
// Error: job.no_plan.
Status end_plan(store::Connection& connection, std::uint64_t plan);
Result<std::vector<Plan>> list_plans(store::Connection& connection);
// Orders what is due by its plan and sets each plan to its next turn: turns that passed while
// nothing ran are made up for once. Gives the jobs.
Result<std::vector<std::uint64_t>> order_planned(store::Connection& connection, Instant now);

}  // namespace daicho::job
