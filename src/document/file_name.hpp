// Names of files that people bring and fetch again: cleaned once, and written for HTTP.
// Threading: pure.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace daicho::document {

// The name without folders, control characters and marks that turn the direction of writing (with
// which "exe.pdf" is made to look like "fdp.exe"); at most 120 characters, its ending kept.
// Errors: document.name_empty, text.not_utf8.
Result<std::string> clean_file_name(std::string_view given);

// Value of Content-Disposition: a name in ASCII for old readers, the whole by RFC 5987.
std::string content_disposition(std::string_view name, bool shown_inline);

}  // namespace daicho::document
