#include "server/map/map_state.hpp"

#include <cmath>
#include <numbers>

#include "geometry/wkt.hpp"
#include "register/query.hpp"
#include "server/map/map_colour.hpp"

namespace daicho::server {
namespace {

using registers::Cell;
using registers::Definition;
using registers::SearchKind;

constexpr double kWorld = 1 << kWorldBits;

std::size_t address_field(const Definition& definition) {
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        if (definition.fields[i].search == SearchKind::address) return i;
    }
    return Definition::npos;
}

}  // namespace

void WorldBox::add(WorldPoint at) noexcept {
    west = std::min(west, at.x);
    east = std::max(east, at.x);
    north = std::min(north, at.y);
    south = std::max(south, at.y);
}

WorldPoint to_world(geometry::Degrees at) noexcept {
    constexpr double kPi = std::numbers::pi;
    const double latitude = std::clamp(at.latitude, -85.0, 85.0) * kPi / 180;
    const double x = (at.longitude + 180) / 360;
    const double y = (1 - std::asinh(std::tan(latitude)) / kPi) / 2;
    const auto whole = [](double part) {
        return static_cast<std::int32_t>(std::lround(std::clamp(part, 0.0, 1.0) * kWorld));
    };
    return {whole(x), whole(y)};
}

geometry::Degrees to_degrees(WorldPoint at) noexcept {
    constexpr double kPi = std::numbers::pi;
    return {at.x / kWorld * 360 - 180,
            std::atan(std::sinh(kPi * (1 - 2 * at.y / kWorld))) * 180 / kPi};
}

void MapState::add(std::uint64_t record, const geometry::Shape& shape, const geometry::Zone& zone) {
    MapShape one;
    one.record = record;
    one.kind = shape.kind;
    one.first_path = static_cast<std::uint32_t>(paths_.size());
    for (const auto& part : shape.parts) {
        for (const geometry::Path& path : part) {
            paths_.push_back({static_cast<std::uint32_t>(points_.size()),
                              static_cast<std::uint32_t>(path.size()), &path == &part.front()});
            for (const geometry::Position at : path) {
                points_.push_back(to_world(zone.to_degrees(at)));
                one.box.add(points_.back());
            }
        }
    }
    one.paths = static_cast<std::uint32_t>(paths_.size()) - one.first_path;
    box_.add({one.box.west, one.box.north});
    box_.add({one.box.east, one.box.south});
    by_record_.emplace(record, static_cast<std::uint32_t>(shapes_.size()));
    shapes_.push_back(one);
}

Status MapState::read_shapes(store::Connection& connection, const geometry::Zone& zone) {
    std::vector<std::size_t> fields{source_.shape};
    if (source_.by_sibling()) fields.push_back(source_.by());
    return registers::scan(
        connection, *source_.shapes, fields, {as_of_, std::nullopt},
        [&](std::uint64_t own, std::span<const Cell> cells) -> Status {
            if (cells[0].is_null()) return {};
            const auto record =
                source_.by_sibling() ? static_cast<std::uint64_t>(cells[1].integer) : own;
            if (hidden_->has(record)) return {};
            DAICHO_TRY(shape, geometry::parse_shape(cells[0].bytes));
            add(record, shape, zone);
            return {};
        });
}

// A shape whose record is not there on that day is not shown: its words stay without a key.
Status MapState::read_words(store::Connection& connection) {
    words_.resize(shapes_.size());
    const Definition& drawn = *source_.drawn;
    std::vector<std::size_t> fields(drawn.key);
    const std::size_t keys = fields.size();
    if (const std::size_t address = address_field(drawn); address != Definition::npos) {
        fields.push_back(address);
    }
    return registers::scan(connection, drawn, fields, {as_of_, std::nullopt},
                           [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
                               const auto [first, last] = by_record_.equal_range(record);
                               for (auto at = first; at != last; ++at) {
                                   Words& words = words_[at->second];
                                   for (std::size_t i = 0; i < keys; ++i) {
                                       if (i > 0) words.key += '/';
                                       words.key += registers::format_cell(drawn.fields[fields[i]],
                                                                           cells[i]);
                                   }
                                   if (cells.size() > keys)
                                       words.place = std::string(cells.back().bytes);
                               }
                               return {};
                           });
}

Result<std::shared_ptr<MapState>> MapState::read(store::Connection& connection,
                                                 const MapSource& source, int zone, Date as_of,
                                                 std::shared_ptr<const registers::Hidden> hidden) {
    if (zone == 0) return conflict_error("map.no_zone");
    DAICHO_TRY(plane, geometry::Zone::open(zone));
    std::shared_ptr<MapState> state(new MapState);
    state->source_ = source;
    state->as_of_ = as_of;
    state->hidden_ = std::move(hidden);
    DAICHO_CHECK(state->read_shapes(connection, plane));
    DAICHO_CHECK(state->read_words(connection));
    for (std::size_t i = 0; i < state->shapes_.size(); ++i) {
        if (state->words_[i].key.empty()) state->shapes_[i].box = {};
    }
    return state;
}

geometry::Shape MapState::shape_of(const MapShape& shape) const {
    geometry::Shape out;
    out.kind = shape.kind;
    for (const MapPath& path : paths_of(shape)) {
        if (path.opens_part) out.parts.emplace_back();
        geometry::Path& whole = out.parts.back().emplace_back();
        for (const WorldPoint at : points_of(path)) whole.push_back({at.x, at.y});
    }
    return out;
}

Result<std::shared_ptr<const MapColour>> MapState::colour(store::Connection& connection,
                                                          const MapColumn& column) const {
    {
        const std::lock_guard lock(mutex_);
        if (const auto found = colours_.find(column.name); found != colours_.end()) {
            return found->second;
        }
    }
    std::vector<std::optional<MapValue>> values(shapes_.size());
    const bool of_sibling = column.definition != source_.drawn;
    std::vector<std::size_t> fields{column.field};
    if (of_sibling) fields.push_back(source_.by());
    DAICHO_CHECK(registers::scan(
        connection, *column.definition, fields, {as_of_, std::nullopt},
        [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
            if (cells[0].is_null()) return {};
            const auto of = of_sibling ? static_cast<std::uint64_t>(cells[1].integer) : record;
            const auto [first, last] = by_record_.equal_range(of);
            for (auto at = first; at != last; ++at) {
                values[at->second] = MapValue{cells[0].integer, std::string(cells[0].bytes)};
            }
            return {};
        }));
    auto made = std::make_shared<const MapColour>(classify(column.meta(), values));
    const std::lock_guard lock(mutex_);
    return colours_.emplace(column.name, made).first->second;
}

}  // namespace daicho::server
