// SurveyBook: rounds and answers of the survey as they stand in the registers, for screens and
// commands. Drafts and what was sent back are no answers: they count as unanswered.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>

#include "govern/survey/survey.hpp"
#include "register/query.hpp"

namespace daicho::server {

struct SurveyRound {
    std::uint64_t record = 0;
    std::string no, name, catalog, edition, state;
    Date opened, due;
    bool constructed = false;
};
struct SurveyRow {
    std::uint64_t record = 0;
    std::uint64_t survey = 0;
    std::uint64_t system = 0;
    std::uint64_t department = 0;
    govern::SurveyPart part = govern::SurveyPart::operation;
    std::string state;  // waiting, submitted, sent_back
    Date due;
    std::optional<Date> answered, reminded;
    std::int64_t reminders = 0;
    std::string answers;  // JSON text, may be empty
    bool constructed = false;
};
struct SystemName {
    std::string no, name, bureau, section, state;
    bool constructed = false;
};

using Records = std::map<std::uint64_t, SystemName>;

// Newest first.
Result<std::vector<SurveyRound>> survey_rounds(registers::Kernel& kernel,
                                               store::Connection& connection,
                                               const registers::Moment& moment);
// Error: survey.no_round.
Result<SurveyRound> survey_round(registers::Kernel& kernel, store::Connection& connection,
                                 const registers::Moment& moment, std::uint64_t record);
Result<std::vector<SurveyRow>> survey_rows(registers::Kernel& kernel, store::Connection& connection,
                                           const registers::Moment& moment, std::uint64_t survey);
Result<Records> system_names(registers::Kernel& kernel, store::Connection& connection,
                             const registers::Moment& moment);
// Name by record of `department`.
Result<std::map<std::uint64_t, std::string>> department_names(registers::Kernel& kernel,
                                                              store::Connection& connection,
                                                              const registers::Moment& moment);

// The questions of a round. Errors: survey.no_catalog, survey.other_edition, yaml.invalid.
Result<std::shared_ptr<const govern::SurveyCatalog>> survey_questions(
    const std::filesystem::path& data, const SurveyRound& round);

// By system, with what was submitted. Errors: those of reading answers.
using Sheets = std::map<std::uint64_t, govern::SurveySheet>;
Result<Sheets> survey_sheets(const govern::SurveyCatalog& catalog,
                             const std::vector<SurveyRow>& rows);

// The tabulation as screen, command and API show it; `before` may be another round of the same
// questions.
json::Object tabulation_json(const SurveyRound& round, const govern::SurveyCatalog& catalog,
                             const Sheets& sheets, const SurveyRound* before = nullptr,
                             const Sheets* sheets_before = nullptr);

}  // namespace daicho::server
