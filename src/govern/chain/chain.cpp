#include "govern/chain/chain.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace daicho::govern::chain {
namespace {

constexpr std::size_t kNobody = static_cast<std::size_t>(-1);
constexpr std::string_view kFaults[] = {
    "cycle", "orphan", "too_deep", "found_unfiled", "unapproved", "above_not_approved", "lapsed",
    "waiting", "not_applied", "after_the_fact", "wrong_tier", "no_number", "no_period",
    "clauses_not_carried", "number_not_shown", "certificate_missing"};
constexpr std::string_view kRenewals[] = {"fresh", "never", "due", "changed"};

bool by(const std::optional<Date>& date, Date day) noexcept { return date && *date <= day; }

bool approved_itself(const Party& party, Date day) noexcept {
    return by(party.approved_on, day) && (!party.until || day <= *party.until);
}

std::string day_text(const std::optional<Date>& date) { return date ? format_iso(*date) : "-"; }

// What is wrong with a party's own approval on a day; those of level 1 have the contract itself.
void judge_approval(const Party& party, Date day, std::vector<Fault>& faults) {
    const bool working = by(party.working_since, day);
    const bool ever = by(party.approved_on, day);
    if (!ever) {
        if (by(party.found_on, day)) faults.push_back(Fault::found_unfiled);
        if (working) faults.push_back(Fault::unapproved);
        const bool applied = by(party.applied_on, day);
        if (applied) faults.push_back(Fault::waiting);
        if (!applied && !working) faults.push_back(Fault::not_applied);
        return;
    }
    if (!approved_itself(party, day)) faults.push_back(Fault::lapsed);
    const bool before = party.working_since && *party.working_since < *party.approved_on;
    if (before || party.after_the_fact || party.found_on) faults.push_back(Fault::after_the_fact);
    if (party.approval_no.empty()) faults.push_back(Fault::no_number);
    if (!party.until) faults.push_back(Fault::no_period);
    if (!party.clauses_carried) faults.push_back(Fault::clauses_not_carried);
}

}  // namespace

bool is_bad(Fault fault) noexcept { return fault <= Fault::lapsed; }
std::string_view name_of(Fault fault) noexcept { return kFaults[static_cast<std::size_t>(fault)]; }
std::string_view name_of(Renewal state) noexcept {
    return kRenewals[static_cast<std::size_t>(state)];
}

Chain::Chain(std::vector<Party> parties)
    : parties_(std::move(parties)),
      above_(parties_.size(), kNobody),
      levels_(parties_.size(), 0),
      in_cycle_(parties_.size(), false) {
    for (std::size_t i = 0; i < parties_.size(); ++i) {
        if (parties_[i].under == 0) continue;
        above_[i] = find(parties_[i].under).value_or(kNobody);
    }
    for (std::size_t i = 0; i < parties_.size(); ++i) {
        // Up to the city, to nobody, or round in a circle: no way is longer than the parties.
        std::size_t at = i;
        int steps = 1;
        while (above_[at] != kNobody && steps <= static_cast<int>(parties_.size())) {
            at = above_[at];
            ++steps;
        }
        const bool circle = above_[at] != kNobody;
        const bool from_city = !circle && parties_[at].under == 0 && parties_[at].tier <= 1;
        levels_[i] = from_city ? steps : 0;
        in_cycle_[i] = circle;
    }
}

std::optional<std::size_t> Chain::find(std::uint64_t id) const noexcept {
    const auto found = std::find_if(parties_.begin(), parties_.end(),
                                    [&](const Party& party) { return party.id == id; });
    if (found == parties_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - parties_.begin());
}

int Chain::depth() const noexcept {
    return levels_.empty() ? 0 : *std::max_element(levels_.begin(), levels_.end());
}

bool Chain::approved(std::size_t party, Date day) const noexcept {
    if (levels_[party] == 0) return false;
    for (std::size_t at = party; above_[at] != kNobody; at = above_[at]) {
        if (!approved_itself(parties_[at], day)) return false;
    }
    return true;
}

std::vector<Node> Chain::judge(const Rules& rules, Date day) const {
    std::vector<Node> nodes(parties_.size());
    for (std::size_t i = 0; i < parties_.size(); ++i) {
        const Party& party = parties_[i];
        Node& node = nodes[i];
        node.party = i;
        node.level = levels_[i];
        node.approved = approved(i, day);
        if (above_[i] != kNobody) nodes[above_[i]].below.push_back(i);
        std::vector<Fault>& faults = node.faults;
        if (in_cycle_[i]) faults.push_back(Fault::cycle);
        if (!in_cycle_[i] && node.level == 0) faults.push_back(Fault::orphan);
        if (rules.most_levels > 0 && node.level > rules.most_levels) {
            faults.push_back(Fault::too_deep);
        }
        if (node.level != 1) judge_approval(party, day, faults);
        if (node.level > 1 && approved_itself(party, day) && !node.approved) {
            faults.push_back(Fault::above_not_approved);
        }
        if (node.level > 0 && node.level != party.tier) faults.push_back(Fault::wrong_tier);
        const bool kept_away = party.number_handled || party.no_access_shown;
        if (rules.numbers_in_work && node.level > 1 && !kept_away) {
            faults.push_back(Fault::number_not_shown);
        }
        std::sort(faults.begin(), faults.end());
    }
    return nodes;
}

std::vector<std::size_t> Chain::in_order() const {
    std::vector<std::size_t> order, waiting;
    for (std::size_t i = parties_.size(); i-- > 0;) {
        if (levels_[i] == 1) waiting.push_back(i);
    }
    std::vector<std::vector<std::size_t>> below(parties_.size());
    for (std::size_t i = parties_.size(); i-- > 0;) {
        if (levels_[i] > 1) below[above_[i]].push_back(i);
    }
    while (!waiting.empty()) {
        const std::size_t at = waiting.back();
        waiting.pop_back();
        order.push_back(at);
        waiting.insert(waiting.end(), below[at].begin(), below[at].end());
    }
    for (std::size_t i = 0; i < parties_.size(); ++i) {
        if (levels_[i] == 0) order.push_back(i);
    }
    return order;
}

std::string Chain::canonical() const {
    std::vector<std::string> lines;
    for (const Party& party : parties_) {
        // Lengths keep one name with a bar in it from looking like two fields.
        lines.push_back(fmt::format("{}|{}|{}:{}|{}:{}|{}|{}|{}\n", party.id, party.under,
                                    party.name.size(), party.name, party.work.size(), party.work,
                                    day_text(party.approved_on), day_text(party.until),
                                    day_text(party.working_since)));
    }
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const std::string& line : lines) text += line;
    return text;
}

RenewalState renewal_of(Date first_day, const std::optional<Confirmed>& last,
                        std::string_view digest, Date day, int days) {
    Date year = first_day;
    for (int n = 1; add_months(first_day, 12 * n) <= day; ++n) {
        year = add_months(first_day, 12 * n);
    }
    const Date due = year + days;
    if (!last) return {Renewal::never, due};
    if (last->on < year && day >= first_day) return {Renewal::due, due};
    if (last->digest != digest) return {Renewal::changed, day};
    return {Renewal::fresh, add_months(year, 12) + days};
}

}  // namespace daicho::govern::chain
