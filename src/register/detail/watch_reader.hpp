// WatchReader: the watches of a definition (register/watch.hpp) from YAML.
#pragma once

#include "register/definition.hpp"
#include "yaml/node.hpp"

namespace daicho::registers::detail {

// After the fields and their list are read. What other registers say is tied by link_watches.
void read_watches(const yaml::Node& root, Definition& definition);

}  // namespace daicho::registers::detail
