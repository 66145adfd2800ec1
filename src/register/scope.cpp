#include "register/scope.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "register/detail/version_select.hpp"
#include "register/list.hpp"
#include "register/schema.hpp"

namespace daicho::registers {
namespace {

using Steps = std::span<const ScopeRule::Step>;

constexpr std::string_view kDepartments = "department";

std::string day_of(const Definition& definition, std::string sql, Date day) {
    // The places of `pick` are the day, or what is known: numbers of ours, never anybody's text.
    for (const std::int64_t value : detail::pick(definition, {day, std::nullopt}).parameters) {
        const auto place = sql.find('?');
        sql.replace(place, 1, std::to_string(value));
    }
    return sql;
}

// Rows of the first step's register whose way ends in one of the departments.
std::string condition(Steps steps, const std::string& departments, Date day) {
    const ScopeRule::Step& step = steps.front();
    const std::string column = "h." + sql_name(step.holder->fields[step.field].name);
    if (steps.size() == 1) return fmt::format("{} IN ({})", column, departments);
    const Definition& next = *steps[1].holder;
    const std::string from =
        day_of(next, detail::pick(next, {day, std::nullopt}).from, day);
    return fmt::format("{} IN (SELECT h.record_id FROM {} AND {})", column, from,
                       condition(steps.subspan(1), departments, day));
}

std::string list_of(const Scope& scope) {
    return scope.departments.empty() ? "NULL"
                                     : fmt::format("{}", fmt::join(scope.departments, ","));
}

Result<bool> any_row(store::Connection& connection, const std::string& sql) {
    DAICHO_TRY(row, connection.prepare(sql));
    return row->step();
}

Status tie_rule(const std::vector<Definition*>& all, const Definition& definition,
                ScopeRule& rule) {
    const auto fault = [&] {
        return input_error("register.definition.scope")
            .with("role", rule.role)
            .at_line(definition.area + "/" + definition.name + ".yaml", rule.line);
    };
    const Definition* holder = &definition;
    for (ScopeRule::Step& step : rule.steps) {
        step.holder = holder;
        step.field = holder->index_of(step.name);
        const bool known = step.field != Definition::npos &&
                           holder->fields[step.field].type == FieldType::ref &&
                           in_list(*holder, step.field);
        if (!known) return fault();
        const std::string& target = holder->fields[step.field].target;
        const bool last = &step == &rule.steps.back();
        if (last != (target == kDepartments)) return fault();
        const auto next = std::ranges::find(all, target, &Definition::name);
        if (next == all.end()) return fault();
        holder = *next;
    }
    return {};
}

const ScopeRule* rule_for(const Definition& definition, std::string_view role) {
    const auto found = std::ranges::find(definition.scopes, role, &ScopeRule::role);
    return found == definition.scopes.end() ? nullptr : &*found;
}

}  // namespace

Result<Reach> reach(const identity::Principal& principal, const Definition& definition,
                    Action action) {
    auto whole = authorise(principal, definition, action);
    if (whole) return Reach{*whole, std::nullopt};
    for (const std::string& code : roles_for(definition, action)) {
        const identity::Role* role = identity::find_role(code);
        const ScopeRule* rule = rule_for(definition, code);
        if (role == nullptr || rule == nullptr) continue;
        auto departments = principal.departments(code, definition.task_id);
        if (departments.empty()) continue;
        if (rule->steps.empty()) return Reach{role->number, std::nullopt};
        return Reach{role->number, Scope{rule, std::move(departments)}};
    }
    return std::move(whole.error());
}

std::string scope_sql(const Scope& scope, Date day) {
    return " AND " + condition(scope.rule->steps, list_of(scope), day);
}

std::string scope_text(const Scope& scope) {
    return fmt::format("@{} {}", scope.rule->role, list_of(scope));
}

Result<bool> in_scope(store::Connection& connection, const Definition& definition,
                      const Scope& scope, std::uint64_t record, Date day) {
    const std::string from =
        day_of(definition, detail::pick(definition, {day, std::nullopt}).from, day);
    return any_row(connection, fmt::format("SELECT 1 FROM {} AND h.record_id = {}{}", from, record,
                                           scope_sql(scope, day)));
}

Result<bool> in_scope(store::Connection& connection, const Scope& scope,
                      const std::vector<OwnedValue>& values, Date day) {
    const ScopeRule::Step& first = scope.rule->steps.front();
    const OwnedValue& value = values[first.field];
    if (value.kind == Cell::Kind::null) return false;
    const auto named = static_cast<std::uint64_t>(value.integer);
    if (scope.rule->steps.size() == 1) {
        return std::ranges::find(scope.departments, named) != scope.departments.end();
    }
    const Steps rest = Steps(scope.rule->steps).subspan(1);
    const Definition& next = *rest.front().holder;
    const std::string from = day_of(next, detail::pick(next, {day, std::nullopt}).from, day);
    return any_row(connection, fmt::format("SELECT 1 FROM {} AND h.record_id = {} AND {}", from,
                                           named, condition(rest, list_of(scope), day)));
}

Status link_scopes(const std::vector<Definition*>& all) {
    for (Definition* definition : all) {
        for (ScopeRule& rule : definition->scopes) {
            if (!rule.steps.empty()) DAICHO_CHECK(tie_rule(all, *definition, rule));
        }
    }
    return {};
}

}  // namespace daicho::registers
