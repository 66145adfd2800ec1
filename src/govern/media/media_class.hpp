// 媒体の分類 (class of a medium): which row of the disposal notice it falls under, from its network
// zone and its content, with the reason. The rules stand in catalogs/media-class.yaml. Pure.
#pragma once

#include "govern/catalog.hpp"

namespace daicho::govern {

struct ClassRule {
    std::string media_class;            // 1 gravest … 3
    std::vector<std::string> zones;     // empty: any
    std::vector<std::string> contents;  // empty: any
    std::string code;
};

struct ClassCatalog {
    CatalogHead head;
    std::vector<ClassRule> rules;
    ReasonTexts reasons;
};

struct DerivedClass {
    std::string media_class;
    std::string code;  // reason
};

// Errors: yaml.*, govern.catalog.*: no_last_rule when some medium would have no class.
Result<ClassCatalog> parse_class_catalog(std::string_view text, std::string name);
Result<ClassCatalog> load_class_catalog(const std::string& path);
DerivedClass class_of(const ClassCatalog& catalog, std::string_view zone, std::string_view content);

}  // namespace daicho::govern
