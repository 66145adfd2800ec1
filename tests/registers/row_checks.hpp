// A CSV row against a definition, as an import would judge it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "definition_file.hpp"

namespace daicho::tests {

using Row = std::map<std::string, std::string>;

// Splits lines of unquoted CSV; the first line is the header.
std::vector<Row> parse_csv(const std::string& text, std::vector<std::string>& header);

// What is wrong with one value, or an empty text.
std::string judge_value(const FieldText& field, const std::string& value);

// Ids of the checks with severity error (or warning) that the row fails.
std::vector<std::string> failed_checks(const DefinitionFile& definition, const Row& row,
                                       const std::string& severity);

std::string key_of(const DefinitionFile& definition, const Row& row);

bool is_addressee_no(const std::string& text);
bool is_personal_number(const std::string& text);
bool is_corporate_number(const std::string& text);

}  // namespace daicho::tests
