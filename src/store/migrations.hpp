// Migrations: the tables that the program itself needs, module by module, step by step.
//
// Each module gives a list; w_migration says which step of which module ran when, done by which
// version of the program. Numbers ascend from 1 and are never used twice; a step that was published
// is never changed: what is wrong is put right by a further one. There is no way back. The steps
// that a database lacks run inside the caller's transaction, so it is at one state or the other and
// never between. Tables of registers follow their definitions (register/schema), not these lists;
// triggers are made again at every opening (store/refusals).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "store/connection.hpp"

namespace daicho::store {

struct Migration {
    std::int64_t number = 0;
    std::string_view what;
    std::string_view sql;  // as Dialect::tables reads it
};

struct Migrations {
    std::string_view module;
    std::span<const Migration> steps;
};

// For static_assert beside a list.
constexpr bool ascends(std::span<const Migration> steps) noexcept {
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].number != static_cast<std::int64_t>(i) + 1) return false;
    }
    return !steps.empty();
}

// The number of the step done last, 0 for none. Error: store.newer_data (by a newer program).
Result<std::int64_t> schema_number(Connection& connection, const Migrations& module);
// Inside a transaction. Errors: store.newer_data, those of the store.
Status migrate(Connection& connection, const Migrations& module, Instant now);
// All of them or none: whether any is newer is asked before the first step. `complete`: these are
// all that the program has, so a further module in the database is a newer program's.
enum class Modules : std::uint8_t { some, complete };
Status migrate(Connection& connection, std::span<const Migrations> modules, Modules which,
               Instant now);
// For whoever only reads. Errors: store.not_migrated, store.newer_data.
Status require_migrated(Connection& connection, std::span<const Migrations> modules, Modules which);

}  // namespace daicho::store
