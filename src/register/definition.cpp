#include "register/definition.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "register/detail/definition_reader.hpp"
#include "register/document_register.hpp"
#include "register/scope.hpp"

namespace daicho::registers {
namespace {

constexpr std::string_view kTypeNames[] = {
    "text", "int", "yen", "area", "ratio", "points", "date", "year_month", "fiscal_year", "bool",
    "code", "ref", "document", "geometry", "personal_number"};
constexpr std::string_view kClassNames[] = {"public", "internal", "personal", "personal_number"};

Status check_targets(const std::vector<std::unique_ptr<Definition>>& all) {
    std::set<std::string, std::less<>> names;
    std::set<std::uint16_t> numbers;
    for (const auto& definition : all) {
        if (!names.insert(definition->name).second || !numbers.insert(definition->number).second) {
            return input_error("register.definition.twice").with("register", definition->name);
        }
    }
    for (const auto& definition : all) {
        for (const Field& field : definition->fields) {
            if (field.type == FieldType::ref && !names.contains(field.target)) {
                return input_error("register.definition.no_target")
                    .with("register", definition->name)
                    .with("field", field.name)
                    .with("target", field.target);
            }
        }
    }
    DefinitionList list;
    for (const auto& definition : all) list.push_back(definition.get());
    for (LinkFault& fault : link_faults(list)) {
        const Definition& where = *fault.definition;
        return std::move(fault.error).at_line(where.area + "/" + where.name + ".yaml", 0);
    }
    return {};
}

}  // namespace

Storage Field::storage() const noexcept {
    switch (type) {
        case FieldType::text:
        case FieldType::ratio:
        case FieldType::code:
        case FieldType::document:
        case FieldType::geometry: return Storage::text;
        case FieldType::personal_number: return Storage::blob;
        default: return Storage::integer;
    }
}

const Code* Field::find_code(std::string_view key) const noexcept {
    for (const Code& code : codes) {
        if (code.key == key) return &code;
    }
    return nullptr;
}

std::size_t Definition::index_of(std::string_view field_name) const noexcept {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == field_name) return i;
    }
    return npos;
}

std::size_t Definition::title_field() const noexcept {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].search == SearchKind::name) return i;
    }
    return key.front();
}

Result<Definition> parse_definition(std::string_view yaml, const std::string& file,
                                    const std::string& area) {
    DAICHO_TRY(document, yaml::Document::parse(yaml, file));
    Definition definition;
    detail::read_definition(document.root(), definition);
    DAICHO_CHECK(document.finish());
    definition.area = area;
    definition.text = std::string(yaml);
    definition.digest = sha256(as_bytes(yaml));
    for (const Field& field : definition.fields) {
        definition.has_personal |= field.is_personal();
        definition.has_sealed |= field.type == FieldType::personal_number;
        definition.has_documents |= field.type == FieldType::document;
    }
    return definition;
}

Result<Definitions> Definitions::load(const std::filesystem::path& folder) {
    Definitions set;
    std::error_code code;
    std::vector<std::filesystem::path> files;
    for (const auto& area : std::filesystem::directory_iterator(folder, code)) {
        if (!area.is_directory()) continue;
        for (const auto& file : std::filesystem::directory_iterator(area.path(), code)) {
            if (file.path().extension() == ".yaml") files.push_back(file.path());
        }
    }
    if (code || files.empty()) {
        return not_found_error("register.definition.no_folder").with("folder", folder.string());
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        std::ifstream in(file, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        const std::string area = file.parent_path().filename().string();
        DAICHO_TRY(definition, parse_definition(text.str(), area + "/" + file.filename().string(),
                                                area));
        if (definition.documents.number != 0) {
            DAICHO_TRY(documents, parse_definition(document_register(definition),
                                                   area + "/" + document_register_name(definition),
                                                   area));
            set.all_.push_back(std::make_unique<Definition>(std::move(documents)));
        }
        set.all_.push_back(std::make_unique<Definition>(std::move(definition)));
    }
    DAICHO_CHECK(check_targets(set.all_));
    std::vector<Definition*> all;
    for (const auto& definition : set.all_) all.push_back(definition.get());
    DAICHO_CHECK(link_watches(all));
    DAICHO_CHECK(link_scopes(all));
    std::sort(set.all_.begin(), set.all_.end(),
              [](const auto& a, const auto& b) { return a->number < b->number; });
    return set;
}

const Definition* Definitions::find(std::string_view name) const noexcept {
    for (const auto& definition : all_) {
        if (definition->name == name) return definition.get();
    }
    return nullptr;
}

const Definition* Definitions::find(std::uint16_t number) const noexcept {
    for (const auto& definition : all_) {
        if (definition->number == number) return definition.get();
    }
    return nullptr;
}

Digest Definitions::digest() const {
    Sha256 hash;
    for (const auto& definition : all_) hash.add(view(definition->digest));
    return hash.finish();
}

std::string_view to_string(FieldType type) noexcept {
    return kTypeNames[static_cast<std::size_t>(type)];
}
std::string_view to_string(Classification classification) noexcept {
    return kClassNames[static_cast<std::size_t>(classification)];
}

}  // namespace daicho::registers
