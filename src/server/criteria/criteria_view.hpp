// What a catalog says, as the screens show it: the verdict with its tone, reasons in both
// languages, which rows are asked and met, party by party where a chain is judged.
#pragma once

#include "govern/criteria/criteria_parties.hpp"
#include "server/app.hpp"

namespace daicho::server {

json::Array reasons_json(const govern::CriteriaCatalog& catalog,
                         const std::vector<std::string>& codes);
// {"key", "label", "tone": "good|caution|bad|none"}; a key that the catalog does not have (any
// more) is its own label.
json::Value verdict_json(const govern::CriteriaCatalog& catalog, const std::string& key);
// {"edition", "verdict", "class", "reasons", "rows", "parties"}. Errors: those of reading a record.
Result<json::Value> judgement_json(const govern::CriteriaCatalog& catalog,
                                   const json::Value& record);
// Codes divided by blanks, as a register keeps them.
std::vector<std::string> stored_codes(std::string_view text);
std::string codes_text(const std::vector<std::string>& codes);

}  // namespace daicho::server
