#include "cli/backup_commands.hpp"

#include "cli/care_letters.hpp"
#include "cli/city.hpp"
#include "custody/backup.hpp"

namespace daicho::cli {
namespace {

namespace fs = std::filesystem;

json::Value backup_json(const custody::BackupRecord& one) {
    return json::Object{{"name", one.name},
                        {"folder", one.folder.string()},
                        {"made", format_utc(Instant{one.made})},
                        {"entries", one.entries},
                        {"bytes", one.bytes}};
}

// Beside a running server the data are opened read only: then the journal has no entry of it.
Result<Exit> backup(Invocation& invocation) {
    const std::string to = invocation.arguments.option("--to");
    DAICHO_CHECK(invocation.arguments.finish());
    if (to.empty()) return input_error("cli.no_folder").with("option", "--to");
    bool may_write = true;
    auto city = open_city(invocation.places, {});
    if (!city && city.error().id == "store.in_use") {
        OpenCity options;
        options.read_only = true;
        city = open_city(invocation.places, options);
        may_write = false;
    }
    if (!city) return std::move(city.error());
    DAICHO_TRY(made, custody::back_up(*city->kernel, to, may_write));
    json::Value answer = backup_json(made);
    answer.as_object()["journaled"] = may_write;
    print_json(answer);
    return Exit::done;
}

Result<Exit> list(Invocation& invocation) {
    DAICHO_CHECK(invocation.arguments.finish());
    json::Array backups;
    for (const custody::BackupRecord& one : custody::known_backups(invocation.places.home)) {
        backups.push_back(backup_json(one));
    }
    print_json(json::Object{{"backups", std::move(backups)}});
    return Exit::done;
}

Result<Exit> prune(Invocation& invocation) {
    const std::string folder = invocation.arguments.option("--in");
    const bool only_list = !invocation.arguments.flag("--delete");
    DAICHO_CHECK(invocation.arguments.finish());
    if (folder.empty()) return input_error("cli.no_folder").with("option", "--in");
    const SystemClock clock;
    DAICHO_TRY(settings, office::load_settings(invocation.places.data / "data" / "municipality" /
                                               OpenCity().settings_file));
    const std::int64_t now = clock.now().micros;
    DAICHO_TRY(pruned, custody::prune(folder, settings.custody, now, true));
    // Entered before anything goes: a killed one is entered again by the next.
    bool journaled = false;
    if (!only_list && !pruned.empty()) {
        DAICHO_TRY_AS(journaled, enter_pruning(invocation.places, pruned));
        DAICHO_TRY_AS(pruned, custody::prune(folder, settings.custody, now, false));
    }
    json::Array gone;
    for (const custody::Pruned& one : pruned) {
        gone.push_back(json::Object{{"name", one.name}, {"what", one.whole ? "backup" : "keys"}});
    }
    print_json(json::Object{{"deleted", !only_list},
                            {"journaled", journaled},
                            {"keep_days", settings.custody.keep_days},
                            {"keep_keys_days", settings.custody.keep_keys_days},
                            {"at_least", settings.custody.at_least},
                            {"too_old", std::move(gone)}});
    return Exit::done;
}

Result<Exit> restore(Invocation& invocation) {
    static const SystemClock kClock;
    custody::RestoreOptions options;
    options.from = invocation.arguments.option("--from");
    options.home = invocation.arguments.option("--to");
    options.city_key = invocation.arguments.option("--city-key");
    options.keys = invocation.arguments.option("--keys");
    options.erasures = invocation.arguments.option("--erasures");
    const std::string witness = invocation.arguments.option("--witness");
    DAICHO_CHECK(invocation.arguments.finish());
    for (const auto& [name, value] : {std::pair{"--from", &options.from},
                                      std::pair{"--to", &options.home},
                                      std::pair{"--city-key", &options.city_key}}) {
        if (value->empty()) return input_error("cli.no_folder").with("option", name);
    }
    options.store = invocation.places.store;
    options.definitions = invocation.places.data / "registers";
    options.modules = city_modules();
    if (!witness.empty()) {
        DAICHO_TRY_AS(options.witness, read_input(witness));
    }
    DAICHO_TRY(done, custody::restore(options, kClock));
    print_json(json::Object{{"home", options.home.string()},
                            {"backup", done.manifest.name},
                            {"made", format_utc(Instant{done.manifest.made})},
                            {"entries", done.entries},
                            {"erased_again", done.erased_again},
                            {"lost_entries", witness.empty() ? json::Value(nullptr)
                                                             : json::Value(done.lost_entries)}});
    return Exit::done;
}

}  // namespace

std::vector<Command> backup_commands() {
    return {
        {"backup", "--to FOLDER",
         {"動いたまま、暗号化したバックアップを作ります",
          "makes an encrypted backup, beside a running server too"},
         backup},
        {"backup list", "", {"このデータから作ったバックアップの一覧",
                             "lists the backups made of these data"}, list},
        {"backup prune", "--in FOLDER [--delete]",
         {"保存日数を過ぎたバックアップと鍵の一覧（--delete で削除）",
          "lists backups and keys older than the policy; --delete removes them"},
         prune},
        {"restore",
         "--from BACKUP --to NEW_HOME --city-key FILE [--keys FILE] [--erasures FILE] "
         "[--witness FILE]",
         {"バックアップを新しいフォルダに戻し、検証します（消去した人は戻りません）",
          "brings a backup back into a new folder and verifies it; erased persons stay erased"},
         restore},
    };
}

}  // namespace daicho::cli
