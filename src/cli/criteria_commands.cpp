// Catalogs of criteria: is a file sound, what made the difference between two judgements, the check
// table on paper, and a city's own catalog from a spreadsheet.
#include <filesystem>
#include <fstream>

#include "base/clock.hpp"
#include "cli/criteria_commands.hpp"
#include "govern/criteria/catalog_shelf.hpp"
#include "govern/criteria/check_table.hpp"
#include "govern/criteria/criteria_compare.hpp"
#include "govern/criteria/criteria_sheet.hpp"

namespace daicho::cli {
namespace {

constexpr const char* kFirst = "sendai-cloud";

govern::CatalogShelf shelf_of(const Invocation& invocation) {
    return govern::CatalogShelf(
        {invocation.places.data / "catalogs", invocation.places.home / "catalogs"});
}

bool is_path(const std::string& name) {
    return name.find('/') != std::string::npos || name.ends_with(".yaml");
}

// A catalog of the city or the installation by its name, or any file by its path.
Result<std::string> catalog_path(const Invocation& invocation, const std::string& name) {
    std::error_code code;
    if (is_path(name) && std::filesystem::exists(name, code)) return name;
    auto file = shelf_of(invocation).file(name);
    if (!file) return input_error("cli.no_catalog").with("name", name);
    return file->string();
}

Result<govern::CriteriaCatalog> catalog_at(const Invocation& invocation, const std::string& name) {
    DAICHO_TRY(path, catalog_path(invocation, name));
    return govern::load_criteria_catalog(path);
}

Status write_out(const std::string& file, std::string_view bytes) {
    if (file.empty()) return input_error("cli.no_file");
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << bytes << std::flush;
    if (!out) return system_error("demo.cannot_write").with("file", file);
    return {};
}

// Faults are told with their lines; a sound file is told by what it holds.
Result<Exit> lint(Invocation& invocation) {
    const std::string file = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(catalog, catalog_at(invocation, file));
    json::Array verdicts;
    for (const auto& line : catalog.verdicts) verdicts.emplace_back(line.key);
    print_json(json::Object{{"catalog", catalog.head.name},
                            {"edition", catalog.head.edition},
                            {"by_party", catalog.by_party},
                            {"classes", catalog.classes.size()},
                            {"conditions", catalog.conditions.size()},
                            {"items", catalog.items.size()},
                            {"facts", catalog.facts.size()},
                            {"interpretations", catalog.interpretations.size()},
                            {"verdicts", std::move(verdicts)}});
    return Exit::done;
}

Result<Exit> compare(Invocation& invocation) {
    std::string name = invocation.arguments.option("--catalog");
    if (name.empty()) name = kFirst;
    std::string old = invocation.arguments.option("--old-catalog");
    if (old.empty()) old = name;
    const std::string before = invocation.arguments.word();
    const std::string after = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(old_catalog, catalog_at(invocation, old));
    DAICHO_TRY(catalog, catalog_at(invocation, name));
    DAICHO_TRY(old_record, read_json(before));
    DAICHO_TRY(record, read_json(after));
    DAICHO_TRY(found, govern::compare_judgements({old_catalog, old_record}, {catalog, record}));
    print_json(govern::to_json(found));
    return Exit::done;
}

// The check table: blank, or of a record; a workbook where the file's name ends so.
Result<Exit> print_table(Invocation& invocation) {
    const std::string record_file = invocation.arguments.option("--record");
    const std::string out = invocation.arguments.option("--out");
    const std::string name = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(catalog, catalog_at(invocation, name));
    json::Value record = nullptr;
    if (!record_file.empty()) {
        DAICHO_TRY_AS(record, read_json(record_file));
    }
    DAICHO_TRY(table, govern::check_table(catalog, record, {}, invocation.language));
    const Instant created = SystemClock().now();
    json::Object told{
        {"file", out}, {"catalog", catalog.head.name}, {"edition", catalog.head.edition}};
    if (out.ends_with(".xlsx")) {
        DAICHO_TRY(bytes, govern::check_table_xlsx(table, invocation.language, created,
                                                   std::filesystem::temp_directory_path()));
        DAICHO_CHECK(write_out(out, bytes));
        print_json(told);
        return Exit::done;
    }
    DAICHO_TRY(printed, govern::check_table_pdf(table, invocation.language, created));
    DAICHO_CHECK(write_out(out, printed.bytes));
    json::Array issues;
    for (const std::string& issue : printed.issues) issues.emplace_back(issue);
    told["pages"] = printed.pages;
    told["issues"] = std::move(issues);
    print_json(told);
    return printed.issues.empty() ? Exit::done : Exit::no;
}

Result<Exit> export_sheet(Invocation& invocation) {
    const std::string out = invocation.arguments.option("--out");
    const std::string name = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(path, catalog_path(invocation, name));
    DAICHO_TRY(catalog, govern::load_criteria_catalog(path));
    DAICHO_TRY(text, read_input(path));
    DAICHO_TRY(rows, govern::sheet_of_yaml(text, path));
    DAICHO_TRY(bytes, govern::write_sheet(rows, invocation.language, SystemClock().now(),
                                          std::filesystem::temp_directory_path()));
    DAICHO_CHECK(write_out(out, bytes));
    print_json(json::Object{{"file", out},
                            {"catalog", catalog.head.name},
                            {"edition", catalog.head.edition},
                            {"rows", rows.size()}});
    return Exit::done;
}

bool is_plain_name(const std::string& name) {
    return !name.empty() && name.size() <= 60 && name.front() >= 'a' && name.front() <= 'z' &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

// The edition that was in use stays beside the new one: stored judgements name it.
Status keep_earlier(const Invocation& invocation, const std::filesystem::path& folder,
                    const govern::SheetCatalog& brought) {
    const auto& head = brought.catalog.head;
    const auto file = shelf_of(invocation).file(head.name);
    if (!file) return {};
    DAICHO_TRY(text, read_input(file->string()));
    DAICHO_TRY(there, govern::load_criteria_catalog(file->string()));
    if (there.head.edition == head.edition) {
        DAICHO_TRY(old_rows, govern::sheet_of_yaml(text, file->string()));
        DAICHO_TRY(new_rows, govern::sheet_of_yaml(brought.yaml, head.name));
        if (govern::same_sheet(old_rows, new_rows)) return {};
        return conflict_error("criteria.edition_taken")
            .with("name", head.name)
            .with("edition", head.edition);
    }
    const auto target = govern::CatalogShelf::earlier(folder, there.head.name, there.head.edition);
    std::error_code code;
    std::filesystem::create_directories(target.parent_path(), code);
    return write_out(target.string(), text);
}

// A city's own catalog from a workbook: checked as a whole, then put in place.
Result<Exit> import_sheet(Invocation& invocation) {
    const bool only_check = invocation.arguments.flag("--check");
    const std::string file = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(bytes, read_input(file));
    const std::string name = std::filesystem::path(file).filename().string();
    DAICHO_TRY(rows, govern::read_sheet(bytes, name));
    DAICHO_TRY(brought, govern::catalog_of_sheet(rows, name));
    const auto& head = brought.catalog.head;
    if (!is_plain_name(head.name)) {
        return input_error("criteria.catalog_name").with("value", head.name).at_line(name, 0);
    }
    json::Object told{{"catalog", head.name},
                      {"edition", head.edition},
                      {"items", brought.catalog.items.size()},
                      {"file", nullptr}};
    if (!only_check) {
        const auto folder = invocation.places.home / "catalogs";
        std::error_code code;
        std::filesystem::create_directories(folder, code);
        DAICHO_CHECK(keep_earlier(invocation, folder, brought));
        const auto target = folder / (head.name + ".yaml");
        const auto draft = folder / (head.name + ".yaml.new");
        DAICHO_CHECK(write_out(draft.string(), brought.yaml));
        std::filesystem::rename(draft, target, code);
        if (code) return system_error("demo.cannot_write").with("file", target.string());
        told["file"] = target.string();
    }
    print_json(told);
    return Exit::done;
}

}  // namespace

std::vector<Command> criteria_commands() {
    return {
        {"criteria lint",
         "NAME|FILE",
         {"基準のファイルに誤りや矛盾がないかを調べます",
          "looks for faults and contradictions in a catalog of criteria"},
         lint},
        {"criteria compare",
         "[--catalog NAME] [--old-catalog NAME|FILE] BEFORE AFTER",
         {"2つの判定の違いが何から来たかを示します",
          "shows what made the difference between two judgements"},
         compare},
        {"criteria print",
         "NAME|FILE [--record FILE] --out FILE.pdf|FILE.xlsx",
         {"確認表を印刷用（PDF）か表計算のファイルにします。--record で回答と判定を入れます",
          "writes the check table as PDF or workbook; --record fills in answers and verdict"},
         print_table},
        {"criteria export",
         "NAME|FILE --out FILE.xlsx",
         {"基準を表計算のシートにします（直して取り込めます）",
          "writes a catalog as a sheet that can be changed and imported"},
         export_sheet},
        {"criteria import",
         "FILE.xlsx [--check]",
         {"シートの基準を調べ、市の基準として置きます。--check は調べるだけです",
          "checks a sheet and puts it in place as the city's own catalog; --check only looks"},
         import_sheet},
    };
}

}  // namespace daicho::cli
