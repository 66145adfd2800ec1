// 確認表 (check table): the rows of a catalog with what was answered, as a form to print and as a
// workbook. Without a record it is the blank form for whoever answers on paper.
//
// A4 landscape, headings on every page, nothing cut off: a text that would not fit its cell is an
// error of ours and named in `issues`. Pure but for fonts; any thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "govern/criteria/criteria_parties.hpp"

namespace daicho::govern {

// What an answer rests on, as somebody wrote it.
struct AnswerGround {
    std::string item;
    std::size_t party = 0;  // place in the chain; 0 where there is none
    std::string text;
};

struct CheckLine {
    std::string no, source_no, category, label, requirement, risk;
    std::string cell;    // what the class asks; empty on a blank form of several classes
    std::string answer;  // empty: not answered
    std::string ground;
    std::string result;  // met, not met, not asked; empty: not judged
};

struct CheckPart {  // the one subject, or a party of a chain
    std::string name, verdict;
    std::vector<std::string> reasons;
    std::vector<CheckLine> lines;
};

struct CheckTable {
    std::string title, edition, source;
    std::vector<std::pair<std::string, std::string>> about;  // label and value, above the table
    std::string verdict;                                     // of the whole; empty: not judged
    std::vector<CheckPart> parts;
};

// `record` null: the blank form. Errors: those of reading a record.
Result<CheckTable> check_table(const CriteriaCatalog& catalog, const json::Value& record,
                               const std::vector<AnswerGround>& grounds, Language language);

struct PrintedTable {
    std::string bytes;
    std::uint32_t pages = 0;
    std::vector<std::string> issues;  // texts that did not fit, or that no font can draw
};
// Errors: pdf.font_missing, pdf.failed.
Result<PrintedTable> check_table_pdf(const CheckTable& table, Language language, Instant created);
// Rows wait in `folder`. Errors: xlsx.cannot_write, xlsx.text_too_long.
Result<std::string> check_table_xlsx(const CheckTable& table, Language language, Instant created,
                                     const std::filesystem::path& folder);

}  // namespace daicho::govern
