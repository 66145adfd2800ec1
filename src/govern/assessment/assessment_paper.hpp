// 評価書の紙 (paper): an assessment as a form to print (PDF) and as a workbook, and the plan of all
// assessments of the body (計画管理書, 様式1) as both.
//
// A4, nothing cut off: a text goes on over as many pages as it needs. What a form's wording was not
// compared with is said on every page. Pure but for fonts; any thread.
#pragma once

#include <filesystem>

#include "base/clock.hpp"
#include "govern/assessment/change_table.hpp"

namespace daicho::govern {

struct AssessmentPaper {
    const PiaForm* form = nullptr;
    FilledForm filled;
    std::vector<ChangeTable> changes;  // oldest first
    std::string state;                 // draft, published …: as it is to be printed; may be empty
    std::string ended;  // 【令和○年○月○日 終了】; empty while the task goes on
};

struct PrintedPaper {
    std::string bytes;
    std::uint32_t pages = 0;
    std::vector<std::string> issues;  // texts that did not fit, or that no font can draw
};
// Errors: pdf.font_missing, pdf.failed.
Result<PrintedPaper> assessment_pdf(const AssessmentPaper& paper, Instant created);
// Columns: section, field, path, mark, entry; then the table of changes. Errors: xlsx.*.
Result<std::string> assessment_xlsx(const AssessmentPaper& paper, Instant created,
                                    const std::filesystem::path& folder);

// Rows in the order of `titles`.
struct PlanPaper {
    std::string title;
    std::vector<std::pair<std::string, std::string>> about;
    std::vector<std::string> titles;
    std::vector<std::vector<std::string>> rows;
};
Result<PrintedPaper> plan_pdf(const PlanPaper& plan, Instant created);
Result<std::string> plan_xlsx(const PlanPaper& plan, Instant created,
                              const std::filesystem::path& folder);

}  // namespace daicho::govern
