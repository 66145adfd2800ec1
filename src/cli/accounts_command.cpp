#include "cli/accounts_command.hpp"

#include <filesystem>
#include <fstream>

#include "cli/city.hpp"
#include "register/key_index.hpp"
#include "server/reviews/review_list.hpp"
#include "server/reviews/review_report.hpp"
#include "server/reviews/review_round.hpp"

namespace daicho::cli {
namespace {

Result<govern::ReviewCatalog> catalog_of(const Invocation& invocation) {
    return govern::load_review_catalog(
        (invocation.places.data / "catalogs" / "account-review.yaml").string());
}

Result<Exit> bring(Invocation& invocation) {
    server::AccountListOrder order;
    order.land = !invocation.arguments.flag("--preview");
    const std::string by = invocation.arguments.option("--by");
    const std::string day = invocation.arguments.option("--as-of");
    order.why_fewer = invocation.arguments.option("--why-fewer");
    order.source = invocation.arguments.word();
    const std::string file = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    if (file.empty()) return input_error("cli.no_file");
    DAICHO_TRY_AS(order.as_of, parse_iso_date(day));
    DAICHO_TRY_AS(order.bytes, read_input(file));
    order.name = std::filesystem::path(file).filename().string();
    DAICHO_TRY(catalog, catalog_of(invocation));
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, principal_of(city, by));
    DAICHO_TRY(report, server::receive_account_list(*city.kernel, principal, catalog, order));
    print_json(report);
    return Exit::done;
}

Result<Exit> match(Invocation& invocation) {
    const std::string by = invocation.arguments.option("--by");
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(catalog, catalog_of(invocation));
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, principal_of(city, by));
    DAICHO_TRY(report, server::match_accounts(*city.kernel, principal, catalog));
    print_json(report);
    return Exit::done;
}

Result<Exit> round_open(Invocation& invocation) {
    server::RoundOrder order;
    const std::string by = invocation.arguments.option("--by");
    const std::string due = invocation.arguments.option("--due");
    order.title = invocation.arguments.option("--title");
    order.no = invocation.arguments.word();
    for (std::string word; !(word = invocation.arguments.word()).empty();) {
        order.sources.push_back(std::move(word));
    }
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY_AS(order.due, parse_iso_date(due));
    DAICHO_TRY(catalog, catalog_of(invocation));
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, principal_of(city, by));
    DAICHO_TRY(report, server::open_round(*city.kernel, principal, catalog, order));
    print_json(report);
    return Exit::done;
}

Result<std::uint64_t> round_named(City& city, const std::string& number) {
    DAICHO_TRY(rounds, city.kernel->definition("account_round"));
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(record, registers::find_record(*reader, *rounds, number));
    if (!record) return not_found_error("account_review.no_round").with("round", number);
    return *record;
}

Result<Exit> round_close(Invocation& invocation) {
    const std::string by = invocation.arguments.option("--by");
    const std::string number = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, principal_of(city, by));
    DAICHO_TRY(round, round_named(city, number));
    DAICHO_TRY(report, server::close_round(*city.kernel, principal, round));
    print_json(report);
    return Exit::done;
}

// Decides on accounts by their ids, as the screen does.
Result<Exit> decide(Invocation& invocation) {
    server::AccountDecision decision;
    const std::string by = invocation.arguments.option("--by");
    const std::string side = invocation.arguments.option("--as");
    decision.reason = invocation.arguments.option("--reason");
    const std::string number = invocation.arguments.word();
    decision.decision = invocation.arguments.word();
    std::set<std::string> accounts;
    for (std::string word; !(word = invocation.arguments.word()).empty();) {
        accounts.insert(std::move(word));
    }
    DAICHO_CHECK(invocation.arguments.finish());
    decision.side = side == "owner" ? server::ReviewSide::owner : server::ReviewSide::manager;
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, principal_of(city, by));
    DAICHO_TRY_AS(decision.round, round_named(city, number));
    {
        DAICHO_TRY(judgements, city.kernel->definition("account_judgement"));
        DAICHO_TRY(reader, city.kernel->reader());
        const server::ReviewReads in{
            *city.kernel, *reader, {japan_date(city.kernel->clock().now()), std::nullopt}};
        DAICHO_TRY(rows, server::judgement_rows(in, decision.round));
        for (const auto& row : rows) {
            const registers::Fields is(*judgements, row);
            const std::string id = is.text("source_no") + "/" + is.text("account_id");
            if (accounts.erase(id) != 0) decision.rows.push_back(row.record);
        }
    }
    if (!accounts.empty()) {
        return not_found_error("account_review.no_row").with("row", *accounts.begin());
    }
    DAICHO_TRY(report, server::decide_accounts(*city.kernel, principal, decision));
    print_json(report);
    return Exit::done;
}

Result<Exit> report(Invocation& invocation) {
    const std::string by = invocation.arguments.option("--by");
    const std::string file = invocation.arguments.option("--out");
    const std::string number = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    if (file.empty()) return input_error("cli.no_file");
    DAICHO_TRY(catalog, catalog_of(invocation));
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, principal_of(city, by));
    DAICHO_TRY(round, round_named(city, number));
    DAICHO_TRY(bytes, server::printed_review(*city.kernel, principal, catalog,
                                             city.settings.name.ja, round));
    std::ofstream out(file, std::ios::binary);
    out << bytes << std::flush;
    if (!out) return system_error("demo.cannot_write").with("file", file);
    print_json(json::Object{{"round", number}, {"bytes", bytes.size()}});
    return Exit::done;
}

}  // namespace

std::vector<Command> accounts_commands() {
    return {
        {"accounts import",
         "SOURCE FILE --as-of DATE --by ACCOUNT [--preview] [--why-fewer TEXT]",
         {"他システムのアカウント一覧（CSV・XLSX）を人事台帳と突き合わせて受け取ります",
          "takes a list of another system's accounts and matches it with personnel"},
         bring},
        {"accounts match",
         "--by ACCOUNT",
         {"人事台帳が変わった後に、アカウントを突き合わせ直します",
          "matches all accounts anew after personnel changed"},
         match},
        {"accounts round",
         "NUMBER SOURCE… --title TEXT --due DATE --by ACCOUNT",
         {"アカウントの棚卸しを始めます", "opens a review of accounts"},
         round_open},
        {"accounts decide",
         "ROUND keep|remove|change SOURCE/ACCOUNT… --as manager|owner --reason TEXT --by ACCOUNT",
         {"棚卸しのアカウントについて判断します", "decides on accounts of a review"},
         decide},
        {"accounts close",
         "ROUND --by ACCOUNT",
         {"棚卸しを終え、証拠を封印します", "closes a review and seals its evidence"},
         round_close},
        {"accounts report",
         "ROUND --by ACCOUNT --out FILE",
         {"棚卸しの報告書（PDF）を作ります", "writes the report of a review (PDF)"},
         report},
    };
}

}  // namespace daicho::cli
