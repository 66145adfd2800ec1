#include "govern/chain/conditions.hpp"

#include <algorithm>

#include "govern/detail/catalog_file.hpp"

namespace daicho::govern::chain {
namespace {

class Loader {
public:
    explicit Loader(yaml::Node root) : root_(root) {}

    ConditionCatalog load() {
        ConditionCatalog out;
        out.head = read_head(root_, "chain_conditions");
        for (const yaml::Node& node : root_.at("parts").elements()) {
            Part part{node.at("key").text(), node.at("label").bilingual(), {}};
            for (const yaml::Node& need : node.at("needs").elements()) {
                part.needs.push_back({need.at("any").texts(), need.at("label").bilingual()});
            }
            if (place_of(out.parts, &Part::key, part.key) != kNowhere) {
                fault_given_twice(node, part.key);
            }
            out.parts.push_back(std::move(part));
        }
        return out;
    }

private:
    yaml::Node root_;
};

bool valid_on(const Held& one, Date day) {
    return one.held && (!one.first_day || *one.first_day <= day) &&
           (!one.last_day || day <= *one.last_day);
}

}  // namespace

Result<ConditionCatalog> parse_condition_catalog(std::string_view text, std::string name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, std::move(name)));
}

Result<ConditionCatalog> load_condition_catalog(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

std::vector<const Need*> unmet(const ConditionCatalog& catalog, std::string_view part,
                               const std::vector<Held>& certificates, Date day) {
    std::vector<const Need*> open;
    const std::size_t place = place_of(catalog.parts, &Part::key, part);
    if (place == kNowhere) return open;
    for (const Need& need : catalog.parts[place].needs) {
        const bool met = std::any_of(
            certificates.begin(), certificates.end(), [&](const Held& one) {
                return valid_on(one, day) &&
                       std::find(need.any.begin(), need.any.end(), one.kind) != need.any.end();
            });
        if (!met) open.push_back(&need);
    }
    return open;
}

}  // namespace daicho::govern::chain
