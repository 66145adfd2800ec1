// Reads `workflow`, `four_eyes`, `correction`, `purposes` and `purpose_asked` of a definition.
// Permissions must have been read: `four_eyes: true` takes its roles from `approve`.
#pragma once

#include "register/definition.hpp"
#include "yaml/node.hpp"

namespace daicho::registers::detail {

// Faults go to the node's document.
void read_workflow(const yaml::Node& root, Definition& definition);

}  // namespace daicho::registers::detail
