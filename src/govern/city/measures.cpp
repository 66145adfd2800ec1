#include "govern/city/measures.hpp"

#include "govern/detail/catalog_file.hpp"

namespace daicho::govern {
namespace {

using yaml::Node;

Cover cover_of(const Node& node) {
    const std::string name = node.one_of({"built", "evidenced", "simulated", "none"});
    if (name == "built") return Cover::built;
    if (name == "simulated") return Cover::simulated;
    return name == "evidenced" ? Cover::evidenced : Cover::none;
}

class Loader {
public:
    explicit Loader(Node root) : root_(root) {}

    MeasureCatalog load() {
        MeasureCatalog catalog;
        catalog.head = read_head(root_, "measures");
        for (const Node& node : root_.at("sections").elements()) {
            MeasureSection section{node.at("id").text(),
                                   {node.at("ja").text(), node.at("en").text()}};
            if (place_of(catalog.sections, &MeasureSection::id, section.id) != kNowhere) {
                fault_given_twice(node, section.id);
            }
            catalog.sections.push_back(std::move(section));
        }
        for (const Node& node : root_.at("measures").elements()) {
            Measure measure = read(node, catalog);
            if (place_of(catalog.measures, &Measure::no, measure.no) != kNowhere) {
                fault_given_twice(node, measure.no);
            }
            catalog.measures.push_back(std::move(measure));
        }
        return catalog;
    }

private:
    static Measure read(const Node& node, const MeasureCatalog& catalog) {
        Measure measure;
        measure.no = node.at("no").text();
        measure.section = place_named(node.at("section"), catalog.sections, &MeasureSection::id);
        measure.place = node.at("place").text();
        measure.text = {node.at("ja").text(), node.at("en").text()};
        measure.cover = cover_of(node.at("cover"));
        measure.proofs = read_proofs(node.find("proofs"));
        if (measure.cover == Cover::simulated) measure.how = node.at("how").bilingual();
        const bool built = measure.cover == Cover::built;
        if (built && measure.proofs.tests.empty()) {
            node.fault(input_error("govern.measure.no_test").with("measure", measure.no));
        }
        if (!built && !measure.proofs.empty()) {
            node.fault(input_error("govern.measure.tests_of_others").with("measure", measure.no));
        }
        return measure;
    }

    Node root_;
};

}  // namespace

std::string_view cover_name(Cover cover) noexcept {
    switch (cover) {
        case Cover::none: return "none";
        case Cover::evidenced: return "evidenced";
        case Cover::simulated: return "simulated";
        case Cover::built: return "built";
    }
    return "none";
}

Result<MeasureCatalog> load_measure_catalog(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}
Result<MeasureCatalog> parse_measure_catalog(std::string_view text, const std::string& name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, name));
}

}  // namespace daicho::govern
