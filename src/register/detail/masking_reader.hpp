// `masked` and `masked_copy` of a definition.
#pragma once

#include "register/definition.hpp"
#include "yaml/node.hpp"

namespace daicho::registers::detail {

// Of one field, when its type and classification are known.
void read_masking(const yaml::Node& node, Field& field);
// Of the register, when its fields are known.
void read_copy_rule(const yaml::Node& root, Definition& definition);

}  // namespace daicho::registers::detail
