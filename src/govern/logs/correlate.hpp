// 相関 (correlation): hits of rules over time, by group, as cases.
//
// A case is a run of consecutive hits of one group: of a sliding window all events from the first
// window that fulfils the condition to the last; of a civil window the events of that day. A
// detection by itself counts as one case for each day and group. Which cases come out depends on
// the set of events alone, never on their order or on how the files were cut: events that come in
// the order of time are worked off at once; when one comes late, the run begins anew and sorts.
//
// Memory is bounded: when the windows grow over the budget, the run begins anew for a part of the
// groups at a time (engine.cpp). Of one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "govern/logs/rules.hpp"

namespace daicho::govern::logs {

inline constexpr std::size_t kPlacesOfCase = 20;

struct Case {
    std::size_t rule = 0;
    std::vector<std::pair<std::string, std::string>> group;  // field, value
    std::int64_t from_ms = 0;
    std::int64_t to_ms = 0;
    std::uint64_t events = 0;
    std::int64_t measure = 0;   // thousandths; the largest (for lt the smallest) of its windows
    std::vector<Place> places;  // of its first events
};

struct Period {
    std::int64_t from_ms = 0;            // within it cases begin
    std::int64_t to_ms = 0;              // excluded
    std::vector<std::int32_t> holidays;  // sorted
};

struct Share {
    bool sorted = false;
    std::uint32_t parts = 1;  // groups are dealt to so many runs
    std::uint32_t part = 0;
    std::size_t budget = std::size_t{128} << 20;
};

enum class Fed : std::uint8_t { taken, late, full };

class Correlator {
public:
    Correlator(const RuleSet& rules, const Period& period, const Share& share,
               const std::vector<std::size_t>& which);
    ~Correlator();
    // `matched`: places of the detections that hold. `late`: begin anew, sorted; `full`: begin
    // anew with more parts.
    Fed feed(const Event& event, const std::vector<std::size_t>& matched);
    // Closes what is open; cases in the order of rule, time and group.
    std::vector<Case> finish();
    // The detections that somebody has to judge.
    [[nodiscard]] const std::vector<std::size_t>& detections() const noexcept;
    [[nodiscard]] std::int64_t lead_ms() const noexcept;  // history before the period
    [[nodiscard]] std::uint64_t unread_values() const noexcept;
    [[nodiscard]] std::size_t largest() const noexcept;  // the rule that remembers most

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace daicho::govern::logs
