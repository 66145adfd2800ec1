#include "tax/levy/runs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "job/queue.hpp"
#include "law/statute.hpp"
#include "register/access.hpp"
#include "register/change.hpp"
#include "register/list.hpp"
#include "register/schema.hpp"

namespace daicho::tax::levy {
namespace {

// Whoever started a run, by whatever account, and a delegate of hers, are no second person for it.
Result<bool> is_starter(registers::Context& context, const std::string& starter,
                        const identity::Principal& principal, std::uint16_t capacity) {
    if (starter == principal.number) return true;
    DAICHO_TRY(accounts, context.kernel.definition("account"));
    DAICHO_TRY(record, registers::find_record(context.connection, *accounts, starter));
    if (!record || principal.account == 0) return false;
    for (const std::uint64_t one :
         {principal.account, principal.on_behalf(capacity, "fixed_asset_tax")}) {
        if (one == *record) return true;
        if (one == 0 || !context.kernel.people.same_human) continue;
        DAICHO_TRY(same, context.kernel.people.same_human(context.connection, one, *record, {}));
        if (same) return true;
    }
    return false;
}

}  // namespace

Status confirm_run(registers::Kernel& kernel, const identity::Principal& principal,
                   std::string_view run_no, std::string_view reason) {
    DAICHO_TRY(definition, kernel.definition("levy_run"));
    const auto capacity =
        registers::authorise(principal, *definition, registers::Action::approve);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, principal, *definition, registers::Action::approve));
        return Error(capacity.error());
    }
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(record, registers::find_record(context.connection, *definition, run_no));
        if (!record) return not_found_error("levy.no_run").with("run", std::string(run_no));
        DAICHO_TRY(history, registers::read_history(context.connection, *definition, *record));
        const registers::RecordVersion& now = history.back();
        const auto text = [&](std::string_view field) {
            return now.values[definition->index_of(field)].bytes;
        };
        if (text("state") != "provisional" || text("result_digest").empty()) {
            return conflict_error("levy.not_provisional").with("run", std::string(run_no));
        }
        if (text("law_status") != law::name_of(LawStatus::enacted)) {
            return conflict_error("levy.law_not_enacted").with("run", std::string(run_no));
        }
        DAICHO_TRY(oneself, is_starter(context, text("started_by"), principal, *capacity));
        if (oneself) return denied_error("levy.same_person");
        registers::ChangeRequest request;
        request.register_name = "levy_run";
        request.record = *record;
        request.valid = now.valid;
        request.reason = std::string(reason);
        request.values = {{"state", "confirmed"},
                          {"confirmed_by", principal.number.empty() ? "system" : principal.number}};
        DAICHO_CHECK(registers::apply_change(context, principal, *capacity, *definition, request));
        journal::EntryDraft entry;
        entry.kind = journal::EntryKind::run_confirmed;
        entry.principal = principal.account;
        entry.capacity = *capacity;
        entry.register_number = definition->number;
        entry.body = fmt::format(R"({{"run":"{}"}})", run_no);
        DAICHO_CHECK(context.journal.append(context.connection, entry));
        return {};
    });
}

Status withdraw_run(registers::Context& context, const identity::Principal& principal,
                    std::uint64_t job, std::string_view run_no, std::string_view reason) {
    DAICHO_TRY(definition, context.kernel.definition("levy_run"));
    DAICHO_TRY(capacity,
               registers::authorise(principal, *definition, registers::Action::change));
    DAICHO_TRY(record, registers::find_record(context.connection, *definition, run_no));
    if (!record) return not_found_error("levy.no_run").with("run", std::string(run_no));
    DAICHO_TRY(history, registers::read_history(context.connection, *definition, *record));
    const registers::RecordVersion& now = history.back();
    if (now.values[definition->index_of("state")].bytes != "provisional") {
        return conflict_error("levy.not_provisional").with("run", std::string(run_no));
    }
    registers::ChangeRequest request;
    request.register_name = "levy_run";
    request.record = *record;
    request.valid = now.valid;
    request.reason = std::string(reason);
    request.values = {{"state", "withdrawn"}};
    DAICHO_CHECK(registers::apply_change(context, principal, capacity, *definition, request));
    return job::end_cancelled(context.connection, job, context.now);
}

