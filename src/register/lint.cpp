#include "register/lint.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>

#include "register/detail/lint_warnings.hpp"
#include "yaml/node.hpp"

namespace daicho::registers {
namespace {

namespace fs = std::filesystem;

struct Reference {
    std::string field;
    std::string target;
    std::uint64_t line = 0;
};

// What of a file concerns other files, read even where the rest of it is wrong.
struct Outline {
    fs::path path;
    bool reported = false;
    std::string name;
    std::string number;
    std::uint64_t name_line = 1;
    std::uint64_t number_line = 1;
    std::vector<Reference> references;
    detail::LintLines lines;
    std::optional<Definition> definition;
    std::vector<Error> faults;
};

std::string scalar(const yaml::Node& node) { return node.is_scalar() ? node.text() : ""; }

void read_outline(const std::string& text, Outline& out) {
    auto document = yaml::Document::parse(text, out.lines.file);
    if (!document || !document->root().is_map()) return;
    for (const auto& [key, node] : document->root().members()) {
        out.lines.keys.emplace(key, node.line());
        if (key == "register") out.name = scalar(node), out.name_line = node.line();
        if (key == "number") out.number = scalar(node), out.number_line = node.line();
        if (key != "fields" || !node.is_sequence()) continue;
        for (const yaml::Node& field : node.elements()) {
            if (!field.is_map()) continue;
            const std::string name = scalar(field.find("name"));
            out.lines.fields.emplace(name, field.line());
            const std::string target = scalar(field.find("target"));
            if (!target.empty()) {
                out.references.push_back({name, target, field.find("target").line()});
            }
        }
    }
}

std::vector<Error> flatten(Error error, const std::string& file) {
    if (error.id == "yaml.invalid" && !error.causes.empty()) return std::move(error.causes);
    error.where.file = file;
    std::vector<Error> one;
    one.push_back(std::move(error));
    return one;
}

Outline read_file(const fs::path& path, bool reported) {
    Outline out;
    out.path = path;
    out.reported = reported;
    const std::string area = path.parent_path().filename().string();
    out.lines.file = area.empty() ? path.filename().string()
                                  : area + "/" + path.filename().string();
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    read_outline(text.str(), out);
    auto definition = parse_definition(text.str(), out.lines.file, area);
    if (definition) {
        out.definition = std::move(*definition);
    } else {
        out.faults = flatten(std::move(definition.error()), out.lines.file);
    }
    return out;
}

bool is_definition(const fs::path& path) { return path.extension() == ".yaml"; }

// The folder that holds the areas: every reference leads inside it.
fs::path set_of(const fs::path& place) {
    std::error_code code;
    if (!fs::is_directory(place, code)) return place.parent_path().parent_path();
    for (const auto& entry : fs::directory_iterator(place, code)) {
        if (entry.is_regular_file() && is_definition(entry.path())) return place.parent_path();
    }
    return place;
}

bool lies_in(const fs::path& path, const fs::path& place) {
    return path == place || path.parent_path() == place ||
           path.parent_path().parent_path() == place;
}

std::vector<Outline> read_all(const fs::path& place) {
    std::vector<fs::path> paths;
    std::error_code code;
    for (const auto& area : fs::directory_iterator(set_of(place), code)) {
        if (!area.is_directory()) continue;
        for (const auto& file : fs::directory_iterator(area.path(), code)) {
            if (file.is_regular_file() && is_definition(file.path())) paths.push_back(file.path());
        }
    }
    if (fs::is_regular_file(place, code) && std::ranges::find(paths, place) == paths.end()) {
        paths.push_back(place);
    }
    std::ranges::sort(paths);
    std::vector<Outline> all;
    for (const fs::path& path : paths) all.push_back(read_file(path, lies_in(path, place)));
    return all;
}

void compare_files(std::vector<Outline>& all) {
    std::map<std::string, const Outline*> names;
    std::map<std::string, const Outline*> numbers;
    for (Outline& one : all) {
        const auto twice = [&](auto& seen, const std::string& value, std::uint64_t line) {
            if (value.empty()) return;
            const auto [first, added] = seen.emplace(value, &one);
            if (added) return;
            one.faults.push_back(input_error("lint.twice")
                                     .with("value", value)
                                     .with("other", first->second->lines.file)
                                     .at_line(one.lines.file, line));
        };
        twice(names, one.name, one.name_line);
        twice(numbers, one.number, one.number_line);
        if (!one.name.empty() && one.name != one.path.stem().string()) {
            one.faults.push_back(input_error("lint.file_name")
                                     .with("name", one.name)
                                     .with("file", one.path.filename().string())
                                     .at_line(one.lines.file, one.name_line));
        }
    }
    for (Outline& one : all) {
        for (const Reference& reference : one.references) {
            if (names.contains(reference.target)) continue;
            one.faults.push_back(input_error("register.definition.no_target")
                                     .with("register", one.name)
                                     .with("field", reference.field)
                                     .with("target", reference.target)
                                     .at_line(one.lines.file, reference.line));
        }
    }
}

// What joins tasks is a fault of the file that does it, whichever files are reported.
void compare_tasks(std::vector<Outline>& all) {
    DefinitionList list;
    for (const Outline& one : all) {
        if (one.definition) list.push_back(&*one.definition);
    }
    // What a file that cannot be read would allow a role is not known.
    const bool whole = list.size() == all.size();
    for (LinkFault& fault : link_faults(list)) {
        if (fault.field == nullptr && !whole) continue;
        for (Outline& one : all) {
            if (!one.definition || &*one.definition != fault.definition) continue;
            const auto& lines = fault.field == nullptr ? one.lines.keys : one.lines.fields;
            const auto line = lines.find(fault.field == nullptr ? "permissions"
                                                                : fault.field->name);
            one.faults.push_back(std::move(fault.error).at_line(
                one.lines.file, line == lines.end() ? 1 : line->second));
        }
    }
}

}  // namespace

Result<LintReport> lint_definitions(const fs::path& given) {
    std::error_code code;
    const fs::path place = fs::canonical(given, code);
    std::vector<Outline> all;
    if (!code) all = read_all(place);
    LintReport report;
    compare_files(all);
    compare_tasks(all);
    const detail::FindDefinition find = [&](const std::string& name) -> const Definition* {
        for (const Outline& one : all) {
            if (one.definition && one.name == name) return &*one.definition;
        }
        return nullptr;
    };
    for (Outline& one : all) {
        if (!one.reported) continue;
        ++report.files;
        std::ranges::stable_sort(one.faults, {}, [](const Error& e) { return e.where.line; });
        std::ranges::copy(one.faults, std::back_inserter(report.faults));
        if (!one.definition || !one.faults.empty()) continue;
        std::ranges::move(detail::warnings_of(*one.definition, one.lines, find),
                          std::back_inserter(report.warnings));
    }
    if (report.files == 0) {
        return not_found_error("register.definition.no_folder").with("folder", given.string());
    }
    return report;
}

}  // namespace daicho::registers
