#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "govern/logs/detail/column.hpp"
#include "govern/logs/detail/hash.hpp"
#include "govern/logs/matcher.hpp"

namespace daicho::govern::logs::detail {

namespace {

constexpr std::size_t kManyValues = 16;
constexpr std::size_t kManyEnds = 16;
constexpr std::int64_t kPassMemory = 16 << 20;

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) > 0; });
}

re2::RE2::Options pass_options() {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(kPassMemory);
    return options;
}

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

bool is_end(const Test& test) { return test.op == Op::starts || test.op == Op::ends; }

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
            case Op::contains: out.push_back(text); break;
            case Op::starts: out.push_back("\\A" + text); break;
            case Op::ends: out.push_back(text + "\\z"); break;
            default: return {};
        }
    }
    return out;
}

bool is_table(const Test& test) { return test.op == Op::equals && !test.cased && !test.all; }

// Texts of which one must stand in whatever a pattern matches; empty: that cannot be said.
std::vector<std::string> literals_of(const std::vector<std::string>& patterns) {
    re2::FilteredRE2 filter(static_cast<int>(Literals::kLeast));
    for (const std::string& pattern : patterns) {
        int id = 0;
        if (filter.Add(pattern, pass_options(), &id) != re2::RE2::NoError) return {};
    }
    std::vector<std::string> atoms;
    filter.Compile(&atoms);
    std::vector<int> unfiltered;
    filter.AllPotentials({}, &unfiltered);
    if (!unfiltered.empty()) atoms.clear();
    return atoms;
}

}  // namespace

void Column::prepare(std::vector<Need> needs, std::vector<std::uint64_t> users) {
    needs_ = std::move(needs);
    users_ = std::move(users);
    prepare_pass();
    prepare_table();
    only_equal_ = alone_.empty() && !passes_;
    if (only_equal_) return;
    remembered_.resize(kMemory);
    kept_.resize(kMemory * (words() + users_.size()));
}

void Column::prepare_table() {
    const std::size_t wide = words() + users_.size();
    for (std::size_t i = 0; i < tests_.size(); ++i) {
        const Test& test = rules_->tests[tests_[i]];
        if (!is_table(test)) continue;
        for (const std::string& value : test.values) {
            const std::uint32_t number = equal_.add(value);
            if (equal_answers_.size() <= number * wide) equal_answers_.resize((number + 1) * wide);
            set_bit(equal_answers_.data() + number * wide, i);
        }
    }
    equal_answers_.resize((equal_.size() + 1) * wide);
    for (std::size_t i = 0; i <= equal_.size(); ++i) {
        std::uint64_t* answers = equal_answers_.data() + i * wide;
        rule_out(answers, answers + words());
    }
}

// True when every test that belongs into the pass is in it; the others are asked alone.
bool Column::add_patterns(re2::RE2::Set& set, std::vector<std::string>& patterns) {
    const auto ends = std::ranges::count_if(
        tests_, [this](std::size_t test) { return is_end(rules_->tests[test]); });
    for (std::size_t i = 0; i < tests_.size(); ++i) {
        const Test& test = rules_->tests[tests_[i]];
        if (is_table(test)) continue;
        const bool few = is_end(test) && static_cast<std::size_t>(ends) <= kManyEnds;
        const auto own = few ? std::vector<std::string>() : patterns_of(test);
        if (own.empty()) alone_.push_back(i);
        for (const std::string& pattern : own) {
            if (set.Add(pattern, nullptr) < 0) return false;
            patterns.push_back(pattern);
            passed_.push_back(i);
        }
    }
    return true;
}

void Column::prepare_pass() {
    auto set = std::make_unique<re2::RE2::Set>(pass_options(), re2::RE2::UNANCHORED);
    std::vector<std::string> patterns;
    const bool added = add_patterns(*set, patterns);
    const auto atoms = added && !patterns.empty() ? literals_of(patterns)
                                                  : std::vector<std::string>();
    literal_ = !atoms.empty() && literals_.prepare(atoms);
    const bool several = patterns.size() >= 2 || literal_;
    if (added && several && set->Compile()) {
        passes_ = std::move(set);
        return;
    }
    alone_.clear();
    passed_.clear();
    for (std::size_t i = 0; i < tests_.size(); ++i) {
        if (!is_table(rules_->tests[tests_[i]])) alone_.push_back(i);
    }
}

void Column::rule_out(const std::uint64_t* answers, std::uint64_t* mask) const {
    std::fill_n(mask, users_.size(), ~std::uint64_t{0});
    for (const Need& need : needs_) {
        if ((answers[need.word] & need.mask) == need.mask) continue;
        mask[need.rule / 64] &= ~(std::uint64_t{1} << need.rule % 64);
    }
}

// Answers of all tests that the one pass gives; false when it could not be made.
bool Column::pass(std::string_view text, std::uint64_t* answers) {
    // Letters above ASCII may be cases of ASCII ones, which the literals know nothing of.
    if (literal_ && is_plain(text) && !literals_.may_hold(text)) return true;
    found_.clear();
    re2::RE2::Set::ErrorInfo trouble{};
    const bool found =
        passes_->Match(re2::StringPiece(text.data(), text.size()), &found_, &trouble);
    if (!found && trouble.kind != re2::RE2::Set::kNoError) return false;
    for (const int pattern : found_) set_bit(answers, passed_[static_cast<std::size_t>(pattern)]);
    return true;
}

void Column::answer(const Event& event, std::uint64_t* answers) {
    const std::string_view text = event.values[slot_];
    const std::uint32_t number = equal_.find(text);
    const std::size_t at = number == TextTable::kNone ? equal_.size() : number;
    std::copy_n(equal_answers_.data() + at * (words() + users_.size()), words(), answers);
    for (const std::size_t test : alone_) {
        if (holds(rules_->tests[tests_[test]], event)) set_bit(answers, test);
    }
    if (!passes_ || text.empty() || pass(text, answers)) return;
    for (const std::size_t test : passed_) {
        if (holds(rules_->tests[tests_[test]], event)) set_bit(answers, test);
    }
}

void Column::look(const Event& event, std::uint64_t* answers, std::uint64_t* left) {
    const std::string_view text = event.values[slot_];
    const std::size_t wide = words() + users_.size();
    const auto take = [&](const std::uint64_t* from) {
        std::copy_n(from, words(), answers);
        for (std::size_t i = 0; i < users_.size(); ++i) left[i] &= from[words() + i];
    };
    if (only_equal_) {
        const std::uint32_t number = equal_.find(text);
        return take(equal_answers_.data() +
                    (number == TextTable::kNone ? equal_.size() : number) * wide);
    }
    if (text.size() > kLongest) {
        answer(event, answers);
        for (const Need& need : needs_) {
            if ((answers[need.word] & need.mask) == need.mask) continue;
            left[need.rule / 64] &= ~(std::uint64_t{1} << need.rule % 64);
        }
        return;
    }
    const std::uint64_t hash = hash_of(text);
    const std::size_t at = hash % kMemory;
    Remembered& seen = remembered_[at];
    std::uint64_t* kept = kept_.data() + at * wide;
    const bool known = seen.hash == hash && seen.size == text.size() &&
                       (text.empty() || std::memcmp(seen.text, text.data(), text.size()) == 0);
    if (!known) {
        answer(event, kept);
        rule_out(kept, kept + words());
        seen.hash = hash;
        seen.size = static_cast<std::uint8_t>(text.size());
        if (!text.empty()) std::memcpy(seen.text, text.data(), text.size());
    }
    take(kept);
}

}  // namespace daicho::govern::logs::detail
