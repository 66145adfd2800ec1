// 課税標準額の総括 (levy summary): one run of the levy on one page of A4 – bases by class and kind, what
// lies below the threshold, and the way from the bases to the taxes.
//
// Plain data in, one page out, in Japanese or English. Amounts are printed as given; the sums of a
// class are computed here from its kinds, so that the page adds up by construction. Names of kinds,
// in the language asked for, are the caller's. Threading: one writer per thread.
#pragma once

#include "base/message.hpp"
#include "tax/forms/notice.hpp"

namespace daicho::tax::forms {

// 小規模住宅用地, 木造家屋, 第2種 機械及び装置 …
struct SummaryKind {
    std::string name;
    std::int64_t objects = 0;  // 筆, 棟, 件
    Area area;                 // zero: has none
    Yen value;
    ByTax base{};
};

struct SummaryClass {
    std::vector<SummaryKind> kinds;
    std::int64_t taxpayers_below = 0;  // with this class below the threshold
    Yen base_below;                    // and their bases of the fixed-asset tax
};

struct SummaryTax {
    std::int64_t taxpayers = 0;
    Yen base;  // the sum of what was cut to 1,000 yen for each taxpayer
    Ratio rate;
    Yen before_relief;
    Yen relief;
    Yen waiver;
    Yen tax;
};

struct LevySummary {
    Issuer issuer;
    Language language = Language::japanese;
    FiscalYear year;
    std::string run_no;
    Date as_of;   // assessment date
    Date issued;
    bool provisional = true;
    std::array<SummaryClass, rules::kAssetClasses> classes;
    std::array<SummaryTax, rules::kTaxes> taxes;
    Yen annual;
};

document::PdfInfo levy_summary_info(Instant created);
// Needs at most kMaxSummaryKinds kinds altogether.
void draw_levy_summary(document::PdfWriter& pdf, const LevySummary& summary);
inline constexpr std::size_t kMaxSummaryKinds = 24;

// Errors: forms.too_many_kinds, pdf.font_missing, pdf.failed.
Result<Printed> print_levy_summary(const LevySummary& summary, Instant created);

}  // namespace daicho::tax::forms
