#include "cli/doctor_command.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>

#include "cli/city.hpp"
#include "custody/backup.hpp"
#include "custody/key_care.hpp"
#include "job/job.hpp"
#include "journal/note.hpp"
#include "office/emergency.hpp"
#include "office/rules.hpp"
#include "register/document_store.hpp"
#include "register/query.hpp"

namespace daicho::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLeastSpace = 1ULL << 30;  // bytes that must be free

enum class Level : std::uint8_t { good, attention, bad };
constexpr const char* kLevels[] = {"good", "attention", "bad"};
constexpr const char* kLevelTexts[] = {"doctor.level.good", "doctor.level.attention",
                                       "doctor.level.bad"};

using Words = std::vector<std::pair<std::string, std::string>>;

struct Finding {
    std::string check;
    Level level = Level::good;
    BilingualText text;
};

struct Report {
    std::vector<Finding> findings;
    std::vector<std::pair<std::string, std::int64_t>> metrics;

    void say(const char* check, Level level, const char* id, const Words& words = {}) {
        findings.push_back({check, level,
                            {message(id, Language::japanese, words),
                             message(id, Language::english, words)}});
    }
    void measure(const char* name, std::int64_t value) { metrics.emplace_back(name, value); }
    // Between two things to look at, and while accounts are counted.
    std::function<bool()> stop{};
    [[nodiscard]] Status go_on() const {
        if (stop && stop()) return conflict_error("job.cancelled");
        return {};
    }
    [[nodiscard]] std::int64_t count(Level level) const {
        return std::ranges::count(findings, level, &Finding::level);
    }
};

void look_at_disk(const fs::path& home, Report& report) {
    std::error_code code;
    const fs::space_info space = fs::space(home, code);
    const auto size = fs::file_size(home / "daicho.db", code);
    const std::uint64_t data = code ? 0 : size;
    // An import or a new index needs room beside the data.
    const std::uint64_t least = std::max(kLeastSpace, data / 2);
    const bool enough = space.available >= least;
    report.measure("daicho_disk_available_bytes", static_cast<std::int64_t>(space.available));
    report.measure("daicho_data_bytes", static_cast<std::int64_t>(data));
    report.say("disk", enough ? Level::good : Level::bad,
               enough ? "doctor.disk.good" : "doctor.disk.bad",
               {{"free", std::to_string(space.available >> 20)},
                {"least", std::to_string(least >> 20)},
                {"folder", home.string()}});
}

// Secrets are for their owner alone.
void look_at_keys(const fs::path& home, Report& report) {
    std::int64_t wrong = 0;
    for (const char* name : {"city.key", "logins.json"}) {
        std::error_code code;
        const fs::file_status status = fs::status(home / name, code);
        if (!fs::exists(status)) {
            if (std::string_view(name) != "city.key") continue;
            report.say("keys", Level::bad, "doctor.keys.missing", {{"file", name}});
            ++wrong;
            continue;
        }
        const fs::perms others = fs::perms::group_all | fs::perms::others_all;
        const bool open = (status.permissions() & others) != fs::perms::none;
        const bool readable = std::ifstream(home / name, std::ios::binary).good();
        if (!open && readable) continue;
        ++wrong;
        report.say("keys", Level::bad, open ? "doctor.keys.open" : "doctor.keys.unreadable",
                   {{"file", (home / name).string()}});
    }
    const custody::KeyPlace place = custody::look_at_city_key(home);
    report.measure("daicho_city_key_in_token", place.token.empty() ? 0 : 1);
    if (!place.token.empty()) {
        if (place.fault) ++wrong;
        Words words = {{"token", place.token}};
        if (place.fault) words = place.fault->arguments;
        report.say("token", place.fault ? Level::bad : Level::good,
                   place.fault ? place.fault->id.c_str() : "doctor.token.good", words);
    }
    report.measure("daicho_keys_wrong", wrong);
    if (wrong == 0) report.say("keys", Level::good, "doctor.keys.good");
}

