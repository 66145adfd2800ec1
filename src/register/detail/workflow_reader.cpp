#include "register/detail/workflow_reader.hpp"

#include <algorithm>

namespace daicho::registers::detail {
namespace {

using yaml::Node;

constexpr std::string_view kConfirmedName = "confirmed";
constexpr std::size_t kNoState = WorkflowStep::kConfirmed - 1;

void fault(const Node& node, const char* id, const std::string& name) {
    node.fault(input_error(id).with("name", name));
}

// kConfirmed for `confirmed`.
std::size_t state_of(const Node& node, const Workflow& workflow) {
    const std::string id = node.text();
    if (id == kConfirmedName) return WorkflowStep::kConfirmed;
    for (std::size_t i = 0; i < workflow.states.size(); ++i) {
        if (workflow.states[i].id == id) return i;
    }
    fault(node, "register.definition.workflow_state", id);
    return kNoState;
}

void read_states(const Node& node, Workflow& workflow) {
    for (const Node& item : node.elements()) {
        WorkflowState state;
        state.id = item.at("id").text();
        state.number = static_cast<std::uint8_t>(item.at("number").integer(1, 100));
        state.label = item.bilingual();
        state.days = static_cast<int>(item.integer_or("days", 0, 1, 3650));
        const bool twice =
            state.id == kConfirmedName || workflow.find(state.number) != nullptr ||
            std::ranges::any_of(workflow.states,
                                [&](const WorkflowState& one) { return one.id == state.id; });
        if (twice) fault(item, "register.definition.workflow_twice", state.id);
        workflow.states.push_back(std::move(state));
    }
}

void read_steps(const Node& node, Workflow& workflow) {
    for (const Node& item : node.elements()) {
        WorkflowStep step;
        step.from = state_of(item.at("from"), workflow);
        step.to = state_of(item.at("to"), workflow);
        step.roles = item.at("roles").texts();
        step.four_eyes = item.boolean_or("four_eyes", true);
        step.reason = item.boolean_or("reason", false);
        step.label = item.bilingual();
        if (step.from == WorkflowStep::kConfirmed) {
            fault(item, "register.definition.workflow_state", std::string(kConfirmedName));
        }
        workflow.steps.push_back(std::move(step));
    }
}

// States from which `confirmed` can be reached.
std::vector<bool> leading_on(const Workflow& workflow) {
    std::vector<bool> leads(workflow.states.size(), false);
    for (std::size_t round = 0; round < leads.size(); ++round) {
        for (const WorkflowStep& step : workflow.steps) {
            if (step.from >= leads.size()) continue;
            if (step.to == WorkflowStep::kConfirmed ||
                (step.to < leads.size() && leads[step.to])) {
                leads[step.from] = true;
            }
        }
    }
    return leads;
}

void check_ways(const Node& node, const Workflow& workflow) {
    const std::vector<bool> leads = leading_on(workflow);
    for (std::size_t i = 0; i < leads.size(); ++i) {
        if (!leads[i]) {
            fault(node, "register.definition.workflow_no_way", workflow.states[i].id);
        }
    }
}

// Entered by one, approved by another.
Workflow shorthand(const Permissions& permissions) {
    Workflow workflow;
    workflow.states.push_back({"entered", 1, {"入力済み（承認待ち）", "Entered, awaiting approval"},
                               0});
    workflow.steps.push_back(
        {0, WorkflowStep::kConfirmed, permissions.approve, true, false, {"承認", "Approve"}});
    return workflow;
}

void read_purposes(const Node& root, Purposes& purposes) {
    for (const Node& item : root.find("purposes").elements()) {
        Purpose purpose{static_cast<std::uint16_t>(item.at("number").integer(1, 65535)),
                        item.bilingual()};
        if (purposes.find(purpose.number) != nullptr) {
            fault(item, "register.definition.purpose_twice", std::to_string(purpose.number));
        }
        purposes.list.push_back(std::move(purpose));
    }
    const Node asked = root.find("purpose_asked");
    for (const Node& item : asked.elements()) {
        (item.one_of({"view", "change"}) == "view" ? purposes.to_view : purposes.to_change) = true;
    }
    if (asked.exists() && purposes.list.empty()) {
        asked.fault(input_error("register.definition.no_purposes"));
    }
}

}  // namespace

void read_workflow(const Node& root, Definition& definition) {
    definition.four_eyes = root.boolean_or("four_eyes", false);
    const Node node = root.find("workflow");
    if (node.exists()) {
        read_states(node.at("states"), definition.workflow);
        read_steps(node.at("steps"), definition.workflow);
        check_ways(node, definition.workflow);
        if (definition.workflow.states.empty()) {
            fault(node, "register.definition.workflow_state", "");
        }
        if (definition.four_eyes) node.fault(input_error("register.definition.workflow_both"));
    } else if (definition.four_eyes) {
        definition.workflow = shorthand(definition.permissions);
    }
    if (definition.workflow.is_needed() && definition.is_event()) {
        root.fault(input_error("register.definition.workflow_event"));
    }
    if (const Node correction = root.find("correction"); correction.exists()) {
        definition.article_asked = correction.boolean_or("article", false);
    }
    read_purposes(root, definition.purposes);
}

}  // namespace daicho::registers::detail
