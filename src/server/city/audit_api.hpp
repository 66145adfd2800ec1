// 監査の年 (/api/audit): the year's steps with what each left behind, and its papers.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

// GET /api/audit?year=, POST /api/audit/papers {kind, year, lang}. For whoever may view the
// registers of the audit year; who may change audit_step may make papers.
Answer audit_api(const Call& call);

}  // namespace daicho::server
