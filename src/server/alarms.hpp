// Alarms: what the data itself says is wrong or late. Nothing is remembered between two requests.
#pragma once

#include "server/access.hpp"

namespace daicho::server {

// How a finding stands: settled; at work or only advice; a violation nobody has taken up.
enum class FindingState : std::uint8_t { fit, caution, unfit };
FindingState finding_state(std::string_view kind, std::string_view state) noexcept;
std::string_view to_string(FindingState state) noexcept;

// Only of registers that the asker may view; no alarm names a protected person.
Result<json::Array> alarms_json(const Call& call, store::Connection& connection);

}  // namespace daicho::server
