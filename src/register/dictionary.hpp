// Dictionary: the data dictionary of a municipality as Markdown, from the definitions alone.
//
// One page per register and an index by area. The same definitions give the same bytes.
#pragma once

#include <string>
#include <vector>

#include "base/message.hpp"
#include "register/definition.hpp"

namespace daicho::registers {

struct DictionaryPage {
    std::string path;  // "tax/parcel.md"; the index is "README.md" and comes first
    std::string text;
};

std::vector<DictionaryPage> data_dictionary(const Definitions& definitions, Language language);

}  // namespace daicho::registers
