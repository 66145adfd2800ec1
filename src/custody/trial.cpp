#include "custody/trial.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "custody/detail/names.hpp"

namespace daicho::custody {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTrials = "trials.txt";

fs::path folder_of_trial(const fs::path& home) { return home / "trial"; }

// Of a trial that was killed, too.
void sweep(const fs::path& home) {
    std::error_code code;
    fs::remove_all(folder_of_trial(home), code);
    fs::remove_all(folder_of_trial(home).string() + ".restoring", code);
}

Result<BackupRecord> named(const fs::path& home, const std::string& name) {
    const auto known = known_backups(home);
    const auto found = std::ranges::find(known, name, &BackupRecord::name);
    if (found == known.end() || !whereabouts(*found).data) {
        return not_found_error("backup.unknown").with("name", name);
    }
    return *found;
}

Status note(const fs::path& home, const std::string& name, const Trial& trial) {
    std::string text = detail::read_file(home / kTrials);
    text += fmt::format("{} {} {}\n", name, trial.at, trial.passed ? 1 : 0);
    return detail::write_file(home / kTrials, text);
}

}  // namespace

Status may_try(registers::Kernel& kernel, const std::string& name) {
    DAICHO_TRY(kind, store::kind_of(kernel.store_options().store));
    if (kind != store::StoreKind::sqlite) return conflict_error("backup.trial_elsewhere");
    DAICHO_TRY(backup, named(kernel.home(), name));
    if (!whereabouts(backup).keys) return conflict_error("backup.no_keys").with("name", name);
    return {};
}

Result<Restored> try_backup(registers::Kernel& kernel, const std::string& name,
                            const fs::path& definitions) {
    DAICHO_CHECK(may_try(kernel, name));
    const fs::path& home = kernel.home();
    DAICHO_TRY(backup, named(home, name));
    RestoreOptions restoring;
    restoring.from = backup.folder / backup.name;
    restoring.city_key = home / "city.key";
    restoring.home = folder_of_trial(home);
    restoring.definitions = definitions;
    restoring.modules = kernel.modules();
    sweep(home);
    auto done = restore(restoring, kernel.clock());
    sweep(home);
    // A full disk says nothing about the backup, nor does a city key that came after it.
    const bool judged = done || (done.error().kind != ErrorKind::system &&
                                 done.error().id != "backup.wrong_key");
    if (judged) {
        DAICHO_CHECK(note(home, name, {kernel.clock().now().micros, done.has_value()}));
    }
    return done;
}

std::map<std::string, Trial> trials(const fs::path& home) {
    std::istringstream lines(detail::read_file(home / kTrials));
    std::map<std::string, Trial> newest;
    std::string name;
    Trial trial;
    for (int passed = 0; lines >> name >> trial.at >> passed;) {
        trial.passed = passed == 1;
        newest[name] = trial;
    }
    return newest;
}

Whereabouts whereabouts(const BackupRecord& backup) {
    std::error_code code;
    const fs::path folder = backup.folder / backup.name;
    return {fs::exists(folder / detail::kData, code), fs::exists(folder / detail::kKeys, code)};
}

}  // namespace daicho::custody
