// Insight: what a register shows on a screen of administration. Whoever may view it sees all of it;
// whoever may only decide on it (a head of department, on erasures and copies) sees what waits for
// a decision and what she decided herself, and no more.
#pragma once

#include "server/access.hpp"

namespace daicho::server {

struct Insight {
    const registers::Definition* definition;
    bool all = false;
    std::string number;  // of the account that asks

    // Of a proposal: whether it is shown.
    [[nodiscard]] bool shows(std::string_view state, std::string_view decided_by) const {
        return all || state == "proposed" || (!number.empty() && decided_by == number);
    }
};

// Errors: register.unknown, register.denied (neither view nor approve; journaled).
Result<Insight> insight(const Call& call, std::string_view register_name);

}  // namespace daicho::server
