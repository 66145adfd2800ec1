// What a job does: levy, import and its preview, export, verification.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "register/access.hpp"
#include "register/schema.hpp"
#include "server/jobs/custody_jobs.hpp"
#include "server/jobs/job_exchange.hpp"
#include "server/logs/log_job.hpp"
#include "server/records/bulk_change.hpp"
#include "server/tax/levy_lookup.hpp"
#include "server/verification.hpp"
#include "tax/levy/levy_job.hpp"
#include "tax/levy/runs.hpp"

namespace daicho::server {
namespace {

using tax::levy::LevyOptions;

Result<LevyOptions> levy_options(App& app, const json::Object& parameters) {
    const json::Value value(parameters);
    json::ObjectReader in(value, "");
    LevyOptions options;
    options.year = FiscalYear(static_cast<std::int32_t>(in.integer("year", {2000, 2100})));
    options.provisional = in.boolean_or("provisional", false);
    options.threads = 1;  // the screens have the other core
    DAICHO_CHECK(in.finish());
    options.city = tax::levy::municipality_of(app.settings, options.year);
    return options;
}

Status check_levy(App& app, const identity::Principal& principal, const json::Object& parameters) {
    DAICHO_TRY(options, levy_options(app, parameters));
    DAICHO_CHECK(may_order(app, principal, "levy_run", registers::Action::change));
    DAICHO_TRY(law, bound_law(app, options.year));
    return options.provisional ? Status() : tax::statute::require_enacted(*law);
}

std::string levy_lane(const json::Object& parameters) {
    const json::Value* year = parameters.if_contains("year");
    return "levy " + (year == nullptr ? std::string() : json::write(*year));
}

json::Object levy_result(const std::string& run_no) {
    return {{"run_no", run_no}, {"text", message_texts("job.result.levy", {{"run", run_no}})}};
}

// The levy that this order began before the server ended, if it reached its end.
Result<std::optional<json::Object>> levied_before(JobWork& work) {
    if (work.order.inner == 0) return std::optional<json::Object>();
    DAICHO_TRY(reader, work.app.kernel.reader());
    DAICHO_TRY(inner, job::find_by_id(*reader, work.order.inner));
    if (!inner || inner->state != job::State::done) return std::optional<json::Object>();
    const auto result = json::parse(inner->result);
    if (!result || !result->is_object()) return std::optional<json::Object>();
    const json::Value* run = result->get_object().if_contains("run_no");
    if (run == nullptr || !run->is_string()) return std::optional<json::Object>();
    return std::optional<json::Object>(levy_result(std::string(run->get_string())));
}

Result<json::Object> run_levy(JobWork& work) {
    DAICHO_TRY(before, levied_before(work));
    if (before) return std::move(*before);
    DAICHO_TRY(options, levy_options(work.app, work.parameters));
    registers::Kernel& kernel = work.app.kernel;
    std::uint64_t inner = 0;
    std::string run_no;
    options.progress = work.progress;
    options.stop = work.stop;
    options.opened = [&](std::uint64_t job, const std::string& number) -> Status {
        inner = job;
        run_no = number;
        return kernel.command([&](registers::Context& context) -> Status {
            DAICHO_CHECK(job::set_inner(context.connection, work.order.job.id, job));
            return log_line(context, work.order.job.id, "job.log.levy", {{"run", number}});
        });
    };
    auto report = tax::levy::run_levy(kernel, work.principal, work.app.statute, options);
    if (report) return levy_result(report->run_no);
    if (report.error().id == "job.cancelled" && work.cancelled() && inner != 0) {
        DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
            DAICHO_CHECK(
                tax::levy::withdraw_run(context, work.principal, inner, run_no, "job cancelled"));
            return log_line(context, work.order.job.id, "job.log.withdrawn", {{"run", run_no}});
        }));
    }
    return std::move(report.error());
}

Status check_nothing(App&, const identity::Principal&, const json::Object& parameters) {
    const json::Value value(parameters);
    json::ObjectReader in(value, "");
    return in.finish();
}

std::string register_of(const json::Object& parameters) {
    const json::Value* name = parameters.if_contains("register");
    return name == nullptr || !name->is_string() ? "" : std::string(name->get_string());
}

}  // namespace

Status may_order(App& app, const identity::Principal& principal, std::string_view register_name,
                 registers::Action action) {
    DAICHO_TRY(definition, app.kernel.definition(register_name));
    const auto capacity = registers::authorise(principal, *definition, action);
    if (capacity) return {};
    DAICHO_CHECK(registers::refuse(app.kernel, principal, *definition, action));
    return Error(capacity.error());
}

std::vector<JobKind> job_kinds() {
    const auto lane = [](const char* name) {
        return [name](const json::Object& parameters) {
            const std::string of = register_of(parameters);
            return of.empty() ? std::string(name) : fmt::format("{} {}", name, of);
        };
    };
    std::vector<JobKind> kinds{{"levy", check_levy, levy_lane, run_levy, false},
                               {"import", check_import, lane("import"), run_import, true},
                               {"import_preview", check_import, lane("import"), run_preview, true},
                               {"export", check_export, lane("export"), run_export, false, true},
                               {"bulk_change", check_bulk, lane("import"), run_bulk, true},
                               {"verify", check_nothing, lane("verify"), verify_as_job, false}};
    std::ranges::move(custody_job_kinds(), std::back_inserter(kinds));
    kinds.push_back(log_job_kind());
    return kinds;
}

}  // namespace daicho::server
