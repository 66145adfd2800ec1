#include "server/tax/levy_lookup.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "journal/journal.hpp"
#include "register/list.hpp"
#include "register/schema.hpp"

namespace daicho::server {
namespace {

constexpr std::uint64_t kFirstYear = 1990;
constexpr std::uint64_t kLastYear = 2199;
constexpr std::uint64_t kMaxRuns = 1'000;

}  // namespace

Result<std::shared_ptr<const tax::statute::BoundYear>> bound_law(App& app, FiscalYear year) {
    {
        const std::lock_guard lock(app.mutex);
        const auto found = app.caches.laws.find(year.year());
        if (found != app.caches.laws.end()) return found->second;
    }
    DAICHO_TRY(bound, tax::statute::bind_year(app.statute, year));
    auto shared = std::make_shared<const tax::statute::BoundYear>(std::move(bound));
    const std::lock_guard lock(app.mutex);
    return app.caches.laws.emplace(year.year(), std::move(shared)).first->second;
}

Result<std::vector<registers::RecordVersion>> all_runs(App& app, store::Connection& connection,
                                                       std::optional<CommitNumber> as_known) {
    DAICHO_TRY(definition, app.kernel.definition("levy_run"));
    registers::ListQuery query;
    query.moment = {kForever + -1, as_known};  // runs are valid from their assessment date on
    query.limit = kMaxRuns;
    DAICHO_TRY(page, registers::list_records(connection, *definition, query));
    std::sort(page.rows.begin(), page.rows.end(), [&](const auto& a, const auto& b) {
        const std::int64_t left = Row(*definition, a).integer("fiscal_year");
        const std::int64_t right = Row(*definition, b).integer("fiscal_year");
        return left != right ? left > right : a.record > b.record;
    });
    return std::move(page.rows);
}

Result<std::vector<FiscalYear>> levied_years(App& app, store::Connection& connection,
                                             std::optional<CommitNumber> as_known) {
    DAICHO_TRY(definition, app.kernel.definition("levy_run"));
    DAICHO_TRY(runs, all_runs(app, connection, as_known));
    std::vector<FiscalYear> years;
    for (const auto& version : runs) {
        const Row run(*definition, version);
        const FiscalYear year(static_cast<std::int32_t>(run.integer("fiscal_year")));
        if (!run.has("result_digest") || run.text("state") == "withdrawn") continue;
        if (years.empty() || years.back() != year) years.push_back(year);
    }
    return years;
}

Result<FiscalYear> year_to_show(App& app, store::Connection& connection,
                                std::optional<CommitNumber> as_known) {
    DAICHO_TRY(years, levied_years(app, connection, as_known));
    for (const FiscalYear year : years) {
        DAICHO_TRY(run, tax::levy::find_run(app.kernel, connection, year, as_known));
        DAICHO_TRY(status, law_status_of(app, connection, run.record));
        if (status == law::name_of(LawStatus::enacted)) return year;
    }
    return years.empty() ? fiscal_year_of(today(app)) : years.front();
}

Result<std::string> law_status_of(App& app, store::Connection& connection, std::uint64_t run) {
    DAICHO_TRY(definition, app.kernel.definition("levy_run"));
    DAICHO_TRY(history, registers::read_history(connection, *definition, run));
    if (history.empty()) return std::string();
    return Row(*definition, history.back()).text("law_status");
}

Result<std::vector<registers::RecordVersion>> result_rows(App& app, store::Connection& connection,
                                                          std::string_view register_name,
                                                          std::uint64_t run,
                                                          std::uint64_t taxpayer) {
    DAICHO_TRY(definition, app.kernel.definition(register_name));
    // "+run": by the index of the taxpayer, not that of the run with its million rows.
    DAICHO_TRY(select, connection.cached(fmt::format(
                           "SELECT version_id FROM {} WHERE taxpayer = ? AND +run = ? ORDER BY "
                           "version_id",
                           registers::version_table(*definition))));
    select->bind(0, static_cast<std::int64_t>(taxpayer));
    select->bind(1, static_cast<std::int64_t>(run));
    std::vector<std::uint64_t> records;
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) break;
        records.push_back(static_cast<std::uint64_t>(select->integer(0)));
    }
    std::vector<registers::RecordVersion> rows;
    for (const std::uint64_t record : records) {
        DAICHO_TRY(version, registers::read_record(connection, *definition, record, {}));
        if (version) rows.push_back(std::move(*version));
    }
    return rows;
}

Result<FiscalYear> asked_year(const Call& call, store::Connection& connection) {
    const auto given = call.request.parameter("year");
    if (given && !given->empty()) {
        const auto year = parse_id(*given);
        if (!year || *year < kFirstYear || *year > kLastYear) {
            return input_error("api.bad_year").with("year", std::string(given->substr(0, 20)));
        }
        return FiscalYear(static_cast<std::int32_t>(*year));
    }
    DAICHO_TRY(known, as_known(call));
    return year_to_show(call.app, connection, known);
}

Result<Instant> time_of(store::Connection& connection, CommitNumber entry) {
    DAICHO_TRY(stored, journal::read_entry(connection, entry.value));
    return stored.header.time;
}

}  // namespace daicho::server
