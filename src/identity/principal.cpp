#include "identity/principal.hpp"

#include <algorithm>

namespace daicho::identity {
namespace {

constexpr std::string_view kEveryTask = "*";

// Only these two may reach registers of every task; the star of any other grant is ignored.
bool may_reach_every_task(std::string_view role) noexcept {
    return role == "auditor" || role == "system";
}

bool holds(const std::vector<Grant>& grants, std::string_view role,
           std::string_view task) noexcept {
    return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
        if (grant.role != role) return false;
        if (grant.task == kEveryTask) return may_reach_every_task(role);
        return grant.task == task;
    });
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
    for (const std::string& code : allowed) {
        const Role* role = find_role(code);
        if (role != nullptr && holds(grants, code, task)) return role;
    }
    return nullptr;
}

Principal system_principal() {
    Principal principal;
    principal.name = "システム";
    principal.grants = {{"system", std::string(kEveryTask)}};
    return principal;
}

}  // namespace daicho::identity
