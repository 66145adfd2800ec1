// Media types of files that people bring: told from their bytes, never from their name.
//
// A short list of types is taken: what a desk keeps (PDF, pictures, text, CSV, OOXML and ODF
// without macros). Everything else is refused in words, first of all what a machine would run.
// libmagic knows the types; whether an office document carries macros its own archive says.
// Threading: pure; every call has a reader of its own.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace daicho::document {

// One of the types of `is_taken_type`. Errors: document.empty, document.program, document.macro,
// document.old_office, document.type_refused, document.broken_archive, document.no_magic.
Result<std::string> media_type_of(std::string_view bytes);

bool is_taken_type(std::string_view type) noexcept;
// Types that a browser may show inside a page: PDF, PNG and JPEG.
bool is_shown_inline(std::string_view type) noexcept;

}  // namespace daicho::document
