#include "register/migrations.hpp"

#include <array>

namespace daicho::registers {
namespace {

using store::Migration;

constexpr std::array kMigrations = {
    Migration{1, "definitions, blind indexes, who saw whom",
              "CREATE TABLE IF NOT EXISTS w_definition (number INTEGER NOT NULL, revision INTEGER "
              "NOT NULL, name TEXT NOT NULL, digest BLOB NOT NULL, text TEXT NOT NULL, "
              "PRIMARY KEY (number, revision)) STRICT, WITHOUT ROWID;"
              "CREATE TABLE IF NOT EXISTS w_blind (register INTEGER NOT NULL, field INTEGER NOT "
              "NULL, digest BLOB NOT NULL, record_id INTEGER NOT NULL, "
              "PRIMARY KEY (register, field, digest, record_id)) STRICT, WITHOUT ROWID;"
              "CREATE TABLE IF NOT EXISTS w_seen (record_register INTEGER NOT NULL, record_id "
              "INTEGER NOT NULL, entry INTEGER NOT NULL, "
              "PRIMARY KEY (record_register, record_id, entry)) STRICT, WITHOUT ROWID;"},
    Migration{2, "changes that wait; periods of the journal's bodies",
              "CREATE TABLE IF NOT EXISTS w_waiting (register INTEGER NOT NULL, record_id INTEGER "
              "NOT NULL, version_id INTEGER NOT NULL, PRIMARY KEY (register, record_id)) "
              "STRICT, WITHOUT ROWID;"
              "CREATE TABLE IF NOT EXISTS w_body_period (period INTEGER PRIMARY KEY, began INTEGER "
              "NOT NULL, first_entry INTEGER NOT NULL) STRICT;"},
    // Of data from before, everything is looked through once more: what is there stays.
    Migration{3, "who saw whom is indexed behind the answers",
              "CREATE TABLE IF NOT EXISTS w_seen_upto (entry INTEGER PRIMARY KEY) STRICT;"},
    Migration{4, "what was erased",
              "CREATE TABLE IF NOT EXISTS j_erasure (register INTEGER NOT NULL, version_id INTEGER "
              "NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (register, version_id)) "
              "STRICT, WITHOUT ROWID;"},
    Migration{5, "documents of records",
              "CREATE TABLE IF NOT EXISTS d_document (id INTEGER PRIMARY KEY, register INTEGER NOT "
              "NULL, record_id INTEGER NOT NULL, field INTEGER NOT NULL, version_id INTEGER NOT "
              "NULL, parts INTEGER NOT NULL, size INTEGER NOT NULL) STRICT;"
              "CREATE INDEX IF NOT EXISTS d_document_record ON d_document (register, record_id);"
              "CREATE TABLE IF NOT EXISTS d_part (document INTEGER NOT NULL, part INTEGER NOT "
              "NULL, sealed BLOB NOT NULL, PRIMARY KEY (document, part)) STRICT;"},
};
static_assert(store::ascends(kMigrations));

}  // namespace

store::Migrations migrations() noexcept { return {"register", kMigrations}; }

}  // namespace daicho::registers
