#include "govern/criteria/catalog_shelf.hpp"

#include <algorithm>

#include "govern/city/checklists.hpp"

namespace daicho::govern {
namespace {

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string plain(std::string_view text) {
    std::string out;
    for (const char sign : text) {
        const bool stays = (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') ||
                           (sign >= '0' && sign <= '9') || sign == '-' || sign == '.' ||
                           sign == '_';
        out += stays ? sign : '_';
    }
    return out;
}

}  // namespace

std::vector<std::string> CatalogShelf::names() const {
    std::vector<std::string> all;
    for (const auto& folder : folders_) {
        for (std::string& name : checklists(folder)) {
            if (!has(all, name)) all.push_back(std::move(name));
        }
    }
    std::sort(all.begin(), all.end());
    return all;
}

Result<std::filesystem::path> CatalogShelf::file(std::string_view name) const {
    for (auto folder = folders_.rbegin(); folder != folders_.rend(); ++folder) {
        if (has(checklists(*folder), name)) return *folder / (std::string(name) + ".yaml");
    }
    return not_found_error("govern.catalog.none").with("name", std::string(name));
}

Result<SharedCatalog> CatalogShelf::read(const std::filesystem::path& path) {
    SharedCatalog& kept = read_[path.string()];
    if (!kept) {
        DAICHO_TRY(loaded, load_criteria_catalog(path.string()));
        kept = std::make_shared<const CriteriaCatalog>(std::move(loaded));
    }
    return kept;
}

Result<SharedCatalog> CatalogShelf::in_use(std::string_view name) {
    DAICHO_TRY(path, file(name));
    return read(path);
}

Result<SharedCatalog> CatalogShelf::edition(std::string_view name, std::string_view edition) {
    DAICHO_TRY(now, in_use(name));
    if (now->head.edition == edition) return now;
    for (auto folder = folders_.rbegin(); folder != folders_.rend(); ++folder) {
        const auto path = earlier(*folder, name, edition);
        std::error_code code;
        if (!std::filesystem::exists(path, code)) continue;
        DAICHO_TRY(kept, read(path));
        if (kept->head.name == name && kept->head.edition == edition) return kept;
    }
    return not_found_error("govern.catalog.no_edition")
        .with("name", std::string(name))
        .with("edition", std::string(edition));
}

std::filesystem::path CatalogShelf::earlier(const std::filesystem::path& folder,
                                            std::string_view name, std::string_view edition) {
    return folder / "earlier" / (plain(name) + "@" + plain(edition) + ".yaml");
}

}  // namespace daicho::govern
