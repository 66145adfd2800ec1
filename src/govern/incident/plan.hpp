// 緊急時対応計画 (incident plan): its phases and steps, whom to tell, and the terms of law, as data.
//
// `catalogs/incident-plan.yaml` holds every step, article and number; the engine knows none. Loaded
// once, then read-only; any thread.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "govern/catalog.hpp"

namespace daicho::govern::incident {

// When a step or a recipient is meant at all.
enum class When : std::uint8_t { always, personal, number, due, wrongful };

struct Step {
    std::string id;
    std::string part;                // key of a part
    std::vector<std::string> kinds;  // of incidents; empty: every one
    When when = When::always;
    std::int64_t minutes = 0;        // target after the time it was known; 0: none
    std::vector<std::string> after;  // steps that must be settled before
    bool closes = false;             // every step of the parts before must be settled
    BilingualText label;
    BilingualText who;
};
struct Part {
    std::string key;  // field `phase` of the register incident_step
    BilingualText label;
};
struct Phase {
    std::string key;
    BilingualText label;
    std::vector<Part> parts;
};
struct Kind {
    std::string key;
    BilingualText label;
    BilingualText meaning;
};

// What must be true of an incident so that the law wants a report of it.
enum class Test : std::uint8_t {
    sensitive,
    financial_harm,
    wrongful_aim,
    persons_over,
    number_system,
    public_reach
};
struct Situation {
    std::string id;
    bool number_act = false;  // 番号法; else 個人情報保護法
    Test test = Test::sensitive;
    std::int64_t over = 0;    // persons_over: more than so many
    std::string cite;
    bool checked = false;     // against its source; else it is shown as not verified
    BilingualText label;
};
struct Recipient {
    std::string key;  // field `to_whom` of the register incident_report
    When when = When::due;
    std::vector<std::string> kinds;
    bool staged = false;  // a first and a final report; else a single one
    bool by_law = false;  // within the terms of law
    std::string cite;
    bool checked = false;
    BilingualText label;
};
// Days count from the day it was known, that day being the first.
struct Terms {
    std::int64_t first_from = 0, first_to = 0;
    std::int64_t final_days = 0, final_wrongful = 0;
    std::string first_cite, final_cite;
    std::int64_t amber_hours = 0;  // a timer is amber when less is left
};
// Days on which no office is open. Beyond `until` only weekends and year's end are known.
struct OpenDays {
    Date from, until;
    std::set<Date> holidays;
    [[nodiscard]] bool is_open(Date day) const noexcept;
    [[nodiscard]] bool knows(Date day) const noexcept;
    [[nodiscard]] Date first_open(Date day) const noexcept;
};
// 重大事故 of the threshold decision.
struct SeriousRule {
    std::int64_t persons_over = 0;
    std::string cite;
    bool checked = false;
};

struct Plan {
    CatalogHead head;
    std::vector<Kind> kinds;
    std::vector<Phase> phases;
    std::vector<Step> steps;
    std::vector<Situation> situations;
    std::vector<Recipient> recipients;
    Terms terms;
    OpenDays days;
    SeriousRule serious;
    std::int64_t review_months = 0;
    TextTable words;

    [[nodiscard]] const Step* step(std::string_view id) const noexcept;
    // Place of a part in the order of all parts.
    [[nodiscard]] std::size_t place(std::string_view part) const noexcept;
};

// Errors: yaml.* and govern.catalog.*, every fault with its line.
Result<Plan> parse_plan(std::string_view text, std::string name);
Result<Plan> load_plan(const std::string& path);

}  // namespace daicho::govern::incident
