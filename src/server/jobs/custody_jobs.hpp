// Jobs of whoever keeps the machine: a backup, its trial, pruning, and an approved erasure.
//
// Each calls what the command of that name calls; the screens only order it. No request names a
// folder: backups lie where $DAICHO_BACKUPS says, or beside the data.
#pragma once

#include <filesystem>

#include "custody/backup.hpp"
#include "server/jobs/job_desk.hpp"

namespace daicho::server {

// backup, backup_trial {"name"}, backup_prune {"names"}, erasure {"proposal"}.
std::vector<JobKind> custody_job_kinds();

// For those who keep the machine alone, without parameters. Error: job.machine_only (journaled).
Status check_machine_job(App& app, const identity::Principal& principal,
                         const json::Object& parameters);

std::filesystem::path backup_folder(const std::filesystem::path& home);
// What pruning that folder would delete now; nothing when there is no folder yet.
Result<std::vector<custody::Pruned>> prunable(App& app);

}  // namespace daicho::server
