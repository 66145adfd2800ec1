// Assessments by criteria over HTTP: begun, answered item by item, kept as drafts, judged, compared
// over time, judged anew where something moved, printed.
#pragma once

#include "govern/criteria/criteria_standing.hpp"
#include "server/criteria/assessment_book.hpp"

namespace daicho::server {

// GET, POST /api/assessments; GET, POST /api/assessments/{assessment}; PUT …/draft;
// GET …/comparison?with=, …/file?format=pdf|xlsx&lang=; GET /api/assessments/redo.
Answer assessments_api(const Call& call);

// --- its parts
Answer save_assessment(const Call& call, std::uint64_t record);
Answer begin_assessment(const Call& call);
Answer compare_assessments(const Call& call, std::uint64_t record);
Answer assessments_to_redo(const Call& call);
Answer assessment_file(const Call& call, std::uint64_t record);

// A stored verdict beside what it would be on `day`: by the edition in use, with certificates of
// that day and without evidence past its term.
struct Standing {
    govern::SharedCatalog then;  // edition of the verdict, where it was kept; else the one in use
    bool edition_kept = true;
    govern::SharedCatalog now;
    json::Value before;
    json::Value after;
    std::vector<std::string> lapsed;  // items
};
Result<Standing> assessment_standing(govern::CatalogShelf& shelf, const AssessmentOf& one,
                                     const std::vector<AssessmentAnswer>& answers, Date day);
// {"path", "item", "label", "before", "after", "decides", "without"}
json::Array changes_json(const govern::CriteriaCatalog& catalog,
                         const std::vector<govern::RecordChange>& changes);

}  // namespace daicho::server
