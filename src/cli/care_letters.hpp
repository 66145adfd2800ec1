// Letters about backups and copies of the key: what `daicho backup prune` and `daicho key backup`
// have done or are about to do is entered by the process that writes, this one or a server beside.
#pragma once

#include "cli/city.hpp"
#include "custody/care_entries.hpp"
#include "json/reader.hpp"

namespace daicho::cli {

// The words in a letter's `do`.
std::vector<std::string_view> care_letters();
// By the process that writes.
Result<json::Object> answer_care_letter(City& city, const identity::Principal& principal,
                                        std::string_view what, json::ObjectReader& in);

// False: there is no city here (a folder of backups on another machine), so nothing is entered.
Result<bool> enter_pruning(const Places& places, const std::vector<custody::Pruned>& what);
Result<bool> enter_key_copy(const Places& places, const std::filesystem::path& copy);

}  // namespace daicho::cli
