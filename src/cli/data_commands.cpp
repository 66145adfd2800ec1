// Commands on a municipality's data: import, levy, verify, jobs.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "base/decimal.hpp"
#include "cli/city.hpp"
#include "cli/command.hpp"
#include "cli/levy_command.hpp"
#include "job/job.hpp"
#include "register/cell.hpp"
#include "register/file_source.hpp"
#include "register/import.hpp"
#include "register/verify.hpp"

namespace daicho::cli {
namespace {

// Number of an option; `otherwise` when it is absent. Error: cli.not_a_number.
Result<std::int64_t> number_option(Arguments& arguments, std::string_view name,
                                   std::int64_t otherwise) {
    const std::string text = arguments.option(name);
    if (text.empty()) return otherwise;
    const auto value = parse_decimal(text, 0);
    if (!value)
        return input_error("cli.not_a_number")
            .with("option", std::string(name))
            .with("value", text);
    return *value;
}

// For commands that look and change nothing: they work beside a running server.
Result<City> open_to_read(const Places& places) {
    OpenCity options;
    options.read_only = true;
    return open_city(places, options);
}

json::Array messages(const std::vector<Error>& errors) {
    json::Array list;
    for (const Error& error : errors) {
        json::Object one{{"line", error.where.line},
                         {"field", error.where.path},
                         {"id", error.id},
                         {"message_ja", describe(error, Language::japanese)},
                         {"message_en", describe(error, Language::english)}};
        for (const auto& [name, value] : error.arguments) {
            if (name == "cell") one.emplace("cell", value);
        }
        list.push_back(std::move(one));
    }
    return list;
}

json::Array differences(const std::vector<registers::ImportDifference>& list) {
    static constexpr const char* kKinds[] = {"new", "changed", "ended"};
    json::Array out;
    for (const registers::ImportDifference& difference : list) {
        json::Array fields;
        for (const auto& field : difference.fields) {
            fields.push_back(json::Object{
                {"field", field.field}, {"before", field.before}, {"after", field.after}});
        }
        out.push_back(json::Object{{"kind", kKinds[static_cast<std::size_t>(difference.kind)]},
                                   {"key", difference.key},
                                   {"line", difference.line},
                                   {"withheld", difference.withheld},
                                   {"fields", std::move(fields)}});
    }
    return out;
}

json::Value import_document(const std::string& name, const registers::ImportReport& report,
                            std::int64_t took_ms) {
    return json::Object{{"register", name},
                        {"rows", report.rows},
                        {"landed", report.landed},
                        {"new_records", report.new_records},
                        {"changed", report.changed},
                        {"unchanged", report.unchanged},
                        {"ended", report.ended},
                        {"bad_rows", report.bad_rows},
                        {"warnings", report.warnings},
                        {"commit", report.commit.value},
                        {"took_ms", took_ms},
                        {"errors", messages(report.errors)},
                        {"first_warnings", messages(report.first_warnings)},
                        {"differences", differences(report.differences)}};
}

// Only so many lines are named: the counts say how many there are.
Exit refused(const Error& error, Language language) {
    json::Value answer = json::errors_document(error);
    for (const auto& [name, value] : error.arguments) {
        if (name != "rows" && name != "bad") continue;
        answer.as_object().emplace(name == "bad" ? "bad_rows" : "rows",
                                   parse_decimal(value, 0).value_or(0));
    }
    print_json(answer);
    std::cerr << describe_with_place(error, language) << "\n";
    return Exit::bad_input;
}

Result<registers::ImportOptions> import_options(Arguments& arguments) {
    registers::ImportOptions options;
    options.take_good_rows = arguments.flag("--take-good-rows");
    options.carried_over = arguments.flag("--carried-over");
    options.preview = arguments.flag("--preview");
    options.full = arguments.flag("--full");
    options.changes_only = arguments.flag("--delta");
    DAICHO_TRY(percent, number_option(arguments, "--may-end", options.most_ended_percent));
    options.most_ended_percent = static_cast<unsigned>(std::clamp<std::int64_t>(percent, 0, 100));
    DAICHO_TRY(sample, number_option(arguments, "--sample", options.preview ? 20 : 0));
    options.sample = static_cast<std::size_t>(std::clamp<std::int64_t>(sample, 0, 1000));
    if (!options.preview) options.sample = 0;
    const std::string valid_from = arguments.option("--valid-from");
    if (valid_from.empty()) return options;
    DAICHO_TRY(date, parse_iso_date(valid_from));
    options.valid_from = date;
    return options;
}

Result<Exit> import_command(Invocation& invocation) {
    DAICHO_TRY(options, import_options(invocation.arguments));
    const bool cp932 = invocation.arguments.flag("--cp932");
    registers::FileOptions from;
    from.sheet = invocation.arguments.option("--sheet");
    const std::string name = invocation.arguments.word();
    const std::string file = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    if (file.empty()) return input_error("cli.no_file");
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(definition, city.kernel->definition(name));
    if (cp932) from.charset = document::Charset::cp932;
    DAICHO_TRY(source, registers::file_source(file, *definition, from));
    const std::uint64_t size = source.total_bytes;
    job::ProgressBar bar("取込み", "Import", "");
    options.progress = [&](std::uint64_t, std::uint64_t bytes) {
        bar.update(bytes / 1024, size / 1024);
    };
    const std::int64_t started = monotonic_ms();
    auto report = registers::import_rows(*city.kernel, operator_principal(), *definition,
                                         std::move(source), options);
    bar.finish();
    if (!report && report.error().id == "import.refused") {
        return refused(report.error(), invocation.language);
    }
    if (!report) return std::move(report.error());
    print_json(import_document(name, *report, monotonic_ms() - started));
    return report->errors.empty() && report->bad_rows == 0 ? Exit::done : Exit::no;
}

Result<Exit> levy(Invocation& invocation) {
    LevyCommand command;
    DAICHO_TRY(year, number_option(invocation.arguments, "--year", 2026));
    DAICHO_TRY(threads, number_option(invocation.arguments, "--threads", 2));
    command.year = FiscalYear(static_cast<std::int32_t>(year));
    command.threads = static_cast<unsigned>(std::clamp<std::int64_t>(threads, 1, 64));
    command.provisional = invocation.arguments.flag("--provisional");
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(answer, run_levy_command(city, operator_principal(), command));
    print_json(answer);
    return Exit::done;
}

// What is wrong and where: register, version or record, entry.
json::Value fault_json(const Error& fault) {
    json::Object out{{"id", fault.id}};
    for (const auto& [name, value] : fault.arguments) out.emplace(name, value);
    out.emplace("message_ja", describe(fault, Language::japanese));
    out.emplace("message_en", describe(fault, Language::english));
    return out;
}

Result<Exit> verify(Invocation& invocation) {
    registers::VerifyOptions options;
    const std::string run = invocation.arguments.option("--run");
    const std::string witness = invocation.arguments.option("--witness");
    DAICHO_TRY(threads, number_option(invocation.arguments, "--threads", 2));
    DAICHO_CHECK(invocation.arguments.finish());
    options.threads = static_cast<unsigned>(std::clamp<std::int64_t>(threads, 1, 64));
    if (!witness.empty()) {
        DAICHO_TRY(text, read_input(witness));
        options.witness = std::move(text);
    }
    DAICHO_TRY(city, open_to_read(invocation.places));
    job::ProgressBar bar("検証", "Verification", "");
    options.progress = [&bar](std::uint64_t done, std::uint64_t total) { bar.update(done, total); };
    const std::int64_t started = monotonic_ms();
    if (!run.empty()) {
        DAICHO_TRY(parts, levy_registers(city, run));
        options.only = std::move(parts);
        options.heads = false;
    }
    DAICHO_TRY(report, registers::verify(*city.kernel, options));
    bar.finish();
    json::Array faults;
    for (const Error& fault : report.faults) faults.push_back(fault_json(fault));
    print_json(json::Object{{"ok", !report.fault.has_value()},
                            {"entries", report.entries},
                            {"rows", report.rows},
                            {"checkpoints", report.checkpoints},
                            {"protected_entries", report.protected_size},
                            {"took_ms", monotonic_ms() - started},
                            {"erased", {{"rows", report.rows_erased},
                                        {"bodies", report.bodies_erased}}},
                            {"fault", faults.empty() ? json::Value(nullptr) : faults.front()},
                            {"faults", faults}});
    for (const Error& fault : report.faults) {
        std::cerr << describe(fault, invocation.language) << "\n";
    }
    return report.fault ? Exit::no : Exit::done;
}

// The check digit that the body asks for, for the kinds that have one.
Result<Exit> number_check(Invocation& invocation) {
    const std::string number = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    struct Kind {
        std::size_t length;
        const char* name;
        bool (*valid)(std::string_view) noexcept;
        std::size_t check;  // position of the check digit
    };
    static constexpr Kind kKinds[] = {{12, "personal_number", registers::is_personal_number, 11},
                                      {13, "corporate_number", registers::is_corporate_number, 0},
                                      {10, "addressee_number", registers::is_addressee_number, 9}};
    for (const Kind& kind : kKinds) {
        if (number.size() != kind.length) continue;
        json::Value expected = nullptr;
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string tried = number;
            tried[kind.check] = digit;
            if (kind.valid(tried)) expected = json::Value(std::string(1, digit));
        }
        const bool valid = kind.valid(number);
        print_json(json::Object{
            {"kind", kind.name}, {"valid", valid}, {"expected_check_digit", std::move(expected)}});
        return valid ? Exit::done : Exit::no;
    }
    return input_error("cli.number_length");
}

Result<Exit> levy_confirm(Invocation& invocation) {
    const std::string by = invocation.arguments.option("--by");
    const std::string run = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_CHECK(confirm_levy(city, run, by));
    print_json(json::Object{{"run_no", run}, {"state", "confirmed"}});
    return Exit::done;
}

}  // namespace

