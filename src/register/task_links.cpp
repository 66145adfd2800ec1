#include "register/task_links.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "register/definition.hpp"
#include "register/disclosure.hpp"

namespace daicho::registers {
namespace {

bool has(const std::vector<std::string>& list, const std::string& one) {
    return std::ranges::find(list, one) != list.end();
}

const Definition* find(const DefinitionList& all, const std::string& name) {
    const auto found = std::ranges::find(all, name, [](const Definition* one) {
        return one->name;
    });
    return found == all.end() ? nullptr : *found;
}

void add(std::vector<std::string>& bases, const std::string& basis) {
    if (!basis.empty() && !has(bases, basis)) bases.push_back(basis);
}

// Laws that let a role hold both tasks.
std::vector<std::string> bases_of(const DefinitionList& all, const std::string& role,
                                  const std::string& task, const std::string& other) {
    std::vector<std::string> bases;
    const auto both = [&](const std::string& a, const std::string& b) {
        return (a == task && b == other) || (a == other && b == task);
    };
    for (const Definition* one : all) {
        for (const RoleLink& link : one->role_links) {
            const auto covers = [&](const std::string& t) {
                return t == one->task_id || has(link.tasks, t);
            };
            if (link.role == role && covers(task) && covers(other)) add(bases, link.basis);
        }
        if (!has(one->permissions.view, role)) continue;
        for (const Field& field : one->fields) {
            const Definition* target = field.target.empty() ? nullptr : find(all, field.target);
            if (target == nullptr || !both(one->task_id, target->task_id)) continue;
            if (has(target->permissions.view, role)) add(bases, field.link_basis);
        }
    }
    return bases;
}

}  // namespace

bool crosses_tasks(const Definition& definition, const Field& field, const Definition& target) {
    return field.type == FieldType::ref && definition.task_id != target.task_id;
}

std::vector<RoleCover> role_covers(const DefinitionList& all) {
    // Of each role, of each task, the first register that tells of persons.
    std::map<std::string, std::map<std::string, const Definition*>> reach;
    for (const Definition* one : all) {
        if (!must_disclose(*one)) continue;
        for (const std::string& role : one->permissions.view) {
            reach[role].emplace(one->task_id, one);
        }
    }
    std::vector<RoleCover> covers;
    for (const auto& [role, tasks] : reach) {
        for (auto a = tasks.begin(); a != tasks.end(); ++a) {
            for (auto b = std::next(a); b != tasks.end(); ++b) {
                covers.push_back({role, a->first, b->first,
                                  bases_of(all, role, a->first, b->first), a->second, b->second});
            }
        }
    }
    return covers;
}

std::vector<LinkFault> link_faults(const DefinitionList& all) {
    std::vector<LinkFault> faults;
    for (const Definition* one : all) {
        for (const Field& field : one->fields) {
            const Definition* target = field.target.empty() ? nullptr : find(all, field.target);
            if (target == nullptr || !crosses_tasks(*one, field, *target)) continue;
            if (!field.link_basis.empty()) continue;
            faults.push_back({one, &field,
                              input_error("register.definition.no_link_basis")
                                  .with("register", one->name)
                                  .with("field", field.name)
                                  .with("target", target->name)
                                  .with("task", one->task_id)
                                  .with("other", target->task_id)
                                  .at(field.name)});
        }
    }
    for (RoleCover& cover : role_covers(all)) {
        if (!cover.bases.empty()) continue;
        faults.push_back({cover.definition, nullptr,
                          input_error("register.definition.no_role_basis")
                              .with("register", cover.definition->name)
                              .with("role", cover.role)
                              .with("beside", cover.beside->name)
                              .with("task", cover.task)
                              .with("other", cover.other)});
    }
    return faults;
}

}  // namespace daicho::registers
