// ScopeRule: the way from a row to the department it belongs to, for a role that reaches only rows
// of its own (register/scope.hpp). Threading: plain values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace daicho::registers {

struct Definition;

struct ScopeRule {
    // A ref, and the register that holds it; the last one leads to a department.
    struct Step {
        std::string name;
        const Definition* holder = nullptr;  // from link_scopes on
        std::size_t field = 0;
    };
    std::string role;
    std::vector<Step> steps;  // none: the register belongs to no department, every row is reached
    std::uint64_t line = 0;
};

}  // namespace daicho::registers
