// Loading catalogs/erasure-tools.yaml.
#include "govern/detail/catalog_file.hpp"
#include "govern/media/erasure_report.hpp"

namespace daicho::govern {

namespace {

using yaml::Node;

class Loader {
public:
    explicit Loader(Node root) : root_(root) {}

    ErasureTools load() {
        out_.head = read_head(root_, "erasure_tools");
        for (const Node& node : root_.at("tools").elements()) read_tool(node);
        out_.interpretations = read_interpretations(
            root_, [this](const Interpretation&, const Node& reading, bool chosen) {
                const bool refused = reading.text_or("device_word", "") == "refused";
                if (chosen && refused) out_.device_word_serves = false;
            });
        out_.reasons.texts = read_text_table(root_.at("reasons"));
        return std::move(out_);
    }

private:
    void read_tool(const Node& node) {
        ErasureTool tool;
        tool.key = node.at("key").text();
        tool.proved = node.at("proved").one_of({"loop_device", "not_run_on_hardware"});
        tool.editions = node.at("editions").texts();
        for (const Node& line : node.at("methods").elements()) {
            ToolMethod method;
            method.name = line.at("name").text();
            method.erases = line.at("kind").one_of({"erase", "verify"}) == "erase";
            if (method.erases) method.method = line.at("method").text();
            method.leaves = line.text_or("leaves", "");
            if (place_of(tool.methods, &ToolMethod::name, method.name) != kNowhere) {
                fault_given_twice(line, method.name);
            }
            tool.methods.push_back(std::move(method));
        }
        out_.tools.push_back(std::move(tool));
    }

    Node root_;
    ErasureTools out_;
};

}  // namespace

Result<ErasureTools> parse_erasure_tools(std::string_view text, std::string name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, std::move(name)));
}

Result<ErasureTools> load_erasure_tools(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

}  // namespace daicho::govern
