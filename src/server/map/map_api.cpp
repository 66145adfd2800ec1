#include "server/map/map_api.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "register/disclosure.hpp"
#include "register/query.hpp"
#include "server/map/map_book.hpp"
#include "server/map/map_places.hpp"
#include "server/map/map_tile.hpp"
#include "server/records/record_tag.hpp"

namespace daicho::server {
namespace {

using registers::Definition;

struct MapCall {
    const Call& call;
    const Allowed& allowed;
    MapSource source;
    Date day;
    store::Connection& reader;
    std::shared_ptr<const MapState> state;
};

json::Value texts_or_null(const BilingualText& text) {
    return text.ja.empty() ? json::Value(nullptr) : texts(text);
}

Result<MapColumn> column_of(const MapCall& map) {
    const auto name = map.call.request.parameter("colour").value_or("");
    for (MapColumn& one : map_columns(map.source)) {
        if (one.name == name) return std::move(one);
    }
    return input_error("map.no_colour").with("name", std::string(name.substr(0, 80)));
}

// Of the city's own data alone: which registers, how many shapes, of which day, in which zone.
Answer opening_answer(const MapCall& map) {
    json::Array columns;
    for (const MapColumn& one : map_columns(map.source)) {
        columns.push_back(json::Object{{"name", one.name},
                                       {"label", texts(one.meta().label)},
                                       {"register", one.definition->name},
                                       {"type", registers::to_string(one.meta().type)},
                                       {"unit", texts_or_null(one.meta().unit)}});
    }
    DAICHO_TRY(records,
               registers::count_records(map.reader, *map.source.drawn, {map.day, std::nullopt}));
    const Definition& shapes = *map.source.shapes;
    const office::MapPolicy& zone = map.call.app.settings.map;
    return json_answer(
        json::Object{{"register", map.source.drawn->name},
                     {"label", texts(map.source.drawn->label)},
                     {"shapes", json::Object{{"register", shapes.name},
                                             {"label", texts(shapes.label)},
                                             {"legal_basis", shapes.legal_basis}}},
                     {"zone", json::Object{{"number", zone.zone}, {"cite", zone.cite}}},
                     {"as_of", date_text(map.day)},
                     {"records", records},
                     {"drawn", map.state->shapes().size()},
                     {"box", box_json(map.state->box())},
                     {"most_zoom", kMostZoom},
                     {"colours", std::move(columns)}});
}

Answer legend_answer(const MapCall& map) {
    DAICHO_TRY(column, column_of(map));
    DAICHO_TRY(colour, map.state->colour(map.reader, column));
    json::Array classes;
    for (const MapClass& one : colour->classes) {
        classes.push_back(json::Object{{"label", texts_or_null(one.label)},
                                       {"from", one.from},
                                       {"to", one.to},
                                       {"shapes", one.shapes},
                                       {"empty", one.empty}});
    }
    return json_answer(json::Object{
        {"colour", column.name}, {"ordered", colour->ordered}, {"classes", std::move(classes)}});
}

// The map is looked at: who, of which day, coloured by what. It shows no record by itself, so the
// entry names none; what is found, clicked or listed is an entry of its own.
Status record_opening(const MapCall& map, const MapColumn& column) {
    if (!registers::must_disclose(*map.source.drawn)) return {};
    const std::string opening =
        fmt::format("{}/{}/{}/{}", map.call.session.csrf, map.source.drawn->name,
                    format_iso(map.day), column.name);
    MapBook& book = maps_of(map.call.app);
    if (!book.opens(opening)) return {};
    registers::Disclosure disclosure;
    disclosure.kind = journal::EntryKind::disclosure_search;
    disclosure.definition = map.source.drawn;
    disclosure.detail = fmt::format(R"("map":{{"as_of":"{}","colour":"{}","shapes":{}}})",
                                    format_iso(map.day), column.name, map.state->shapes().size());
    DAICHO_TRY_AS(disclosure.purpose, viewing_purpose(map.call, *map.source.drawn));
    Status done = registers::disclose(map.call.app.kernel, map.call.session.person.principal,
                                      map.allowed.capacity, disclosure);
    if (!done) book.forget(opening);
    return done;
}

Result<std::int64_t> tile_part(const std::string& text, std::int64_t below) {
    std::int64_t value = -1;
    const char* end = text.data() + text.size();
    const auto [stopped, fault] = std::from_chars(text.data(), end, value);
    if (fault != std::errc() || stopped != end || value < 0 || value >= below) {
        return input_error("map.bad_place").with("value", text.substr(0, 80));
    }
    return value;
}

Answer tile_answer(const MapCall& map) {
    const auto& path = map.call.path;  // registers/{register}/map/tiles/{z}/{x}/{y}
    TileName name;
    DAICHO_TRY(zoom, tile_part(path[4], kMostZoom + 1));
    name.zoom = static_cast<int>(zoom);
    DAICHO_TRY_AS(name.x, tile_part(path[5], std::int64_t{1} << name.zoom));
    DAICHO_TRY_AS(name.y, tile_part(path[6], std::int64_t{1} << name.zoom));
    DAICHO_TRY(column, column_of(map));
    DAICHO_TRY(colour, map.state->colour(map.reader, column));
    DAICHO_CHECK(record_opening(map, column));
    const std::string kept = fmt::format("{}/{}/{}/{}", name.zoom, name.x, name.y, column.name);
    const auto bytes = map.state->tile(kept, [&] { return map_tile(*map.state, *colour, name); });
    net::Response response;
    response.header("Content-Type", "application/vnd.mapbox-vector-tile");
    response.header("Cache-Control", "private, no-cache");
    response.body = *bytes;
    return tagged(map.call, std::move(response));
}

Answer places_answer(const MapCall& map) {
    DAICHO_TRY(found, find_places(map.call, *map.state));
    json::Array rows;
    std::vector<std::uint64_t> records;
    for (const std::size_t index : found.shapes) {
        records.push_back(map.state->shapes()[index].record);
        rows.push_back(place_json(*map.state, index));
    }
    DAICHO_CHECK(record_disclosure(map.call, map.allowed, journal::EntryKind::disclosure_search,
                                   records, R"("list":true,"map":true)"));
    return json_answer(json::Object{{"total", found.total}, {"places", std::move(rows)}});
}

}  // namespace

Answer map_api(const Call& call, const Allowed& allowed) {
    const auto source = map_source(call.app.kernel.definitions(), *allowed.definition);
    if (!source) return not_found_error("map.none").with("register", allowed.definition->name);
    if (source->by_sibling()) DAICHO_CHECK(viewable(call, source->shapes->name));
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(reader, call.app.kernel.reader());
    MapCall map{call, allowed, *source, day, *reader, nullptr};
    DAICHO_TRY_AS(map.state, maps_of(call.app).state(call.app, *reader, *source, day));
    const std::string part = call.path.size() > 3 ? call.path[3] : "";
    if (call.path.size() == 3) return opening_answer(map);
    if (part == "legend" && call.path.size() == 4) return legend_answer(map);
    if (part == "places" && call.path.size() == 4) return places_answer(map);
    if (part == "tiles" && call.path.size() == 7) return tile_answer(map);
    return no_such_address(call);
}

}  // namespace daicho::server
