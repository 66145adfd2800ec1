// 規則 (rules): what is looked for in logs, in the form of Sigma.
//
// A rule set is a catalog (catalogs/logs/*.yaml): thresholds, and rules that are either detections
// (selections and a condition over one event) or correlations (windows over events of detections).
// What Sigma has no word for stands under `daicho:`: title and reason in both languages, the
// question to the section, by what hits become a case, a sample, a base line.
//
// Windows: `timespan` of s, m and h slides, (t - span, t]; of d and w is the civil day or the week
// from Monday. Texts compare without regard to case of ASCII letters, `*` and `?` are wildcards,
// as Sigma has it. The reader is strict: an unknown key, modifier or name is a fault with its line.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "govern/catalog.hpp"
#include "govern/logs/event.hpp"
#include "govern/logs/mapping.hpp"

namespace daicho::govern::logs {

enum class Op : std::uint8_t {
    equals,
    glob,
    contains,
    starts,
    ends,
    regex,
    cidr,
    exists,
    lt,
    lte,
    gt,
    gte
};

struct Network {
    std::uint8_t address[16] = {};
    int bits = 0;
    bool six = false;
};

// One line of a selection: a field, how it is compared, with what.
struct Test {
    Slot slot = kNoSlot;
    Op op = Op::equals;
    bool cased = false;
    bool all = false;      // every value must hold, not one of them
    Slot other = kNoSlot;  // fieldref: the value is another field of the event
    std::vector<std::string> values;
    std::vector<std::shared_ptr<const re2::RE2>> expressions;
    std::vector<Network> networks;
    bool operator==(const Test& other_test) const;
};

struct Condition {
    enum class Kind : std::uint8_t { test, all, any, none } kind = Kind::test;
    std::size_t test = 0;  // place in RuleSet::tests
    std::vector<Condition> parts;
};

enum class Type : std::uint8_t {
    detection,
    event_count,
    value_count,
    temporal,
    temporal_ordered,
    value_sum,
    value_avg,
    value_percentile,
    silence
};

struct Bound {
    Op op = Op::gte;
    std::int64_t value = 0;  // thousandths
};

struct Window {
    std::int64_t span_ms = kDayMs;
    bool civil = true;  // of the calendar; else sliding
};

// ≥ times × the group's own median of the days before.
struct Baseline {
    std::int64_t days = 0;
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;
};

struct Rule {
    std::string name;
    BilingualText title;
    BilingualText reason;
    BilingualText question;
    std::string level;
    std::map<std::string, std::string> logsource;
    Type type = Type::detection;
    Condition condition;  // of a detection
    int sample_percent = 100;
    std::vector<std::size_t> rules;  // of a correlation: places in RuleSet::rules, all before it
    std::vector<std::vector<Slot>> group;  // for each of `rules` the fields grouped by
    Window window;
    std::vector<Bound> bounds;
    Slot field = kNoSlot;
    int percentile = 0;
    Baseline baseline;
    int work_from = 0;  // minutes of the day, silence
    int work_to = 24 * 60;
    bool reported = true;  // false: only others look at it
};

struct Threshold {
    std::string name;
    std::string value;
    BilingualText label;
    std::string cite;
};

struct SampleEvents {
    std::string rule;
    bool hits = true;
    std::vector<std::vector<std::pair<std::string, std::string>>> events;
};

struct RuleSet {
    CatalogHead head;
    std::vector<Threshold> thresholds;
    std::vector<Rule> rules;
    std::vector<Test> tests;  // of all rules, each once
    std::vector<SampleEvents> samples;
    Fields fields;
};

// `changed`: the city's own values of thresholds; `tables`: what %name% may stand for.
// Faults as yaml.invalid with every cause: logs.rule.*.
using Changed = std::map<std::string, std::string>;
Result<RuleSet> parse_rules(std::string_view text, std::string name, const Tables& tables = {},
                            const Changed& changed = {});
Result<RuleSet> load_rules(const std::string& path, const Tables& tables = {},
                           const Changed& changed = {});

// A number in thousandths: digits, a sign, at most three decimals; nothing else is one.
std::optional<std::int64_t> thousandths(std::string_view text) noexcept;

}  // namespace daicho::govern::logs