std::vector<Command> data_commands() {
    return {
        {"person number check", "NUMBER",
         {"個人番号・法人番号・宛名番号の検査用数字を確かめます",
          "is a personal, corporate or addressee number well-formed"},
         number_check},
        {"import", "REGISTER FILE.csv|.xlsx|.jsonl [--valid-from DATE] [--take-good-rows] "
         "[--carried-over] [--cp932] [--sheet NAME|NUMBER] [--preview [--sample 20]] [--delta] "
         "[--full [--may-end PERCENT]]",
         {"CSV・XLSX・JSON Linesを台帳に取り込みます（誤りがあれば何も取り込みません）",
          "imports a CSV, XLSX or JSON Lines file; nothing lands when a line is wrong"},
         import_command},
        {"levy", "[--year 2026] [--threads 2] [--provisional]",
         {"当初賦課を計算します（仮。確定は別の人）",
          "computes the year's levy; provisional until a second person confirms"},
         levy},
        {"levy confirm", "RUN --by ACCOUNT",
         {"賦課を確定します（始めた人とは別の決裁者）",
          "confirms a levy run; not by the person who started it"},
         levy_confirm},
        {"journal verify", "[--run RUN] [--witness FILE] [--threads 2]",
         {"記録と台帳が書かれたままかを検証します",
          "is everything, or one levy run, as it was written"},
         verify},
    };
}

}  // namespace daicho::cli
