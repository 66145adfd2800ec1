// WorkflowRules: what a definition says about the way of a change from one person to the next, and
// about the purpose that is asked for. Plain values, read with the definition.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.hpp"

namespace daicho::registers {

// A state in which a change waits (仮登録). Its number stands in every row: never reuse one.
struct WorkflowState {
    std::string id;
    std::uint8_t number = 1;  // 1–100
    BilingualText label;
    int days = 0;  // to be dealt with within; 0 = no deadline
};

// From one state to another, or (`to` = confirmed) into present knowledge.
struct WorkflowStep {
    static constexpr std::size_t kConfirmed = static_cast<std::size_t>(-1);
    std::size_t from = 0;  // indices into states
    std::size_t to = kConfirmed;
    std::vector<std::string> roles;
    bool four_eyes = true;  // by nobody who had to do with the change before
    bool reason = false;    // whether one is asked
    BilingualText label;
};

// A change begins in the first state. Without states it is confirmed at once.
struct Workflow {
    std::vector<WorkflowState> states;
    std::vector<WorkflowStep> steps;

    [[nodiscard]] bool is_needed() const noexcept { return !states.empty(); }
    // nullptr = no such state.
    [[nodiscard]] const WorkflowState* find(std::uint8_t number) const noexcept {
        for (const WorkflowState& state : states) {
            if (state.number == number) return &state;
        }
        return nullptr;
    }
};

struct Purpose {
    std::uint16_t number = 0;  // stands in journal headers: never reuse one
    BilingualText label;
};

struct Purposes {
    std::vector<Purpose> list;
    bool to_view = false;  // asked before anything is shown
    bool to_change = false;

    [[nodiscard]] const Purpose* find(std::uint16_t number) const noexcept {
        for (const Purpose& purpose : list) {
            if (purpose.number == number) return &purpose;
        }
        return nullptr;
    }
};

}  // namespace daicho::registers
