// Drafts of forms under /api/drafts, and when they end.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

// GET /api/drafts, GET, PUT and DELETE /api/drafts/{register}/{record}; `new` for a new record.
Answer drafts_api(const Call& call);

// What was sent needs no draft any more.
Status drop_sent_draft(const Call& call, const std::string& register_name,
                       std::optional<std::uint64_t> record);

// Those older than the municipality's days.
Status sweep_drafts(App& app);

}  // namespace daicho::server
