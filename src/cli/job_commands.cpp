#include "cli/job_commands.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "base/decimal.hpp"
#include "cli/care_letters.hpp"
#include "cli/copy_letters.hpp"
#include "cli/doctor_command.hpp"
#include "cli/job_mailbox.hpp"
#include "custody/backup.hpp"
#include "register/access.hpp"
#include "server/jobs/custody_jobs.hpp"
#include "server/jobs/job_exchange.hpp"
#include "server/jobs/job_files.hpp"

namespace daicho::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kListed = 100;
constexpr const char* kStates[] = {"queued", "running", "done", "failed", "stopped", "cancelled"};

Result<City> open_to_read(const Places& places) {
    OpenCity options;
    options.read_only = true;
    return open_city(places, options);
}

// At the rate since the start; null when nothing is running or too little is known.
json::Value seconds_left(const job::Job& job, job::State state, Instant now) {
    const std::int64_t spent = (now.micros - job.started.micros) / 1'000'000;
    if (state != job::State::running || job.done == 0 || job.total < job.done || spent <= 0) {
        return nullptr;
    }
    const auto left = static_cast<std::int64_t>(job.total - job.done);
    return left * spent / static_cast<std::int64_t>(job.done);
}

json::Value moment(Instant at) {
    return at.micros == 0 ? json::Value(nullptr) : json::Value(format_utc(at));
}

json::Value parsed_or_null(const std::string& text) {
    auto parsed = json::parse(text);
    return parsed ? std::move(*parsed) : json::Value(nullptr);
}

// Without a writing process nothing runs, whatever a killed one left in the table.
json::Object job_json(const City& city, const job::Order& order, bool may_run) {
    const job::Job& job = order.job;
    const bool died = job.state == job::State::running && !may_run;
    const job::State state = died ? job::State::stopped : job.state;
    return {{"id", job.id},
            {"kind", job.kind},
            {"state", kStates[static_cast<std::size_t>(state)]},
            {"done", job.done},
            {"total", job.total},
            {"seconds_left", seconds_left(job, state, city.kernel->clock().now())},
            {"identity", to_hex(view(job.identity))},
            {"started", format_utc(job.started)},
            {"due", moment(order.order.due)},
            {"ended", moment(job.ended)},
            {"result", parsed_or_null(job.result)}};
}

Result<Exit> job_list(Invocation& invocation) {
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(city, open_to_read(invocation.places));
    const bool may_run = city.kernel->has_writer();
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(orders, job::list_orders(*reader, kListed));
    DAICHO_TRY(plans, job::list_plans(*reader));
    json::Array list;
    for (const job::Order& order : orders) list.push_back(job_json(city, order, may_run));
    json::Array planned;
    for (const job::Plan& plan : plans) {
        planned.push_back(json::Object{{"id", plan.id},
                                       {"kind", plan.order.kind},
                                       {"parameters", parsed_or_null(plan.order.parameters)},
                                       {"every", plan.rhythm},
                                       {"next", format_utc(plan.next)}});
    }
    print_json(json::Object{{"jobs", std::move(list)}, {"plans", std::move(planned)}});
    return Exit::done;
}

Result<std::uint64_t> number_word(Arguments& arguments) {
    const std::string text = arguments.word();
    const auto number = parse_decimal(text, 0);
    if (number && *number > 0) return static_cast<std::uint64_t>(*number);
    return input_error("cli.not_a_number").with("option", "job").with("value", text);
}

// What an import or its preview said of each line; for whoever holds the city's key.
Result<json::Value> report_of(City& city, store::Connection& connection, std::uint64_t job) {
    DAICHO_TRY(there, connection.integer(connection.dialect().count_table("w_job_file")));
    if (there == 0) return json::Value(nullptr);
    DAICHO_TRY(files, server::files_of_job(connection, job));
    for (const server::JobFile& file : files) {
        if (file.name != server::kReportFile) continue;
        DAICHO_TRY(bytes, server::open_file(*city.kernel, connection, file.id));
        return parsed_or_null(bytes);
    }
    return json::Value(nullptr);
}

Result<Exit> job_log(Invocation& invocation) {
    DAICHO_TRY(id, number_word(invocation.arguments));
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(city, open_to_read(invocation.places));
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(order, job::find_order(*reader, id));
    if (!order) return not_found_error("job.no_order").with("job", std::to_string(id));
    DAICHO_TRY(lines, job::read_log(*reader, id));
    json::Array log;
    for (const job::LogLine& line : lines) {
        std::vector<std::pair<std::string, std::string>> arguments;
        const json::Value given = parsed_or_null(line.arguments);
        if (given.is_object()) {
            for (const auto& [name, value] : given.get_object()) {
                if (value.is_string()) arguments.emplace_back(name, value.get_string());
            }
        }
        log.push_back(json::Object{{"at", format_utc(line.at)},
                                   {"id", line.id},
                                   {"message_ja", message(line.id, Language::japanese, arguments)},
                                   {"message_en", message(line.id, Language::english, arguments)}});
    }
    json::Object answer = job_json(city, *order, city.kernel->has_writer());
    answer["error"] = parsed_or_null(order->job.error);
    answer["log"] = std::move(log);
    DAICHO_TRY(report, report_of(city, *reader, id));
    answer["report"] = std::move(report);
    print_json(answer);
    return Exit::done;
}

