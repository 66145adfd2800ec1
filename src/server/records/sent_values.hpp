// Values of fields as a request sends them: `values` of a body, by field name, as texts for the
// kernel. Numbers and truth values may come as they are; null empties a field.
#pragma once

#include <map>
#include <string>

#include "json/reader.hpp"

namespace daicho::server {

// What is no such object is a fault of the reader (api.values).
std::map<std::string, std::string> sent_values(json::ObjectReader& in);

}  // namespace daicho::server
