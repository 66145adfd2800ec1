// 適合基準 (criteria catalog): a checklist whose rows ask more or less by class of data.
//
// Everything that decides a verdict stands in the catalog: what a cell asks, which rows can stand
// in for which, which fact turns a yes into a no, and which consequence gives which verdict.
// Invariants after loading: every index names an existing row; every item has a cell for every
// class of the table; every code has a text. Read-only; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "govern/catalog.hpp"

namespace daicho::govern {

// What a code does to the verdict, from lightest to heaviest.
enum class Effect : std::uint8_t { info, note, review, holds, blocks };

struct Consequence {
    std::string code;
    Effect effect = Effect::info;
};

struct CriteriaClass {
    std::string key;
    std::int64_t rank = 0;
    bool in_table = true;
    BilingualText label;
    BilingualText definition;
    BilingualText examples;
};

struct CellRule {
    std::string key;
    BilingualText label;
    std::optional<Consequence> unmet;
    std::optional<Consequence> unknown;
    bool unmet_by_fallback = false;  // an unmet row is judged by its fallback
};

struct CriteriaItem {
    std::string no;
    BilingualText category;
    BilingualText label;
    BilingualText requirement;
    BilingualText risk;
    std::vector<std::size_t> cells;  // by class; kNowhere for a class outside the table
    std::vector<std::size_t> when;   // conditions: one that is known to be false excuses the row
    std::vector<std::string> footnotes;
    std::string source_no;  // number in the source, when `no` is our own
    std::string evidence;   // query that answers the row: register.watch, register or journal.kind
};

// What a contract or a section is like: a row that asks something of it alone falls away.
struct Condition {
    std::string key;
    BilingualText label;
};

struct CriteriaGroup {
    std::string id;
    std::size_t parent = 0;
    std::vector<std::size_t> alternatives;
    std::int64_t need = 1;
    std::vector<bool> classes;  // by class: does the group hold there
    Consequence unmet;
    Consequence unknown;
};

struct ReviewRule {
    std::size_t fact = 0;
    Consequence missing;
    Consequence rejected;
};
struct FallbackRule {  // of one class
    Effect used = Effect::info;
    std::optional<Consequence> both_unmet;
    std::optional<ReviewRule> review;
};
struct Fallback {
    std::size_t parent = 0;
    std::size_t by = 0;
    std::string code;
    std::vector<std::optional<FallbackRule>> classes;
};

// dated: certificates, listings and reports, each with its days.
enum class FactType : std::uint8_t { boolean, choice, choices, names, flags, review, dated };
enum class Downgrade : std::uint8_t {
    never,
    when_in,
    unless_in,
    when_fewer_distinct_than,
    when_any_false,
    when_lacking_any_of,
    when_having_none_of,
    unless_valid_of,
};

struct FactRule {
    std::string key;
    std::size_t item = 0;
    FactType type = FactType::boolean;
    std::vector<std::string> values;  // allowed; empty for boolean, names and review
    Downgrade downgrade = Downgrade::never;
    std::vector<std::string> operands;
    std::int64_t count = 0;  // unless_valid_of: for how many days a look at a list holds
    std::string code;
    std::string doubt_code;  // dated: the yes that is neither proved nor refuted is open
    BilingualText label;
};

struct CriteriaVerdict : Verdict {
    std::optional<Effect> when;  // absent: holds when nothing before it did
    bool by_effect = true;       // false: only given outside the table
};

// Reading of the source under which a met row frees another from its duty.
struct Relief {
    std::size_t item = 0;
    std::size_t when_met = 0;
};

struct Reference {
    std::string id;
    std::vector<std::string> used_by;
    std::vector<std::string> values;
    std::string as_of;
    BilingualText drift;
};

struct CriteriaCatalog {
    CatalogHead head;
    std::vector<CriteriaClass> classes;
    std::vector<CellRule> cells;
    std::vector<Condition> conditions;
    std::vector<CriteriaItem> items;
    std::vector<CriteriaGroup> groups;
    std::vector<Fallback> fallbacks;
    std::vector<FactRule> facts;
    std::vector<CriteriaVerdict> verdicts;
    std::vector<Relief> reliefs;
    std::vector<Reference> references;
    std::vector<Interpretation> interpretations;
    TextTable footnotes;
    ReasonTexts reasons;
    std::size_t unused_cell = kNowhere;
    std::string out_of_table;
    bool report_facts_on_unused_rows = true;
    bool by_party = false;  // every party of a chain is judged by itself, each tier alike
};

// Errors: yaml.* and govern.catalog.*, every fault with its line.
Result<CriteriaCatalog> parse_criteria_catalog(std::string_view text, std::string name);
Result<CriteriaCatalog> load_criteria_catalog(const std::string& path);

}  // namespace daicho::govern
