#include "govern/entrust/pairs.hpp"

#include <algorithm>

namespace daicho::govern::entrust {

Result<std::string> result_of_pair(std::string_view measure, std::string_view practice) {
    const bool known_measure = measure == "yes" || measure == "no" || measure == "na";
    const bool known_practice =
        practice == "yes" || practice == "no" || practice == "na" || practice == "unseen";
    if (!known_measure || !known_practice) {
        return input_error("entrust.unknown_answer")
            .with("value", std::string(known_measure ? practice : measure));
    }
    if (measure == "na") return std::string("not_applicable");
    if (practice == "unseen") return std::string("open");
    if (measure == "yes") return std::string(practice == "no" ? "not_operated" : "ok");
    return std::string(practice == "yes" ? "not_written" : "missing");
}

CheckStanding standing_of_check(const std::vector<std::string>& clauses,
                                const std::vector<PairAnswer>& answers) {
    CheckStanding standing;
    for (const std::string& clause : clauses) {
        const auto found =
            std::find_if(answers.begin(), answers.end(),
                         [&](const PairAnswer& answer) { return answer.clause == clause; });
        if (found == answers.end()) {
            standing.unanswered.push_back(clause);
        } else if (found->result == "open") {
            standing.open.push_back(clause);
        } else if (found->result == "not_operated" || found->result == "missing") {
            standing.not_kept.push_back(clause);
        }
    }
    return standing;
}

}  // namespace daicho::govern::entrust
