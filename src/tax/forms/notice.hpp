// 納税通知書 (tax notice) with 課税明細書 (itemised statement), 地方税法 第364条, on A4 portrait for
// a window envelope, folded in three.
//
//     DAICHO_TRY(pdf, document::PdfWriter::to_file(path, notice_info(now)));
//     for (const Notice& notice : …) draw_notice(pdf, notice);   // one file for many notices
//     DAICHO_CHECK(pdf.finish());                                // then look at pdf.issues()
//
// Notice is plain data (tax/levy/notice_data.hpp gathers it); a form prints what it is given and
// nothing else, so what must not be shown must not be in it. Threading: one writer per thread.
#pragma once

#include <span>

#include "document/pdf.hpp"
#include "base/fiscal_year.hpp"
#include "base/ratio.hpp"
#include "tax/forms/objects.hpp"

namespace daicho::tax::forms {

// Who sends the form.
struct Issuer {
    std::string municipality;  // 汐見市
    std::string mayor;         // 汐見市長
    std::string office;
    std::string address;
    std::string phone;
    bool demonstration = false;  // an invented city: said on every page
};

// What shows in the window of the envelope.
struct Envelope {
    std::string postal_code;
    std::string address;
    std::string building;
    std::string name;          // without 様
    bool corporation = false;  // 御中 instead of 様
};

struct Taxpayer {
    std::string addressee_no;
    std::string name;
    std::uint32_t other_owners = 0;  // 外○名: co-owners beside the one named
    std::vector<std::string> members;  // names of co-owners, as far as they may be shown
};

struct TaxBlock {
    std::array<Yen, rules::kAssetClasses> class_base{};  // before the threshold, by AssetClass
    Yen base;  // taxable, cut to 1,000 yen
    Ratio rate;
    Yen before_relief;
    Yen relief;
    Yen waiver;
    Yen tax;
};

struct Instalment {
    Date due;
    Yen amount;
};

struct Notice {
    Issuer issuer;
    Envelope envelope;
    Taxpayer taxpayer;
    std::string notice_no;
    FiscalYear year;
    Date issued;
    bool provisional = true;  // not confirmed, or by law that is not enacted: 仮算定
    std::array<TaxBlock, rules::kTaxes> taxes;
    std::array<bool, rules::kAssetClasses> below_threshold{};
    Yen annual;
    std::vector<Instalment> instalments;
    std::array<std::string, rules::kTaxes> ordinances;  // legal basis of the rates
    Objects objects;
};

document::PdfInfo notice_info(Instant created);

// One notice on pages of its own; numbered from 1.
void draw_notice(document::PdfWriter& pdf, const Notice& notice);

struct Printed {
    std::string pdf;
    std::uint32_t pages = 0;
    std::vector<document::PdfIssue> issues;  // texts that did not fit
};
// Errors: pdf.font_missing, pdf.failed.
Result<Printed> print_notices(std::span<const Notice> notices, Instant created);

}  // namespace daicho::tax::forms
