// What the registers say of each system for the selection of audits, and which records say it.
#pragma once

#include "govern/survey/selection.hpp"
#include "server/survey/survey_book.hpp"

namespace daicho::server {

struct FactSource {
    std::string register_name;  // "survey-answers": the form of a part
    std::uint64_t record = 0;
    std::string title;
};
struct SystemFacts {
    govern::SelectionFacts facts;
    std::map<std::string, std::vector<FactSource>> sources;  // by fact, at most kMostSources
};
inline constexpr std::size_t kMostSources = 5;

// By record of `information_system`, of those that are not retired; only what the criteria ask.
// `catalog` and `rows`: the survey whose answers count; none where `catalog` is null.
Result<std::map<std::uint64_t, SystemFacts>> selection_facts(
    registers::Kernel& kernel, store::Connection& connection, const registers::Moment& moment,
    const govern::SelectionCatalog& criteria, const govern::SurveyCatalog* catalog,
    const std::vector<SurveyRow>& rows);

}  // namespace daicho::server
