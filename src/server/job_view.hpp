// Job view: a batch with its progress, as the screens show it.
#pragma once

#include "job/job.hpp"
#include "server/app.hpp"

namespace daicho::server {

// The newest jobs, newest first; a running verification with its progress of this moment.
Result<json::Array> jobs_json(App& app, std::size_t limit);
json::Object job_json(App& app, const job::Job& job);

}  // namespace daicho::server
