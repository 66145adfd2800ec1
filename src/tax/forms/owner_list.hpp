// 名寄帳 (owner list): everything that one taxpayer owns in the city, A4 landscape (地方税法 第387条).
//
// Plain data in, pages out, as in notice.hpp. The address is printed as given: for a protected
// person the one who gathers leaves it out (地方税法 第382条の4). Threading: one writer per thread.
#pragma once

#include "tax/forms/notice.hpp"

namespace daicho::tax::forms {

struct OwnerList {
    Issuer issuer;
    Taxpayer taxpayer;
    std::string postal_code;
    std::string address;  // "" prints 記載省略
    FiscalYear year;
    Date issued;
    bool provisional = true;
    std::array<TaxBlock, rules::kTaxes> taxes;
    std::array<bool, rules::kAssetClasses> below_threshold{};
    Yen annual;
    Objects objects;
};

document::PdfInfo owner_list_info(Instant created);
void draw_owner_list(document::PdfWriter& pdf, const OwnerList& list);
// Errors: pdf.font_missing, pdf.failed.
Result<Printed> print_owner_list(const OwnerList& list, Instant created);

}  // namespace daicho::tax::forms
