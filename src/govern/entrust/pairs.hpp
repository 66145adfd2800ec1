// 対策と運用の対 (pairs): what the two answers about a clause – does the measure exist, is it carried
// out – add up to, and what is left before a check can be closed. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace daicho::govern::entrust {

//     measure  practice   result           next
//     yes      yes, na    ok
//     yes      no         not_operated     improvement order
//     no       yes        not_written      write it, or accept as a note
//     no       no, na     missing          handling as a gap
//     na       any        not_applicable   with a reason
//     any      unseen     open             the check cannot be closed
//
// Errors: entrust.unknown_answer.
Result<std::string> result_of_pair(std::string_view measure, std::string_view practice);

struct PairAnswer {
    std::string clause;  // OC-21
    std::string result;  // of result_of_pair
};
struct CheckStanding {
    std::vector<std::string> unanswered;  // clauses of the contract without an answer
    std::vector<std::string> open;        // practice was not observed
    std::vector<std::string> not_kept;    // not_operated and missing: what an order follows from
    [[nodiscard]] bool may_close() const { return unanswered.empty() && open.empty(); }
};
// `clauses`: of the contract, in order.
CheckStanding standing_of_check(const std::vector<std::string>& clauses,
                                const std::vector<PairAnswer>& answers);

}  // namespace daicho::govern::entrust
