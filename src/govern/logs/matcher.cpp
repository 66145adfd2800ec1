#include "govern/logs/matcher.hpp"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <unordered_set>

#include "govern/logs/detail/hash.hpp"

namespace daicho::govern::logs {

namespace {

constexpr std::size_t kMemory = 1024;  // values remembered for each field
constexpr std::size_t kLongest = 96;   // bytes of one

// The tests of one field and what they said of the values seen last.
struct Column {
    Slot slot = kNoSlot;
    std::vector<std::size_t> tests;
    std::vector<std::unordered_set<std::string>> sets;  // by test; empty: not a set
    // Texts and patterns of all tests, looked for in one pass whatever their number.
    std::unique_ptr<re2::RE2::Set> passes;
    std::vector<std::size_t> passed;  // of each pattern: place in `tests`
    std::vector<char> in_pass;        // of each test
    std::size_t first_word = 0;
    std::size_t words = 0;
    struct Remembered {
        std::uint64_t hash = 0;
        std::uint8_t size = 0xFF;
        char text[kLongest] = {};
    };
    std::vector<Remembered> remembered;
    std::vector<std::uint64_t> answers;
};

// Bits that must be set, by word.
struct Need {
    std::size_t word = 0;
    std::uint64_t mask = 0;
};

struct Compiled {
    std::size_t rule = 0;
    std::vector<Need> needs;
    bool only_needs = true;  // nothing but these tests, all of them
    const Condition* condition = nullptr;
    unsigned sample = 100;
};

constexpr std::size_t kManyValues = 16;
constexpr std::int64_t kPassMemory = 16 << 20;

// The text as a pattern; letters of ASCII of either case unless `cased`, and no others.
std::string pattern_of(const std::string& text, bool cased) {
    std::string out;
    for (const char c : text) {
        const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        if (letter && !cased) {
            out += {'[', static_cast<char>(c & ~0x20), static_cast<char>(c | 0x20), ']'};
        } else {
            out += re2::RE2::QuoteMeta(re2::StringPiece(&c, 1));
        }
    }
    return out;
}

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) > 0; });
}

// Patterns of one test; none: it must be asked by itself.
std::vector<std::string> patterns_of(const Test& test) {
    std::vector<std::string> out;
    if (test.all || test.values.size() > kManyValues) return out;
    for (std::size_t i = 0; i < test.values.size(); ++i) {
        const std::string& value = test.values[i];
        if (test.op == Op::regex) {
            out.push_back("(?:" + test.expressions[i]->pattern() + ")");
            continue;
        }
        if (value.empty() || !is_plain(value)) return {};
        const std::string text = pattern_of(value, test.cased);
        switch (test.op) {
            case Op::equals: out.push_back("\\A" + text + "\\z"); break;
            case Op::contains: out.push_back(text); break;
            case Op::starts: out.push_back("\\A" + text); break;
            case Op::ends: out.push_back(text + "\\z"); break;
            default: return {};
        }
    }
    return out;
}

// One test gains nothing by it; two do.
void prepare_pass(const RuleSet& rules, Column& column) {
    column.in_pass.assign(column.tests.size(), 0);
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(kPassMemory);
    auto set = std::make_unique<re2::RE2::Set>(options, re2::RE2::UNANCHORED);
    std::size_t tests = 0;
    for (std::size_t i = 0; i < column.tests.size(); ++i) {
        const auto patterns = patterns_of(rules.tests[column.tests[i]]);
        for (const std::string& pattern : patterns) {
            if (set->Add(pattern, nullptr) < 0) {
                column.in_pass.assign(column.tests.size(), 0);
                return;
            }
            column.passed.push_back(i);
        }
        column.in_pass[i] = patterns.empty() ? 0 : 1;
        tests += patterns.empty() ? 0 : 1;
    }
    if (tests >= 2 && set->Compile()) {
        column.passes = std::move(set);
    } else {
        column.in_pass.assign(column.tests.size(), 0);
    }
}

}  // namespace

struct Matcher::State {
    const RuleSet& rules;
    std::vector<Column> columns;
    std::vector<std::size_t> crossing;  // tests that look at two fields
    std::vector<std::size_t> bit;       // of each test
    std::vector<std::uint64_t> bits;
    std::vector<Compiled> compiled;
    std::vector<std::size_t> found;
    std::string lowered;
    std::vector<int> places;

    State(const RuleSet& set, const std::vector<std::size_t>& which) : rules(set) {
        std::vector<char> used(rules.tests.size(), 0);
        for (const std::size_t rule : which) mark(rules.rules[rule].condition, used);
        bit.assign(rules.tests.size(), 0);
        for (std::size_t i = 0; i < rules.tests.size(); ++i) {
            if (used[i] == 0) continue;
            if (rules.tests[i].other != kNoSlot) {
                crossing.push_back(i);
            } else {
                column_of(rules.tests[i].slot).tests.push_back(i);
            }
        }
        lay_out();
        for (const std::size_t rule : which) compile(rule);
    }

    static void mark(const Condition& condition, std::vector<char>& used) {
        if (condition.kind == Condition::Kind::test) used[condition.test] = 1;
        for (const Condition& part : condition.parts) mark(part, used);
    }

    Column& column_of(Slot slot) {
        const auto known = std::ranges::find(columns, slot, &Column::slot);
        if (known != columns.end()) return *known;
        columns.emplace_back().slot = slot;
        return columns.back();
    }

