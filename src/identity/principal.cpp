#include "identity/principal.hpp"

#include <algorithm>

namespace daicho::identity {
namespace {

constexpr std::string_view kEveryTask = "*";

// Only these two may reach registers of every task; the star of any other grant is ignored.
bool may_reach_every_task(std::string_view role) noexcept {
    return role == "auditor" || role == "system";
}

// The grant that gives the role for the task; only own ones, or only delegated ones.
const Grant* find_grant(const std::vector<Grant>& grants, std::string_view role,
                        std::string_view task, bool own) noexcept {
    const auto found = std::find_if(grants.begin(), grants.end(), [&](const Grant& grant) {
        if (grant.role != role || (grant.from == 0) != own) return false;
        if (grant.task == kEveryTask) return own && may_reach_every_task(role);
        return grant.task == task;
    });
    return found == grants.end() ? nullptr : &*found;
}

}  // namespace

const std::vector<Role>& roles() {
    static const std::vector<Role> kRoles = {
        {1, "system", "システム", "System"},
        {2, "loader", "データ移行担当", "Loader"},
        {3, "admin", "システム管理者", "Administrator"},
        {4, "tax_clerk", "税務担当", "Tax clerk"},
        {5, "tax_approver", "税務決裁者", "Tax approver"},
        {6, "auditor", "監査担当", "Auditor"},
        {7, "governance", "情報政策担当", "Governance"},
        {8, "department_head", "所属長", "Department head"},
        {9, "receivable_clerk", "収納担当", "Receivables clerk"},
        {10, "person_clerk", "宛名担当", "Addressee clerk"},
        {11, "protection_officer", "支援措置の責任者", "Protection officer"},
        {12, "section_staff", "所属担当", "Section staff", true},
        {13, "contractor", "受託者", "Contractor", true},
    };
    return kRoles;
}

const Role* find_role(std::string_view code) noexcept {
    for (const Role& role : roles()) {
        if (role.code == code) return &role;
    }
    return nullptr;
}

const Role* find_role(std::uint16_t number) noexcept {
    for (const Role& role : roles()) {
        if (role.number == number) return &role;
    }
    return nullptr;
}

const Role* Principal::capacity(const std::vector<std::string>& allowed,
                                std::string_view task) const noexcept {
    for (const bool own : {true, false}) {
        for (const std::string& code : allowed) {
            const Role* role = find_role(code);
            if (role == nullptr || role->own_department) continue;
            if (find_grant(grants, code, task, own) != nullptr) return role;
        }
    }
    return nullptr;
}

std::vector<std::uint64_t> Principal::departments(std::string_view role,
                                                  std::string_view task) const {
    std::vector<std::uint64_t> all;
    for (const Grant& grant : grants) {
        if (grant.role != role || grant.task != task) continue;
        all.insert(all.end(), grant.departments.begin(), grant.departments.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::uint64_t Principal::on_behalf(std::uint16_t capacity, std::string_view task) const noexcept {
    const Role* role = find_role(capacity);
    if (role == nullptr || find_grant(grants, role->code, task, true) != nullptr) return 0;
    const Grant* grant = find_grant(grants, role->code, task, false);
    return grant == nullptr ? 0 : grant->from;
}

Principal system_principal() {
    Principal principal;
    principal.name = "システム";
    principal.grants = {{"system", std::string(kEveryTask)}};
    return principal;
}

}  // namespace daicho::identity
