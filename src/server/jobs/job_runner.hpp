// Job runner: takes what is due from the queue and runs it beside the screens.
//
// A dispatcher looks once a second, and when told, for plans and orders whose turn came; each job
// has a thread of its own, at most two at once. Progress stands in memory and goes to the database
// once a second, behind interactive commands. Cancelling raises a flag that the body asks between
// slices. When the server ends, running jobs stop between slices and are queued again at its next
// start. An end that cannot be written (a database that is away) is tried again.
// Threading: thread-safe.
#pragma once

#include <condition_variable>
#include <list>
#include <thread>

#include "server/jobs/job_desk.hpp"

namespace daicho::server {

class JobRunner {
public:
    JobRunner(App& app, std::vector<JobKind> kinds, unsigned at_once = 2);
    JobRunner(const JobRunner&) = delete;
    JobRunner& operator=(const JobRunner&) = delete;
    ~JobRunner();  // stops

    // Makes the tables and queues again what a process before left.
    Status prepare();
    // The same, and begins to look.
    Status start();
    // Ends between slices what runs; nothing new begins.
    void stop();
    // Until nothing is due and nothing runs: for a command without a server.
    void run_all_due();

    Result<Ordered> order(const identity::Principal& principal, const JobRequest& request);
    Result<bool> cancel(const identity::Principal& principal, std::uint64_t job);
    [[nodiscard]] const std::vector<JobKind>& kinds() const noexcept { return kinds_; }
    // Done and total of a running job at this moment.
    [[nodiscard]] std::optional<std::pair<std::uint64_t, std::uint64_t>> progress(
        std::uint64_t job);
    // What else is looked at with each turn (messages of the command line).
    std::function<void()> on_tick;

private:
    struct Running;
    void loop();
    void tick();
    void begin_due();
    Status claim_next(std::optional<job::Order>& order);
    void begin(job::Order order);
    void work(Running& running);
    Result<json::Object> body(Running& running);
    Result<identity::Principal> person(const job::Order& order);
    void write_end(Running& running, const Result<json::Object>& result);
    Status end_in(registers::Context& context, Running& running, job::State state,
                  const std::string& text);
    void flush();
    void reap();
    [[nodiscard]] std::size_t running();

    App& app_;
    std::vector<JobKind> kinds_;
    unsigned at_once_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::list<Running> running_;
    bool told_ = false;
    std::atomic<bool> stopping_{false};
    Instant swept_;
    std::thread dispatcher_;
};

// Makes the runner of this server with the kinds it knows and these, and starts it.
Status start_jobs(App& app, std::vector<JobKind> more = {});

}  // namespace daicho::server
