#include "cli/survey_command.hpp"

#include "base/clock.hpp"
#include "cli/city.hpp"
#include "server/survey/survey_book.hpp"

namespace daicho::cli {
namespace {

using server::SurveyRound;

struct Counted {
    SurveyRound round;
    std::shared_ptr<const govern::SurveyCatalog> catalog;
    server::Sheets sheets;
};

// The round of that number; without one the newest.
Result<SurveyRound> round_of(const std::vector<SurveyRound>& rounds, const std::string& number) {
    for (const SurveyRound& round : rounds) {
        if (number.empty() || round.no == number) return round;
    }
    return not_found_error("survey.no_round").with("survey", number);
}

Result<Counted> counted(City& city, const Places& places, store::Connection& connection,
                        const registers::Moment& now, const std::string& number) {
    DAICHO_TRY(rounds, server::survey_rounds(*city.kernel, connection, now));
    DAICHO_TRY(round, round_of(rounds, number));
    DAICHO_TRY(catalog, server::survey_questions(places.data, round));
    DAICHO_TRY(rows, server::survey_rows(*city.kernel, connection, now, round.record));
    DAICHO_TRY(sheets, server::survey_sheets(*catalog, rows));
    return Counted{std::move(round), std::move(catalog), std::move(sheets)};
}

Result<Exit> tabulate(Invocation& invocation) {
    const std::string number = invocation.arguments.option("--survey");
    const std::string with = invocation.arguments.option("--with");
    DAICHO_CHECK(invocation.arguments.finish());
    OpenCity options;
    options.read_only = true;
    DAICHO_TRY(city, open_city(invocation.places, options));
    const registers::Moment now{japan_date(city.kernel->clock().now()), std::nullopt};
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(one, counted(city, invocation.places, *reader, now, number));
    if (with.empty()) {
        print_json(server::tabulation_json(one.round, *one.catalog, one.sheets));
        return Exit::done;
    }
    DAICHO_TRY(before, counted(city, invocation.places, *reader, now, with));
    if (before.round.catalog != one.round.catalog || before.round.edition != one.round.edition) {
        return conflict_error("survey.not_comparable");
    }
    print_json(server::tabulation_json(one.round, *one.catalog, one.sheets, &before.round,
                                       &before.sheets));
    return Exit::done;
}

}  // namespace

Command survey_command() {
    return {"survey tabulate",
            "[--survey NO] [--with NO]",
            {"調査票の回答を集計します（割合には基数がつきます）",
             "what the answers of a survey add up to, each share with its base"},
            tabulate};
}

}  // namespace daicho::cli