Result<std::uint64_t> confirmed_run(registers::Kernel& kernel, store::Connection& connection,
                                    FiscalYear year, std::optional<CommitNumber> as_known) {
    DAICHO_TRY(definition, kernel.definition("levy_run"));
    registers::ListQuery query;
    query.moment = {year.assessment_date(), as_known};
    query.limit = 1'000;
    query.filters = {{definition->index_of("fiscal_year"), registers::FilterKind::equals,
                      std::to_string(year.year())},
                     {definition->index_of("state"), registers::FilterKind::equals, "confirmed"}};
    DAICHO_TRY(page, registers::list_records(connection, *definition, query));
    std::uint64_t newest = 0;  // by record: numbers do not sort as texts
    for (const registers::RecordVersion& row : page.rows) newest = std::max(newest, row.record);
    return newest;
}

Result<Digest> result_digest(store::Connection& connection, const ResultLayouts& layouts,
                             std::uint64_t run) {
    Sha256 hash;
    for (const ResultLayout& layout : layouts) {
        DAICHO_TRY(range, versions_of_run(connection, *layout.definition, run));
        DAICHO_TRY(select,
                   connection.prepare(fmt::format("SELECT row_digest FROM {} WHERE version_id "
                                                  "BETWEEN {} AND {} AND +run = {} "
                                                  "ORDER BY version_id",
                                                  registers::version_table(*layout.definition),
                                                  range.first, range.last, run)));
        while (true) {
            DAICHO_TRY(row, select->step());
            if (!row) break;
            hash.add(select->blob(0));
        }
    }
    return hash.finish();
}

Result<std::string> run_number(registers::Kernel& kernel, std::uint64_t record) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(definition, kernel.definition("levy_run"));
    DAICHO_TRY(history, registers::read_history(*reader, *definition, record));
    if (history.empty()) return not_found_error("levy.no_run").with("run", std::to_string(record));
    return registers::key_of(*definition, history.back());
}

Result<RunTotals> totals_of(store::Connection& connection, const ResultLayouts& layouts,
                            std::uint64_t run) {
    RunTotals totals;
    const auto count = [&](ResultRegister which, std::uint64_t& into) -> Status {
        const auto& definition = *layouts[static_cast<std::size_t>(which)].definition;
        DAICHO_TRY(number, connection.integer(fmt::format("SELECT count(*) FROM {} WHERE run = {}",
                                                          registers::version_table(definition),
                                                          run)));
        into = static_cast<std::uint64_t>(number);
        return {};
    };
    DAICHO_CHECK(count(ResultRegister::parcel, totals.parcels));
    DAICHO_CHECK(count(ResultRegister::house, totals.houses));
    DAICHO_CHECK(count(ResultRegister::asset, totals.assets));
    DAICHO_TRY(sums, connection.prepare(fmt::format(
                         "SELECT count(*), sum(fixed_base_yen), sum(fixed_tax_yen), "
                         "sum(city_base_yen), sum(city_tax_yen), sum(annual_tax_yen) FROM {} "
                         "WHERE run = {}",
                         registers::version_table(*layouts[3].definition), run)));
    DAICHO_TRY(row, sums->step());
    if (!row) return totals;
    totals.taxpayers = static_cast<std::uint64_t>(sums->integer(0));
    totals.fixed_base = Yen(sums->integer(1));
    totals.fixed_tax = Yen(sums->integer(2));
    totals.city_base = Yen(sums->integer(3));
    totals.city_tax = Yen(sums->integer(4));
    totals.annual_tax = Yen(sums->integer(5));
    return totals;
}

}  // namespace daicho::tax::levy
