#include "server/map/map_colour.hpp"

#include <algorithm>

#include "register/cell.hpp"

namespace daicho::server {
namespace {

using registers::Cell;
using registers::Field;
using registers::FieldType;
using Values = std::span<const std::optional<MapValue>>;

BilingualText words_of(const char* id) {
    return {message(id, Language::japanese), message(id, Language::english)};
}

// One place for each code or for no and yes; the last for what no code names any more.
std::size_t place_of(const Field& field, const MapValue& value) {
    if (field.type == FieldType::boolean) return value.integer != 0 ? 1 : 0;
    const registers::Code* code = field.find_code(value.text);
    return code == nullptr ? field.codes.size()
                           : static_cast<std::size_t>(code - field.codes.data());
}

BilingualText label_of(const Field& field, std::size_t place) {
    if (field.type == FieldType::boolean) return words_of(place == 0 ? "map.no" : "map.yes");
    return place < field.codes.size() ? field.codes[place].label : words_of("map.others");
}

MapColour by_category(const Field& field, Values values) {
    const std::size_t places = field.type == FieldType::boolean ? 2 : field.codes.size() + 1;
    std::vector<std::uint64_t> counts(places, 0);
    for (const auto& value : values) {
        if (value) ++counts[place_of(field, *value)];
    }
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < places; ++i) {
        if (counts[i] > 0) order.push_back(i);
    }
    std::vector<std::uint8_t> classes(places, 0);
    MapColour colour;
    if (order.size() > kMostClasses) {  // the most frequent keep a class, in the order of codes
        std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return counts[i]; });
        order.resize(kMostClasses - 1);
        std::ranges::sort(order);
        std::ranges::fill(classes, static_cast<std::uint8_t>(kMostClasses - 1));
    }
    for (const std::size_t place : order) {
        classes[place] = static_cast<std::uint8_t>(colour.classes.size());
        colour.classes.push_back({label_of(field, place), "", "", 0, false});
    }
    if (order.size() == kMostClasses - 1 &&
        std::ranges::count(classes, static_cast<std::uint8_t>(kMostClasses - 1)) > 0) {
        colour.classes.push_back({words_of("map.others"), "", "", 0, false});
    }
    for (const auto& value : values) {
        colour.of.push_back(value ? classes[place_of(field, *value)] : UINT8_MAX);
    }
    return colour;
}

MapColour by_stretch(const Field& field, Values values) {
    std::vector<std::int64_t> sorted;
    for (const auto& value : values) {
        if (value) sorted.push_back(value->integer);
    }
    std::ranges::sort(sorted);
    std::vector<std::int64_t> least;  // of each stretch; one value never stands in two
    for (std::size_t i = 0; i < kStretches && !sorted.empty(); ++i) {
        const std::int64_t at = sorted[i * sorted.size() / kStretches];
        if (least.empty() || at > least.back()) least.push_back(at);
    }
    MapColour colour;
    colour.ordered = true;
    const auto text = [&](std::int64_t value) {
        return registers::format_cell(field, Cell::of(value));
    };
    for (std::size_t i = 0; i < least.size(); ++i) {
        const auto next =
            i + 1 < least.size() ? std::ranges::lower_bound(sorted, least[i + 1]) : sorted.end();
        colour.classes.push_back({{}, text(least[i]), text(*(next - 1)), 0, false});
    }
    for (const auto& value : values) {
        if (!value) {
            colour.of.push_back(UINT8_MAX);
            continue;
        }
        const auto above = std::ranges::upper_bound(least, value->integer);
        colour.of.push_back(static_cast<std::uint8_t>(above - least.begin() - 1));
    }
    return colour;
}

}  // namespace

MapColour classify(const Field& field, Values values) {
    const bool category = field.type == FieldType::code || field.type == FieldType::boolean;
    MapColour colour = category ? by_category(field, values) : by_stretch(field, values);
    const auto none = static_cast<std::uint8_t>(colour.classes.size());
    if (std::ranges::count(colour.of, UINT8_MAX) > 0) {
        colour.classes.push_back({words_of("map.no_value"), "", "", 0, true});
    }
    for (std::uint8_t& one : colour.of) {
        if (one == UINT8_MAX) one = none;
        ++colour.classes[one].shapes;
    }
    return colour;
}

}  // namespace daicho::server
