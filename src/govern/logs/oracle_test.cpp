// The engine against a naive reference: random logs, every type of correlation, every way of
// cutting the file, in order and out of it, with ample memory and with almost none.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "base/message.hpp"
#include "govern/logs/engine.hpp"
#include "govern/logs/moment.hpp"

namespace daicho::govern::logs {
namespace {

constexpr const char* kMapping = R"(
name: test
label: {ja: 試験, en: Test}
format: csv
fields: {time: at, user: who, subject: whom, operation: what, rows: count}
)";

std::string rules_text() {
    std::string text = R"(
catalog: test
kind: log_rules
edition: "1"
title: {ja: 試験, en: Test}
source: {name: 試験, note: {ja: 試験, en: Test}}
checked_on: 2026-11-22
rules:
)";
    const auto detection = [&](const std::string& name, const std::string& line) {
        text += "  - name: " + name + "\n    detection: {selection: {" + line +
                "}, condition: selection}\n" +
                "    daicho: {title: {ja: 規, en: R}, reason: {ja: 理, en: R}, reported: false}\n";
    };
    detection("a", "operation: a");
    detection("b", "operation: b");
    detection("any", "user|exists: \"true\"");
    const auto correlation = [&](const std::string& name, const std::string& of,
                                 const std::string& by, const std::string& span,
                                 const std::string& condition) {
        text += "  - name: " + name +
                "\n    correlation: {type: " + name.substr(0, name.find('-')) + ", rules: [" + of +
                "], group-by: [" + by + "], timespan: " + span + condition +
                "}\n    daicho: {title: {ja: 規, en: R}, reason: {ja: 理, en: R}}\n";
    };
    correlation("event_count-s", "a", "user", "10m", ", condition: {gte: 3}");
    correlation("event_count-d", "any", "user", "1d", ", condition: {gt: 4, lt: 9}");
    correlation("value_count-s", "any", "user", "30m", ", condition: {gte: 3, field: subject}");
    correlation("value_count-d", "any", "subject", "1d", ", condition: {gte: 4, field: user}");
    correlation("value_sum-s", "any", "user", "1h", ", condition: {gt: 60, field: rows}");
    correlation("value_sum-w", "any", "user", "1w", ", condition: {gt: 90, field: rows}");
    correlation("value_avg-s", "any", "user", "2h", ", condition: {gte: 25.5, field: rows}");
    correlation("value_avg-d", "any", "user", "1d", ", condition: {lt: 14, field: rows}");
    correlation("value_percentile-s", "any", "user", "2h",
                ", condition: {gte: 30, field: rows, percentile: 75}");
    correlation("value_percentile-d", "any", "user", "1d",
                ", condition: {lte: 8, field: rows, percentile: 50}");
    correlation("temporal-s", "a, b", "user, subject", "20m", "");
    correlation("temporal_ordered-s", "a, b, any", "user", "15m", "");
    correlation("temporal_ordered-chain", "event_count-s, b", "user", "15m", "");
    return text;
}

struct Row {
    std::int64_t time = 0;
    std::string user;
    std::string subject;
    std::string operation;
    std::string rows;
    std::uint64_t line = 0;
};

struct Naive {
    std::string rule;
    std::string group;
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::uint64_t events = 0;
    std::int64_t measure = 0;
    auto operator<=>(const Naive&) const = default;
};

struct Stamp {
    const Row* row = nullptr;
    int input = 0;
};

// Rows of one group in their order, each once for every input that it matches.
using Groups = std::map<std::string, std::vector<Stamp>>;

bool matches(const std::string& rule, const Row& row) {
    return rule == "any" ? !row.user.empty() : row.operation == rule;
}

std::int64_t number(const Row& row) { return std::stoll(row.rows) * 1000; }

// The measure of a set of rows by definition.
std::optional<std::int64_t> measure(const std::string& type, const std::vector<Stamp>& window,
                                    const std::string& field, int percentile) {
    std::set<std::string> values;
    std::vector<std::int64_t> numbers;
    for (const Stamp& one : window) {
        const std::string text = field == "user"      ? one.row->user
                                 : field == "subject" ? one.row->subject
                                                      : "";
        if (!text.empty()) values.insert(text);
        if (!one.row->rows.empty()) numbers.push_back(number(*one.row));
    }
    if (type == "event_count") return window.size() * 1000;
    if (type == "value_count") return values.size() * 1000;
    if (numbers.empty()) return std::nullopt;
    std::int64_t sum = 0;
    for (const std::int64_t one : numbers) sum += one;
    if (type == "value_sum") return sum;
    if (type == "value_avg") return sum / static_cast<std::int64_t>(numbers.size());
    std::ranges::sort(numbers);
    std::size_t rank = 1;
    while (rank * 100 < numbers.size() * static_cast<std::size_t>(percentile)) ++rank;
    return numbers[rank - 1];
}

