// 試算 (what if): a taxpayer's levy as a question, to be changed and asked by
// POST /api/tax/case. Nothing is saved.
#pragma once

#include "server/tax/taxpayer_sheet.hpp"

namespace daicho::server {

// GET /api/taxpayers/{taxpayer}/case: the inputs of the year's levy; the disclosure is durable when
// it returns. Error: api.no_levy.
Answer taxpayer_case(const Call& call, AnswerView& view, const Taxpayer& taxpayer);

}  // namespace daicho::server
