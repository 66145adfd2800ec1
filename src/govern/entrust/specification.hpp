// 特記仕様書 as a document: the articles of one contract on A4, and the same as a text to go on
// working with. Each article names the clause and edition it comes from – in the margin of the
// printed form, by a bookmark in the other – so that it stays traceable. Pure but for fonts.
#pragma once

#include "base/clock.hpp"
#include "govern/entrust/clauses.hpp"

namespace daicho::govern::entrust {

struct SpecificationHead {
    std::string city, contract_no, subject, vendor, department;
    std::string term;       // 令和8年4月1日から令和9年3月31日まで
    std::string edition;    // of the clauses
    std::string conditions; // labels of those that hold; empty: none
    std::string checks;     // when it is checked, in words
    bool city_copy = false; // with what was left out and why
    Instant created;
};

struct PrintedSpecification {
    std::string bytes;
    std::uint32_t pages = 0;
    std::vector<std::string> issues;  // texts that did not fit, or that no font can draw
};
// Errors: pdf.font_missing, pdf.failed.
Result<PrintedSpecification> specification_pdf(const SpecificationHead& head,
                                               const Specification& specification);
// Errors: docx.cannot_write.
Result<std::string> specification_docx(const SpecificationHead& head,
                                       const Specification& specification);

// 第1条（基本的事項）
std::string article_title(std::size_t number, const ChosenClause& chosen);
// Bookmark of a clause: OC_01.
std::string bookmark_of(const ChosenClause& chosen);

}  // namespace daicho::govern::entrust
