// Columns: binding of a reader's fields to a definition, by name, once (decisions 7).
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "register/definition.hpp"

namespace daicho::tax::levy {

// Indices of the named fields. Error: levy.no_column, naming register and column.
inline Result<std::vector<std::size_t>> bind_columns(
    const registers::Definition& definition, std::initializer_list<std::string_view> names) {
    std::vector<std::size_t> indices;
    for (const std::string_view name : names) {
        const std::size_t index = definition.index_of(name);
        if (index == registers::Definition::npos) {
            return input_error("levy.no_column")
                .with("register", definition.name)
                .with("column", std::string(name));
        }
        indices.push_back(index);
    }
    return indices;
}

}  // namespace daicho::tax::levy
