// Parts of the data dictionary: how a register is listed, and what joins it to other tasks.
#pragma once

#include <string>

#include "register/definition.hpp"

namespace daicho::registers::detail {

// Markdown; empty where there is nothing to say.
std::string listing_part(const Definition& definition, Language language);
std::string links_part(const Definition& definition, const Definitions& all, Language language);
// Of all registers: which role may view several tasks, and by which law.
std::string role_links_part(const Definitions& all, Language language);

// Text from a definition inside a Markdown table.
std::string cell_text(std::string_view text);

}  // namespace daicho::registers::detail
