// First page of the notice: window, tax, instalments, law and objections.
#pragma once

#include "tax/forms/detail/sheet.hpp"

namespace daicho::tax::forms::detail {

void draw_front(PdfWriter& pdf, const Notice& notice);

// The paragraphs at the foot, in our own words.
void draw_law(PdfWriter& pdf, const Notice& notice, Box box);

}  // namespace daicho::tax::forms::detail
