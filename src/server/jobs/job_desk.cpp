#include "server/jobs/job_desk.hpp"

#include <fmt/format.h>

#include "register/access.hpp"
#include "server/jobs/job_files.hpp"

namespace daicho::server {
namespace {

Status journal_job(registers::Context& context, journal::EntryKind kind,
                   const identity::Principal& principal, json::Object body) {
    journal::EntryDraft entry;
    entry.kind = kind;
    entry.principal = principal.account;
    entry.body = json::write(json::Value(std::move(body)));
    DAICHO_CHECK(context.journal.append(context.connection, entry));
    return {};
}

// A file is for whoever brought it.
Status check_file(App& app, const identity::Principal& principal, const JobKind& kind,
                  std::uint64_t file) {
    if (kind.takes_file != (file != 0) && !kind.may_take_file) {
        return input_error(kind.takes_file ? "job.file_wanted" : "job.file_not_wanted")
            .with("kind", kind.name);
    }
    if (file == 0) return {};
    DAICHO_TRY(reader, app.kernel.reader());
    DAICHO_TRY(found, find_file(*reader, file));
    if (found && found->account == principal.account) return {};
    return not_found_error("job.file.gone").with("file", std::to_string(file));
}

Result<job::Order> ordered(App& app, std::uint64_t job) {
    DAICHO_TRY(reader, app.kernel.reader());
    DAICHO_TRY(order, job::find_order(*reader, job));
    if (!order) return not_found_error("job.no_order").with("job", std::to_string(job));
    return std::move(*order);
}

std::string shown(const identity::Principal& principal) {
    return principal.account == 0 ? "system" : principal.number;
}

}  // namespace

const JobKind* find_kind(const std::vector<JobKind>& kinds, std::string_view name) noexcept {
    for (const JobKind& kind : kinds) {
        if (kind.name == name) return &kind;
    }
    return nullptr;
}

bool keeps_the_machine(App& app, const identity::Principal& principal) {
    const auto accounts = app.kernel.definition("account");
    return accounts &&
           registers::authorise(principal, **accounts, registers::Action::change).has_value();
}

bool is_offered(App& app, const identity::Principal& principal, std::string_view kind) {
    const auto changes = [&](std::string_view name) {
        const registers::Definition* found = app.kernel.definitions().find(name);
        return found != nullptr &&
               registers::authorise(principal, *found, registers::Action::change).has_value();
    };
    if (kind == "levy") return changes("levy_run");
    if (kind == "erasure") return changes("erasure_proposal");
    if (kind == "logs") return changes("log_run");
    const bool machine = kind == "doctor" || kind.starts_with("backup");
    return !machine || keeps_the_machine(app, principal);
}

Status log_line(registers::Context& context, std::uint64_t job, std::string id,
                const json::Object& arguments) {
    return job::add_log(context.connection, job,
                        {context.now, std::move(id), json::write(json::Value(arguments))});
}

Result<Ordered> order_job(App& app, const std::vector<JobKind>& kinds,
                          const identity::Principal& principal, const JobRequest& request) {
    const JobKind* kind = find_kind(kinds, request.kind);
    if (kind == nullptr) {
        return input_error("job.unknown_kind").with("kind", request.kind.substr(0, 40));
    }
    if (request.rhythm && kind->takes_file) {
        return input_error("job.file_once").with("kind", kind->name);
    }
    DAICHO_CHECK(kind->check(app, principal, request.parameters));
    DAICHO_CHECK(check_file(app, principal, *kind, request.file));
    job::NewOrder order;
    order.kind = kind->name;
    order.lane = kind->lane(request.parameters);
    order.parameters = json::write(json::Value(request.parameters));
    order.account = principal.account;
    order.file = request.file;
    if (request.at) order.due = *request.at;
    Ordered made;
    DAICHO_CHECK(app.kernel.command([&](registers::Context& context) -> Status {
        if (request.rhythm) {
            DAICHO_TRY(plan,
                       job::add_plan(context.connection, order, *request.rhythm, context.now));
            made.plan = plan;
            return journal_job(
                context, journal::EntryKind::job_planned, principal,
                {{"plan", plan}, {"kind", order.kind}, {"rhythm", request.rhythm->text()}});
        }
        DAICHO_TRY(job, job::enqueue(context.connection, order, context.now));
        made.job = job;
        DAICHO_CHECK(log_line(context, job, "job.log.queued", {{"by", shown(principal)}}));
        return journal_job(context, journal::EntryKind::job_queued, principal,
                           {{"job", job}, {"kind", order.kind}});
    }));
    return made;
}

Result<bool> may_cancel(App& app, const identity::Principal& principal, std::uint64_t job) {
    DAICHO_TRY(order, ordered(app, job));
    return order.order.account == principal.account || keeps_the_machine(app, principal);
}

Result<bool> cancel_job(App& app, const identity::Principal& principal, std::uint64_t job) {
    DAICHO_TRY(may, may_cancel(app, principal, job));
    if (!may) return denied_error("job.not_yours").with("job", std::to_string(job));
    bool at_once = false;
    DAICHO_CHECK(app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(over, job::cancel(context.connection, job, context.now));
        at_once = over;
        DAICHO_CHECK(log_line(context, job, "job.log.cancel", {{"by", shown(principal)}}));
        return journal_job(context, journal::EntryKind::job_cancelled, principal, {{"job", job}});
    }));
    return at_once;
}

Status end_job_plan(App& app, const identity::Principal& principal, std::uint64_t plan) {
    DAICHO_TRY(reader, app.kernel.reader());
    DAICHO_TRY(plans, job::list_plans(*reader));
    for (const job::Plan& one : plans) {
        if (one.id != plan || one.order.account == principal.account) continue;
        if (!keeps_the_machine(app, principal)) {
            return denied_error("job.not_yours").with("job", std::to_string(plan));
        }
    }
    return app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_CHECK(job::end_plan(context.connection, plan));
        return journal_job(context, journal::EntryKind::job_planned, principal,
                           {{"plan", plan}, {"ended", true}});
    });
}

}  // namespace daicho::server
