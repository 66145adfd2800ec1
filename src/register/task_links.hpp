// Task links (事務をまたぐ結び付け): what joins two tasks must name the law that allows it.
//
// Two things join tasks: a ref whose target belongs to another task (`link_basis` of the field),
// and a role that may view registers of several tasks that tell of persons (`role_links` of a
// register, or such a ref between registers that the role may both view). What is not covered is a
// fault of the definitions: the program does not start with it. Threading: pure functions.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"

namespace daicho::registers {

struct Definition;
struct Field;
using DefinitionList = std::vector<const Definition*>;

// The role may view registers of its own task and of all these, by this law.
struct RoleLink {
    std::string role;
    std::vector<std::string> tasks;
    std::string basis;
};

// The ref leads out of the task of its register.
bool crosses_tasks(const Definition& definition, const Field& field, const Definition& target);

struct LinkFault {
    const Definition* definition;
    const Field* field = nullptr;  // absent: the role is the fault
    Error error;
};
// Everything that joins tasks without a basis, in the order of the definitions.
std::vector<LinkFault> link_faults(const DefinitionList& all);

// Of each role that may view registers of several tasks: two tasks and every law that joins them.
struct RoleCover {
    std::string role;
    std::string task;
    std::string other;
    std::vector<std::string> bases;
    const Definition* definition;  // of `task`, where the role's permission stands
    const Definition* beside;      // of `other`
};
std::vector<RoleCover> role_covers(const DefinitionList& all);

}  // namespace daicho::registers
