#include "tax/checks/run.hpp"

#include "job/job.hpp"
#include "json/reader.hpp"

namespace daicho::tax::checks {
namespace {

constexpr const char* kKind = "check";
constexpr std::size_t kJobsBack = 200;

job::Identity identity_of(registers::Kernel& kernel, const Question& question,
                          const std::vector<const Check*>& asked) {
    std::string names;
    for (const Check* check : asked) names += std::string(check->id) + " ";
    return {kKind,
            {{"municipality", kernel.municipality()},
             {"as_of", format_iso(question.moment.as_of)},
             {"as_known", std::to_string(question.moment.as_known->value)},
             {"law", to_hex(view(question.law.year->digest()))},
             {"definitions", to_hex(view(kernel.definitions().digest()))},
             {"checks", names}}};
}

std::string result_of(const CheckRun& run) {
    std::uint64_t found = 0;
    json::Object counts;
    for (const auto& [id, count] : run.counts) {
        counts[id] = count;
        found += count;
    }
    const std::vector<std::pair<std::string, std::string>> arguments{
        {"checks", std::to_string(run.counts.size())}, {"count", std::to_string(found)}};
    return json::write(
        json::Object{{"text",
                      json::Object{{"ja", message("check.result", Language::japanese, arguments)},
                                   {"en", message("check.result", Language::english, arguments)}}},
                     {"as_of", format_iso(run.as_of)},
                     {"counts", std::move(counts)}});
}

Result<CheckRun> read_run(const job::Job& job) {
    DAICHO_TRY(value, json::parse(job.result));
    CheckRun run{job.ended, {}, {}};
    if (!value.is_object()) return run;
    if (const json::Value* as_of = value.get_object().if_contains("as_of");
        as_of != nullptr && as_of->is_string()) {
        DAICHO_TRY(date, parse_iso_date(std::string_view(as_of->get_string())));
        run.as_of = date;
    }
    const json::Value* counts = value.get_object().if_contains("counts");
    if (counts == nullptr || !counts->is_object()) return run;
    for (const auto& [id, count] : counts->get_object()) {
        if (count.is_number()) run.counts[std::string(id)] = count.to_number<std::uint64_t>();
    }
    return run;
}

Status run_all(registers::Kernel& kernel, const Question& question, const job::Job& job,
               const std::vector<const Check*>& asked, CheckRun& run) {
    for (const Check* check : asked) {
        DAICHO_TRY(found, check->find(question));
        run.counts[std::string(check->id)] = found.size();
        DAICHO_CHECK(kernel.command(
            [&](registers::Context& context) {
                return job::advance(context.connection, job.id, run.counts.size(), check->id);
            },
            store::Priority::background));
    }
    return {};
}

}  // namespace

FiscalYear year_to_check(Date as_of) noexcept { return FiscalYear(as_of.year()); }

Result<CheckRun> run_checks(registers::Kernel& kernel, const law::Statute& statute, Date as_of,
                            const std::function<bool(const Check&)>& may_ask) {
    std::vector<const Check*> asked;
    for (const Check& check : all_checks()) {
        if (may_ask(check)) asked.push_back(&check);
    }
    DAICHO_TRY(law, statute::bind_year(statute, year_to_check(as_of)));
    DAICHO_TRY(newest, kernel.newest());
    DAICHO_TRY(reader, kernel.reader());
    const Question question{kernel, *reader, {as_of, newest}, law};
    job::Job job;
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(started, job::start(context.connection, identity_of(kernel, question, asked),
                                       asked.size(), context.now));
        job = std::move(started);
        return {};
    }));
    if (job.state == job::State::done) return read_run(job);
    CheckRun run{{}, as_of, {}};
    const Status ran = run_all(kernel, question, job, asked, run);
    DAICHO_CHECK(kernel.command([&](registers::Context& context) {
        run.at = context.now;
        const std::string said = ran ? result_of(run)
                                     : json::write(json::errors_document(ran.error()));
        return job::finish(context.connection, job.id,
                           ran ? job::State::done : job::State::failed, said, context.now);
    }));
    if (!ran) return Error(ran.error());
    return run;
}

Result<std::optional<CheckRun>> last_run(store::Connection& connection) {
    DAICHO_TRY(jobs, job::list(connection, kJobsBack));
    for (const job::Job& job : jobs) {
        if (job.kind != kKind || job.state != job::State::done) continue;
        DAICHO_TRY(run, read_run(job));
        return std::optional<CheckRun>(std::move(run));
    }
    return std::optional<CheckRun>();
}

}  // namespace daicho::tax::checks
