// 受託者の入口 (/api/contractor): what a contractor's own log-in sees and files – its contracts, its
// dates, its people –, and the door that keeps everything else shut.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

// GET /api/contractor, /api/contractor/contracts/{contract}; POST
// /api/contractor/contracts/{contract}/{part} (chain/filing.hpp).
Answer contractor_api(const Call& call);

// Every role of the account is that of a contractor: nothing of the city is open to it but its own
// room. Threading: pure.
bool is_outsider(const office::Session& session);
// Whether this address is one of that room; `path`: decoded parts behind /api.
bool open_to_outsiders(const std::vector<std::string>& path);
// The attempt in the journal, with the address; then the error api.no_such_address.
Error refuse_outsider(const Call& call);

}  // namespace daicho::server
