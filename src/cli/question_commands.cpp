// Questions that need no database: a JSON document in, a JSON document out.
#include <filesystem>

#include "cli/command.hpp"
#include "govern/assessment/assessment.hpp"
#include "govern/criteria/criteria.hpp"
#include "govern/media/disposal.hpp"
#include "law/statute.hpp"
#include "receivable/delinquency_question.hpp"
#include "tax/questions/depreciable_question.hpp"
#include "tax/questions/residential_area.hpp"
#include "tax/questions/tax_case.hpp"

namespace daicho::cli {
namespace {

using Answer = std::function<Result<json::Value>(const json::Value&, Invocation&)>;

// Reads FILE, answers, prints.
Command question(std::string name, std::string usage, BilingualText help, Answer answer) {
    return {std::move(name), std::move(usage), std::move(help),
            [answer = std::move(answer)](Invocation& invocation) -> Result<Exit> {
                const std::string file = invocation.arguments.word();
                DAICHO_TRY(input, read_json(file));
                DAICHO_TRY(result, answer(input, invocation));
                DAICHO_CHECK(invocation.arguments.finish());
                print_json(result);
                return Exit::done;
            }};
}

Result<law::Statute> statute(const Invocation& invocation) {
    return law::load((invocation.places.data / "law").string());
}

std::string catalog(const Invocation& invocation, const std::string& name) {
    return (invocation.places.data / "catalogs" / (name + ".yaml")).string();
}

tax::questions::Options tax_options(Invocation& invocation) {
    tax::questions::Options options;
    options.explain = invocation.arguments.flag("--explain");
    options.provisional = invocation.arguments.flag("--provisional");
    return options;
}

Result<json::Value> tax_case(const json::Value& input, Invocation& invocation) {
    const auto options = tax_options(invocation);
    DAICHO_TRY(law, statute(invocation));
    return tax::questions::answer_tax_case(input, law, options);
}

Result<json::Value> residential_area(const json::Value& input, Invocation& invocation) {
    const auto options = tax_options(invocation);
    DAICHO_TRY(law, statute(invocation));
    return tax::questions::answer_residential_area(input, law, options);
}

Result<json::Value> depreciable(const json::Value& input, Invocation& invocation) {
    DAICHO_TRY(law, statute(invocation));
    return tax::questions::answer_depreciable(law, input);
}

Result<json::Value> delinquency(const json::Value& input, Invocation& invocation) {
    const bool provisional = invocation.arguments.flag("--provisional");
    DAICHO_TRY(law, statute(invocation));
    return receivable::answer_delinquency(law, input, provisional);
}

// Takes its option out before FILE: the option's value is a word like any other.
Result<Exit> criteria(Invocation& invocation) {
    std::string name = invocation.arguments.option("--catalog");
    if (name.empty()) name = "sendai-cloud";
    const std::string file = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    std::error_code code;
    const bool there = std::filesystem::exists(catalog(invocation, name), code);
    if (!there || name.find('/') != std::string::npos) {
        return input_error("cli.no_catalog").with("name", name);
    }
    DAICHO_TRY(input, read_json(file));
    DAICHO_TRY(rows, govern::load_criteria_catalog(catalog(invocation, name)));
    DAICHO_TRY(result, govern::judge_criteria(rows, input));
    print_json(result);
    return Exit::done;
}

Result<json::Value> disposal(const json::Value& input, Invocation& invocation) {
    DAICHO_TRY(rows, govern::load_disposal_catalog(catalog(invocation, "mic-disposal")));
    return govern::judge_disposal(rows, input);
}

Result<json::Value> threshold(const json::Value& input, Invocation& invocation) {
    DAICHO_TRY(rows, govern::load_threshold_catalog(catalog(invocation, "pia-threshold")));
    return govern::decide_threshold(rows, input);
}

}  // namespace

std::vector<Command> question_commands() {
    return {
        question("tax case", "FILE [--explain] [--provisional]",
                 {"1人の納税義務者の税額を計算します",
                  "values and levies one taxpayer without any database"},
                 tax_case),
        question("tax residential-area", "FILE",
                 {"敷地のうち住宅用地になる面積", "how much of a site is residential land"},
                 residential_area),
        question("tax depreciable", "FILE",
                 {"償却資産1件の各年度の評価額", "one depreciable asset over the years"},
                 depreciable),
        question("receivable delinquency", "FILE [--provisional]",
                 {"延滞金・還付加算金", "delinquency charge or interest on a refund"}, delinquency),
        {"criteria judge",
         "[--catalog NAME] FILE",
         {"基準表に照らして判定します", "judges a subject by a catalog of criteria"},
         criteria},
        question("disposal judge", "FILE",
                 {"媒体の廃棄が適切だったかを判定します",
                  "judges whether a medium was disposed of properly"},
                 disposal),
        question("pia threshold", "FILE",
                 {"特定個人情報保護評価のしきい値判断", "which privacy assessment is due"},
                 threshold),
    };
}

}  // namespace daicho::cli
