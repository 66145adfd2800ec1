// Jobs: what runs, waits and ran; ordering and cancelling; logs and files.
#include <algorithm>

#include "office/directory.hpp"
#include "server/jobs/job_exchange.hpp"
#include "server/jobs/job_files.hpp"
#include "server/jobs/job_runner.hpp"
#include "server/jobs/job_view.hpp"

namespace daicho::server {
namespace {

using net::Method;

constexpr std::size_t kMaxJobs = 50;
constexpr std::size_t kLongestName = 200;
constexpr std::uint64_t kMostUploads = 20;  // of one account at a time

const identity::Principal& asker(const Call& call) { return call.session.person.principal; }

json::Value plan_json(const Call& call, const job::Plan& plan) {
    const bool mine = plan.order.account == asker(call).account;
    return json::Object{{"id", id_text(plan.id)},
                        {"kind", plan.order.kind},
                        {"label", message_texts("api.job." + plan.order.kind)},
                        {"rhythm", plan.rhythm},
                        {"mine", mine},
                        {"next_at", instant_text(plan.next)}};
}

Answer list(const Call& call) {
    DAICHO_TRY(jobs, jobs_json(call.app, asker(call).account, kMaxJobs));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(plans, job::list_plans(*reader));
    json::Array planned;
    for (const job::Plan& plan : plans) planned.push_back(plan_json(call, plan));
    json::Array kinds;
    for (const JobKind& kind : call.app.jobs->kinds()) {
        kinds.push_back(json::Object{{"name", kind.name},
                                     {"label", message_texts("api.job." + kind.name)},
                                     {"takes_file", kind.takes_file},
                                     {"may_order", is_offered(call.app, asker(call), kind.name)}});
    }
    return json_answer(
        json::Object{{"jobs", std::move(jobs)},
                     {"plans", std::move(planned)},
                     {"kinds", std::move(kinds)},
                     {"keeps_the_machine", keeps_the_machine(call.app, asker(call))}});
}

// Who ordered it: number and name of the account as it is today.
json::Value person_json(const Call& call, store::Connection& connection, std::uint64_t account) {
    if (account == 0) return nullptr;
    const auto person = office::find_person(call.app.kernel, connection, account, today(call.app));
    if (!person) return nullptr;
    return json::Object{{"number", person->principal.number}, {"name", person->principal.name}};
}

json::Array log_json(const std::vector<job::LogLine>& lines) {
    json::Array log;
    for (const job::LogLine& line : lines) {
        std::vector<std::pair<std::string, std::string>> arguments;
        const auto parsed = json::parse(line.arguments);
        if (parsed && parsed->is_object()) {
            for (const auto& [name, value] : parsed->get_object()) {
                if (value.is_string()) arguments.emplace_back(name, value.get_string());
            }
        }
        log.push_back(json::Object{{"at", instant_text(line.at)},
                                   {"text", message_texts(line.id, arguments)}});
    }
    return log;
}

Result<job::Order> order_of(store::Connection& connection, const std::string& part) {
    DAICHO_TRY(id, parse_id(part));
    DAICHO_TRY(order, job::find_order(connection, id));
    if (!order) return not_found_error("job.no_order").with("job", part);
    return std::move(*order);
}

// What was asked (reasons, recipients) is for whoever asked it and for administrators.
Answer show(const Call& call) {
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(order, order_of(*reader, call.path[1]));
    DAICHO_TRY(lines, job::read_log(*reader, order.job.id));
    json::Object answer = job_json(call.app, asker(call).account, order);
    const bool mine = order.order.account == asker(call).account;
    answer["by"] = person_json(call, *reader, order.order.account);
    answer["log"] = log_json(lines);
    json::Value parameters = nullptr;
    if (mine || keeps_the_machine(call.app, asker(call))) {
        if (auto parsed = json::parse(order.order.parameters)) parameters = std::move(*parsed);
    }
    answer["parameters"] = std::move(parameters);
    json::Array files;
    if (mine) {
        DAICHO_TRY(made, files_of_job(*reader, order.job.id));
        for (const JobFile& file : made) {
            if (file.name.starts_with("daicho:")) continue;  // parts of a report under way
            files.push_back(
                json::Object{{"id", id_text(file.id)}, {"name", file.name}, {"size", file.size}});
        }
    }
    answer["files"] = std::move(files);
    return json_answer(answer);
}

Answer order(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    JobRequest request;
    request.kind = in.text("kind", 40);
    if (const json::Value* parameters = in.raw("parameters")) {
        if (!parameters->is_object()) return input_error("job.bad_letter");
        request.parameters = parameters->get_object();
    }
    const auto at = in.optional_text("at", 40);
    const auto every = in.optional_text("every", 40);
    const auto file = in.optional_text("file", 20);
    DAICHO_CHECK(in.finish());
    if (at) {
        DAICHO_TRY(moment, job::parse_japan_minute(*at));
        request.at = moment;
    }
    if (every) {
        DAICHO_TRY(rhythm, job::Rhythm::parse(*every));
        request.rhythm = rhythm;
    }
    if (file) {
        DAICHO_TRY(id, parse_id(*file));
        request.file = id;
    }
    DAICHO_TRY(made, call.app.jobs->order(asker(call), request));
    if (made.job == 0) return json_answer(json::Object{{"plan", id_text(made.plan)}}, 201);
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(order, order_of(*reader, id_text(made.job)));
    return json_answer(json::Object{{"job", job_json(call.app, asker(call).account, order)}}, 201);
}

Answer cancel(const Call& call) {
    DAICHO_CHECK(check_empty_body(call));
    DAICHO_TRY(id, parse_id(call.path[1]));
    DAICHO_CHECK(call.app.jobs->cancel(asker(call), id));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(order, order_of(*reader, call.path[1]));
    return json_answer(json::Object{{"job", job_json(call.app, asker(call).account, order)}});
}

Answer end_plan(const Call& call) {
    DAICHO_CHECK(check_empty_body(call));
    DAICHO_TRY(id, parse_id(call.path[2]));
    DAICHO_CHECK(end_job_plan(call.app, asker(call), id));
    return no_content();
}

// For whoever ordered the job; a password is read once.
Answer file_answer(const Call& call) {
    DAICHO_TRY(id, parse_id(call.path[3]));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(file, find_file(*reader, id));
    const Error gone = not_found_error("job.file.gone").with("file", call.path[3]);
    if (!file || id_text(file->job) != call.path[1]) return gone;
    if (file->account != asker(call).account) return gone;
    DAICHO_TRY(bytes, open_file(call.app.kernel, *reader, id));
    if (file->name == kPasswordFile) {
        DAICHO_CHECK(call.app.kernel.command(
            [id](registers::Context& context) { return drop_file(context, id); }));
    }
    net::Response response;
    const bool report = file->name == kReportFile;
    response.header("Content-Type",
                    report ? "application/json; charset=utf-8" : "application/octet-stream");
    if (!report) {
        response.header("Content-Disposition", "attachment; filename=\"" + file->name + "\"");
    }
    response.header("Cache-Control", "no-store");
    response.body = std::move(bytes);
    return response;
}

Status check_name(std::string_view name) {
    const bool printable = std::ranges::none_of(name, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == '/' || c == '\\' || c == 0x7f;
    });
    const bool ours = name.starts_with("daicho:");  // selections and previews that we keep
    if (!name.empty() && name.size() <= kLongestName && printable && !ours) return {};
    return input_error("job.file.bad_name");
}

}  // namespace

