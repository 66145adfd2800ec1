// Verification in the background: one at a time, through the queue of jobs; its end is an entry of
// the journal, and its result outlives the process in the job's record.
#pragma once

#include "server/app.hpp"
#include "server/jobs/job_desk.hpp"

namespace daicho::server {

// Orders one, or gives the one that waits or runs.
Result<job::Order> start_verification(App& app, const identity::Principal& principal);

// The body of such a job.
Result<json::Object> verify_as_job(JobWork& work);

struct VerificationFacts {
    std::optional<Instant> at;
    bool ok = false;
    json::Value fault = nullptr;  // texts
};
// The newest that ended, of this process or an earlier one; `at` empty = there was none.
Result<VerificationFacts> last_verification(App& app, store::Connection& connection);

}  // namespace daicho::server
