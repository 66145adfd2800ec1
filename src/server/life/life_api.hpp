// 業務継続・調達・デジタル化推進計画: continuity, procurement and the life of systems, the digital
// plan. Each answers whoever may view the registers it is read from.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

// GET /api/continuity, /api/continuity/sheets.pdf, /api/continuity/{system},
// /api/continuity/{system}/sheet.pdf.
Answer continuity_api(const Call& call);
Answer continuity_of_system(const Call& call, std::uint64_t system);
// Paper for the hour without power: all plans that are needed first, or one system's.
Answer continuity_sheets(const Call& call, std::optional<std::uint64_t> system);

// GET /api/procurement, /api/procurement/{plan}, /api/procurement/{plan}/sheet.pdf;
// POST …/{plan}/check, …/{plan}/request, /api/procurement/deliveries/{id}/accept,
// /api/procurement/changes/{id}/close.
Answer procurement_api(const Call& call);
Answer procurement_plan_view(const Call& call, std::uint64_t plan);
Answer procurement_sheet(const Call& call, std::uint64_t plan);
Answer check_procurement(const Call& call, std::uint64_t plan);
Answer request_budget(const Call& call, std::uint64_t plan);
Answer accept_delivery(const Call& call, std::uint64_t delivery);
Answer close_change(const Call& call, std::uint64_t change);
// GET /api/lock-in.
Answer lock_in_api(const Call& call);

// GET /api/digital-plan, /api/digital-plan/report.pdf?year=.
Answer digital_plan_api(const Call& call);

// A paper as an answer, with its entry in the journal: who printed which records of the register.
Answer printed(const Call& call, std::string_view register_name,
               std::span<const std::uint64_t> records, std::string_view form, std::string bytes,
               const std::string& file);

}  // namespace daicho::server
