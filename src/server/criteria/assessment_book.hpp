// AssessmentBook: assessments by criteria, their answers and the editions they name, as they stand
// in the registers criteria_assessment, criteria_answer and criteria_edition.
#pragma once

#include "govern/criteria/catalog_shelf.hpp"
#include "register/query.hpp"
#include "server/app.hpp"

namespace daicho::server {

struct CriteriaEditionRow {
    std::uint64_t record = 0;
    std::string no, catalog, edition, state;  // current, list_moved, replaced
};

struct AssessmentRow {
    std::uint64_t record = 0;
    std::string no, kind, section, state;  // system, contract, section; asked … withdrawn
    std::uint64_t system = 0;
    std::uint64_t contract = 0;
    std::uint64_t edition = 0;
    Date asked, due;
    std::optional<Date> judged;
    std::string text;                              // JSON that was answered; may be empty
    std::string verdict, reasons, judged_edition;  // empty: not judged through the screen
    bool constructed = false;
};

// One item with its ground.
struct AssessmentAnswer {
    std::uint64_t record = 0;
    std::string no, item, answer, ground, evidence, query;
    std::int64_t party = 1;  // counted from 1
    std::optional<Date> settle_by, proof_until;
};

// Catalogs of the installation and the city's own (HOME/catalogs).
govern::CatalogShelf criteria_shelf(const std::filesystem::path& data,
                                    const std::filesystem::path& home);
govern::CatalogShelf criteria_shelf(const App& app);

Result<std::vector<CriteriaEditionRow>> criteria_editions(registers::Kernel& kernel,
                                                          store::Connection& connection,
                                                          const registers::Moment& moment);
// The row of an edition. Error: criteria.edition_unknown, with what to enter.
Result<CriteriaEditionRow> criteria_edition_row(registers::Kernel& kernel,
                                                store::Connection& connection,
                                                const registers::Moment& moment,
                                                const govern::CatalogHead& head);
// In order of their numbers.
Result<std::vector<AssessmentRow>> assessment_rows(registers::Kernel& kernel,
                                                   store::Connection& connection,
                                                   const registers::Moment& moment);
// With the catalog it names. Error: criteria.no_assessment.
struct AssessmentOf {
    AssessmentRow row;
    CriteriaEditionRow edition;
};
Result<AssessmentOf> assessment_of(registers::Kernel& kernel, store::Connection& connection,
                                   const registers::Moment& moment, std::uint64_t record);
Result<std::vector<AssessmentAnswer>> assessment_answers(registers::Kernel& kernel,
                                                         store::Connection& connection,
                                                         const registers::Moment& moment,
                                                         std::uint64_t assessment);
// Answers of all assessments, by assessment.
using AnswersByAssessment = std::map<std::uint64_t, std::vector<AssessmentAnswer>>;
Result<AnswersByAssessment> all_assessment_answers(registers::Kernel& kernel,
                                                   store::Connection& connection,
                                                   const registers::Moment& moment);
// Name of what is judged: the system, the contract or the section.
Result<std::string> assessment_subject(registers::Kernel& kernel, store::Connection& connection,
                                       const registers::Moment& moment, const AssessmentRow& row);

// What was answered, judged as it stands; empty answers give the judgement of nothing told.
Result<json::Value> assessed_record(const govern::CriteriaCatalog& catalog,
                                    const AssessmentRow& row);

}  // namespace daicho::server
