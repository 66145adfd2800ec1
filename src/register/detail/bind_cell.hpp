// Cells to and from statements.
#pragma once

#include "register/cell.hpp"
#include "store/connection.hpp"

namespace daicho::registers::detail {

inline void bind_cell(store::Statement& statement, int parameter, const Cell& cell) {
    switch (cell.kind) {
        case Cell::Kind::null: statement.bind_null(parameter); break;
        case Cell::Kind::integer: statement.bind(parameter, cell.integer); break;
        case Cell::Kind::text: statement.bind_text(parameter, cell.bytes); break;
        case Cell::Kind::blob: statement.bind_blob(parameter, as_bytes(cell.bytes)); break;
    }
}

// A view into the statement: valid until its next step.
inline Cell read_cell(const store::Statement& statement, int column, const Field& field) {
    if (statement.is_null(column)) return Cell::null();
    switch (field.storage()) {
        case Storage::integer: return Cell::of(statement.integer(column));
        case Storage::text: return Cell::of_text(statement.text(column));
        case Storage::blob: return Cell::of_blob(statement.blob(column));
    }
    return Cell::null();
}

}  // namespace daicho::registers::detail
