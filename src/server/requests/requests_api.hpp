// /api/requests… and /api/request-appeals…: requests about personal information;
// /api/inquiries…: slips; /api/file-register…: the register of personal-information files.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

Answer requests_api(const Call& call);
Answer request_appeals_api(const Call& call);
Answer inquiries_api(const Call& call);
Answer file_register_api(const Call& call);

}  // namespace daicho::server