Status look_at_journal(City& city, store::Connection& connection, Report& report) {
    DAICHO_TRY(newest, city.kernel->newest());
    DAICHO_TRY(entry, journal::read_entry(connection, newest.value));
    const std::int64_t behind =
        (entry.header.time.micros - SystemClock().now().micros) / 1'000'000;
    report.measure("daicho_clock_behind_seconds", std::max<std::int64_t>(behind, 0));
    report.say("clock", behind > 1 ? Level::bad : Level::good,
               behind > 1 ? "doctor.clock.bad" : "doctor.clock.good",
               {{"seconds", std::to_string(behind)}});
    DAICHO_TRY(sealed, journal::latest_checkpoint(connection));
    const std::uint64_t tail = newest.value - std::min(sealed.size, newest.value);
    // A running server signs within a second; what nobody signs stays unprotected.
    const bool forgotten = tail > 0 && !city.kernel->has_writer();
    report.measure("daicho_journal_entries", static_cast<std::int64_t>(newest.value));
    report.measure("daicho_journal_unsigned_entries", static_cast<std::int64_t>(tail));
    report.say("journal", forgotten ? Level::bad : Level::good,
               forgotten ? "doctor.journal.unsigned" : "doctor.journal.good",
               {{"entries", std::to_string(newest.value)},
                {"tail", std::to_string(tail)},
                {"time", format_utc(sealed.time)}});
    return {};
}

Status look_at_witness(City& city, store::Connection& connection, const std::string& file,
                       Report& report) {
    // What a process that writes found: two lines, Japanese and English (register/witness_hand).
    std::ifstream fault(city.kernel->home() / "witness.fault");
    if (std::string ja, en; std::getline(fault, ja) && std::getline(fault, en)) {
        report.findings.push_back({"witness", Level::bad, {ja, en}});
        return {};
    }
    if (file.empty() && !witness_url_of_environment().empty()) {
        report.say("witness", Level::good, "doctor.witness.url");
        return {};
    }
    if (file.empty()) {
        report.say("witness", Level::attention, "doctor.witness.none");
        return {};
    }
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    const std::string notes_text = std::move(text).str();
    const journal::Notes notes = journal::split_notes(notes_text);
    std::uint64_t seen = 0;
    bool sound = in.good() && !notes.whole.empty();
    if (sound) {
        const journal::Keys& keys = city.kernel->journal().keys();
        const auto note = journal::open_note(notes.whole.back(), keys.name, keys.public_key);
        sound = note.has_value();
        if (note) seen = note->size;
    }
    DAICHO_TRY(sealed, journal::latest_checkpoint(connection));
    const std::uint64_t lag = sealed.size - std::min(seen, sealed.size);
    const bool ahead = seen > sealed.size;  // the data were put back to an older state
    report.measure("daicho_witness_lag_entries", static_cast<std::int64_t>(lag));
    report.say("witness", sound && lag == 0 && !ahead ? Level::good : Level::bad,
               !sound     ? "doctor.witness.unreadable"
               : ahead    ? "doctor.witness.ahead"
               : lag != 0 ? "doctor.witness.lag"
                          : "doctor.witness.good",
               {{"file", file}, {"lag", std::to_string(lag)}, {"seen", std::to_string(seen)}});
    return {};
}

