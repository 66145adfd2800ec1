// 基準 (catalog): what all catalogs under catalogs/ share – head, readings, reason texts.
//
// A catalog is data with a source and an edition; an engine of this module judges by it and knows
// none of its rows. Loaded once, then read-only; any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "govern/reason.hpp"
#include "yaml/node.hpp"

namespace daicho::govern {

struct CatalogHead {
    std::string name;     // sendai-cloud
    std::string kind;     // which engine judges by it
    std::string edition;  // stands in every stored judgement
    BilingualText title;
    std::string source;
    BilingualText source_note;
    BilingualText edition_note;  // empty when there is nothing to say
    Date checked_on;
};

struct Verdict {
    std::string key;
    BilingualText label;
};

// A place where the source can be read in more than one way.
struct Reading {
    std::string key;
    BilingualText text;
};
struct Interpretation {
    std::string id;
    std::string chosen;  // key of one of the readings
    BilingualText question;
    std::vector<Reading> readings;
};

// Building blocks for the loaders; faults go to the document of the node.
CatalogHead read_head(const yaml::Node& root, std::string_view kind);
TextTable read_text_table(const yaml::Node& map);
// `each` sees every reading's node with its interpretation and whether it is the chosen one.
using EachReading =
    std::function<void(const Interpretation&, const yaml::Node& reading, bool chosen)>;
std::vector<Interpretation> read_interpretations(const yaml::Node& root, const EachReading& each);

// Faults "govern.catalog.unknown_name" (the name is not in the list) and
// "govern.catalog.given_twice".
void fault_unknown_name(const yaml::Node& node, const std::string& name);
void fault_given_twice(const yaml::Node& node, const std::string& name);

inline constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

// Place of the row whose member `name` equals `wanted`, or kNowhere.
template <class Row>
std::size_t place_of(const std::vector<Row>& rows, std::string Row::*name,
                     std::string_view wanted) noexcept {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].*name == wanted) return i;
    }
    return kNowhere;
}

// The same for a name that stands in `node`: an unknown name is a fault and gives 0.
template <class Row>
std::size_t place_named(const yaml::Node& node, const std::vector<Row>& rows,
                        std::string Row::*name) {
    const std::size_t place = place_of(rows, name, node.text());
    if (place != kNowhere) return place;
    if (node.exists()) fault_unknown_name(node, node.text());
    return 0;
}

}  // namespace daicho::govern
