// Who may see and answer a part of the survey: the sections it was sent to, by their heads; whoever
// governs sees all and answers nothing that is not hers. A refusal is journaled.
#pragma once

#include <set>

#include "server/access.hpp"
#include "server/survey/survey_book.hpp"

namespace daicho::server {

struct SurveyReader {
    bool sees_all = false;                // may view the register of answers
    bool answers = false;                 // may answer for the own section
    bool governs = false;                 // may open rounds, remind, send back
    std::set<std::uint64_t> departments;  // own section and those above it
    [[nodiscard]] bool own(const SurveyRow& row) const {
        return departments.contains(row.department);
    }
};

// Errors: register.denied (journaled) for whoever has nothing to do with the survey.
Result<SurveyReader> survey_reader(const Call& call, store::Connection& connection);
// The part with its round. Errors: survey.no_answer, survey.other_department (journaled).
struct SurveyPartOf {
    SurveyRow row;
    SurveyRound round;
};
Result<SurveyPartOf> survey_part(const Call& call, store::Connection& connection,
                                 const SurveyReader& reader, std::uint64_t record, bool to_answer);
// The capacity in which the own part is answered, or the round is run. Errors: register.denied.
Result<std::uint16_t> survey_capacity(const Call& call, bool governing);

}  // namespace daicho::server
