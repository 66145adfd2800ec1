// /api/letters…: letters by templates, from the draft to what came back.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

Answer letters_api(const Call& call);

}  // namespace daicho::server
