// TypedValue: what a person typed into a field, in the text form that the field's reader knows.
//
// Numbers, amounts, codes and dates may be typed in full width, with commas, and dates in any of
// the spellings of base/era; a person at a form and one at the command line get the same reading.
// Files (import) stay strict: what a machine wrote is not guessed at. Names and other free text
// keep every character, unless they are nothing but digits. Threading: pure.
#pragma once

#include <string>
#include <string_view>

#include "register/definition.hpp"

namespace daicho::registers {

// What cannot be read comes back as it was given: the reader then refuses it with its value.
std::string typed_value(const Definition& definition, const Field& field, std::string_view text);

}  // namespace daicho::registers
