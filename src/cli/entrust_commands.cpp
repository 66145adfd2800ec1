#include "cli/entrust_commands.hpp"

#include <algorithm>
#include <fstream>

#include "cli/city.hpp"
#include "govern/entrust/check_schedule.hpp"
#include "govern/entrust/clauses.hpp"
#include "server/entrust/entrust_papers.hpp"

namespace daicho::cli {
namespace {

using namespace govern::entrust;

constexpr int kLongestYears = 50;

const char* name_of(CheckKind kind) {
    switch (kind) {
        case CheckKind::first_week: return "first_week";
        case CheckKind::quarter: return "quarter";
        case CheckKind::end: return "end";
        case CheckKind::yearly_visit: return "yearly_visit";
    }
    return "";
}

Result<Term> term_of(Arguments& words) {
    DAICHO_TRY(first, parse_iso_date(words.option("--from")));
    DAICHO_TRY(last, parse_iso_date(words.option("--to")));
    if (last < first || add_months(first, 12 * kLongestYears) < last) {
        return input_error("entrust.wrong_term")
            .with("from", format_iso(first))
            .with("to", format_iso(last))
            .with("years", std::to_string(kLongestYears));
    }
    return Term{first, last};
}

Result<Quarters> quarters_of(const std::string& word) {
    if (word.empty() || word == "contract") return Quarters::of_contract;
    if (word == "fiscal") return Quarters::of_fiscal_year;
    return input_error("entrust.unknown_quarters").with("value", word);
}

Result<Exit> schedule(Invocation& invocation) {
    DAICHO_TRY(term, term_of(invocation.arguments));
    ScheduleSettings settings;
    DAICHO_TRY_AS(settings.quarters, quarters_of(invocation.arguments.option("--quarters")));
    DAICHO_CHECK(invocation.arguments.finish());
    json::Array checks;
    for (const PlannedCheck& check : plan_checks(term, settings)) {
        const BilingualText reason = reason_of(check, settings.quarters);
        checks.emplace_back(json::Object{{"kind", name_of(check.kind)},
                                         {"number", check.number},
                                         {"due", format_iso(check.due)},
                                         {"ambiguous", check.ambiguous},
                                         {"reason_ja", reason.ja},
                                         {"reason_en", reason.en}});
    }
    print_json(json::Object{{"from", format_iso(term.first)},
                            {"to", format_iso(term.last)},
                            {"checks", std::move(checks)}});
    return Exit::done;
}

json::Array articles(const std::vector<ChosenClause>& clauses) {
    json::Array out;
    int article = 0;
    for (const ChosenClause& chosen : clauses) {
        out.emplace_back(json::Object{{"article", ++article},
                                      {"clause", chosen.clause->id},
                                      {"title_ja", chosen.clause->title.ja},
                                      {"title_en", chosen.clause->title.en},
                                      {"text_ja", chosen.text_ja},
                                      {"text_en", chosen.clause->text.en},
                                      {"why_ja", chosen.clause->why.ja},
                                      {"why_en", chosen.clause->why.en}});
    }
    return out;
}

Result<Exit> clauses(Invocation& invocation) {
    const std::string given = invocation.arguments.option("--conditions");
    DAICHO_CHECK(invocation.arguments.finish());
    const auto path = invocation.places.data / "catalogs" / "entrust-clauses.yaml";
    DAICHO_TRY(catalog, load_clause_catalog(path.string()));
    Conditions conditions;
    for (std::size_t at = 0; at < given.size();) {
        const std::size_t end = std::min(given.find(',', at), given.size());
        conditions.insert(given.substr(at, end - at));
        at = end + 1;
    }
    DAICHO_TRY(specification, specify(catalog, conditions, {}));
    print_json(json::Object{{"catalog", catalog.head.name},
                            {"edition", catalog.head.edition},
                            {"articles", articles(specification.clauses)}});
    return Exit::done;
}

// The papers of a contract, by the rights of whoever asks and entered in the journal as printed.
Result<Exit> print(Invocation& invocation) {
    Arguments& words = invocation.arguments;
    const std::string contract = words.word();
    server::PaperOrder order;
    order.what = words.option("--what");
    const std::string by = words.option("--by");
    const std::string file = words.option("--out");
    const std::string check = words.option("--check");
    order.city_copy = words.flag("--city-copy");
    if (words.option("--lang") == "en") order.language = Language::english;
    DAICHO_CHECK(words.finish());
    if (file.empty()) return input_error("cli.no_file");
    if (order.what.empty()) order.what = "specification.pdf";
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, principal_of(city, by));
    order.city = city.settings.name.ja;
    order.municipality = city.settings.municipality;
    order.folder = invocation.places.home;
    order.check_no = check;
    DAICHO_TRY(paper, server::printed_entrust(*city.kernel, principal, invocation.places.data,
                                              contract, order));
    std::ofstream out(file, std::ios::binary);
    out << paper.bytes << std::flush;
    if (!out) return system_error("demo.cannot_write").with("file", file);
    json::Array issues;
    for (const std::string& issue : paper.issues) issues.emplace_back(issue);
    print_json(json::Object{{"name", paper.name},
                            {"type", paper.type},
                            {"bytes", paper.bytes.size()},
                            {"issues", std::move(issues)}});
    return paper.issues.empty() ? Exit::done : Exit::no;
}

}  // namespace

std::vector<Command> entrust_commands() {
    return {
        {"entrust schedule", "--from DAY --to DAY [--quarters contract|fiscal]",
         {"委託契約の期間から、点検の期限とその根拠を示します",
          "shows when the checks of a contract fall due, and why"},
         schedule},
        {"entrust clauses", "[--conditions KEY,KEY…]",
         {"委託の条件から、特記仕様書の条文とその理由を示します",
          "shows the articles of a contract by its conditions, with the why of each"},
         clauses},
        {"entrust print",
         "CONTRACT --by ACCOUNT --out FILE [--what "
         "specification.pdf|specification.docx|table.pdf|table.xlsx] [--check CHECK] [--city-copy] "
         "[--lang ja|en]",
         {"委託の特記仕様書または遵守確認表を書き出し、記録に残します",
          "writes the special specification or the check table of a contract, journaled"},
         print},
    };
}

}  // namespace daicho::cli
