#include "cli/register_commands.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>

#include "document/csv_writer.hpp"
#include "register/dictionary.hpp"
#include "register/lint.hpp"
#include "server/openapi.hpp"

namespace daicho::cli {
namespace {

namespace fs = std::filesystem;

json::Array findings_json(const std::vector<Error>& list) {
    json::Array out;
    for (const Error& one : list) {
        out.push_back(json::Object{{"file", one.where.file},
                                   {"line", one.where.line},
                                   {"field", one.where.path},
                                   {"id", one.id},
                                   {"message_ja", describe(one, Language::japanese)},
                                   {"message_en", describe(one, Language::english)}});
    }
    return out;
}

Result<Exit> lint(Invocation& invocation) {
    const std::string given = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    const fs::path place = given.empty() ? invocation.places.data / "registers" : fs::path(given);
    DAICHO_TRY(report, registers::lint_definitions(place));
    print_json(json::Object{{"ok", report.faults.empty()},
                            {"files", report.files},
                            {"faults", findings_json(report.faults)},
                            {"warnings", findings_json(report.warnings)}});
    for (const Error& one : report.faults) {
        std::cerr << describe_with_place(one, invocation.language) << "\n";
    }
    for (const Error& one : report.warnings) {
        std::cerr << message("cli.lint_warning", invocation.language,
                             {{"text", describe_with_place(one, invocation.language)}})
                  << "\n";
    }
    return report.faults.empty() ? Exit::done : Exit::no;
}

Result<Language> language_option(Invocation& invocation) {
    const std::string given = invocation.arguments.option("--lang");
    if (given.empty()) return invocation.language;
    if (given == "ja") return Language::japanese;
    if (given == "en") return Language::english;
    return input_error("cli.lang").with("value", given);
}

// Each page is put in place whole.
Status write_page(const fs::path& folder, const registers::DictionaryPage& page) {
    const fs::path file = folder / page.path;
    std::error_code code;
    fs::create_directories(file.parent_path(), code);
    DAICHO_TRY(out, document::CsvFile::create(file.string()));
    DAICHO_CHECK(out.sink()(page.text));
    return out.finish();
}

Result<Exit> docs(Invocation& invocation) {
    DAICHO_TRY(language, language_option(invocation));
    const std::string out = invocation.arguments.option("--out");
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(definitions,
               registers::Definitions::load(invocation.places.data / "registers"));
    const auto pages = registers::data_dictionary(definitions, language);
    if (out.empty()) {
        for (const registers::DictionaryPage& page : pages) std::cout << page.text << "\n";
        return Exit::done;
    }
    for (const registers::DictionaryPage& page : pages) DAICHO_CHECK(write_page(out, page));
    print_json(json::Object{{"folder", out}, {"pages", pages.size()}});
    return Exit::done;
}

Result<Exit> list(Invocation& invocation) {
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(definitions,
               registers::Definitions::load(invocation.places.data / "registers"));
    json::Array all;
    for (const auto& one : definitions.all()) {
        all.push_back(json::Object{{"register", one->name},
                                   {"number", one->number},
                                   {"area", one->area},
                                   {"label_ja", one->label.ja},
                                   {"label_en", one->label.en},
                                   {"task", one->task_id},
                                   {"event", one->is_event()},
                                   {"personal", one->has_personal},
                                   {"fields", one->fields.size()}});
    }
    print_json(json::Object{{"registers", std::move(all)}});
    return Exit::done;
}

Result<Exit> api_docs(Invocation& invocation) {
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(definitions,
               registers::Definitions::load(invocation.places.data / "registers"));
    print_json(server::openapi_document(definitions));
    return Exit::done;
}

}  // namespace

std::vector<Command> register_commands() {
    return {
        {"register list", "", {"台帳の一覧", "lists the registers"}, list},
        {"register lint", "[FOLDER|FILE]",
         {"台帳の定義を調べ、誤りと注意を行番号と直し方つきで並べます",
          "explains what is wrong in register definitions: file, line, what to write"},
         lint},
        {"register docs", "[--lang ja|en] [--out FOLDER]",
         {"台帳の定義からデータ辞書（Markdown）を作ります",
          "makes the data dictionary (Markdown) from the definitions"},
         docs},
        {"api docs", "",
         {"APIの説明（OpenAPI 3.1）を台帳の定義から作ります",
          "makes the API's description (OpenAPI 3.1) from the definitions"},
         api_docs},
    };
}

}  // namespace daicho::cli
