#include "journal/migrations.hpp"

#include <array>

namespace daicho::journal {
namespace {

constexpr std::array kSteps = {
    store::Migration{1, "entries, checkpoints, roots of subtrees",
                     "CREATE TABLE IF NOT EXISTS j_entry (number INTEGER PRIMARY KEY, header "
                     "BLOB NOT NULL, body BLOB, leaf BLOB NOT NULL) STRICT;"
                     "CREATE TABLE IF NOT EXISTS j_checkpoint (size INTEGER PRIMARY KEY, time "
                     "INTEGER NOT NULL, note TEXT NOT NULL) STRICT;"
                     "CREATE TABLE IF NOT EXISTS w_tree (level INTEGER NOT NULL, position "
                     "INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (level, position)) "
                     "STRICT, WITHOUT ROWID;"},
};
static_assert(store::ascends(kSteps));

}  // namespace

store::Migrations migrations() noexcept { return {"journal", kSteps}; }

}  // namespace daicho::journal