// Old copies help nobody, and one that nobody ever brought back may not come back.
void look_at_backups(City& city, Report& report) {
    constexpr std::int64_t kDay = std::int64_t{86'400} * 1'000'000;
    const auto known = custody::known_backups(city.kernel->home());
    if (known.empty()) {
        report.say("backup", Level::attention, "doctor.backup.none");
        return;
    }
    const custody::BackupRecord& newest = known.back();
    const std::int64_t now = city.kernel->clock().now().micros;
    const std::int64_t age = (now - newest.made) / kDay;
    report.measure("daicho_backup_age_days", age);
    report.say("backup", age > 7 ? Level::bad : Level::good,
               age > 7 ? "doctor.backup.old" : "doctor.backup.good",
               {{"name", newest.name}, {"days", std::to_string(age)}});
    const auto tried = custody::last_restore(newest.folder);
    const std::int64_t since = tried ? (now - *tried) / kDay : 0;
    if (tried) report.measure("daicho_restore_tried_days", since);
    report.say("restore", tried && since <= 180 ? Level::good : Level::attention,
               tried ? "doctor.restore.tried" : "doctor.restore.never",
               {{"days", std::to_string(since)}});
}

Status look_at_jobs(City& city, store::Connection& connection, Report& report) {
    DAICHO_TRY(jobs, job::list(connection, 100));
    const bool may_run = city.kernel->has_writer();
    std::int64_t stopped = 0;
    for (const job::Job& one : jobs) {
        stopped += one.state == job::State::stopped ||
                   (one.state == job::State::running && !may_run);
    }
    report.measure("daicho_jobs_stopped", stopped);
    report.say("jobs", stopped > 0 ? Level::bad : Level::good,
               stopped > 0 ? "doctor.jobs.stopped" : "doctor.jobs.good",
               {{"count", std::to_string(stopped)}});
    return {};
}

// Accounts that cannot sign in: suspended, or past their last day though nobody closed them.
Status look_at_accounts(City& city, store::Connection& connection, Report& report) {
    DAICHO_TRY(account, city.kernel->definition("account"));
    const Date today = japan_date(city.kernel->clock().now());
    const std::size_t fields[] = {account->index_of("state"), account->index_of("ends")};
    std::int64_t suspended = 0;
    std::int64_t expired = 0;
    DAICHO_CHECK(registers::scan(
        connection, *account, fields, {today, std::nullopt},
        [&](std::uint64_t, std::span<const registers::Cell> cells) -> Status {
            DAICHO_CHECK(report.go_on());
            suspended += cells[0].bytes == "suspended";
            expired += cells[0].bytes == "active" && !cells[1].is_null() &&
                       cells[1].integer < today.days();
            return {};
        }));
    report.measure("daicho_accounts_suspended", suspended);
    report.measure("daicho_accounts_expired", expired);
    const bool some = suspended + expired > 0;
    report.say("accounts", some ? Level::attention : Level::good,
               some ? "doctor.accounts.closed" : "doctor.accounts.good",
               {{"suspended", std::to_string(suspended)}, {"expired", std::to_string(expired)}});
    return {};
}

// How many may do everything, and sealed roles that nobody has looked at since.
Status look_at_power(City& city, store::Connection& connection, Report& report) {
    const office::AdministratorPolicy& policy = city.settings.accounts.administrators;
    const Date today = japan_date(city.kernel->clock().now());
    DAICHO_TRY(admins, office::administrators(*city.kernel, connection, policy, today));
    const bool many = admins.size() > policy.most;
    report.measure("daicho_administrators", static_cast<std::int64_t>(admins.size()));
    report.say("administrators", many ? Level::bad : Level::good,
               many ? "doctor.administrators.many" : "doctor.administrators.good",
               {{"count", std::to_string(admins.size())}, {"most", std::to_string(policy.most)}});
    DAICHO_TRY(there, connection.integer(connection.dialect().count_table("w_emergency")));
    if (there == 0) return {};
    DAICHO_TRY(waiting, office::unreviewed(connection));
    report.measure("daicho_emergencies_unreviewed", static_cast<std::int64_t>(waiting.size()));
    report.say("emergencies", waiting.empty() ? Level::good : Level::bad,
               waiting.empty() ? "doctor.emergencies.good" : "doctor.emergencies.waiting",
               {{"count", std::to_string(waiting.size())}});
    return {};
}

// They grow the data like nothing else: backups and disks are planned by these two numbers.
Status look_at_documents(store::Connection& connection, Report& report) {
    DAICHO_TRY(totals, registers::document_totals(connection));
    report.measure("daicho_documents", static_cast<std::int64_t>(totals.documents));
    report.measure("daicho_document_bytes", static_cast<std::int64_t>(totals.bytes));
    report.say("documents", Level::good, "doctor.documents",
               {{"count", std::to_string(totals.documents)},
                {"kib", std::to_string((totals.bytes + 1023) / 1024)}});
    return {};
}

// What keeps the data from opening (a definition newer than they are, a key that does not fit) is
// itself a finding.
Status look_inside(const Places& places, const std::string& witness, Report& report) {
    OpenCity options;
    options.read_only = true;
    auto city = open_city(places, options);
    if (!city) {
        report.findings.push_back(
            {"open", Level::bad,
             {message("doctor.open.bad", Language::japanese,
                      {{"why", describe_with_place(city.error(), Language::japanese)}}),
              message("doctor.open.bad", Language::english,
                      {{"why", describe_with_place(city.error(), Language::english)}})}});
        return {};
    }
    report.say("open", Level::good, "doctor.open.good");
    DAICHO_TRY(reader, city->kernel->reader());
    DAICHO_CHECK(look_at_journal(*city, *reader, report));
    DAICHO_CHECK(report.go_on());
    DAICHO_CHECK(look_at_witness(*city, *reader, witness, report));
    DAICHO_CHECK(report.go_on());
    look_at_backups(*city, report);
    DAICHO_CHECK(look_at_jobs(*city, *reader, report));
    DAICHO_CHECK(report.go_on());
    DAICHO_CHECK(look_at_accounts(*city, *reader, report));
    DAICHO_CHECK(look_at_documents(*reader, report));
    return look_at_power(*city, *reader, report);
}

// Of PostgreSQL: is there a second copy of what was acknowledged?
void look_at_standby(const Places& places, Report& report) {
    const auto found = store::standbys(store_options(places));
    if (!found || !*found) return;  // SQLite; a server that is away is a finding of `open`
    const store::Standbys& standbys = **found;
    report.measure("daicho_standbys_connected", standbys.connected);
    report.measure("daicho_commits_wait_for_standby", standbys.waits ? 1 : 0);
    const bool stuck = standbys.waits && standbys.connected == 0;
    report.say("standby", stuck ? Level::bad : standbys.waits ? Level::good : Level::attention,
               stuck            ? "doctor.standby.away"
               : standbys.waits ? "doctor.standby.good"
                                : "doctor.standby.off",
               {{"count", std::to_string(standbys.connected)}});
}

void print_metrics(const Report& report) {
    for (const auto& [name, value] : report.metrics) {
        std::cout << fmt::format("# TYPE {0} gauge\n{0} {1}\n", name, value);
    }
    std::cout << "# TYPE daicho_check gauge\n";
    for (const Finding& one : report.findings) {
        std::cout << fmt::format("daicho_check{{check=\"{}\",level=\"{}\"}} {}\n", one.check,
                                 kLevels[static_cast<std::size_t>(one.level)],
                                 one.level == Level::bad ? 1 : 0);
    }
}

json::Object report_json(const Report& report) {
    json::Array list;
    for (const Finding& one : report.findings) {
        list.push_back(json::Object{{"check", one.check},
                                    {"level", kLevels[static_cast<std::size_t>(one.level)]},
                                    {"message_ja", one.text.ja},
                                    {"message_en", one.text.en}});
    }
    json::Object metrics;
    for (const auto& [name, value] : report.metrics) metrics[name] = value;
    return {{"ok", report.count(Level::bad) == 0},
            {"findings", std::move(list)},
            {"metrics", std::move(metrics)}};
}

void print_report(const Report& report, bool as_json, Language language) {
    if (as_json) return print_json(report_json(report));
    for (const Finding& one : report.findings) {
        std::cout << message(kLevelTexts[static_cast<std::size_t>(one.level)], language) << "  "
                  << one.text.in(language) << "\n";
    }
}

Result<Report> examine(const Places& places, std::string witness, std::function<bool()> stop = {}) {
    if (witness.empty()) witness = witness_of_environment();
    Report report;
    report.stop = std::move(stop);
    look_at_disk(places.home, report);
    look_at_keys(places.home, report);
    DAICHO_CHECK(report.go_on());
    DAICHO_CHECK(look_inside(places, witness, report));
    look_at_standby(places, report);
    report.measure("daicho_problems", report.count(Level::bad));
    return report;
}

Result<Exit> doctor(Invocation& invocation) {
    const bool as_json = invocation.arguments.flag("--json");
    const bool metrics = invocation.arguments.flag("--metrics");
    std::string witness = invocation.arguments.option("--witness");
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(report, examine(invocation.places, std::move(witness)));
    if (metrics) {
        print_metrics(report);
    } else {
        print_report(report, as_json, invocation.language);
    }
    return report.count(Level::bad) == 0 ? Exit::done : Exit::no;
}

}  // namespace

Result<json::Object> doctor_job(const Places& places, const std::function<bool()>& stop) {
    DAICHO_TRY(report, examine(places, "", stop));
    json::Object answer = report_json(report);
    const std::vector<std::pair<std::string, std::string>> words{
        {"bad", std::to_string(report.count(Level::bad))},
        {"attention", std::to_string(report.count(Level::attention))}};
    answer["text"] = json::Object{{"ja", message("job.result.doctor", Language::japanese, words)},
                                  {"en", message("job.result.doctor", Language::english, words)}};
    return answer;
}

std::vector<Command> doctor_commands() {
    return {{"doctor", "[--json|--metrics] [--witness FILE]",
             {"この台帳の具合を調べ、悪いところと直し方を言います（Prometheus 形式も可）",
              "is this installation well, and what to do where it is not; also for Prometheus"},
             doctor}};
}

}  // namespace daicho::cli
