// Privacy assessments (特定個人情報保護評価) over HTTP: the tasks of the body with threshold,
// cascade and calendar; a document section by section, its check, changes, course and papers.
#pragma once

#include "server/access.hpp"
#include "server/privacy/privacy_book.hpp"

namespace daicho::server {

// GET /api/privacy-assessments, …/plan?format=, …/{task}?version=, …/{task}/items,
// …/{task}/file?version=&format=; POST …/threshold, …/{task}/versions, …/{task}/course;
// PUT …/{task}/entries.
Answer privacy_api(const Call& call);

// --- its parts
Answer privacy_list(const Call& call);
Answer privacy_show(const Call& call, std::uint64_t task);
Answer privacy_items(const Call& call, std::uint64_t task);
Answer privacy_file(const Call& call, std::uint64_t task);
Answer privacy_plan(const Call& call);
Answer privacy_threshold(const Call& call);
Answer privacy_begin(const Call& call, std::uint64_t task);
Answer privacy_save(const Call& call, std::uint64_t task);
Answer privacy_course(const Call& call, std::uint64_t task);

// Errors: register.denied (journaled), for whoever may not see all of these registers.
Status privacy_viewable(const Call& call);
json::Array findings_json(const govern::PiaForm& form,
                          const std::vector<govern::PiaFinding>& findings);

}  // namespace daicho::server
