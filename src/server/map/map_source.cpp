#include "server/map/map_source.hpp"

#include <algorithm>

#include "server/access.hpp"
#include "server/records/record_view.hpp"

namespace daicho::server {
namespace {

using registers::Classification;
using registers::Definition;
using registers::Field;
using registers::FieldType;

std::size_t geometry_field(const Definition& definition) {
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        if (definition.fields[i].type == FieldType::geometry) return i;
    }
    return Definition::npos;
}

bool is_sibling(const Definition& one, const Definition& drawn) {
    if (one.is_event() || one.key.size() != 1) return false;
    const Field& key = one.fields[one.key.front()];
    return key.type == FieldType::ref && key.target == drawn.name;
}

bool may_colour(const Definition& definition, std::size_t index) {
    const Field& field = definition.fields[index];
    const bool open = field.classification == Classification::open ||
                      field.classification == Classification::internal;
    if (!open || leads_to_person(field) || std::ranges::count(definition.key, index) > 0) {
        return false;
    }
    switch (field.type) {
        case FieldType::code:
        case FieldType::boolean:
        case FieldType::yen:
        case FieldType::area:
        case FieldType::integer:
        case FieldType::points:
        case FieldType::date:
        case FieldType::year_month:
        case FieldType::fiscal_year: return true;
        default: return false;
    }
}

}  // namespace

std::optional<MapSource> map_source(const registers::Definitions& definitions,
                                    const Definition& drawn) {
    if (drawn.is_event()) return std::nullopt;
    if (const std::size_t own = geometry_field(drawn); own != Definition::npos) {
        return MapSource{&drawn, &drawn, own};
    }
    for (const auto& one : definitions.all()) {
        const std::size_t shape = geometry_field(*one);
        if (shape == Definition::npos || !is_sibling(*one, drawn)) continue;
        return MapSource{&drawn, one.get(), shape};
    }
    return std::nullopt;
}

std::vector<MapColumn> map_columns(const MapSource& source) {
    std::vector<MapColumn> columns;
    const auto add = [&](const Definition& definition, const std::string& front) {
        for (std::size_t i = 0; i < definition.fields.size(); ++i) {
            if (!may_colour(definition, i)) continue;
            columns.push_back({&definition, i, front + definition.fields[i].name});
        }
    };
    add(*source.drawn, "");
    if (source.by_sibling()) add(*source.shapes, source.shapes->name + ".");
    return columns;
}

bool has_map(const Call& call, const Definition& drawn) {
    const auto source = map_source(call.app.kernel.definitions(), drawn);
    return source && call.app.settings.map.zone != 0 && may(call, drawn, registers::Action::view) &&
           may(call, *source->shapes, registers::Action::view);
}

}  // namespace daicho::server