struct Spec {
    std::string name;
    std::vector<std::string> of;
    std::string by;
    std::int64_t span = 0;  // 0: civil day, 7: civil week
    std::string field;
    std::function<bool(std::int64_t)> holds;
    bool less = false;
    int percentile = 0;
};

std::vector<Spec> specs() {
    const auto ge = [](std::int64_t limit) { return [=](std::int64_t v) { return v >= limit; }; };
    const auto gt = [](std::int64_t limit) { return [=](std::int64_t v) { return v > limit; }; };
    return {
        {"event_count-s", {"a"}, "user", 10 * kMinuteMs, "", ge(3000)},
        {"event_count-d", {"any"}, "user", 0, "", [](auto v) { return v > 4000 && v < 9000; }},
        {"value_count-s", {"any"}, "user", 30 * kMinuteMs, "subject", ge(3000)},
        {"value_count-d", {"any"}, "subject", 0, "user", ge(4000)},
        {"value_sum-s", {"any"}, "user", kHourMs, "rows", gt(60000)},
        {"value_sum-w", {"any"}, "user", 7, "rows", gt(90000)},
        {"value_avg-s", {"any"}, "user", 2 * kHourMs, "rows", ge(25500)},
        {"value_avg-d", {"any"}, "user", 0, "rows", [](auto v) { return v < 14000; }, true},
        {"value_percentile-s", {"any"}, "user", 2 * kHourMs, "rows", ge(30000), false, 75},
        {"value_percentile-d",
         {"any"},
         "user",
         0,
         "rows",
         [](auto v) { return v <= 8000; },
         true,
         50},
        {"temporal-s", {"a", "b"}, "both", 20 * kMinuteMs, "", {}},
        {"temporal_ordered-s", {"a", "b", "any"}, "user", 15 * kMinuteMs, "", {}},
        {"temporal_ordered-chain", {"event_count-s", "b"}, "user", 15 * kMinuteMs, "", {}},
    };
}

std::string group_of(const Spec& spec, const Row& row) {
    return spec.by == "user"      ? row.user
           : spec.by == "subject" ? row.subject
                                  : row.user + "/" + row.subject;
}

bool temporal_holds(const Spec& spec, const std::vector<Stamp>& window) {
    const int count = static_cast<int>(spec.of.size());
    if (spec.name.starts_with("temporal_ordered")) {
        if (window.back().input != count - 1) return false;
        int next = 0;
        for (std::size_t i = 0; i + 1 < window.size() && next < count - 1; ++i) {
            if (window[i].input == next) ++next;
        }
        return next == count - 1;
    }
    std::set<int> seen;
    for (const Stamp& one : window) seen.insert(one.input);
    return static_cast<int>(seen.size()) == count;
}

