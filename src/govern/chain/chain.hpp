// 委託の連鎖 (chain): the parties of one contract as a tree of any depth, judged on a day.
//
// A party names the party above it; the level follows from that, whatever it says of itself. Work
// handed down stands on an approval of its own and on those of everybody above (番号法 第10条:
// at every level). Whoever was at work before its approval stays "after the fact" for ever, also
// when the approval came later; whoever was found at work without any application is an incident,
// not a late filing. Cycles and orphans are named, never followed. Pure; plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace daicho::govern::chain {

struct Party {
    std::uint64_t id = 0;     // never 0, unique in the contract
    std::uint64_t under = 0;  // 0: engaged by the city itself
    int tier = 1;             // what it says of itself
    std::string name;
    std::string work;
    std::optional<Date> applied_on, approved_on, until, working_since, found_on;
    std::string approval_no;
    bool number_handled = false;
    bool no_access_shown = false;  // a term and an access control keep it from the numbers
    bool clauses_carried = false;  // its contract carries the same clauses
    bool after_the_fact = false;   // recorded so when it was approved
};

enum class Fault : std::uint8_t {
    cycle, orphan, too_deep, found_unfiled, unapproved, above_not_approved, lapsed,  // bad
    waiting, not_applied, after_the_fact, wrong_tier, no_number, no_period, clauses_not_carried,
    number_not_shown, certificate_missing,  // caution
};
bool is_bad(Fault fault) noexcept;
std::string_view name_of(Fault fault) noexcept;  // "found_unfiled"

struct Rules {
    int most_levels = 0;           // 0: no limit; the contractor itself is level 1
    bool numbers_in_work = false;  // 特定個人情報 are handled under the contract
};

struct Node {
    std::size_t party = 0;
    int level = 0;  // from 1; 0 where no way leads up to the city
    std::vector<std::size_t> below;  // nodes, in the order of the parties
    bool approved = false;           // itself and everybody above, on the day
    std::vector<Fault> faults;       // in the order of the enumeration
};

// The same parties in the same order, each with its place. Ties are made once; days are asked.
class Chain {
public:
    explicit Chain(std::vector<Party> parties);

    [[nodiscard]] const std::vector<Party>& parties() const noexcept { return parties_; }
    [[nodiscard]] std::optional<std::size_t> find(std::uint64_t id) const noexcept;
    [[nodiscard]] int level(std::size_t party) const noexcept { return levels_[party]; }
    [[nodiscard]] int depth() const noexcept;
    [[nodiscard]] bool approved(std::size_t party, Date day) const noexcept;
    [[nodiscard]] std::vector<Node> judge(const Rules& rules, Date day) const;
    // Contractor first, then each party behind the one above it; what hangs nowhere at the end.
    [[nodiscard]] std::vector<std::size_t> in_order() const;
    // What a confirmation of the tree confirms: the same text for the same tree.
    [[nodiscard]] std::string canonical() const;

private:
    std::vector<Party> parties_;
    std::vector<std::size_t> above_;  // npos: the city, or nobody
    std::vector<int> levels_;         // 0: cycle or orphan
    std::vector<bool> in_cycle_;
};

// The yearly look at the whole tree (検討報告書: 毎年の同じ事業者): due in each year of the contract
// and after each change of the tree.
enum class Renewal : std::uint8_t { fresh, never, due, changed };
struct Confirmed {
    Date on;
    std::string digest;  // of canonical()
};
struct RenewalState {
    Renewal state = Renewal::fresh;
    Date due;  // `days` after the year of the contract began; of a fresh one, of the next year
};
// `days`: how long after the start of each year there is, 0 … 366.
RenewalState renewal_of(Date first_day, const std::optional<Confirmed>& last,
                        std::string_view digest, Date day, int days = 30);
std::string_view name_of(Renewal state) noexcept;

}  // namespace daicho::govern::chain
