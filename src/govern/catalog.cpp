#include "govern/catalog.hpp"

namespace daicho::govern {

CatalogHead read_head(const yaml::Node& root, std::string_view kind) {
    CatalogHead head;
    head.name = root.at("catalog").text();
    head.kind = root.at("kind").one_of({kind});
    head.edition = root.at("edition").text();
    head.title = root.at("title").bilingual();
    const yaml::Node source = root.at("source");
    head.source = source.at("name").text();
    head.source_note = source.at("note").bilingual();
    const yaml::Node note = root.find("edition_note");
    if (note.exists()) head.edition_note = note.bilingual();
    head.checked_on = root.at("checked_on").date();
    return head;
}

TextTable read_text_table(const yaml::Node& map) {
    TextTable table;
    for (const auto& [key, node] : map.members()) table.emplace(key, node.bilingual());
    return table;
}

std::vector<Interpretation> read_interpretations(const yaml::Node& root, const EachReading& each) {
    std::vector<Interpretation> list;
    for (const yaml::Node& node : root.find("interpretations").elements()) {
        Interpretation entry;
        entry.id = node.at("id").text();
        entry.chosen = node.at("chosen").text();
        entry.question = node.at("question").bilingual();
        for (const yaml::Node& reading : node.at("readings").elements()) {
            entry.readings.push_back({reading.at("key").text(), reading.at("text").bilingual()});
            each(entry, reading, entry.readings.back().key == entry.chosen);
        }
        if (place_of(entry.readings, &Reading::key, entry.chosen) == kNowhere) {
            fault_unknown_name(node, entry.chosen);
        }
        list.push_back(std::move(entry));
    }
    return list;
}

void fault_unknown_name(const yaml::Node& node, const std::string& name) {
    node.fault(input_error("govern.catalog.unknown_name").with("name", name));
}
void fault_given_twice(const yaml::Node& node, const std::string& name) {
    node.fault(input_error("govern.catalog.given_twice").with("name", name));
}

}  // namespace daicho::govern
