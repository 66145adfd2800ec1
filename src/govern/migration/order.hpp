// 移行作業の指示 (migration order): what may happen next, and what stands in the way.
//
// The rules are those of the privacy assessments (移行作業時に関する措置): least right that ends by
// itself, two persons for each extraction, encrypted media that cannot be written again, masked and
// minimal test data, a log that is looked at, and no end before everything is erased. Their texts
// and numbers are in `catalogs/migration-order.yaml`. Who is one human with whom is the caller's to
// say: persons come in as numbers that are equal for one human. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "govern/catalog.hpp"

namespace daicho::govern::migration {

struct RoleRule {
    std::string key;
    std::string task;
    BilingualText label;
};
struct MethodRule {
    std::string kind;
    std::vector<std::string> methods;
};
struct Rules {
    CatalogHead head;
    std::vector<RoleRule> roles;
    std::int64_t longest_days = 0;  // of a right
    std::size_t most_workers = 0;
    std::int64_t longest_look = 0;  // days between looks at the log
    std::vector<MethodRule> methods;
    ReasonTexts reasons;

    [[nodiscard]] const RoleRule* role(std::string_view key) const noexcept;
};
// Errors: yaml.* and govern.catalog.*, every fault with its line.
Result<Rules> parse_rules(std::string_view text, std::string name);
Result<Rules> load_rules(const std::string& path);

enum class State : std::uint8_t { proposed, running, closed, refused };

struct Worker {
    std::string account;
    bool second = false;
    std::string role;
    Date from, to;      // without effect from `to` on
    bool open = false;  // the right was opened and not ended
    bool ended = false;
};
struct Extraction {
    std::string number;
    Date on;
    std::uint64_t first = 0;   // humans; 0: nobody
    std::uint64_t second = 0;
    bool refused = false;
    bool encrypted = false;
    std::string way;  // private_line | sealed_medium | anything else
    std::string medium, seal;
    bool write_protected = false;
    [[nodiscard]] bool confirmed() const noexcept {
        return first != 0 && second != 0 && first != second;
    }
};
struct TestData {
    std::string kind;  // masked | invented | real
    bool fields_named = false;
    std::uint64_t made_by = 0;
    std::uint64_t exception_by = 0;
};
struct Look {
    std::string number;
    Date due;
    std::optional<Date> looked;
    bool suspicious = false;
    bool incident = false;
};
struct Clearing {
    std::string what;
    std::string kind;  // medium | environment | device | copy
    std::string medium;
    bool cleared = false;
    std::optional<Date> erased_on;
    std::string method;
    bool certificate = false;
    bool misuse_checked = false;
};
struct Order {
    State state = State::proposed;
    std::uint64_t proposed_by = 0;
    std::uint64_t approved_by = 0;
    bool minimal = false;
    std::string way;  // private_line | sealed_medium
    Date starts, ends;
    std::int64_t log_days = 0;
    std::vector<Worker> workers;
    std::vector<Extraction> extractions;
    std::vector<TestData> test_data;
    std::vector<Look> looks;
    std::vector<Clearing> clearings;
};

// Codes of what stands in the way, worst first as the catalog lists them; none: it may be done.
// explain(rules.reasons, code) says each.
using Hindrances = std::vector<std::string>;

// Only before the approval: it is the approval that opens rights.
Hindrances against_worker(const Rules& rules, const Order& order, const Worker& worker);
Hindrances against_approval(const Rules& rules, const Order& order, std::uint64_t by);
// The first person records it, the second confirms it; `worker`: is that account, today, one of the
// order's workers.
Hindrances against_extraction(const Order& order, const Extraction& extraction, bool worker,
                              const std::string& account);
Hindrances against_confirmation(const Order& order, const Extraction& extraction,
                                std::uint64_t by, bool worker, const std::string& account);
Hindrances against_test_data(const Order& order, const TestData& data);
Hindrances against_clearing(const Rules& rules, const Order& order, const Clearing& clearing);
Hindrances against_closing(const Rules& rules, const Order& order, Date day);

// Days on which the log is to be looked at: every `log_days` from the start, and on the last day.
std::vector<Date> look_days(Date starts, Date ends, std::int64_t log_days);

}  // namespace daicho::govern::migration
