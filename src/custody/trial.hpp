// Trial of a backup: is what was kept really a copy of the city? It is brought back into a folder
// of its own, emptied of what was erased since, verified against its journal, and deleted again.
// The one proof that a backup is worth anything; `restore` (backup.hpp) does the work.
//
// Beside a running server: the trial is a municipality of its own and touches nothing else. On
// PostgreSQL its rows lie in a scratch database of the same server (store/scratch.hpp), dropped
// afterwards; a role that may not make one is told so. <home>/trials.txt remembers what was proven.
// Threading: one trial at a time.
#pragma once

#include <map>

#include "custody/backup.hpp"

namespace daicho::custody {

// Error: backup.unknown, backup.no_keys (pruned), backup.trial_elsewhere (the role of PostgreSQL
// may make no database).
Status may_try(registers::Kernel& kernel, const std::string& name);
// Whether trials are possible at all, for a screen that offers them.
bool can_try(registers::Kernel& kernel);
// `definitions`: the folder registers/. `stop` is asked all the while: job.cancelled, and nothing
// is left or noted then. Errors: also those of restore.
Result<Restored> try_backup(registers::Kernel& kernel, const std::string& name,
                            const std::filesystem::path& definitions,
                            const std::function<bool()>& stop = {});

struct Trial {
    std::int64_t at = 0;  // microseconds since 1970
    bool passed = false;
};
// The newest of each backup, by name.
std::map<std::string, Trial> trials(const std::filesystem::path& home);

// What of a known backup is still in its place.
struct Whereabouts {
    bool data = false;
    bool keys = false;
};
Whereabouts whereabouts(const BackupRecord& backup);

}  // namespace daicho::custody
