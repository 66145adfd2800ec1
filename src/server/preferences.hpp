// Preferences: how a person likes the screens – language, eras or western years, single-letter
// keys, and of each list its columns, their widths and the lines of a row. They belong to the
// account and follow it to every machine.
//
// Kept in the clear: each name has its own few values, none of which says anything about a person
// in a register. Names: `language`, `calendar`, `letters`, `closed_groups` (of the menu),
// `widths.REGISTER`, and `columns.PLACE` and `lines.PLACE`, where PLACE is a register or
// `REGISTER.VIEW`, a view of one's own.
#pragma once

#include <map>
#include <string>

#include "register/kernel.hpp"
#include "server/app.hpp"

namespace daicho::server {

inline constexpr std::size_t kMostPreferences = 400;  // of one account

using Preferences = std::map<std::string, std::string>;

// What is kept and still fits the definitions of today.
Result<Preferences> preferences_of(const registers::Kernel& kernel, store::Connection& connection,
                                   std::uint64_t account);
// Errors: preference.unknown, preference.bad_value.
Status check_preference(const registers::Kernel& kernel, std::string_view name,
                        std::string_view value);
// Of a name without a value nothing is kept any more. Error: preference.too_many.
Status keep_preferences(registers::Context& context, std::uint64_t account,
                        const std::map<std::string, std::optional<std::string>>& changes);

// /api/preferences
Answer preferences_api(const Call& call);

}  // namespace daicho::server
