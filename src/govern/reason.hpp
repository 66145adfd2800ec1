// Reason codes and their texts: REQ_UNMET:3, METHOD_INEFFECTIVE:degauss@ssd, …
//
// A code is a contract (scripts compare it); its text comes from the catalog that gave it.
// Pure values; any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.hpp"

namespace daicho::govern {

using TextTable = std::map<std::string, BilingualText, std::less<>>;

struct ReasonTexts {
    TextTable texts;  // by whole code, or by what stands before the first colon
    TextTable words;  // what a part of a code stands for: "3" → 通信経路の暗号化
};

// "CERT_MISSING" of "CERT_MISSING:destruction".
std::string_view code_prefix(std::string_view code) noexcept;

// The text with {first} and {second} filled in. A text without {second} gets all that follows the
// colon as {first}, so that a serial number may hold any sign. An unknown code is its own text.
BilingualText explain(const ReasonTexts& reasons, std::string_view code);

// Reasons are a set: keeps the first of equal codes.
void add_reason(std::vector<std::string>& reasons, std::string code);

}  // namespace daicho::govern
