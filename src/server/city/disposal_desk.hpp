// What the screens about media share: the catalogs, read once, and their addresses.
#pragma once

#include "media/desk.hpp"
#include "server/access.hpp"

namespace daicho::server {

// Errors: those of the catalogs.
Result<media::SharedDesk> desk_of(App& app);

// GET /api/cloud-exits, /api/cloud-exits/{exit}: ends of cloud contracts, judged.
Answer cloud_exits_api(const Call& call);
// /api/portable-media…: requests, lending, counting, device logs.
Answer portable_api(const Call& call);
// /api/daily…: the daily controls of an office, visitors in and out.
Answer daily_api(const Call& call);

}  // namespace daicho::server
