#include "vault/migrations.hpp"

#include <array>

namespace daicho::vault {
namespace {

constexpr std::array kSteps = {
    store::Migration{1, "keys of the city and of records",
                     "CREATE TABLE IF NOT EXISTS w_key (name TEXT PRIMARY KEY, wrapped BLOB NOT "
                     "NULL) STRICT, WITHOUT ROWID;"
                     "CREATE TABLE IF NOT EXISTS w_record_key (register INTEGER NOT NULL, "
                     "record_id INTEGER NOT NULL, wrapped BLOB NOT NULL, PRIMARY KEY (register, "
                     "record_id)) STRICT, WITHOUT ROWID;"},
};
static_assert(store::ascends(kSteps));

}  // namespace

store::Migrations migrations() noexcept { return {"vault", kSteps}; }

}  // namespace daicho::vault
