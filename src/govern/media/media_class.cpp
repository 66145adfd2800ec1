#include "govern/media/media_class.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "govern/detail/catalog_file.hpp"

namespace daicho::govern {

namespace {

class Loader {
public:
    explicit Loader(yaml::Node root) : root_(root) {}

    ClassCatalog load() {
        ClassCatalog out;
        out.head = read_head(root_, "media_class");
        out.reasons.texts = read_text_table(root_.at("reasons"));
        for (const yaml::Node& node : root_.at("rules").elements()) {
            ClassRule rule;
            rule.media_class = node.at("class").one_of({"1", "2", "3"});
            if (node.find("zones").exists()) rule.zones = node.find("zones").texts();
            if (node.find("contents").exists()) rule.contents = node.find("contents").texts();
            rule.code = node.at("code").text();
            if (!out.reasons.texts.contains(rule.code)) {
                node.fault(input_error("govern.catalog.no_text").with("code", rule.code));
            }
            out.rules.push_back(std::move(rule));
        }
        const bool closed = !out.rules.empty() && out.rules.back().zones.empty() &&
                            out.rules.back().contents.empty();
        if (!closed) root_.at("rules").fault(input_error("govern.catalog.no_last_rule"));
        return out;
    }

private:
    yaml::Node root_;
};

bool fits(const std::vector<std::string>& names, std::string_view name) {
    return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Result<ClassCatalog> parse_class_catalog(std::string_view text, std::string name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, std::move(name)));
}

Result<ClassCatalog> load_class_catalog(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

DerivedClass class_of(const ClassCatalog& catalog, std::string_view zone,
                      std::string_view content) {
    for (const ClassRule& rule : catalog.rules) {
        if (fits(rule.zones, zone) && fits(rule.contents, content)) {
            return {rule.media_class, rule.code};
        }
    }
    DAICHO_ASSERT(catalog.rules.empty());  // the loader saw to a last rule that fits everything
    return {};
}

}  // namespace daicho::govern
