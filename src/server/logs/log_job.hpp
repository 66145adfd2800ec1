// The analysis of logs as a job: the file that was brought, for a source and a period.
#pragma once

#include "server/jobs/job_desk.hpp"

namespace daicho::server {

// Parameters {"source","from","to"}, with a file; the city's lists lie in <home>/log-lists.
JobKind log_job_kind();

}  // namespace daicho::server
