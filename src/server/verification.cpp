#include "server/verification.hpp"

#include <fmt/format.h>

namespace daicho::server {
namespace {

constexpr std::string_view kKind = "verify";
constexpr std::size_t kJobsToSearch = 200;

json::Value result_document(const registers::VerifyReport& report) {
    const bool ok = !report.fault;
    return json::Object{
        {"ok", ok},
        {"entries", report.entries},
        {"rows", report.rows},
        {"fault", ok ? json::Value(nullptr) : described(*report.fault)},
        {"text", ok ? message_texts("api.verified", {{"entries", std::to_string(report.entries)},
                                                     {"rows", std::to_string(report.rows)}})
                    : described(*report.fault)}};
}

// The job's end and the entry that says so, in one transaction.
Status record_end(App& app, const identity::Principal& principal, std::uint64_t job,
                  const Result<registers::VerifyReport>& report) {
    const json::Value document =
        report ? result_document(*report) : json::errors_document(report.error());
    const bool ok = report && !report->fault;
    return app.kernel.command([&](registers::Context& context) -> Status {
        journal::EntryDraft entry;
        entry.kind = journal::EntryKind::verification;
        entry.principal = principal.account;
        entry.body = fmt::format(R"({{"ok":{}}})", ok);
        DAICHO_CHECK(context.journal.append(context.connection, entry));
        DAICHO_CHECK(job::advance(context.connection, job, app.verified, ""));
        return job::finish(context.connection, job,
                           report ? job::State::done : job::State::failed, json::write(document),
                           context.now);
    });
}

void run(App& app, const identity::Principal& principal, std::uint64_t job) {
    registers::VerifyOptions options;
    options.progress = [&app](std::uint64_t done, std::uint64_t total) {
        app.to_verify = total;
        app.verified = done;
    };
    auto report = registers::verify(app.kernel, options);
    const Status recorded = record_end(app, principal, job, report);
    const std::lock_guard lock(app.mutex);
    app.verifying = false;
    if (!report || !recorded) return;
    app.verification.at = app.kernel.clock().now();
    app.verification.report = std::move(*report);
}

Result<job::Job> new_job(App& app) {
    job::Job made;
    DAICHO_CHECK(app.kernel.command([&](registers::Context& context) -> Status {
        // Each verification is a job of its own: the moment is part of what it works on.
        const job::Identity identity{
            std::string(kKind), {{"entries", std::to_string(context.journal.size())},
                                 {"at", std::to_string(context.now.micros)}}};
        DAICHO_TRY(job, job::start(context.connection, identity, 0, context.now));
        made = std::move(job);
        return {};
    }));
    return made;
}

Result<job::Job> running_job(App& app, std::uint64_t id) {
    DAICHO_TRY(reader, app.kernel.reader());
    DAICHO_TRY(jobs, job::list(*reader, kJobsToSearch));
    for (job::Job& job : jobs) {
        if (job.id != id) continue;
        job.done = app.verified;
        job.total = app.to_verify;
        return std::move(job);
    }
    return system_error("api.failed");
}

}  // namespace

Result<job::Job> start_verification(App& app, const identity::Principal& principal) {
    std::unique_lock lock(app.mutex);
    if (app.verifying) {
        const std::uint64_t id = app.verification_job;
        lock.unlock();
        return running_job(app, id);
    }
    if (app.verifier.joinable()) app.verifier.join();  // the one before has ended
    DAICHO_TRY(job, new_job(app));
    app.verified = 0;
    app.to_verify = 0;
    app.verification_job = job.id;
    app.verifying = true;
    app.verifier = std::thread([&app, principal, id = job.id] { run(app, principal, id); });
    return job;
}

Result<VerificationFacts> last_verification(App& app, store::Connection& connection) {
    VerificationFacts facts;
    {
        const std::lock_guard lock(app.mutex);
        if (app.verification.at && app.verification.report) {
            facts.at = app.verification.at;
            facts.ok = !app.verification.report->fault;
            if (!facts.ok) facts.fault = described(*app.verification.report->fault);
            return facts;
        }
    }
    DAICHO_TRY(jobs, job::list(connection, kJobsToSearch));
    for (const job::Job& job : jobs) {
        if (job.kind != kKind || job.state != job::State::done) continue;
        const auto result = json::parse(job.result);
        if (!result || !result->is_object()) continue;
        const json::Value* ok = result->get_object().if_contains("ok");
        const json::Value* fault = result->get_object().if_contains("fault");
        facts.at = job.ended;
        facts.ok = ok != nullptr && ok->is_bool() && ok->get_bool();
        if (fault != nullptr) facts.fault = *fault;
        return facts;
    }
    return facts;
}

}  // namespace daicho::server
