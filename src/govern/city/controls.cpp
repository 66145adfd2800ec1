#include "govern/city/controls.hpp"

#include "govern/detail/catalog_file.hpp"

namespace daicho::govern {
namespace {

using yaml::Node;

ControlKind kind_of(const Node& node) {
    const std::string name = node.one_of({"prevents", "detects", "tracks"});
    if (name == "prevents") return ControlKind::prevents;
    return name == "detects" ? ControlKind::detects : ControlKind::tracks;
}

Control read_control(const Node& node) {
    Control control;
    control.finding = node.at("finding").text();
    control.kind = kind_of(node.at("kind"));
    control.how = {node.at("ja").text(), node.at("en").text()};
    control.proofs = read_proofs(node.find("proofs"));
    const bool tracks = control.kind == ControlKind::tracks;
    if (tracks) control.place = node.at("register").text();
    if (tracks != control.proofs.empty()) {
        node.fault(
            input_error(tracks ? "govern.control.proof_of_tracks" : "govern.control.no_proof")
                .with("finding", control.finding));
    }
    return control;
}

class Loader {
public:
    explicit Loader(Node root) : root_(root) {}

    ControlCatalog load() {
        ControlCatalog catalog;
        catalog.head = read_head(root_, "controls");
        for (const Node& node : root_.at("controls").elements()) {
            Control control = read_control(node);
            if (place_of(catalog.controls, &Control::finding, control.finding) != kNowhere) {
                fault_given_twice(node, control.finding);
            }
            catalog.controls.push_back(std::move(control));
        }
        return catalog;
    }

private:
    Node root_;
};

}  // namespace

std::string_view control_kind_name(ControlKind kind) noexcept {
    switch (kind) {
        case ControlKind::prevents: return "prevents";
        case ControlKind::detects: return "detects";
        case ControlKind::tracks: return "tracks";
    }
    return "tracks";
}

Result<ControlCatalog> load_control_catalog(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}
Result<ControlCatalog> parse_control_catalog(std::string_view text, const std::string& name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, name));
}

}  // namespace daicho::govern
