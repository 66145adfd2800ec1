// Board: how far an incident has come through the phases of the plan. A step counts when it was
// done, or left out by a recorded decision; nothing else settles it. Pure; any thread.
#pragma once

#include "govern/incident/duty.hpp"

namespace daicho::govern::incident {

// A row of the register incident_step that names a step of the plan.
struct Mark {
    std::string step;
    bool skipped = false;
    bool decided = false;  // with a decision
};

enum class StepState : std::uint8_t { open, late, done, left_out };
struct StepOnBoard {
    const Step* step = nullptr;
    StepState state = StepState::open;
    std::vector<const Step*> waits_for;       // not settled, and must be before
    std::optional<std::int64_t> minutes_left;  // of the target; nothing once settled or without one
};
struct Board {
    std::vector<StepOnBoard> steps;  // those that are meant, in the order of the plan
    std::size_t settled = 0;
    std::string state;  // of the register incident: how far every step is settled
};

// `known` is the time it was known; targets count from there.
Board board_of(const Plan& plan, const Facts& facts, Answer answer,
               const std::vector<Mark>& marks, Instant known, Instant now);

// Why the step cannot be recorded yet: ids of steps. Empty: it can. A step that is not meant for
// this incident, or not in the plan, has none.
std::vector<const Step*> hindrances(const Board& board, std::string_view step);

}  // namespace daicho::govern::incident