// The file of an import, sealed into the database by the process that writes.
Result<std::uint64_t> bring_file(server::App& app, const identity::Principal& principal,
                                 const std::string& path) {
    std::error_code code;
    const auto size = fs::file_size(path, code);
    std::ifstream in(path, std::ios::binary);
    if (code || !in) return input_error("cli.cannot_read").with("file", path);
    if (size > server::kMaxJobFile) {
        return input_error("job.file.too_large")
            .with("most", std::to_string(server::kMaxJobFile / (1024 * 1024)));
    }
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    std::uint64_t id = 0;
    DAICHO_CHECK(app.kernel.command([&](registers::Context& context) -> Status {
        server::JobFile file;
        file.account = principal.account;
        file.name = fs::path(path).filename().string();
        DAICHO_TRY(kept, server::keep_file(context, file, bytes));
        id = kept;
        return {};
    }));
    return id;
}

Result<json::Object> queue_of(server::App& app, const identity::Principal& principal,
                              json::ObjectReader& in, const json::Value* parameters) {
    server::JobRequest request;
    request.kind = in.text("kind", 40);
    if (parameters != nullptr && parameters->is_object()) {
        request.parameters = parameters->get_object();
    }
    const auto at = in.optional_text("at", 40);
    const auto every = in.optional_text("every", 40);
    const auto path = in.optional_text("path", 4'000);
    DAICHO_CHECK(in.finish());
    if (at) {
        DAICHO_TRY(due, job::parse_japan_minute(*at));
        request.at = due;
    }
    if (every) {
        DAICHO_TRY(rhythm, job::Rhythm::parse(*every));
        request.rhythm = rhythm;
    }
    if (path) {
        DAICHO_TRY(file, bring_file(app, principal, *path));
        request.file = file;
    }
    DAICHO_TRY(made, app.jobs->order(principal, request));
    return made.job != 0 ? json::Object{{"job", made.job}} : json::Object{{"plan", made.plan}};
}

// What a letter asks for, by the process that writes.
Result<json::Object> carry_out(City& city, server::App& app, const json::Object& letter) {
    const json::Value value(letter);
    json::ObjectReader in(value, "");
    std::vector<std::string_view> known = copy_letters();
    std::ranges::copy(care_letters(), std::back_inserter(known));
    known.insert(known.end(), {"queue", "cancel", "end_plan"});
    const std::string what = in.one_of("do", known);
    const auto by = in.optional_text("by", 40);
    identity::Principal principal = operator_principal();
    if (by) {
        DAICHO_TRY(person, principal_of(city, *by));
        principal = std::move(person);
    }
    if (what.starts_with("copy_")) {
        if (!by) return not_found_error("office.no_account");
        return answer_copy_letter(city, principal, what, in);
    }
    if (what.starts_with("care_")) return answer_care_letter(city, principal, what, in);
    if (what == "queue") {
        const json::Value* parameters = in.raw("parameters");
        return queue_of(app, principal, in, parameters);
    }
    const auto id = static_cast<std::uint64_t>(in.integer("id", {1, INT64_MAX}));
    DAICHO_CHECK(in.finish());
    if (what == "end_plan") {
        DAICHO_CHECK(server::end_job_plan(app, principal, id));
        return json::Object{{"plan", id}, {"ended", true}};
    }
    DAICHO_TRY(over, app.jobs->cancel(principal, id));
    return json::Object{{"job", id}, {"cancelled", over}};
}

std::vector<server::JobKind> all_kinds(const Places& places) {
    std::vector<server::JobKind> kinds = server::job_kinds();
    std::ranges::move(machine_kinds(places), std::back_inserter(kinds));
    return kinds;
}

// Through the server that has the data open, or, where none has, by this process.
Result<json::Value> ask(const Places& places, const json::Object& letter) {
    auto city = open_city(places, {});
    if (!city && city.error().id == "store.in_use") return send_letter(places.home, letter);
    if (!city) return std::move(city.error());
    server::App app{*city->kernel, city->statute, city->settings, places.data};
    app.jobs = std::make_shared<server::JobRunner>(app, all_kinds(places));
    DAICHO_CHECK(app.jobs->prepare());
    DAICHO_TRY(answer, carry_out(*city, app, letter));
    return json::Value(std::move(answer));
}

void put_option(Arguments& arguments, const char* option, json::Object& into, const char* name) {
    const std::string text = arguments.option(option);
    if (!text.empty()) into[name] = text;
}

Result<Exit> job_queue(Invocation& invocation) {
    Arguments& arguments = invocation.arguments;
    json::Object parameters;
    if (const std::string file = arguments.option("--parameters"); !file.empty()) {
        DAICHO_TRY(given, read_json(file));
        if (!given.is_object()) return input_error("job.bad_letter");
        parameters = given.get_object();
    }
    if (const std::string year = arguments.option("--year"); !year.empty()) {
        const auto number = parse_decimal(year, 0);
        if (!number) {
            return input_error("cli.not_a_number").with("option", "--year").with("value", year);
        }
        parameters["year"] = *number;
    }
    if (arguments.flag("--provisional")) parameters["provisional"] = true;
    put_option(arguments, "--register", parameters, "register");
    put_option(arguments, "--reason", parameters, "reason");
    json::Object letter{{"do", "queue"}};
    put_option(arguments, "--by", letter, "by");
    put_option(arguments, "--at", letter, "at");
    put_option(arguments, "--every", letter, "every");
    if (const std::string file = arguments.option("--file"); !file.empty()) {
        letter["path"] = fs::absolute(file).string();
    }
    letter["kind"] = arguments.word();
    letter["parameters"] = std::move(parameters);
    DAICHO_CHECK(arguments.finish());
    DAICHO_TRY(answer, ask(invocation.places, letter));
    print_json(answer);
    return Exit::done;
}

Result<Exit> end_one(Invocation& invocation, const char* what) {
    json::Object letter{{"do", what}};
    put_option(invocation.arguments, "--by", letter, "by");
    DAICHO_TRY(id, number_word(invocation.arguments));
    letter["id"] = static_cast<std::int64_t>(id);
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(answer, ask(invocation.places, letter));
    print_json(answer);
    return Exit::done;
}

// For a city whose server does not run at night: what is due, until nothing is.
Result<Exit> job_run(Invocation& invocation) {
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(city, open_city(invocation.places, {}));
    server::App app{*city.kernel, city.statute, city.settings, invocation.places.data};
    app.jobs = std::make_shared<server::JobRunner>(app, all_kinds(invocation.places));
    DAICHO_CHECK(app.jobs->prepare());
    app.jobs->run_all_due();
    app.jobs->stop();
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(orders, job::list_orders(*reader, kListed));
    json::Array list;
    bool failed = false;
    for (const job::Order& order : orders) {
        failed = failed || order.job.state == job::State::failed;
        list.push_back(job_json(city, order, true));
    }
    print_json(json::Object{{"jobs", std::move(list)}});
    return failed ? Exit::no : Exit::done;
}

}  // namespace

