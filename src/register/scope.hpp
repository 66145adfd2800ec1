// Scope: roles that reach only the rows of their own departments – staff of a section in a register
// of the whole city, a contractor in the register of contracts.
//
// A definition names the way from a row to its department (docs/registers.md, Scopes). Whatever
// does not ask with a scope treats such a role as none at all (`authorise`): a new screen, file or
// count shows nothing until it was made for it. Threading: plain values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "register/access.hpp"
#include "register/query.hpp"

namespace daicho::registers {

// Who a role of a scope acts for, and by which way rows lead there.
struct Scope {
    const ScopeRule* rule = nullptr;
    std::vector<std::uint64_t> departments;
};

// What somebody reaches of a register: all of it, or what a scope leaves.
struct Reach {
    std::uint16_t capacity = 0;
    std::optional<Scope> scope;
};

// A role without a scope before one with it. Errors: register.denied.
Result<Reach> reach(const identity::Principal& principal, const Definition& definition,
                    Action action);

// " AND …" on the table `h` of the register.
std::string scope_sql(const Scope& scope, Date day);
// The same text for the same rows.
std::string scope_text(const Scope& scope);

// Whether the record lies in it on that day.
Result<bool> in_scope(store::Connection& connection, const Definition& definition,
                      const Scope& scope, std::uint64_t record, Date day);
// Whether a row with these values would.
Result<bool> in_scope(store::Connection& connection, const Scope& scope,
                      const std::vector<OwnedValue>& values, Date day);

// Ties the ways to the other definitions. Errors: register.definition.scope, with file and line.
Status link_scopes(const std::vector<Definition*>& all);

}  // namespace daicho::registers
