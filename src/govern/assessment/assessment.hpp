// しきい値判断 (threshold decision): which personal-information protection assessment is due.
//
// Inputs are whole numbers and dates, never the form's bands. Two clocks run: one year for serious
// incidents with specific personal information (moves the obligation), three years for personal
// information in general (only fills the form). All bounds come from the catalog.
// Invariant: more subjects, more handlers or one more incident never lighten the obligation.
// Pure; any thread; time comes in as `as_of`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "govern/catalog.hpp"
#include "json/reader.hpp"

namespace daicho::govern {

struct ThresholdDocument {
    std::string key;  // lightest first; the place in the list is the weight
    BilingualText label;
};
struct ThresholdObligation {
    std::string key;
    std::size_t document = 0;
    BilingualText label;
};
struct ThresholdBand {
    std::int64_t subjects_from = 0;
    std::size_t plain = 0;  // obligations
    std::size_t raised = 0;
};
struct ThresholdClock {
    std::string id;
    std::int64_t years = 0;
    std::vector<std::string> kinds;
};
struct ThresholdCodes {
    std::string subjects;
    std::string handlers;
    std::string incident_year;
    std::string incident_three_years;
    std::string incident_not_counted;
    std::string not_raised;
    std::string voluntary;
    std::string voluntary_covered;
};

struct ThresholdCatalog {
    CatalogHead head;
    std::vector<ThresholdDocument> documents;
    std::vector<ThresholdObligation> obligations;
    std::vector<ThresholdBand> decision;  // ascending
    std::int64_t handlers_from = 0;
    ThresholdClock obligation_clock;
    ThresholdClock form_clock;
    // by document, then by obligation; empty where the form has no such option
    std::vector<std::vector<std::string>> form_choices;
    ThresholdCodes codes;
    ReasonTexts reasons;
};

struct Incident {
    Date date;
    std::string kind;  // specific_personal | personal
    bool serious = false;
    bool body_at_fault = false;
};

struct ThresholdRecord {
    std::int64_t subjects = 0;
    std::int64_t handlers = 0;
    Date as_of;
    std::vector<Incident> incidents;
    std::optional<std::size_t> voluntary;  // document
};

struct ThresholdDecision {
    std::string obligatory;
    std::string published;    // document: the heavier of obligation and voluntary choice
    std::string form_choice;  // empty when nothing is published
    bool incident_in_past_year = false;
    bool incident_in_past_three_years = false;
    std::vector<std::string> reasons;
};

// Errors: yaml.* and govern.catalog.*, every fault with its line.
Result<ThresholdCatalog> parse_threshold_catalog(std::string_view text, std::string name);
Result<ThresholdCatalog> load_threshold_catalog(const std::string& path);

// Within `years` of `date`, the anniversary included (民法 第140条・第143条).
bool within_years(Date date, Date as_of, std::int64_t years) noexcept;

// Contract "Record for daicho pia threshold". Errors: json.*, all with path.
Result<ThresholdRecord> read_threshold_record(const ThresholdCatalog& catalog,
                                              const json::Value& record);
ThresholdDecision decide(const ThresholdCatalog& catalog, const ThresholdRecord& record);
json::Value to_json(const ThresholdDecision& decision);

// The three in a row: what `daicho pia threshold` prints.
Result<json::Value> decide_threshold(const ThresholdCatalog& catalog, const json::Value& record);

}  // namespace daicho::govern
