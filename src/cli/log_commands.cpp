#include "cli/log_commands.hpp"

#include "cli/city.hpp"
#include "server/logs/log_desk.hpp"

namespace daicho::cli {
namespace {

struct Asked {
    server::LogCatalogs places;
    server::LogOrder order;
};

// --from, --to, --lists and the files; of their paths only the names are kept.
Result<Asked> asked_of(Invocation& invocation) {
    Asked asked;
    Arguments& words = invocation.arguments;
    asked.places.catalogs = invocation.places.data / "catalogs" / "logs";
    asked.places.lists = words.option("--lists");
    DAICHO_TRY(from, parse_iso_date(words.option("--from")));
    DAICHO_TRY(to, parse_iso_date(words.option("--to")));
    asked.order.from = from;
    asked.order.to = to;
    for (std::string file = words.word(); !file.empty(); file = words.word()) {
        asked.order.files.push_back(govern::logs::file_input(file));
        asked.order.files.back().name = std::filesystem::path(file).filename().string();
    }
    DAICHO_CHECK(words.finish());
    return asked;
}

Result<Exit> analyse(Invocation& invocation) {
    const std::string mapping = invocation.arguments.option("--mapping");
    std::string rules = invocation.arguments.option("--rules");
    if (rules.empty()) rules = "municipal";
    DAICHO_TRY(asked, asked_of(invocation));
    if (asked.order.files.empty()) return input_error("cli.no_file");
    DAICHO_TRY(answer, server::analyse_logs(asked.places, mapping, rules, asked.order));
    const bool found = answer.at("hits").to_number<std::uint64_t>() != 0;
    print_json(answer);
    return found ? Exit::no : Exit::done;
}

Result<identity::Principal> person(City& city, const std::string& by) {
    if (by.empty()) return operator_principal();
    return principal_of(city, by);
}

Result<Exit> run_command(Invocation& invocation) {
    const std::string source = invocation.arguments.option("--source");
    const std::string by = invocation.arguments.option("--by");
    DAICHO_TRY(asked, asked_of(invocation));
    asked.order.source = source;
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, person(city, by));
    DAICHO_TRY(answer, server::run_logs(*city.kernel, principal, asked.places, asked.order));
    print_json(answer);
    return Exit::done;
}

Result<Exit> review_command(Invocation& invocation) {
    server::LogReview review;
    review.verdict = invocation.arguments.option("--verdict");
    review.remark = invocation.arguments.option("--remark");
    const std::string by = invocation.arguments.option("--by");
    review.run = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, principal_of(city, by));
    DAICHO_TRY(answer, server::review_log_run(*city.kernel, principal, review));
    print_json(answer);
    return Exit::done;
}

}  // namespace

std::vector<Command> log_commands() {
    return {
        {"logs analyse",
         "--mapping NAME|FILE --from DATE --to DATE [--rules NAME|FILE] [--lists FOLDER] FILE…",
         {"ログを規則で調べ、該当を出します（記録は残しません。該当があれば終了状態 1）",
          "looks for hits of rules in logs, without a record; exit status 1 when there are any"},
         analyse},
        {"logs run",
         "--source NUMBER|journal --from DATE --to DATE [--lists FOLDER] [--by ACCOUNT] [FILE…]",
         {"分析対象のログを調べ、実施と該当・事案を台帳とジャーナルに記録します（journal: Daicho "
          "自身のジャーナル。ファイルは不要）",
          "analyses the logs of a source and records run, hits and cases in registers and journal; "
          "journal: Daicho's own, without a file"},
         run_command},
        {"logs review",
         "RUN --verdict in_order|followed_up|run_again --remark TEXT --by ACCOUNT",
         {"分析の実施を確認します（実施者とは別の人）",
          "reviews a run; by somebody else than who ran it"},
         review_command},
    };
}

}  // namespace daicho::cli
