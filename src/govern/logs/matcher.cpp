#include "govern/logs/matcher.hpp"

#include <algorithm>
#include <bit>

#include "govern/logs/detail/column.hpp"
#include "govern/logs/detail/hash.hpp"

namespace daicho::govern::logs {

namespace {

using detail::Column;
using detail::Need;

struct Compiled {
    std::size_t rule = 0;
    std::vector<std::size_t> needs;  // tests that stand in conjunctions from the top
    bool only_needs = true;          // nothing but these
    const Condition* condition = nullptr;
    unsigned sample = 100;
};

using RulesByTest = std::vector<std::vector<std::size_t>>;

void enter(RulesByTest& list, std::size_t test, std::size_t rule) {
    if (list[test].empty() || list[test].back() != rule) list[test].push_back(rule);
}

// Enters the rule at every test that its condition names.
void mark(const Condition& condition, std::size_t rule, RulesByTest& users) {
    if (condition.kind == Condition::Kind::test) enter(users, condition.test, rule);
    for (const Condition& part : condition.parts) mark(part, rule, users);
}

// True when there is nothing else than the tests found.
bool collect(const Condition& condition, std::vector<std::size_t>& needs) {
    if (condition.kind == Condition::Kind::test) {
        needs.push_back(condition.test);
        return true;
    }
    if (condition.kind != Condition::Kind::all) {
        const bool one = condition.kind == Condition::Kind::any && condition.parts.size() == 1;
        return one && collect(condition.parts.front(), needs);
    }
    bool only = true;
    for (const Condition& part : condition.parts) only = collect(part, needs) && only;
    return only;
}

}  // namespace

struct Matcher::State {
    const RuleSet& rules;
    std::vector<Column> columns;
    std::vector<std::size_t> first_word;  // of each column
    std::vector<std::size_t> crossing;    // tests that look at two fields
    std::vector<std::uint64_t> crossing_users;
    std::vector<std::size_t> bit;  // of each test
    std::vector<std::uint64_t> bits;
    std::vector<Compiled> compiled;
    std::vector<std::uint64_t> all;   // every rule, by bit
    std::vector<std::uint64_t> left;  // … that the event at hand may still fulfil
    std::vector<std::size_t> found;
    RulesByTest users;    // of each test, by place in `compiled`
    RulesByTest needing;  // … that cannot do without it

    State(const RuleSet& set, const std::vector<std::size_t>& which) : rules(set) {
        users.resize(rules.tests.size());
        needing.resize(rules.tests.size());
        for (const std::size_t rule : which) compile(rule);
        all.assign((compiled.size() + 63) / 64, 0);
        for (std::size_t i = 0; i < compiled.size(); ++i) all[i / 64] |= one(i);
        bit.assign(rules.tests.size(), 0);
        for (std::size_t i = 0; i < rules.tests.size(); ++i) {
            if (users[i].empty()) continue;
            if (rules.tests[i].other != kNoSlot) {
                crossing.push_back(i);
            } else {
                column_of(rules.tests[i].slot).add(i);
            }
        }
        for (Column& column : columns) prepare(column);
        std::ranges::stable_sort(columns, {}, &Column::cost);
        lay_out();
    }

    static std::uint64_t one(std::size_t place) noexcept {
        return std::uint64_t{1} << place % 64;
    }

    Column& column_of(Slot slot) {
        const auto known = std::ranges::find(columns, slot, &Column::slot);
        if (known != columns.end()) return *known;
        return columns.emplace_back(rules, slot);
    }

    void compile(std::size_t place) {
        const Rule& rule = rules.rules[place];
        Compiled made;
        made.rule = place;
        made.condition = &rule.condition;
        made.sample = static_cast<unsigned>(rule.sample_percent);
        made.only_needs = collect(rule.condition, made.needs);
        mark(rule.condition, compiled.size(), users);
        for (const std::size_t test : made.needs) enter(needing, test, compiled.size());
        compiled.push_back(std::move(made));
    }

    [[nodiscard]] std::vector<std::uint64_t> users_of(const std::vector<std::size_t>& tests) const {
        std::vector<std::uint64_t> out(all.size(), 0);
        for (const std::size_t test : tests) {
            for (const std::size_t rule : users[test]) out[rule / 64] |= one(rule);
        }
        return out;
    }

    void prepare(Column& column) const {
        std::vector<Need> needs;
        for (std::size_t i = 0; i < column.tests().size(); ++i) {
            for (const std::size_t rule : needing[column.tests()[i]]) {
                needs.push_back({rule, i / 64, one(i)});
            }
        }
        column.prepare(std::move(needs), users_of(column.tests()));
    }

    // Every column has whole words of its own.
    void lay_out() {
        std::size_t word = 0;
        for (const Column& column : columns) {
            first_word.push_back(word);
            for (std::size_t i = 0; i < column.tests().size(); ++i) {
                bit[column.tests()[i]] = word * 64 + i;
            }
            word += column.words();
        }
        for (const std::size_t test : crossing) bit[test] = word++ * 64;
        bits.resize(word);
        crossing_users = users_of(crossing);
    }

    [[nodiscard]] bool is_set(std::size_t test) const noexcept {
        return (bits[bit[test] / 64] >> bit[test] % 64 & 1) != 0;
    }

    [[nodiscard]] bool says(const Condition& condition) const {
        const auto part_says = [this](const Condition& part) { return says(part); };
        switch (condition.kind) {
            case Condition::Kind::test: return is_set(condition.test);
            case Condition::Kind::all: return std::ranges::all_of(condition.parts, part_says);
            case Condition::Kind::any: return std::ranges::any_of(condition.parts, part_says);
            case Condition::Kind::none: return !says(condition.parts.front());
        }
        return false;
    }

    [[nodiscard]] bool matches(const Compiled& rule, const Event& event) const {
        const bool yes = rule.only_needs
                             ? std::ranges::all_of(
                                   rule.needs, [this](std::size_t test) { return is_set(test); })
                             : says(*rule.condition);
        return yes && (rule.sample == 100 || detail::hash_of(event.raw) % 100 < rule.sample);
    }

    // A column is asked only while a rule that looks at it is left; so whatever is left at the end
    // has all its answers.
    bool narrow(const Event& event) {
        left = all;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (!columns[i].used_by(left)) continue;
            columns[i].look(event, bits.data() + first_word[i], left.data());
        }
        const bool some = std::ranges::any_of(left, [](std::uint64_t word) { return word != 0; });
        if (!some || crossing.empty()) return some;
        for (std::size_t i = 0; i < left.size(); ++i) {
            if ((left[i] & crossing_users[i]) == 0) continue;
            for (const std::size_t test : crossing) {
                bits[bit[test] / 64] = holds(rules.tests[test], event) ? 1 : 0;
            }
            break;
        }
        return true;
    }
};

Matcher::Matcher(const RuleSet& rules, std::vector<std::size_t> which)
    : state_(std::make_unique<State>(rules, which)) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;

const std::vector<std::size_t>& Matcher::judge(const Event& event) {
    State& state = *state_;
    state.found.clear();
    if (!state.narrow(event)) return state.found;
    for (std::size_t word = 0; word < state.left.size(); ++word) {
        for (std::uint64_t rest = state.left[word]; rest != 0; rest &= rest - 1) {
            const auto place = word * 64 + static_cast<std::size_t>(std::countr_zero(rest));
            const Compiled& rule = state.compiled[place];
            if (state.matches(rule, event)) state.found.push_back(rule.rule);
        }
    }
    return state.found;
}

}  // namespace daicho::govern::logs
