#include "cli/retention_commands.hpp"

#include <filesystem>
#include <fstream>

#include "base/decimal.hpp"
#include "cli/city.hpp"
#include "custody/backup.hpp"
#include "custody/certificate.hpp"

namespace daicho::cli {
namespace {

json::Value proposals_json(const std::vector<custody::Proposal>& proposals) {
    json::Array list;
    for (const custody::Proposal& one : proposals) {
        list.push_back(json::Object{{"proposal", one.number},
                                    {"register", one.target},
                                    {"fiscal_year", one.year.year()},
                                    {"ended_before", format_iso(one.before)},
                                    {"records", one.records},
                                    {"versions", one.versions},
                                    {"held_referenced", one.held_referenced},
                                    {"held_legal", one.held_legal},
                                    {"list_digest", one.list_digest},
                                    {"basis", one.basis},
                                    {"state", one.state},
                                    {"proposed_by", one.proposed_by},
                                    {"decided_by", one.decided_by},
                                    {"reason", one.reason},
                                    {"erased_by", one.erased_by},
                                    {"entry", one.entry}});
    }
    return json::Object{{"proposals", std::move(list)}};
}

Result<Exit> propose(Invocation& invocation) {
    const std::string by = invocation.arguments.option("--by");
    const std::string text = invocation.arguments.option("--year");
    DAICHO_CHECK(invocation.arguments.finish());
    const auto year = parse_decimal(text, 0);
    if (!year || *year < 1900 || *year > 9000) {
        return input_error("cli.not_a_number").with("option", "--year").with("value", text);
    }
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, principal_of(city, by));
    DAICHO_TRY(made, custody::propose(*city.kernel, principal,
                                      FiscalYear(static_cast<std::int32_t>(*year)),
                                      city.settings.custody));
    print_json(proposals_json(made));
    return Exit::done;
}

Result<Exit> list(Invocation& invocation) {
    DAICHO_CHECK(invocation.arguments.finish());
    OpenCity options;
    options.read_only = true;
    DAICHO_TRY(city, open_city(invocation.places, options));
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(all, custody::proposals(*city.kernel, *reader));
    print_json(proposals_json(all));
    return Exit::done;
}

Result<Exit> decide(Invocation& invocation, bool approve) {
    const std::string by = invocation.arguments.option("--by");
    const std::string reason = invocation.arguments.option("--reason");
    const std::string number = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, principal_of(city, by));
    DAICHO_CHECK(custody::decide(*city.kernel, principal, number, approve, reason));
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(now, custody::proposals(*city.kernel, *reader, number));
    print_json(proposals_json(now));
    return Exit::done;
}

// <folder>/<number>.pdf and .json
Status write_certificate(City& city, const std::string& number,
                         const std::filesystem::path& folder) {
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(paper, custody::certificate(*city.kernel, *reader, city.settings, number));
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    const std::filesystem::path file = folder / ("erasure-" + number);
    DAICHO_CHECK(custody::print_certificate(paper, city.settings, file.string() + ".pdf",
                                            city.kernel->clock().now()));
    const json::Value document = custody::certificate_json(paper);
    std::ofstream out(file.string() + ".json", std::ios::binary);
    out << json::write_pretty(document) << std::flush;
    if (!out) return system_error("demo.cannot_write").with("file", file.string() + ".json");
    print_json(document);
    return {};
}

std::filesystem::path folder_of(Invocation& invocation) {
    const std::string folder = invocation.arguments.option("--certificates");
    return folder.empty() ? invocation.places.home / "certificates"
                          : std::filesystem::path(folder);
}

Result<Exit> run_erasure(Invocation& invocation) {
    const std::string by = invocation.arguments.option("--by");
    const std::filesystem::path folder = folder_of(invocation);
    const std::string number = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, principal_of(city, by));
    DAICHO_TRY(erased, custody::run(*city.kernel, principal, number));
    DAICHO_CHECK(custody::publish_erasures(*city.kernel));
    DAICHO_CHECK(write_certificate(city, number, folder));
    return Exit::done;
}

Result<Exit> certificate(Invocation& invocation) {
    const std::filesystem::path folder = folder_of(invocation);
    const std::string number = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    OpenCity options;
    options.read_only = true;
    DAICHO_TRY(city, open_city(invocation.places, options));
    DAICHO_CHECK(write_certificate(city, number, folder));
    return Exit::done;
}

}  // namespace

std::vector<Command> retention_commands() {
    return {
        {"retention propose", "--year YEAR --by ACCOUNT",
         {"保存期間の終わった個人情報の消去を伺います（何も消えません）",
          "proposes to erase personal data whose period has run out; erases nothing"},
         propose},
        {"retention list", "", {"消去の伺いの一覧", "lists erasure proposals"}, list},
        {"retention approve", "NUMBER --by ACCOUNT --reason TEXT",
         {"消去を承認します（起案者とは別の人）", "approves an erasure; not by who proposed it"},
         [](Invocation& invocation) { return decide(invocation, true); }},
        {"retention refuse", "NUMBER --by ACCOUNT --reason TEXT",
         {"消去の伺いを差し戻します", "refuses an erasure proposal"},
         [](Invocation& invocation) { return decide(invocation, false); }},
        {"retention run", "NUMBER --by ACCOUNT [--certificates FOLDER]",
         {"承認された消去を行い、証明書を作ります（戻せません）",
          "erases what was approved and writes the certificate; cannot be undone"},
         run_erasure},
        {"retention certificate", "NUMBER [--certificates FOLDER]",
         {"消去の証明書をもう一度作ります", "writes the certificate of an erasure again"},
         certificate},
    };
}

}  // namespace daicho::cli
