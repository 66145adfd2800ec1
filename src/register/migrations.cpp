#include "register/migrations.hpp"

#include <array>

namespace daicho::registers {
namespace {

constexpr std::string_view kSchemaTable =
    "CREATE TABLE IF NOT EXISTS w_schema (number INTEGER PRIMARY KEY, applied INTEGER NOT NULL) "
    "STRICT;";

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
};

constexpr bool ascend() {
    for (std::size_t i = 0; i < kMigrations.size(); ++i) {
        if (kMigrations[i].number != static_cast<std::int64_t>(i) + 1) return false;
    }
    return true;
}
static_assert(ascend());

Error newer(std::int64_t found) {
    return conflict_error("kernel.newer_data")
        .with("found", std::to_string(found))
        .with("known", std::to_string(kMigrations.back().number));
}

}  // namespace

std::span<const Migration> migrations() noexcept { return kMigrations; }

Result<std::int64_t> schema_number(store::Connection& connection) {
    DAICHO_TRY(there, connection.integer(connection.dialect().count_table("w_schema")));
    if (there == 0) return std::int64_t{0};
    DAICHO_TRY(number, connection.integer("SELECT coalesce(max(number), 0) FROM w_schema"));
    if (number > kMigrations.back().number) return newer(number);
    return number;
}

Status migrate(store::Connection& connection, Instant now) {
    DAICHO_TRY(done, schema_number(connection));
    if (done == kMigrations.back().number) return {};
    DAICHO_CHECK(connection.execute(connection.dialect().tables(kSchemaTable)));
    DAICHO_TRY(note, connection.prepare("INSERT INTO w_schema VALUES (?, ?)"));
    for (const Migration& step : kMigrations) {
        if (step.number <= done) continue;
        DAICHO_CHECK(connection.execute(connection.dialect().tables(step.sql)));
        note->bind(0, step.number);
        note->bind(1, now.micros);
        DAICHO_CHECK(note->run());
    }
    return {};
}

Status require_migrated(store::Connection& connection) {
    DAICHO_TRY(done, schema_number(connection));
    if (done == kMigrations.back().number) return {};
    const Migration& next = kMigrations[static_cast<std::size_t>(done)];
    return conflict_error("kernel.not_upgraded").with("register", std::string(next.what));
}

}  // namespace daicho::registers
