#include "cli/levy_command.hpp"

#include <fmt/format.h>

#include <fstream>

#include "job/job.hpp"
#include "office/directory.hpp"
#include "register/access.hpp"
#include "register/disclosure.hpp"
#include "register/schema.hpp"
#include "tax/levy/explain.hpp"
#include "tax/forms/notice.hpp"
#include "tax/levy/levy_job.hpp"
#include "tax/levy/runs.hpp"
#include "tax/levy/notice_data.hpp"

namespace daicho::cli {
namespace {

}  // namespace

Result<json::Value> run_levy_command(City& city, const identity::Principal& principal,
                                     const LevyCommand& command) {
    tax::levy::LevyOptions options;
    options.year = command.year;
    options.threads = command.threads;
    options.provisional = command.provisional;
    options.city = tax::levy::municipality_of(city.settings, command.year);
    job::ProgressBar bar(fmt::format("{}年度の賦課", command.year.year()),
                         fmt::format("Levy of fiscal {}", command.year.year()), "");
    options.progress = [&bar](std::uint64_t done, std::uint64_t total) { bar.update(done, total); };
    const std::int64_t started = monotonic_ms();
    DAICHO_TRY(report, tax::levy::run_levy(*city.kernel, principal, city.statute, options));
    bar.finish();
    const tax::levy::RunTotals& totals = report.totals;
    return json::Value(json::Object{{"run_no", report.run_no},
                                    {"fiscal_year", command.year.year()},
                                    {"state", "provisional"},
                                    {"law_status", law::name_of(report.law_status)},
                                    {"resumed", report.resumed},
                                    {"parcels", totals.parcels},
                                    {"houses", totals.houses},
                                    {"assets", totals.assets},
                                    {"taxpayers", totals.taxpayers},
                                    {"fixed_base_yen", totals.fixed_base.amount()},
                                    {"fixed_tax_yen", totals.fixed_tax.amount()},
                                    {"city_planning_base_yen", totals.city_base.amount()},
                                    {"city_planning_tax_yen", totals.city_tax.amount()},
                                    {"annual_tax_yen", totals.annual_tax.amount()},
                                    {"result_digest", to_hex(view(report.result_digest))},
                                    {"took_ms", monotonic_ms() - started}});
}

Status confirm_levy(City& city, std::string_view run_no, std::string_view account) {
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(record, office::find_account(*city.kernel, *reader, account));
    if (!record) return not_found_error("office.no_account");
    DAICHO_TRY(person, office::find_person(*city.kernel, *reader, *record,
                                           japan_date(city.kernel->clock().now())));
    return tax::levy::confirm_run(*city.kernel, person.principal, run_no, "command line");
}

Result<registers::VerifyOnly> levy_registers(City& city, std::string_view run_no) {
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(definition, city.kernel->definition("levy_run"));
    DAICHO_TRY(run, registers::find_record(*reader, *definition, run_no));
    if (!run) return not_found_error("levy.no_run").with("run", std::string(run_no));
    registers::VerifyOnly only;
    for (const char* name : {"levy_parcel", "levy_house", "levy_asset", "levy_taxpayer"}) {
        DAICHO_TRY(results, city.kernel->definition(name));
        DAICHO_TRY(range, tax::levy::versions_of_run(*reader, *results, *run));
        if (range.first != 0) only.push_back(range);
    }
    return only;
}

Result<std::uint32_t> print_notices(City& city, const identity::Principal& principal,
                                    FiscalYear year, std::uint64_t count,
                                    const std::filesystem::path& file) {
    registers::Kernel& kernel = *city.kernel;
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(law, tax::statute::bind_year(city.statute, year));
    DAICHO_TRY(run, tax::levy::find_run(kernel, *reader, year));
    const tax::levy::NoticeSource source{kernel, *reader, city.settings, law, run};
    DAICHO_TRY(receivers, tax::levy::notice_receivers(source, count));
    std::vector<tax::forms::Notice> notices;
    for (const std::uint64_t taxpayer : receivers) {
        DAICHO_TRY(notice, tax::levy::gather_notice(source, taxpayer));
        notices.push_back(std::move(notice));
    }
    DAICHO_TRY(definition, kernel.definition("addressee"));
    DAICHO_TRY(capacity, registers::authorise(principal, *definition, registers::Action::view));
    registers::Disclosure disclosure;
    disclosure.kind = journal::EntryKind::disclosure_print;
    disclosure.definition = definition;
    disclosure.records = receivers;
    DAICHO_CHECK(registers::disclose(kernel, principal, capacity, disclosure));
    DAICHO_TRY(printed, tax::forms::print_notices(notices, kernel.clock().now()));
    std::ofstream out(file, std::ios::binary);
    out << printed.pdf;
    if (!out) return system_error("demo.cannot_write").with("file", file.string());
    return printed.pages;
}

}  // namespace daicho::cli
