// 規程と体制 (/api/policies): documents with what makes them stale, delivery and receipt, roles,
// the committee's agenda and decisions.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

// GET /api/policies; POST /api/policies/deliveries, /api/policies/meetings,
// /api/policies/meetings/{id}/decisions; and of every account, whatever its rights, its own
// deliveries: GET /api/policies/mine, POST /api/policies/mine/{id}.
Answer policies_api(const Call& call);

// The parts of it that change something (policy_delivery.cpp, policy_committee.cpp).
Answer deliver_policy(const Call& call);
Answer my_deliveries(const Call& call);
Answer receive_policy(const Call& call, std::uint64_t delivery);
Answer call_meeting(const Call& call);
Answer decide_in_meeting(const Call& call, std::uint64_t meeting);

}  // namespace daicho::server
