// Verification in the background: one at a time, as a job with progress; its end is an entry of
// the journal, and its result outlives the process in the job's record.
#pragma once

#include "job/job.hpp"
#include "server/app.hpp"

namespace daicho::server {

// Starts one, or gives the one that runs.
Result<job::Job> start_verification(App& app, const identity::Principal& principal);

struct VerificationFacts {
    std::optional<Instant> at;
    bool ok = false;
    json::Value fault = nullptr;  // texts
};
// The newest that ended, of this process or an earlier one; `at` empty = there was none.
Result<VerificationFacts> last_verification(App& app, store::Connection& connection);

}  // namespace daicho::server
