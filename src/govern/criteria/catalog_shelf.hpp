// 基準の棚 (shelf of criteria): the checklists of an installation and the city's own beside them.
//
// A folder holds NAME.yaml, the edition in use, and earlier/NAME@EDITION.yaml, editions that stored
// judgements were made with. Of two folders that have a name the later one counts: a city's own
// edition goes before ours. Only names of the folders are opened: nothing from outside becomes a
// path. A shelf keeps what it read as long as it lives: one for each question. One thread.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "govern/criteria/criteria_catalog.hpp"

namespace daicho::govern {

using SharedCatalog = std::shared_ptr<const CriteriaCatalog>;

class CatalogShelf {
public:
    explicit CatalogShelf(std::vector<std::filesystem::path> folders)
        : folders_(std::move(folders)) {}

    // Checklists (kind: criteria), in order.
    [[nodiscard]] std::vector<std::string> names() const;
    // File of the edition in use. Error: govern.catalog.none.
    [[nodiscard]] Result<std::filesystem::path> file(std::string_view name) const;
    Result<SharedCatalog> in_use(std::string_view name);
    // The edition in use or an earlier one that was kept. Errors: govern.catalog.none,
    // govern.catalog.no_edition (it was not kept), those of loading.
    Result<SharedCatalog> edition(std::string_view name, std::string_view edition);

    // Where an edition stands that is no longer in use. Letters, digits, "-", "." and "_" stay.
    static std::filesystem::path earlier(const std::filesystem::path& folder, std::string_view name,
                                         std::string_view edition);

private:
    Result<SharedCatalog> read(const std::filesystem::path& path);
    std::vector<std::filesystem::path> folders_;
    std::map<std::string, SharedCatalog, std::less<>> read_;  // by path
};

}  // namespace daicho::govern
