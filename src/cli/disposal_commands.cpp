#include "cli/disposal_commands.hpp"

#include <filesystem>
#include <fstream>

#include "cli/city.hpp"
#include "media/add_report.hpp"
#include "media/certificate.hpp"
#include "media/device_log.hpp"
#include "media/exit_sheet.hpp"

namespace daicho::cli {
namespace {

std::filesystem::path catalogs(const Invocation& invocation) {
    return invocation.places.data / "catalogs";
}

Result<Exit> report(Invocation& invocation) {
    const std::string file = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(bytes, read_input(file));
    DAICHO_TRY(tools, govern::load_erasure_tools(
                          (catalogs(invocation) / "erasure-tools.yaml").string()));
    DAICHO_TRY(read, govern::read_erasure_report(tools, bytes));
    const json::Value answer = govern::to_json(tools, read);
    print_json(answer);
    return answer.as_object().at("accepted").as_bool() ? Exit::done : Exit::no;
}

Result<Exit> show(Invocation& invocation) {
    const std::string number = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    OpenCity options;
    options.read_only = true;
    DAICHO_TRY(city, open_city(invocation.places, options));
    DAICHO_TRY(desk, media::load_desk(catalogs(invocation)));
    DAICHO_TRY(reader, city.kernel->reader());
    const registers::Moment moment{japan_date(city.kernel->clock().now()), std::nullopt};
    DAICHO_TRY(sheet, media::disposal_sheet(*city.kernel, *reader, *desk, number, moment));
    print_json(media::to_json(*desk, sheet));
    return sheet.may_close() ? Exit::done : Exit::no;
}

Result<Exit> add(Invocation& invocation) {
    const std::string by = invocation.arguments.option("--by");
    const std::string ended = invocation.arguments.option("--ended");
    const std::string number = invocation.arguments.word();
    const std::string file = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    media::BroughtReport brought;
    DAICHO_TRY_AS(brought.bytes, read_input(file));
    brought.name = std::filesystem::path(file).filename().string();
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, principal_of(city, by));
    DAICHO_TRY(desk, media::load_desk(catalogs(invocation)));
    brought.ended = japan_date(city.kernel->clock().now());
    if (!ended.empty()) {
        DAICHO_TRY_AS(brought.ended, parse_iso_date(ended));
    }
    const registers::Moment moment{japan_date(city.kernel->clock().now()), std::nullopt};
    {
        DAICHO_TRY(reader, city.kernel->reader());
        DAICHO_TRY(sheet, media::disposal_sheet(*city.kernel, *reader, *desk, number, moment));
        brought.disposal = sheet.plan.record();
    }
    DAICHO_TRY(added, media::add_report(*city.kernel, principal, *desk, brought));
    print_json(media::to_json(*desk, added));
    bool all = added.foreign.empty();
    for (const media::AddedRun& one : added.added) all = all && one.accepted;
    return all ? Exit::done : Exit::no;
}

Result<Exit> certificate(Invocation& invocation) {
    const std::string by = invocation.arguments.option("--by");
    const std::string file = invocation.arguments.option("--out");
    const std::string number = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    if (file.empty()) return input_error("cli.no_file");
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, principal_of(city, by));
    DAICHO_TRY(desk, media::load_desk(catalogs(invocation)));
    DAICHO_TRY(paper, media::issue_paper(*city.kernel, principal, *desk, number));
    DAICHO_TRY(bytes, media::paper_pdf(*desk, paper, city.settings));
    std::ofstream out(file, std::ios::binary);
    out << bytes << std::flush;
    if (!out) return system_error("demo.cannot_write").with("file", file);
    print_json(media::to_json(*desk, paper));
    return paper.sheet.may_close() ? Exit::done : Exit::no;
}

Result<Exit> exit_show(Invocation& invocation) {
    const std::string number = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    OpenCity options;
    options.read_only = true;
    DAICHO_TRY(city, open_city(invocation.places, options));
    DAICHO_TRY(desk, media::load_desk(catalogs(invocation)));
    DAICHO_TRY(reader, city.kernel->reader());
    const registers::Moment moment{japan_date(city.kernel->clock().now()), std::nullopt};
    DAICHO_TRY(sheet, media::exit_sheet(*city.kernel, *reader, *desk, number, moment));
    print_json(media::to_json(*desk, sheet));
    return sheet.judgement.complete() ? Exit::done : Exit::no;
}

Result<Exit> exit_certificate(Invocation& invocation) {
    const std::string by = invocation.arguments.option("--by");
    const std::string file = invocation.arguments.option("--out");
    const std::string number = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    if (file.empty()) return input_error("cli.no_file");
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, principal_of(city, by));
    DAICHO_TRY(desk, media::load_desk(catalogs(invocation)));
    DAICHO_TRY(paper, media::issue_exit_paper(*city.kernel, principal, *desk, number));
    DAICHO_TRY(bytes, media::exit_pdf(*desk, paper, city.settings));
    std::ofstream out(file, std::ios::binary);
    out << bytes << std::flush;
    if (!out) return system_error("demo.cannot_write").with("file", file);
    print_json(media::to_json(*desk, paper));
    return paper.sheet.judgement.complete() ? Exit::done : Exit::no;
}

Result<Exit> device_log(Invocation& invocation) {
    const std::string by = invocation.arguments.option("--by");
    const std::string file = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(bytes, read_input(file));
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, principal_of(city, by));
    DAICHO_TRY(added, media::add_device_log(*city.kernel, principal, bytes,
                                            std::filesystem::path(file).filename().string()));
    print_json(media::to_json(added));
    const bool clean = added.unknown + added.no_loan + added.other_terminal == 0;
    return clean ? Exit::done : Exit::no;
}

}  // namespace

std::vector<Command> disposal_commands() {
    return {
        {"disposal report", "FILE",
         {"消去の道具の報告（nwipe・hdparm・nvme・sg_sanitize）を読み、消去と認められるか判定します",
          "reads a report of an erasing tool and judges whether it counts as erasure"},
         report},
        {"disposal show", "NUMBER",
         {"廃棄計画の媒体ごとの状態と、足りないことを示します",
          "each medium of a disposal, and what it still lacks"},
         show},
        {"disposal add-report", "NUMBER FILE --by ACCOUNT [--ended DATE]",
         {"消去の報告を廃棄計画に登録します", "brings an erasure report to a disposal"},
         add},
        {"disposal certificate", "NUMBER --by ACCOUNT --out FILE",
         {"媒体廃棄確認書（PDF）を作り、記録に残します",
          "writes the certificate of a disposal (PDF) and enters it in the journal"},
         certificate},
        {"disposal exit", "NUMBER",
         {"クラウドの終了に、分類が求めることと足りないことを示します",
          "what the class of an end of a cloud contract asks, and what it still lacks"},
         exit_show},
        {"disposal exit-certificate", "NUMBER --by ACCOUNT --out FILE",
         {"クラウド終了確認書（PDF）を作り、記録に残します",
          "writes the certificate of an end of a cloud contract (PDF), with its journal entry"},
         exit_certificate},
        {"disposal device-log", "FILE --by ACCOUNT",
         {"端末の機器接続記録（CSV）を台帳と貸出に照らして取り込みます",
          "takes a log of devices plugged in (CSV), held against the ledger and the loans"},
         device_log},
    };
}

}  // namespace daicho::cli
