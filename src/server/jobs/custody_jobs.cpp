#include "server/jobs/custody_jobs.hpp"

#include <algorithm>
#include <cstdlib>

#include "custody/care_entries.hpp"
#include "custody/retention.hpp"
#include "custody/trial.hpp"
#include "register/access.hpp"
#include "server/jobs/job_exchange.hpp"

namespace daicho::server {
namespace {

namespace fs = std::filesystem;

Status only_for_the_machine(App& app, const identity::Principal& principal) {
    if (keeps_the_machine(app, principal)) return {};
    DAICHO_TRY(accounts, app.kernel.definition("account"));
    DAICHO_CHECK(registers::refuse(app.kernel, principal, *accounts, registers::Action::change));
    return denied_error("job.machine_only");
}

Result<json::Object> run_backup(JobWork& work) {
    DAICHO_TRY(made, custody::back_up(work.app.kernel, backup_folder(work.app.kernel.home()), true,
                                      {work.stop}));
    return json::Object{
        {"name", made.name},
        {"entries", made.entries},
        {"bytes", made.bytes},
        {"text", message_texts("job.result.backup",
                               {{"name", made.name}, {"entries", std::to_string(made.entries)}})}};
}

Result<std::string> name_of(const json::Object& parameters) {
    const json::Value value(parameters);
    json::ObjectReader in(value, "");
    std::string name = in.text("name", 100);
    DAICHO_CHECK(in.finish());
    return name;
}

Status check_trial(App& app, const identity::Principal& principal, const json::Object& parameters) {
    DAICHO_CHECK(only_for_the_machine(app, principal));
    DAICHO_TRY(name, name_of(parameters));
    return custody::may_try(app.kernel, name);
}

Result<json::Object> run_trial(JobWork& work) {
    DAICHO_TRY(name, name_of(work.parameters));
    DAICHO_TRY(done,
               custody::try_backup(work.app.kernel, name, work.app.data / "registers", work.stop));
    return json::Object{
        {"name", name},
        {"entries", done.entries},
        {"text", message_texts("job.result.backup_trial",
                               {{"name", name}, {"entries", std::to_string(done.entries)}})}};
}

Result<std::vector<std::string>> names_of(const json::Object& parameters) {
    const json::Value value(parameters);
    json::ObjectReader in(value, "");
    std::vector<std::string> names = in.texts("names");
    DAICHO_CHECK(in.finish());
    return names;
}

// What was looked at is what goes: a list that has become another one must be looked at again.
Status check_prune(App& app, const identity::Principal& principal, const json::Object& parameters) {
    DAICHO_CHECK(only_for_the_machine(app, principal));
    DAICHO_TRY(names, names_of(parameters));
    DAICHO_TRY(now, prunable(app));
    std::vector<std::string> too_old;
    for (const custody::Pruned& one : now) too_old.push_back(one.name);
    if (too_old.empty()) return conflict_error("backup.nothing_too_old");
    std::ranges::sort(names);
    std::ranges::sort(too_old);
    return names == too_old ? Status() : Status(conflict_error("backup.prune_changed"));
}

Result<json::Object> run_prune(JobWork& work) {
    DAICHO_CHECK(check_prune(work.app, work.principal, work.parameters));
    App& app = work.app;
    DAICHO_TRY(
        gone, custody::prune_and_enter(app.kernel, work.principal, backup_folder(app.kernel.home()),
                                       app.settings.custody, app.kernel.clock().now().micros));
    const auto whole = std::ranges::count(gone, true, &custody::Pruned::whole);
    const auto keys = static_cast<std::int64_t>(gone.size()) - whole;
    return json::Object{
        {"text", message_texts("job.result.backup_prune", {{"whole", std::to_string(whole)},
                                                           {"keys", std::to_string(keys)}})}};
}

Result<std::string> proposal_of(const json::Object& parameters) {
    const json::Value value(parameters);
    json::ObjectReader in(value, "");
    std::string number = in.text("proposal", 40);
    DAICHO_CHECK(in.finish());
    return number;
}

Status check_erasure(App& app, const identity::Principal& principal,
                     const json::Object& parameters) {
    DAICHO_TRY(number, proposal_of(parameters));
    DAICHO_CHECK(may_order(app, principal, "erasure_proposal", registers::Action::change));
    DAICHO_TRY(reader, app.kernel.reader());
    DAICHO_TRY(named, custody::proposals(app.kernel, *reader, number));
    if (named.empty()) return not_found_error("retention.no_proposal").with("number", number);
    const bool ready = std::ranges::any_of(
        named, [](const custody::Proposal& one) { return one.state == "approved"; });
    return ready ? Status()
                 : Status(conflict_error("retention.not_approved")
                              .with("number", number)
                              .with("state", named.front().state));
}

// Names that are erased are in no memory either: the next search makes the index anew.
void forget_words(App& app) {
    const std::lock_guard lock(app.mutex);
    app.searched.clear();
}

Result<json::Object> run_erasure(JobWork& work) {
    DAICHO_TRY(number, proposal_of(work.parameters));
    DAICHO_TRY(erased, custody::run(work.app.kernel, work.principal, number));
    DAICHO_CHECK(custody::publish_erasures(work.app.kernel));
    forget_words(work.app);
    std::uint64_t records = 0;
    for (const custody::Proposal& one : erased) records += one.records;
    return json::Object{
        {"proposal", number},
        {"text", message_texts("job.result.erasure",
                               {{"number", number}, {"count", std::to_string(records)}})}};
}

}  // namespace

Status check_machine_job(App& app, const identity::Principal& principal,
                         const json::Object& parameters) {
    const json::Value value(parameters);
    json::ObjectReader in(value, "");
    DAICHO_CHECK(in.finish());
    return only_for_the_machine(app, principal);
}

fs::path backup_folder(const fs::path& home) {
    const char* folder = std::getenv("DAICHO_BACKUPS");
    return folder != nullptr && *folder != '\0' ? fs::path(folder) : home / "backups";
}

Result<std::vector<custody::Pruned>> prunable(App& app) {
    const fs::path folder = backup_folder(app.kernel.home());
    std::error_code code;
    if (!fs::is_directory(folder, code)) return std::vector<custody::Pruned>();
    return custody::prune(folder, app.settings.custody, app.kernel.clock().now().micros, true);
}

std::vector<JobKind> custody_job_kinds() {
    const auto lane = [](const char* name) {
        return [name](const json::Object&) { return std::string(name); };
    };
    // One lane: none is pruned while it is made or tried.
    return {{"backup", check_machine_job, lane("backup"), run_backup, false},
            {"backup_trial", check_trial, lane("backup"), run_trial, false},
            {"backup_prune", check_prune, lane("backup"), run_prune, false},
            {"erasure", check_erasure, lane("erasure"), run_erasure, false}};
}

}  // namespace daicho::server
