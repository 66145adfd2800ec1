// 再委託の相手の要件: which certificates a party must hold on a day, by its part in the work
// (catalogs/chain-conditions.yaml). Nothing is inherited from the party above. Pure; any thread.
#pragma once

#include <optional>

#include "govern/catalog.hpp"

namespace daicho::govern::chain {

struct Need {
    std::vector<std::string> any;  // kinds of certificates; one of them will do
    BilingualText label;
};
struct Part {
    std::string key;  // operation, maintenance, cloud, cloud_maintenance, other
    BilingualText label;
    std::vector<Need> needs;
};
struct ConditionCatalog {
    CatalogHead head;
    std::vector<Part> parts;
};
// Errors: yaml.*, govern.catalog.given_twice.
Result<ConditionCatalog> parse_condition_catalog(std::string_view text, std::string name);
Result<ConditionCatalog> load_condition_catalog(const std::string& path);

struct Held {
    std::string kind;  // iso27001, …
    bool held = true;  // false: ended or withdrawn
    std::optional<Date> first_day, last_day;
};
// Needs of the part that no certificate meets on the day; none for a part that is not known.
std::vector<const Need*> unmet(const ConditionCatalog& catalog, std::string_view part,
                               const std::vector<Held>& certificates, Date day);

}  // namespace daicho::govern::chain
