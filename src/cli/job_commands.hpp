// `daicho job …`: the queue of jobs from the command line, beside a running server or without one.
#pragma once

#include "cli/city.hpp"
#include "cli/command.hpp"
#include "server/jobs/job_runner.hpp"

namespace daicho::cli {

std::vector<Command> job_commands();

// Kinds that the server does not know by itself: backup, doctor.
std::vector<server::JobKind> machine_kinds(const Places& places);
// Starts the runner of a serving process, with these kinds, listening to the command line.
Status start_city_jobs(City& city, const Places& places, server::App& app);

}  // namespace daicho::cli
