// The tests of one field, answered together, and what their answers leave of the rules.
#pragma once

#include <re2/set.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "govern/logs/detail/literals.hpp"
#include "govern/logs/detail/text_table.hpp"
#include "govern/logs/rules.hpp"

namespace daicho::govern::logs::detail {

// Bits of one word of answers that a rule cannot do without.
struct Need {
    std::size_t rule = 0;  // place among the compiled ones
    std::size_t word = 0;
    std::uint64_t mask = 0;
};

// Equality with whatever many values is one look into a table, texts and patterns within the value
// one pass, what is left is asked test by test; short values are remembered with their answers,
// because logs repeat theirs. Of one thread; the rule set must outlive it.
class Column {
public:
    Column(const RuleSet& rules, Slot slot) : rules_(&rules), slot_(slot) {}
    void add(std::size_t test) { tests_.push_back(test); }
    // Once, when all tests are there: `needs` with words counted from this column's first,
    // `users`: rules (by bit) that have a test here.
    void prepare(std::vector<Need> needs, std::vector<std::uint64_t> users);

    // Writes the answers (words()) and takes away from `left` the rules that they rule out.
    void look(const Event& event, std::uint64_t* answers, std::uint64_t* left);

    [[nodiscard]] Slot slot() const noexcept { return slot_; }
    [[nodiscard]] const std::vector<std::size_t>& tests() const noexcept { return tests_; }
    [[nodiscard]] std::size_t words() const noexcept { return (tests_.size() + 63) / 64; }
    [[nodiscard]] const std::vector<std::uint64_t>& users() const noexcept { return users_; }
    [[nodiscard]] bool used_by(const std::vector<std::uint64_t>& left) const noexcept {
        for (std::size_t i = 0; i < left.size(); ++i) {
            if ((left[i] & users_[i]) != 0) return true;
        }
        return false;
    }
    // Cheap ones are asked first: 0 a table, 1 remembered, 2 a pass over the text.
    [[nodiscard]] int cost() const noexcept { return passes_ ? 2 : only_equal_ ? 0 : 1; }

private:
    static constexpr std::size_t kMemory = 1024;  // values remembered
    static constexpr std::size_t kLongest = 23;   // bytes of one
    struct Remembered {
        std::uint64_t hash = 0;
        std::uint8_t size = 0xFF;
        char text[kLongest] = {};
    };

    void prepare_table();
    void prepare_pass();
    bool add_patterns(re2::RE2::Set& set, std::vector<std::string>& patterns);
    void answer(const Event& event, std::uint64_t* answers);
    bool pass(std::string_view text, std::uint64_t* answers);
    void rule_out(const std::uint64_t* answers, std::uint64_t* mask) const;
    static void set_bit(std::uint64_t* answers, std::size_t test) noexcept {
        answers[test / 64] |= std::uint64_t{1} << test % 64;
    }

    const RuleSet* rules_;
    Slot slot_;
    std::vector<std::size_t> tests_;  // places in RuleSet::tests
    std::vector<Need> needs_;
    std::vector<std::uint64_t> users_;
    // Of each entry of `equal_`, and behind them of no entry at all: answers, then rules left.
    TextTable equal_;
    std::vector<std::uint64_t> equal_answers_;
    bool only_equal_ = false;
    std::unique_ptr<re2::RE2::Set> passes_;
    std::vector<std::size_t> passed_;  // of each pattern: place in `tests_`
    bool literal_ = false;             // `literals_` may be asked
    Literals literals_;
    std::vector<std::size_t> alone_;  // places in `tests_` that are asked one by one
    std::vector<Remembered> remembered_;
    std::vector<std::uint64_t> kept_;
    std::vector<int> found_;
};

}  // namespace daicho::govern::logs::detail
