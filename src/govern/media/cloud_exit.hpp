// クラウドの終了 (end of a cloud contract): which steps its class asks, by which day, and what is
// still missing. The steps stand in catalogs/cloud-exit.yaml; facts are the fields of the register
// cloud_exit as texts. Pure; any thread.
#pragma once

#include <map>
#include <optional>

#include "govern/catalog.hpp"
#include "json/reader.hpp"

namespace daicho::govern {

using ExitFacts = std::map<std::string, std::string, std::less<>>;  // empty: nothing is known

// One way in which a step is done.
struct ExitWay {
    std::vector<std::string> filled;
    std::vector<std::pair<std::string, std::string>> is;
};
struct ExitStep {
    std::string key;
    BilingualText label;
    std::vector<std::string> classes;
    std::vector<std::pair<std::string, std::vector<std::string>>> unless;
    std::vector<ExitWay> any;
    std::string not_before;  // field; empty: any day
    std::string too_early;   // reason
    std::string due_field;   // empty: `days` alone
    int days = 0;            // after the end of the contract
    std::string code;        // reason while it is not done
};
struct ExitCatalog {
    CatalogHead head;
    std::vector<ExitStep> steps;
    ReasonTexts reasons;
};

enum class ExitState : std::uint8_t { unneeded, done, open, late };
struct JudgedStep {
    const ExitStep* step = nullptr;
    ExitState state = ExitState::open;
    std::optional<Date> due;
    std::string reason;  // code; empty where it is done or not needed
};
struct ExitJudgement {
    std::vector<JudgedStep> steps;  // in the catalog's order; they point into the catalog

    [[nodiscard]] bool complete() const noexcept;
    // The first that is open; nullptr: none.
    [[nodiscard]] const JudgedStep* next() const noexcept;
};

// Errors: yaml.*, govern.catalog.* (no_text, given_twice, no_way: a step that nothing can fulfil).
Result<ExitCatalog> parse_exit_catalog(std::string_view text, std::string name);
Result<ExitCatalog> load_exit_catalog(const std::string& path);
// `facts` as of `today`: disposal_class and ends_on (ISO) decide; a day that cannot be read is
// none.
ExitJudgement judge_exit(const ExitCatalog& catalog, const ExitFacts& facts, Date today);
std::string_view to_string(ExitState state) noexcept;
json::Value to_json(const ExitCatalog& catalog, const ExitJudgement& judgement);

}  // namespace daicho::govern
