// Checks: whether a row may stand, by its definition's closed vocabulary.
#pragma once

#include <span>
#include <vector>

#include "register/cell.hpp"

namespace daicho::registers {

struct CheckOutcome {
    std::vector<Error> errors;    // each with where.path = field name
    std::vector<Error> warnings;
};

// Required fields and every check of the definition. `cells` in order of definition.fields.
void check_row(const Definition& definition, std::span<const Cell> cells, CheckOutcome& outcome);

}  // namespace daicho::registers
