// Principal: who acts, in which capacity. Pure values: where accounts live is `office`'s business.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace daicho::identity {

// Roles are a closed list (decisions: no role links across tasks without a legal basis). The
// number stands in journal headers as the capacity: never reuse one.
struct Role {
    std::uint16_t number;
    std::string_view code;     // "tax_clerk"
    std::string_view label_ja;
    std::string_view label_en;
    // Reaches only rows of the departments it was given for, where a definition has a way to these.
    bool own_department = false;
};
const std::vector<Role>& roles();
const Role* find_role(std::string_view code) noexcept;
const Role* find_role(std::uint16_t number) noexcept;

struct Grant {
    std::string role;  // code
    std::string task;  // task id of registers it reaches; "*" only for auditor and system
    std::uint64_t from = 0;  // account whose role this is, when acting as its delegate (代理)
    std::vector<std::uint64_t> departments{};  // it was given for, and those below
};

struct Principal {
    std::uint64_t account = 0;  // record id in `account`; 0 = the system itself
    std::string number;         // employee number
    std::string name;
    std::string department;
    std::vector<Grant> grants;

    // The first role in `allowed` that this principal holds for `task`, its own before those it
    // holds as a delegate; nullptr = none.
    [[nodiscard]] const Role* capacity(const std::vector<std::string>& allowed,
                                       std::string_view task) const noexcept;
    // Departments for which it holds the role in this task.
    [[nodiscard]] std::vector<std::uint64_t> departments(std::string_view role,
                                                         std::string_view task) const;
    // Account for which it acts in this capacity: 0 where the role is its own.
    [[nodiscard]] std::uint64_t on_behalf(std::uint16_t capacity,
                                          std::string_view task) const noexcept;
};

// The system itself: genesis, definitions, the first accounts of a new municipality.
Principal system_principal();

}  // namespace daicho::identity
