// Catalogs of criteria: is a file sound, and what made the difference between two judgements.
#include <filesystem>

#include "cli/criteria_commands.hpp"
#include "govern/criteria_compare.hpp"

namespace daicho::cli {
namespace {

constexpr const char* kFirst = "sendai-cloud";

// A catalog of the installation by its name, or any file by its path.
Result<govern::CriteriaCatalog> catalog_at(const Invocation& invocation, const std::string& name) {
    const bool is_path = name.find('/') != std::string::npos || name.ends_with(".yaml");
    const std::string path =
        is_path ? name : (invocation.places.data / "catalogs" / (name + ".yaml")).string();
    std::error_code code;
    if (!std::filesystem::exists(path, code)) {
        return input_error("cli.no_catalog").with("name", name);
    }
    return govern::load_criteria_catalog(path);
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

}  // namespace

std::vector<Command> criteria_commands() {
    return {
        {"criteria lint", "NAME|FILE",
         {"基準のファイルに誤りや矛盾がないかを調べます",
          "looks for faults and contradictions in a catalog of criteria"}, lint},
        {"criteria compare", "[--catalog NAME] [--old-catalog NAME|FILE] BEFORE AFTER",
         {"2つの判定の違いが何から来たかを示します",
          "shows what made the difference between two judgements"}, compare},
    };
}

}  // namespace daicho::cli
