// Job view: a batch with its progress, as the screens show it.
#pragma once

#include "job/queue.hpp"
#include "server/app.hpp"

namespace daicho::server {

// The newest jobs, newest first; running ones with their progress of this moment.
Result<json::Array> jobs_json(App& app, std::uint64_t asker, std::size_t limit);
// `asker`: the account that asks, for "mine".
json::Object job_json(App& app, std::uint64_t asker, const job::Order& order);

}  // namespace daicho::server