class Reference {
public:
    explicit Reference(std::vector<Row> rows) : rows_(std::move(rows)) {
        std::ranges::sort(rows_, {}, [](const Row& r) { return std::pair(r.time, r.line); });
    }
    std::vector<Naive> all() {
        for (const Spec& spec : specs()) {
            Groups groups;
            for (const Row& row : rows_) {
                for (int i = 0; i < static_cast<int>(spec.of.size()); ++i) {
                    if (fires(spec.of[i], row)) groups[group_of(spec, row)].push_back({&row, i});
                }
            }
            for (const auto& [group, stamps] : groups) {
                spec.span == 0 || spec.span == 7 ? civil(spec, group, stamps)
                                                 : sliding(spec, group, stamps);
            }
        }
        std::ranges::sort(found_);
        return found_;
    }

private:
    bool fires(const std::string& rule, const Row& row) const {
        if (rule.find('-') == std::string::npos) return matches(rule, row);
        return chain_.contains({rule, row.line});
    }
    void sliding(const Spec& spec, const std::string& group, const std::vector<Stamp>& stamps) {
        std::optional<Naive> open;
        for (std::size_t i = 0; i < stamps.size(); ++i) {
            std::vector<Stamp> window;
            for (std::size_t j = 0; j <= i; ++j) {
                if (stamps[j].row->time > stamps[i].row->time - spec.span) {
                    window.push_back(stamps[j]);
                }
            }
            const std::string type = spec.name.substr(0, spec.name.find('-'));
            const bool temporal = type.starts_with("temporal");
            const auto value = temporal ? std::optional<std::int64_t>(spec.of.size() * 1000)
                                        : measure(type, window, spec.field, spec.percentile);
            // An average is compared exactly, not as it is shown.
            const bool yes = temporal ? temporal_holds(spec, window) : value && spec.holds(*value);
            if (yes) chain_.insert({spec.name, stamps[i].row->line});
            if (yes && !open) {
                open = Naive{spec.name, group, window.front().row->time, 0, window.size(), *value};
            } else if (yes) {
                ++open->events;
                open->measure = std::max(open->measure, *value);
            }
            if (yes) open->to = stamps[i].row->time;
            if (!yes && open) {
                found_.push_back(*open);
                open.reset();
            }
        }
        if (open) found_.push_back(*open);
    }
    void civil(const Spec& spec, const std::string& group, const std::vector<Stamp>& stamps) {
        std::map<std::int64_t, std::vector<Stamp>> windows;
        for (const Stamp& one : stamps) {
            const std::int64_t day = one.row->time / kDayMs;
            windows[spec.span == 7 ? (day + 3) / 7 : day].push_back(one);
        }
        for (const auto& [at, window] : windows) {
            const auto value = measure(spec.name.substr(0, spec.name.find('-')), window, spec.field,
                                       spec.percentile);
            if (!value || !spec.holds(*value)) continue;
            found_.push_back({spec.name, group, window.front().row->time, window.back().row->time,
                              window.size(), *value});
        }
    }
    std::vector<Row> rows_;
    std::set<std::pair<std::string, std::uint64_t>> chain_;
    std::vector<Naive> found_;
};

constexpr std::int64_t kBegin = 20544 * kDayMs;  // 2026-04-01

struct Log {
    std::vector<Row> rows;
    std::string text = "at,who,whom,what,count,note\n";
};

// Few users, subjects and hours, so that windows fill; quoted line breaks move the lines.
Log random_log(std::mt19937& random, bool in_order) {
    const auto pick = [&random](int n) { return static_cast<int>(random() % n); };
    Log log;
    const int count = 20 + pick(150);
    std::vector<std::int64_t> times;
    for (int i = 0; i < count; ++i) {
        times.push_back(kBegin + pick(9) * kDayMs + (8 + pick(3)) * kHourMs + pick(180) * 20000);
    }
    if (in_order) std::ranges::sort(times);
    std::uint64_t line = 2;
    for (const std::int64_t time : times) {
        Row row{time,
                "u" + std::to_string(pick(4)),
                "s" + std::to_string(pick(6)),
                std::string(1, static_cast<char>('a' + pick(3))),
                std::to_string(pick(40)),
                line};
        if (pick(12) == 0) row.user.clear();
        if (pick(12) == 0) row.subject.clear();
        const bool broken = pick(6) == 0;
        log.text += format_moment(time) + "," + row.user + ",\"" + row.subject + "\"," +
                    row.operation + "," + row.rows;
        log.text += broken ? ",\"of two\nlines, \"\"quoted\"\"\"\nno \"row" : ",";
        log.text += pick(2) == 0 ? "\n" : "\r\n";
        line += broken ? 3 : 1;
        log.rows.push_back(std::move(row));
    }
    return log;
}

std::vector<Naive> of_engine(const RuleSet& rules, const RunResult& result) {
    std::vector<Naive> out;
    for (const Case& one : result.cases) {
        std::string group;
        for (const auto& [field, value] : one.group) group += (group.empty() ? "" : "/") + value;
        if (one.group.size() == 2) group = one.group[0].second + "/" + one.group[1].second;
        out.push_back(
            {rules.rules[one.rule].name, group, one.from_ms, one.to_ms, one.events, one.measure});
    }
    std::ranges::sort(out);
    return out;
}

std::string said(const std::vector<Naive>& cases) {
    std::string text;
    for (const Naive& one : cases) {
        text += one.rule + " [" + one.group + "] " + format_moment(one.from) + " – " +
                format_moment(one.to) + " " + std::to_string(one.events) + " " +
                std::to_string(one.measure) + "\n";
    }
    return text;
}

