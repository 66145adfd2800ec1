// Any bytes as YAML: every getter on every node ends in a value or a recorded fault.
#include <cstdint>

#include "yaml/node.hpp"

namespace {

void visit(const daicho::yaml::Node& node) {
    if (node.is_map()) {
        for (const auto& [key, value] : node.members()) visit(value);
    } else if (node.is_sequence()) {
        for (const auto& element : node.elements()) visit(element);
    } else {
        (void)node.text();
        (void)node.integer(0, 100);
        (void)node.boolean();
        (void)node.date();
        (void)node.ratio();
        (void)node.one_of({"a", "b"});
    }
    (void)node.find("key");
    (void)node.texts();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto document = daicho::yaml::Document::parse(text, "fuzz.yaml", {.bytes = 1U << 20});
    if (!document) return 0;
    visit(document->root());
    (void)document->finish();
    return 0;
}
