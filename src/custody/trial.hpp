// Trial of a backup: is what was kept really a copy of the city? It is brought back into a folder
// of its own, emptied of what was erased since, verified against its journal, and deleted again.
// The one proof that a backup is worth anything; `restore` (backup.hpp) does the work.
//
// Beside a running server: the trial is a municipality of its own and touches nothing else. Only
// where the rows lie in a file (SQLite): on a database server it needs an empty database, so there
// somebody runs `daicho restore`. <home>/trials.txt remembers what was proven.
// Threading: one trial at a time.
#pragma once

#include <map>

#include "custody/backup.hpp"

namespace daicho::custody {

// Error: backup.unknown, backup.no_keys (pruned), backup.trial_elsewhere (PostgreSQL).
Status may_try(registers::Kernel& kernel, const std::string& name);
// `definitions`: the folder registers/. Errors: also those of restore.
Result<Restored> try_backup(registers::Kernel& kernel, const std::string& name,
                            const std::filesystem::path& definitions);

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
