#include "cli/check_command.hpp"

#include <fmt/format.h>

#include <iostream>

#include "base/clock.hpp"
#include "cli/city.hpp"
#include "register/disclosure.hpp"
#include "tax/checks/run.hpp"

namespace daicho::cli {
namespace {

using tax::checks::Check;
using tax::checks::Found;

json::Object check_json(const Check& check) {
    const BilingualText name = check.name();
    const BilingualText compares = check.compares();
    return json::Object{{"id", check.id},
                        {"name_ja", name.ja},
                        {"name_en", name.en},
                        {"compares_ja", compares.ja},
                        {"compares_en", compares.en},
                        {"register", check.of},
                        {"severity", tax::checks::to_string(check.severity)},
                        {"source", check.source}};
}

Result<Exit> run_every_check(City& city, Date as_of, bool as_json, Language language) {
    DAICHO_TRY(run, tax::checks::run_checks(*city.kernel, city.statute, as_of,
                                            [](const Check&) { return true; }));
    json::Array list;
    std::uint64_t total = 0;
    for (const Check& check : tax::checks::all_checks()) {
        const auto counted = run.counts.find(check.id);
        const std::uint64_t count = counted == run.counts.end() ? 0 : counted->second;
        total += count;
        if (!as_json) {
            std::cout << fmt::format("{:>6}  {:<38}  {}\n", count, check.id,
                                     check.name().in(language));
            continue;
        }
        json::Object one = check_json(check);
        one["found"] = count;
        list.push_back(std::move(one));
    }
    if (as_json) {
        print_json(json::Object{{"as_of", format_iso(run.as_of)},
                                {"at", format_utc(run.at)},
                                {"found", total},
                                {"checks", std::move(list)}});
    }
    return total == 0 ? Exit::done : Exit::no;
}

// Whoever reads the list has seen the records: that is journaled before they are printed.
Status disclose(City& city, const registers::Definition& definition, const Check& check,
                const tax::checks::Findings& found) {
    if (!registers::must_disclose(definition) || found.empty()) return {};
    std::vector<std::uint64_t> records;
    for (const Found& one : found) records.push_back(one.record);
    registers::Disclosure disclosure;
    disclosure.definition = &definition;
    disclosure.records = records;
    disclosure.detail = fmt::format(R"("check":"{}")", check.id);
    return registers::disclose(*city.kernel, operator_principal(), 0, disclosure);
}

Result<Exit> list_findings(City& city, const Check& check, Date as_of, bool as_json,
                           Language language) {
    DAICHO_TRY(definition, city.kernel->definition(check.of));
    DAICHO_TRY(law, tax::statute::bind_year(city.statute, tax::checks::year_to_check(as_of)));
    DAICHO_TRY(reader, city.kernel->reader());
    const tax::checks::Question question{*city.kernel, *reader, {as_of, std::nullopt}, law};
    DAICHO_TRY(found, check.find(question));
    DAICHO_CHECK(disclose(city, *definition, check, found));
    json::Array list;
    for (const Found& one : found) {
        DAICHO_TRY(key, tax::checks::known_key(question, check.of, one.record));
        const BilingualText said = check.said_of(one);
        if (!as_json) {
            std::cout << fmt::format("{:>12}  {:<16}  {}\n", one.record, key, said.in(language));
            continue;
        }
        list.push_back(json::Object{
            {"record", one.record}, {"key", key}, {"said_ja", said.ja}, {"said_en", said.en}});
    }
    if (as_json) {
        json::Object answer = check_json(check);
        answer["as_of"] = format_iso(as_of);
        answer["found"] = found.size();
        answer["records"] = std::move(list);
        print_json(answer);
    }
    return found.empty() ? Exit::done : Exit::no;
}

Result<Exit> check_command(Invocation& invocation) {
    const bool as_json = invocation.arguments.flag("--json");
    const std::string date = invocation.arguments.option("--as-of");
    const std::string name = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    const Check* check = name.empty() ? nullptr : tax::checks::find_check(name);
    if (!name.empty() && check == nullptr) {
        return input_error("check.unknown").with("name", name);
    }
    DAICHO_TRY(city, open_city(invocation.places, {}));
    Date as_of = japan_date(city.kernel->clock().now());
    if (!date.empty()) {
        DAICHO_TRY(parsed, parse_iso_date(date));
        as_of = parsed;
    }
    if (check == nullptr) return run_every_check(city, as_of, as_json, invocation.language);
    return list_findings(city, *check, as_of, as_json, invocation.language);
}

}  // namespace

std::vector<Command> check_commands() {
    return {{"check", "[NAME] [--as-of DATE] [--json]",
             {"台帳のデータを点検します。NAME を付けると見つかった記録を並べます",
              "checks the registers; with NAME lists the records that one check finds"},
             check_command}};
}

}  // namespace daicho::cli
