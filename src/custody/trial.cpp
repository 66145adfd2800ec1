#include "custody/trial.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/digest.hpp"
#include "custody/detail/names.hpp"
#include "store/scratch.hpp"

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

// One name for each home: what a killed trial left is dropped by the next.
std::string scratch_name(const fs::path& home) {
    std::error_code code;
    const std::string place = fs::absolute(home, code).string();
    return "daicho_trial_" + to_hex(view(sha256(as_bytes(place)))).substr(0, 16);
}

Result<bool> on_server(registers::Kernel& kernel) {
    DAICHO_TRY(kind, store::kind_of(kernel.store_options().store));
    return kind == store::StoreKind::postgres;
}

// Into the trial's folder, and where the city's rows lie on a server into a scratch database there.
Result<Restored> bring_back(registers::Kernel& kernel, RestoreOptions& restoring) {
    DAICHO_TRY(server, on_server(kernel));
    if (!server) return restore(restoring, kernel.clock());
    DAICHO_TRY(scratch, store::Scratch::make(kernel.store_options().store,
                                             scratch_name(kernel.home())));
    restoring.store = scratch.setting();
    return restore(restoring, kernel.clock());
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

bool can_try(registers::Kernel& kernel) {
    const auto server = on_server(kernel);
    return server && (!*server || store::may_make_scratch(kernel.store_options().store));
}

Status may_try(registers::Kernel& kernel, const std::string& name) {
    DAICHO_TRY(server, on_server(kernel));
    if (server) {
        const Status may = store::may_make_scratch(kernel.store_options().store);
        if (!may && may.error().id == "store.no_scratch") {
            return conflict_error("backup.trial_elsewhere");
        }
        DAICHO_CHECK(may);
    }
    DAICHO_TRY(backup, named(kernel.home(), name));
    if (!whereabouts(backup).keys) return conflict_error("backup.no_keys").with("name", name);
    return {};
}

Result<Restored> try_backup(registers::Kernel& kernel, const std::string& name,
                            const fs::path& definitions, const std::function<bool()>& stop) {
    DAICHO_CHECK(may_try(kernel, name));
    const fs::path& home = kernel.home();
    DAICHO_TRY(backup, named(home, name));
    RestoreOptions restoring;
    restoring.from = backup.folder / backup.name;
    restoring.city_key = home / "city.key";
    restoring.home = folder_of_trial(home);
    restoring.definitions = definitions;
    restoring.modules = kernel.modules();
    restoring.stop = stop;
    sweep(home);
    auto done = bring_back(kernel, restoring);
    sweep(home);
    // Whoever stopped it judged nothing. A full disk says nothing about the backup, nor does a city
    // key that came after it.
    const bool judged = done || (done.error().kind != ErrorKind::system &&
                                 done.error().id != "backup.wrong_key" &&
                                 done.error().id != "job.cancelled");
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
