// PostgreSQL behind store::Connection.
//
// Parameters are written `?` as in SQLite. Statements are prepared on the server; their rows come
// one by one. While one statement still has rows on the way another may be stepped: the rows of
// the first are then set aside (detail/parked_rows.hpp), so that memory never holds a whole result.
// A statement that fails ends its transaction: only ROLLBACK, or ROLLBACK TO a savepoint before it,
// goes on from there. A text cannot hold a zero byte; it is refused.
// Errors carry the server's first line alone: its details quote the values of the row.
#pragma once

#include <string>

#include "store/connection.hpp"

namespace daicho::store {

enum class PostgresMode : std::uint8_t { write, read };

// `address` is what libpq reads: "host=/run/postgresql dbname=city" or a postgresql:// URI.
Result<ConnectionPointer> open_postgres(const std::string& address, PostgresMode mode);

// Where that is, for people: never a password.
std::string describe_postgres(const std::string& address);

// The lease of the writer (decisions 16): a lock of the session that also writes, so whoever lost
// the one has lost the other. Errors: store.in_use, store.failed.
Status take_postgres_lease(Connection& connection, const std::string& address);
// True while a session holds the lease, this process included.
Result<bool> is_postgres_leased(Connection& connection);

}  // namespace daicho::store