std::vector<server::JobKind> machine_kinds(const Places& places) {
    const auto lane = [](const char* name) {
        return [name](const json::Object&) { return std::string(name); };
    };
    return {{"doctor", server::check_machine_job, lane("doctor"),
             [places](server::JobWork& work) { return doctor_job(places, work.stop); }, false}};
}

Status start_city_jobs(City& city, const Places& places, server::App& app) {
    app.jobs = std::make_shared<server::JobRunner>(app, all_kinds(places));
    app.jobs->on_tick = [&city, &app, home = places.home] {
        answer_letters(home,
                       [&](const json::Object& letter) { return carry_out(city, app, letter); });
    };
    return app.jobs->start();
}

std::vector<Command> job_commands() {
    return {
        {"job list", "", {"処理と予定の一覧", "lists jobs and plans"}, job_list},
        {"job log", "JOB", {"処理の経過と結果", "log and result of a job"}, job_log},
        {"job queue",
         "levy|import|import_preview|export|verify|backup|backup_trial|backup_prune|erasure|doctor "
         "[--year Y] [--provisional] "
         "[--register R] [--file F] [--reason TEXT] [--parameters FILE.json] [--by ACCOUNT] "
         "[--at 2026-04-10T02:30] [--every \"daily 02:30\"]",
         {"処理を待ち行列に入れます（動いているサーバーがあればそこで、なければ次の起動で行います"
          "）",
          "queues a job, for the running server or the next one; at a time, or again and again"},
         job_queue},
        {"job cancel",
         "JOB [--by ACCOUNT]",
         {"処理を中止します", "cancels a job"},
         [](Invocation& invocation) { return end_one(invocation, "cancel"); }},
        {"job plan end",
         "PLAN [--by ACCOUNT]",
         {"予定をやめます", "ends a plan"},
         [](Invocation& invocation) { return end_one(invocation, "end_plan"); }},
        {"job run",
         "",
         {"サーバーなしで、順番の来た処理を行います", "runs what is due, without a server"},
         job_run},
    };
}

}  // namespace daicho::cli
