// Map source: where the map of a register takes its shapes from, and by what it may be coloured.
//
// A register with a geometry field draws itself. Any other is drawn by its sibling: the register
// whose only key is a ref to it and which has a geometry field (parcel_shape draws parcel). So a
// map needs no word in a definition. Colours are codes, yes or no, amounts, areas, numbers and
// dates of either that are public or internal; what is personal, or names a person, never is one.
// Threading: pure.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

struct MapColumn {
    const registers::Definition* definition = nullptr;
    std::size_t field = 0;
    std::string name;  // as in addresses: FIELD, of the sibling REGISTER.FIELD
    [[nodiscard]] const registers::Field& meta() const { return definition->fields[field]; }
};

struct MapSource {
    const registers::Definition* drawn = nullptr;   // whose records the map shows
    const registers::Definition* shapes = nullptr;  // where their shapes are; may be the same
    std::size_t shape = 0;                          // field of `shapes`
    [[nodiscard]] bool by_sibling() const noexcept { return drawn != shapes; }
    // The ref of the sibling that names the record.
    [[nodiscard]] std::size_t by() const { return shapes->key.front(); }
};

// Nothing: this register has no map.
std::optional<MapSource> map_source(const registers::Definitions& definitions,
                                    const registers::Definition& drawn);
// In the order of the definition, the register's own first.
std::vector<MapColumn> map_columns(const MapSource& source);

// Whether there is a map of it for whoever asks: she may view both registers, and the city has set
// its zone. Leaves no trace.
bool has_map(const Call& call, const registers::Definition& drawn);

}  // namespace daicho::server
