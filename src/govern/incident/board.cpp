#include "govern/incident/board.hpp"

#include <algorithm>
#include <map>

namespace daicho::govern::incident {
namespace {

constexpr std::int64_t kMinute = 60LL * 1'000'000;

// State of the register once every step of the part is settled.
std::string state_after(std::string_view part) {
    if (part == "analyse") return "analysed";
    if (part == "first") return "contained";
    if (part == "recovery") return "restored";
    if (part == "prevention") return "prevented";
    if (part == "publish") return "reported";
    if (part == "end") return "ended";
    return part == "follow_up" ? "followed_up" : "received";
}

bool meant(const Step& step, const Facts& facts, Answer answer) {
    const bool kind = step.kinds.empty() || std::find(step.kinds.begin(), step.kinds.end(),
                                                      facts.kind) != step.kinds.end();
    return kind && applies(step.when, facts, answer);
}

bool is_settled(const StepOnBoard& one) {
    return one.state == StepState::done || one.state == StepState::left_out;
}

void find_waits(const Plan& plan, Board& board) {
    for (StepOnBoard& one : board.steps) {
        if (is_settled(one)) continue;
        const std::size_t place = plan.place(one.step->part);
        for (const StepOnBoard& other : board.steps) {
            if (is_settled(other) || &other == &one) continue;
            const auto& after = one.step->after;
            const bool named =
                std::find(after.begin(), after.end(), other.step->id) != after.end();
            const bool before = one.step->closes && plan.place(other.step->part) < place;
            if (named || before) one.waits_for.push_back(other.step);
        }
    }
}

std::string state_of(const Plan& plan, const Board& board) {
    std::string state = "received";
    for (const Phase& phase : plan.phases) {
        for (const Part& part : phase.parts) {
            for (const StepOnBoard& one : board.steps) {
                if (one.step->part == part.key && !is_settled(one)) return state;
            }
            state = state_after(part.key) == "received" ? state : state_after(part.key);
        }
    }
    return state;
}

}  // namespace

Board board_of(const Plan& plan, const Facts& facts, Answer answer,
               const std::vector<Mark>& marks, Instant known, Instant now) {
    std::map<std::string, StepState> found;
    for (const Mark& mark : marks) {
        if (mark.skipped && !mark.decided) continue;  // left out silently: it is still open
        const StepState state = mark.skipped ? StepState::left_out : StepState::done;
        const auto [there, fresh] = found.try_emplace(mark.step, state);
        if (!fresh && state == StepState::done) there->second = state;
    }
    Board board;
    for (const Step& step : plan.steps) {
        if (!meant(step, facts, answer)) continue;
        StepOnBoard one{&step, StepState::open, {}, std::nullopt};
        const auto mark = found.find(step.id);
        if (mark != found.end()) {
            one.state = mark->second;
            ++board.settled;
        } else if (step.minutes != 0) {
            const std::int64_t due = known.micros + step.minutes * kMinute;
            const std::int64_t left = due - now.micros;
            one.minutes_left = left / kMinute;
            if (left < 0) one.state = StepState::late;
        }
        board.steps.push_back(std::move(one));
    }
    find_waits(plan, board);
    board.state = state_of(plan, board);
    return board;
}

std::vector<const Step*> hindrances(const Board& board, std::string_view step) {
    for (const StepOnBoard& one : board.steps) {
        if (one.step->id == step) return one.waits_for;
    }
    return {};
}

}  // namespace daicho::govern::incident
