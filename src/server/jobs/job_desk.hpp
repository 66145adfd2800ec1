// Job desk: what can be ordered, who may order it, and what an order does when its turn comes.
//
// A kind is a name with four functions; the composition root adds kinds of floors that the server
// does not know (doctor). Whether a person may is asked when the job is ordered and again
// when it runs, in the name of whoever ordered it, as that account stands then.
#pragma once

#include <functional>
#include <memory>

#include "job/queue.hpp"
#include "server/app.hpp"

namespace daicho::server {

// What a body works with, on a thread of its own.
struct JobWork {
    App& app;
    const job::Order& order;
    const identity::Principal& principal;
    const json::Object& parameters;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
    std::function<bool()> stop;       // cancelled, or the server ends
    std::function<bool()> cancelled;  // by a person: what began does not go on later
    // A line of the log: id of a message and its arguments; names and numbers of persons never.
    std::function<void(std::string id, json::Object arguments)> log;
    // Ends the job inside a command of the body's own, so that what it wrote and its end are one.
    std::function<Status(registers::Context&, const json::Object& result)> end;
};

struct JobKind {
    std::string name;
    // Are the parameters right, and may this person? The refusal of a register is journaled.
    std::function<Status(App&, const identity::Principal&, const json::Object&)> check;
    std::function<std::string(const json::Object&)> lane;
    // The result, whose `text` people read; nothing when the body ended the job itself.
    std::function<Result<json::Object>(JobWork&)> run;
    bool takes_file = false;
    bool may_take_file = false;  // works with one and without
};

// Levy, import, export, verification; backups and erasures.
std::vector<JobKind> job_kinds();

struct JobRequest {
    std::string kind;
    json::Object parameters;
    std::optional<Instant> at;          // absent: at once
    std::optional<job::Rhythm> rhythm;  // again and again; gives a plan, no job
    std::uint64_t file = 0;             // brought before
};
struct Ordered {
    std::uint64_t job = 0;  // 0: a plan was made
    std::uint64_t plan = 0;
};

// Errors: job.unknown_kind, job.file.gone, job.file_wanted, those of the kind's check and of the
// queue. Journaled.
Result<Ordered> order_job(App& app, const std::vector<JobKind>& kinds,
                          const identity::Principal& principal, const JobRequest& request);
// Whoever ordered it, and administrators. Error: job.no_order.
Result<bool> may_cancel(App& app, const identity::Principal& principal, std::uint64_t job);
// True when it was over at once. Errors: job.not_yours,
// those of the queue. Journaled.
Result<bool> cancel_job(App& app, const identity::Principal& principal, std::uint64_t job);
Status end_job_plan(App& app, const identity::Principal& principal, std::uint64_t plan);
// Those who change accounts see to the machine, too.
bool keeps_the_machine(App& app, const identity::Principal& principal);
// Is the kind to be offered to this person at all? An order is asked again, with its parameters.
bool is_offered(App& app, const identity::Principal& principal, std::string_view kind);

const JobKind* find_kind(const std::vector<JobKind>& kinds, std::string_view name) noexcept;
// One line in the log, in the caller's command.
Status log_line(registers::Context& context, std::uint64_t job, std::string id,
                const json::Object& arguments);

}  // namespace daicho::server