    // Every field has whole words of its own, so that what is remembered is copied in one go.
    void lay_out() {
        std::size_t word = 0;
        for (Column& column : columns) {
            column.first_word = word;
            column.words = (column.tests.size() + 63) / 64;
            for (std::size_t i = 0; i < column.tests.size(); ++i) {
                const Test& test = rules.tests[column.tests[i]];
                bit[column.tests[i]] = word * 64 + i;
                const bool set = test.op == Op::equals && !test.cased && !test.all &&
                                 test.values.size() > kManyValues;
                column.sets.emplace_back();
                if (set) column.sets.back().insert(test.values.begin(), test.values.end());
            }
            prepare_pass(rules, column);
            word += column.words;
            column.remembered.resize(kMemory);
            column.answers.resize(kMemory * column.words);
        }
        for (const std::size_t test : crossing) bit[test] = word++ * 64;
        bits.resize(word);
    }

    void compile(std::size_t place) {
        const Rule& rule = rules.rules[place];
        Compiled one;
        one.rule = place;
        one.condition = &rule.condition;
        one.sample = static_cast<unsigned>(rule.sample_percent);
        one.only_needs = collect(rule.condition, one.needs);
        compiled.push_back(std::move(one));
    }

    // Tests that stand in conjunctions from the top. True when there is nothing else.
    bool collect(const Condition& condition, std::vector<Need>& needs) const {
        if (condition.kind == Condition::Kind::test) {
            const std::size_t at = bit[condition.test];
            const auto known = std::ranges::find(needs, at / 64, &Need::word);
            if (known == needs.end()) {
                needs.push_back({at / 64, std::uint64_t{1} << at % 64});
            } else {
                known->mask |= std::uint64_t{1} << at % 64;
            }
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

    [[nodiscard]] bool says(const Condition& condition) const {
        switch (condition.kind) {
            case Condition::Kind::test: {
                const std::size_t at = bit[condition.test];
                return (bits[at / 64] >> at % 64 & 1) != 0;
            }
            case Condition::Kind::all:
                return std::ranges::all_of(condition.parts,
                                           [this](const Condition& part) { return says(part); });
            case Condition::Kind::any:
                return std::ranges::any_of(condition.parts,
                                           [this](const Condition& part) { return says(part); });
            case Condition::Kind::none: return !says(condition.parts.front());
        }
        return false;
    }

    bool in_set(const std::unordered_set<std::string>& set, std::string_view text) {
        lowered.assign(text);
        for (char& c : lowered) {
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        }
        return set.contains(lowered);
    }

    // Bits of all tests that the one pass answers; false when it could not be made.
    bool pass(const Column& column, std::string_view text) {
        places.clear();
        re2::RE2::Set::ErrorInfo trouble{};
        const bool found =
            column.passes->Match(re2::StringPiece(text.data(), text.size()), &places, &trouble);
        if (!found && trouble.kind != re2::RE2::Set::kNoError) return false;
        for (const int place : places)
            set_bit(column, column.passed[static_cast<std::size_t>(place)]);
        return true;
    }

    void set_bit(const Column& column, std::size_t test) {
        bits[column.first_word + test / 64] |= std::uint64_t{1} << test % 64;
    }

    void answer(const Column& column, const Event& event) {
        const std::string_view text = event.values[column.slot];
        std::fill_n(bits.begin() + static_cast<std::ptrdiff_t>(column.first_word), column.words, 0);
        const bool passed = column.passes != nullptr && !text.empty() && pass(column, text);
        for (std::size_t i = 0; i < column.tests.size(); ++i) {
            if (passed && column.in_pass[i] != 0) continue;
            const bool yes = column.sets[i].empty() ? holds(rules.tests[column.tests[i]], event)
                                                    : in_set(column.sets[i], text);
            if (yes) set_bit(column, i);
        }
    }

    void look(Column& column, const Event& event) {
        const std::string_view text = event.values[column.slot];
        if (text.size() > kLongest) return answer(column, event);
        const std::uint64_t hash = detail::hash_of(text);
        const std::size_t at = hash % kMemory;
        Column::Remembered& seen = column.remembered[at];
        std::uint64_t* kept = column.answers.data() + at * column.words;
        std::uint64_t* now = bits.data() + column.first_word;
        if (seen.hash == hash && seen.size == text.size() &&
            std::memcmp(seen.text, text.data(), text.size()) == 0) {
            for (std::size_t i = 0; i < column.words; ++i) now[i] = kept[i];
            return;
        }
        answer(column, event);
        seen.hash = hash;
        seen.size = static_cast<std::uint8_t>(text.size());
        if (!text.empty()) std::memcpy(seen.text, text.data(), text.size());
        for (std::size_t i = 0; i < column.words; ++i) kept[i] = now[i];
    }

    [[nodiscard]] bool matches(const Compiled& one, const Event& event) const {
        for (const Need& need : one.needs) {
            if ((bits[need.word] & need.mask) != need.mask) return false;
        }
        if (!one.only_needs && !says(*one.condition)) return false;
        return one.sample == 100 || detail::hash_of(event.raw) % 100 < one.sample;
    }
};

Matcher::Matcher(const RuleSet& rules, std::vector<std::size_t> which)
    : state_(std::make_unique<State>(rules, which)) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;

const std::vector<std::size_t>& Matcher::judge(const Event& event) {
    State& state = *state_;
    for (Column& column : state.columns) state.look(column, event);
    for (const std::size_t test : state.crossing) {
        state.bits[state.bit[test] / 64] = holds(state.rules.tests[test], event) ? 1 : 0;
    }
    state.found.clear();
    for (const Compiled& one : state.compiled) {
        if (state.matches(one, event)) state.found.push_back(one.rule);
    }
    return state.found;
}

}  // namespace daicho::govern::logs
