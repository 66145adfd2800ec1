// Backup and restore (decisions 15).
//
// A backup is one snapshot of all rows, taken beside whoever writes, in a folder of its own:
// data.dcb, keys.dcb (w_key, w_record_key; a shorter life), manifest.txt (signed). It appears under
// its name when it is whole and on the disk. Beside the backups lies erasures.txt, signed: what was
// erased, also since; a restore empties that before anybody can open the copy.
// Rows and no files of the database: one form for both stores, nothing in the clear ever lies in
// the target, and what deleted rows left behind in the database's files does not travel along.
// Memory: bounded by a chunk and zstd's window. Threading: one call at a time.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "custody/manifest.hpp"
#include "office/custody_policy.hpp"
#include "register/kernel.hpp"

namespace daicho::custody {

struct BackupRecord {
    std::string name;
    std::int64_t made = 0;  // microseconds since 1970
    std::uint64_t entries = 0;
    std::uint64_t bytes = 0;
    std::filesystem::path folder;  // in which it lies
};

// Makes the key of backups where it is missing: a backup beside a running server cannot.
Status make_ready(registers::Kernel& kernel);

// Who looks on while one is made.
struct BackupWatch {
    std::function<bool()> stop{};  // asked with every piece of some kilobytes
};

// Works on a kernel opened read only, too; then nothing is entered in the journal. What failed or
// was stopped leaves nothing in the folder. Stopped: job.cancelled, until it has its name.
// Errors: backup.cannot_write, backup.exists, vault.no_key.
Result<BackupRecord> back_up(registers::Kernel& kernel, const std::filesystem::path& folder,
                             bool may_write, const BackupWatch& watch = {});
// What was made from this home, oldest first; kept in <home>/backups.txt.
std::vector<BackupRecord> known_backups(const std::filesystem::path& home);
// When somebody last brought a copy back from that folder.
std::optional<std::int64_t> last_restore(const std::filesystem::path& folder);

struct Pruned {
    std::string name;
    bool whole = false;  // false: its keys alone
};
// What is older than the policy; deletes it unless `only_list`. The newest `at_least` stay.
Result<std::vector<Pruned>> prune(const std::filesystem::path& folder,
                                  const office::CustodyPolicy& policy, std::int64_t now,
                                  bool only_list);

// Writes erasures.txt anew into the folder of every known backup.
Status publish_erasures(registers::Kernel& kernel);

struct RestoreOptions {
    std::filesystem::path from;      // the backup's folder
    std::filesystem::path keys;      // empty: keys.dcb in it
    std::filesystem::path erasures;  // empty: erasures.txt beside it
    std::filesystem::path city_key;
    std::filesystem::path home;      // new
    std::string store = "sqlite";
    std::filesystem::path definitions;
    std::string witness;             // its notes; empty = none
    std::vector<store::Migrations> modules{};  // of KernelOptions
    std::function<bool()> stop{};    // asked with every piece: job.cancelled, and nothing is left
};
struct Restored {
    Manifest manifest;
    std::uint64_t entries = 0;
    std::uint64_t erased_again = 0;  // versions
    std::uint64_t lost_entries = 0;  // the witness saw so many more
};
// Errors: restore.home_exists, restore.store_not_empty, restore.no_erasures, restore.faulty, those
// of reading. Nothing is left under `home` then.
Result<Restored> restore(const RestoreOptions& options, const Clock& clock);

}  // namespace daicho::custody
