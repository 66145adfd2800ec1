#include "cli/audit_commands.hpp"

#include <fstream>

#include "audit/papers.hpp"
#include "base/decimal.hpp"
#include "cli/city.hpp"

namespace daicho::cli {
namespace {

using audit::PaperKind;

Result<FiscalYear> year_in(const std::string& text) {
    const auto number = parse_decimal(text, 0);
    if (!number || *number < 1990 || *number > 2200) {
        return input_error("audit.year").with("value", text.substr(0, 20));
    }
    return FiscalYear(static_cast<std::int32_t>(*number));
}

Result<Exit> make(Invocation& invocation, PaperKind kind) {
    const std::string by = invocation.arguments.option("--by");
    const std::string file = invocation.arguments.option("--out");
    const std::string language = invocation.arguments.option("--lang");
    const std::string year_text = invocation.arguments.option("--year");
    DAICHO_CHECK(invocation.arguments.finish());
    if (file.empty()) return input_error("cli.no_file");
    if (!language.empty() && language != "ja" && language != "en") {
        return input_error("audit.language").with("value", language.substr(0, 20));
    }
    DAICHO_TRY(year, year_in(year_text));
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(principal, principal_of(city, by));
    DAICHO_TRY(made, audit::make_paper(*city.kernel, principal, city.settings, kind, year,
                                       language == "en" ? Language::english
                                                        : Language::japanese));
    std::ofstream out(file, std::ios::binary);
    out << made.pdf << std::flush;
    if (!out) return system_error("demo.cannot_write").with("file", file);
    print_json(json::Object{{"name", made.name},
                            {"entry", made.entry},
                            {"digest", made.digest},
                            {"pages", made.pages},
                            {"document", std::to_string(made.document)}});
    return Exit::done;
}

Result<Exit> report(Invocation& invocation) { return make(invocation, PaperKind::report); }
Result<Exit> manual(Invocation& invocation) { return make(invocation, PaperKind::manual); }
Result<Exit> plan(Invocation& invocation) { return make(invocation, PaperKind::plan); }

}  // namespace

std::vector<Command> audit_commands() {
    constexpr const char* kUse = "--year YEAR --by ACCOUNT --out FILE [--lang ja|en]";
    return {
        {"audit report", kUse,
         {"監査報告書（PDF）を作り、記録と文書に残します",
          "writes the audit report (PDF), enters it in the journal and keeps it as a document"},
         report},
        {"audit manual", kUse,
         {"指摘と改善のマニュアル（PDF）を作り、記録と文書に残します",
          "writes the manual of findings and remedies (PDF), journaled and kept"},
         manual},
        {"audit plan", kUse,
         {"改善計画一覧（PDF）を作り、記録と文書に残します",
          "writes the list of improvement plans (PDF), journaled and kept"},
         plan},
    };
}

}  // namespace daicho::cli
