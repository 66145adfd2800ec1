#include "server/verification.hpp"

#include <fmt/format.h>

#include "server/jobs/job_runner.hpp"

namespace daicho::server {
namespace {

constexpr std::string_view kKind = "verify";
constexpr std::size_t kJobsToSearch = 200;

json::Object result_document(const registers::VerifyReport& report) {
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

}  // namespace

Result<job::Order> start_verification(App& app, const identity::Principal& principal) {
    auto ordered = app.jobs->order(principal, {std::string(kKind), {}, {}, {}, 0});
    std::uint64_t id = 0;
    if (ordered) {
        id = ordered->job;
    } else {
        // One runs or waits already: that is the answer.
        if (ordered.error().id != "job.waits_already") return std::move(ordered.error());
        for (const auto& [name, value] : ordered.error().arguments) {
            if (name != "job") continue;
            DAICHO_TRY(number, parse_id(value));
            id = number;
        }
    }
    DAICHO_TRY(reader, app.kernel.reader());
    DAICHO_TRY(order, job::find_order(*reader, id));
    if (!order) return system_error("api.failed");
    return std::move(*order);
}

Result<json::Object> verify_as_job(JobWork& work) {
    registers::VerifyOptions options;
    options.progress = work.progress;
    options.stop = work.stop;
    options.threads = 1;  // the screens have the other core
    DAICHO_TRY(report, registers::verify(work.app.kernel, options));
    json::Object result = result_document(report);
    DAICHO_CHECK(work.app.kernel.command([&](registers::Context& context) -> Status {
        journal::EntryDraft entry;
        entry.kind = journal::EntryKind::verification;
        entry.principal = work.principal.account;
        entry.body = fmt::format(R"({{"ok":{}}})", !report.fault);
        DAICHO_CHECK(context.journal.append(context.connection, entry));
        return work.end(context, result);
    }));
    const std::lock_guard lock(work.app.mutex);
    work.app.verification.at = work.app.kernel.clock().now();
    work.app.verification.report = std::move(report);
    return result;
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
