// 延長: an extension of a measure, as a person enters it: a measure of its own that begins where
// the one before ends, from one month before that day on. What is carried over is taken as it is.
#pragma once

#include "register/kernel.hpp"

namespace daicho::person {

// Asked behind every change of register protected_person. Errors: person.extension.no_measure,
// person.extension.early.
void install_extension_rule(registers::Kernel& kernel);

}  // namespace daicho::person
