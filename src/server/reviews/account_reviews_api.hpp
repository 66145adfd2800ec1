// Reviews of the accounts of other systems (/api/account-reviews…), and the lists that they
// deliver (/api/account-lists…).
#pragma once

#include "server/app.hpp"

namespace daicho::server {

Answer account_reviews_api(const Call& call);
Answer account_lists_api(const Call& call);

}  // namespace daicho::server
