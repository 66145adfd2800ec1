#include "server/map/map_places.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "geometry/shape_area.hpp"

namespace daicho::server {
namespace {

constexpr std::uint64_t kMostPlaces = 100;
constexpr double kEquator = 40'075'016.7;  // metres

Error bad_place(std::string_view text) {
    return input_error("map.bad_place").with("value", std::string(text.substr(0, 80)));
}

// As many numbers as asked for, parted by commas.
template <std::size_t Count>
Result<std::array<double, Count>> numbers(std::string_view text) {
    std::array<double, Count> list{};
    std::string_view rest = text;
    for (std::size_t i = 0; i < Count; ++i) {
        const std::string_view one = rest.substr(0, rest.find(','));
        const auto [stopped, fault] = std::from_chars(one.data(), one.data() + one.size(), list[i]);
        const bool read = fault == std::errc() && stopped == one.data() + one.size();
        if (!read || !std::isfinite(list[i])) return bad_place(text);
        rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    }
    if (!rest.empty()) return bad_place(text);
    return list;
}

template <class Fits>
FoundPlaces those(const MapState& state, std::uint64_t limit, const Fits& fits) {
    FoundPlaces found;
    const auto shapes = state.shapes();
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (state.words(i).key.empty() || !fits(shapes[i], i)) continue;
        ++found.total;
        if (found.shapes.size() < limit) found.shapes.push_back(i);
    }
    return found;
}

Result<FoundPlaces> at_place(const Call& call, const MapState& state, std::string_view text,
                             std::uint64_t limit) {
    DAICHO_TRY(place, numbers<2>(text));
    DAICHO_TRY(within, number_parameter(call, "within", 0));
    const WorldPoint at = to_world({place[0], place[1]});
    const double scale = std::cos(place[1] * 3.14159265358979 / 180);
    const double units = static_cast<double>(std::min<std::uint64_t>(within, 10'000)) / kEquator /
                         std::max(scale, 0.01) * (1 << kWorldBits);
    const auto around = static_cast<std::int32_t>(units) + 1;
    WorldBox box;
    box.add({at.x - around, at.y - around});
    box.add({at.x + around, at.y + around});
    return those(state, limit, [&](const MapShape& shape, std::size_t) {
        if (!shape.box.meets(box)) return false;
        const geometry::Shape exact = state.shape_of(shape);
        if (exact.is_area()) return geometry::holds(exact, {at.x, at.y});
        return geometry::squared_distance(exact, {at.x, at.y}) <= __int128{around} * around;
    });
}

Result<FoundPlaces> in_box(const MapState& state, std::string_view text, std::uint64_t limit) {
    DAICHO_TRY(corners, numbers<4>(text));
    WorldBox box;
    box.add(to_world({corners[0], corners[1]}));
    box.add(to_world({corners[2], corners[3]}));
    FoundPlaces found = those(
        state, limit, [&](const MapShape& shape, std::size_t) { return shape.box.meets(box); });
    if (found.total > limit) found.shapes.clear();
    return found;
}

// Those whose key is what was typed come first.
FoundPlaces by_words(const MapState& state, std::string_view typed, std::uint64_t limit) {
    const std::string text = to_ascii_width(trim(typed));
    const std::string raw(trim(typed));
    if (text.empty()) return {};
    FoundPlaces found = those(
        state, limit, [&](const MapShape&, std::size_t i) { return state.words(i).key == text; });
    if (found.total > 0) return found;
    return those(state, limit, [&](const MapShape&, std::size_t i) {
        const MapState::Words& words = state.words(i);
        return words.key.find(text) != std::string::npos ||
               words.place.find(text) != std::string::npos ||
               words.place.find(raw) != std::string::npos;
    });
}

json::Array degrees_json(WorldPoint at) {
    const geometry::Degrees degrees = to_degrees(at);
    const auto short_of = [](double angle) { return std::round(angle * 1e8) / 1e8; };
    return {short_of(degrees.longitude), short_of(degrees.latitude)};
}

json::Array path_json(const MapState& state, const MapPath& path) {
    json::Array points;
    for (const WorldPoint at : state.points_of(path)) points.push_back(degrees_json(at));
    return points;
}

json::Object outline_json(const MapState& state, const MapShape& shape) {
    json::Array parts;
    for (const MapPath& path : state.paths_of(shape)) {
        if (path.opens_part) parts.push_back(json::Array());
        parts.back().as_array().push_back(path_json(state, path));
    }
    using geometry::ShapeKind;
    if (shape.kind == ShapeKind::point) {
        return {{"type", "Point"}, {"coordinates", parts[0].as_array()[0].as_array()[0]}};
    }
    if (shape.kind == ShapeKind::line || shape.kind == ShapeKind::multi_line) {
        json::Array lines;
        for (json::Value& part : parts) lines.push_back(part.as_array()[0]);
        return {{"type", "MultiLineString"}, {"coordinates", std::move(lines)}};
    }
    return {{"type", "MultiPolygon"}, {"coordinates", std::move(parts)}};
}

}  // namespace

json::Value box_json(const WorldBox& box) {
    if (box.west > box.east) return nullptr;
    json::Array corners = degrees_json({box.west, box.south});
    for (json::Value& one : degrees_json({box.east, box.north})) corners.push_back(one);
    return corners;
}

json::Object place_json(const MapState& state, std::size_t index) {
    const MapShape& shape = state.shapes()[index];
    const MapState::Words& words = state.words(index);
    const geometry::Position middle = geometry::inner_position(state.shape_of(shape));
    return {{"id", id_text(shape.record)},
            {"key", words.key},
            {"address", words.place.empty() ? json::Value(nullptr) : json::Value(words.place)},
            {"place", degrees_json({static_cast<std::int32_t>(middle.east),
                                    static_cast<std::int32_t>(middle.north)})},
            {"box", box_json(shape.box)},
            {"outline", json::write(outline_json(state, shape))}};
}

Result<FoundPlaces> find_places(const Call& call, const MapState& state) {
    DAICHO_TRY(asked, number_parameter(call, "limit", kMostPlaces));
    const std::uint64_t limit = std::min(asked, kMostPlaces);
    const net::Request& request = call.request;
    if (const auto at = request.parameter("at")) return at_place(call, state, *at, limit);
    if (const auto box = request.parameter("box")) return in_box(state, *box, limit);
    if (const auto record = request.parameter("record")) {
        DAICHO_TRY(id, parse_id(*record));
        return those(state, limit,
                     [&](const MapShape& shape, std::size_t) { return shape.record == id; });
    }
    return by_words(state, request.parameter("q").value_or(""), limit);
}

}  // namespace daicho::server
