// Letters about masked copies: what `daicho copy …` beside a running server asks of it.
//
// The work itself (a core, for minutes) is done by the command, from a snapshot; the process that
// writes enters who asked, who released it and that it was made. Whoever may leave a letter in the
// data's folder holds the city's key as well (job_mailbox.hpp).
#pragma once

#include <vector>

#include "cli/city.hpp"
#include "custody/copy_maker.hpp"
#include "json/reader.hpp"

namespace daicho::cli {

json::Object copy_json(const custody::MaskedCopy& copy);

// The words in a letter's `do`.
std::vector<std::string_view> copy_letters();
// By the process that writes.
Result<json::Object> answer_copy_letter(City& city, const identity::Principal& principal,
                                        std::string_view what, json::ObjectReader& in);
// Carried out by this process when it can write, else by the one that does; `by` in the letter is
// the account.
Result<json::Value> send_copy_letter(const Places& places, const json::Object& letter);
// The hands of a process that only reads.
custody::CopyHands hands_of_server(const Places& places, const std::string& by,
                                   const std::string& number);

}  // namespace daicho::cli
