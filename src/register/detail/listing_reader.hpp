// Reads `width` of a field and `list` of a register: docs/registers.md, "Lists".
#pragma once

#include "register/definition.hpp"
#include "yaml/node.hpp"

namespace daicho::registers::detail {

// After fields and key were read.
void read_listing(const yaml::Node& root, Definition& definition);

}  // namespace daicho::registers::detail
