// From strict YAML to a Definition; faults are collected in the document, with lines.
#pragma once

#include "register/definition.hpp"
#include "yaml/node.hpp"

namespace daicho::registers::detail {

void read_definition(const yaml::Node& root, Definition& definition);

}  // namespace daicho::registers::detail