struct Ready {
    RuleSet rules;
    Mapping mapping;
};
const Ready& ready() {
    static const Ready kReady = [] {
        auto rules = parse_rules(rules_text(), "rules");
        auto mapping = parse_mapping(kMapping, "mapping");
        if (!rules) {
            for (const Error& cause : rules.error().causes) {
                ADD_FAILURE() << describe_with_place(cause, Language::english);
            }
            std::abort();
        }
        return Ready{std::move(*rules), std::move(*mapping)};
    }();
    return kReady;
}

RunResult run_on(const std::vector<Input>& inputs, std::size_t budget) {
    RunOptions options;
    options.from = Date::from_days(20544);
    options.to = Date::from_days(20560);
    options.budget = budget;
    auto result = run(ready().rules, ready().mapping, {}, inputs, options);
    if (!result) {
        ADD_FAILURE() << describe(result.error(), Language::english);
        return {};
    }
    return std::move(*result);
}

TEST(LogsOracle, EveryTypeOfCorrelationAgreesWithTheDefinition) {
    std::size_t cases = 0;
    std::set<std::string> seen;
    for (unsigned seed = 1; seed <= 150; ++seed) {
        std::mt19937 random(seed);
        const Log log = random_log(random, seed % 2 == 0);
        const auto expected = Reference(log.rows).all();
        const auto result = run_on({text_input("log.csv", log.text)}, std::size_t{64} << 20);
        ASSERT_EQ(said(of_engine(ready().rules, result)), said(expected)) << "seed " << seed;
        EXPECT_EQ(result.files.front().events, log.rows.size());
        cases += expected.size();
        for (const Naive& one : expected) seen.insert(one.rule);
    }
    EXPECT_GT(cases, 1000U);
    EXPECT_EQ(seen.size(), specs().size());  // no type went by untried
}

TEST(LogsOracle, HowTheFileIsCutChangesNothing) {
    for (unsigned seed = 200; seed < 230; ++seed) {
        std::mt19937 random(seed);
        const Log log = random_log(random, seed % 2 == 0);
        const auto whole = run_on({text_input("log.csv", log.text)}, std::size_t{64} << 20);
        for (const std::size_t piece : {1, 2, 3, 7, 64, 1000}) {
            const auto cut = run_on({text_input("log.csv", log.text, piece)}, 64 << 20);
            ASSERT_EQ(said(of_engine(ready().rules, cut)), said(of_engine(ready().rules, whole)));
            ASSERT_EQ(cut.rejected, whole.rejected);
            ASSERT_EQ(cut.files.front().lines, whole.files.front().lines);
        }
    }
}

TEST(LogsOracle, SeveralFilesInAnyOrderAreOneLog) {
    for (unsigned seed = 300; seed < 330; ++seed) {
        std::mt19937 random(seed);
        Log log = random_log(random, false);
        const std::string header = log.text.substr(0, log.text.find('\n') + 1);
        std::string first = header;
        std::string second = header;
        for (const Row& row : log.rows) {
            (random() % 2 == 0 ? first : second) += format_moment(row.time) + "," + row.user + "," +
                                                    row.subject + "," + row.operation + "," +
                                                    row.rows + ",\n";
        }
        const auto one = run_on({text_input("1", first), text_input("2", second)}, 64 << 20);
        const auto other = run_on({text_input("2", second), text_input("1", first)}, 64 << 20);
        ASSERT_EQ(said(of_engine(ready().rules, one)), said(of_engine(ready().rules, other)));
    }
}

TEST(LogsOracle, LittleMemoryMeansMorePassesAndTheSameCases) {
    std::mt19937 random(7);
    Log log;
    for (int i = 0; i < 40000; ++i) {
        const std::int64_t time = kBegin + i * 2000;
        log.text += format_moment(time) + ",u" + std::to_string(random() % 3000) + ",s" +
                    std::to_string(random() % 500) + "," + (random() % 2 == 0 ? "a" : "b") + "," +
                    std::to_string(random() % 40) + ",\n";
    }
    const auto ample = run_on({text_input("log.csv", log.text)}, std::size_t{256} << 20);
    const auto little = run_on({text_input("log.csv", log.text)}, std::size_t{4} << 20);
    EXPECT_EQ(ample.passes, 1U);
    EXPECT_GT(little.passes, 4U);
    EXPECT_EQ(said(of_engine(ready().rules, little)), said(of_engine(ready().rules, ample)));
    EXPECT_FALSE(ample.cases.empty());
}

}  // namespace
}  // namespace daicho::govern::logs