Answer jobs_api(const Call& call) {
    const Method method = call.request.method;
    const std::size_t parts = call.path.size();
    if (!call.app.jobs) return no_such_address(call);
    if (method == Method::get) {
        if (parts == 1) return list(call);
        if (parts == 2) return show(call);
        if (parts == 4 && call.path[2] == "files") return file_answer(call);
    } else if (method == Method::post) {
        if (parts == 1) return order(call);
        if (parts == 3 && call.path[2] == "cancel") return cancel(call);
        if (parts == 4 && call.path[1] == "plans" && call.path[3] == "end") return end_plan(call);
    }
    return no_such_address(call);
}

Answer uploads_api(const Call& call) {
    if (call.request.method != Method::post || call.path.size() != 1 || !call.app.jobs) {
        return no_such_address(call);
    }
    const std::string name(call.request.parameter("name").value_or(""));
    DAICHO_CHECK(check_name(name));
    if (call.request.body.empty()) return input_error("job.file.empty");
    std::uint64_t id = 0;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(held, context.connection.integer(
                             "SELECT count(*) FROM w_job_file WHERE job = 0 AND name NOT LIKE "
                             "'daicho:%' AND account = " +
                             id_text(asker(call).account)));
        if (static_cast<std::uint64_t>(held) >= kMostUploads) {
            return conflict_error("job.file.too_many").with("most", std::to_string(kMostUploads));
        }
        JobFile file;
        file.account = asker(call).account;
        file.name = name;
        DAICHO_TRY(kept, keep_file(context, file, call.request.body));
        id = kept;
        return {};
    }));
    return json_answer(
        json::Object{{"file", id_text(id)}, {"name", name}, {"size", call.request.body.size()}},
        201);
}

}  // namespace daicho::server
