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

#include "store/database.hpp"

namespace daicho::store {

// write_applied: commits wait until a synchronous standby, where there is one, shows them.
enum class PostgresMode : std::uint8_t { write, write_applied, read };

// `address` is what libpq reads: "host=/run/postgresql dbname=city" or a postgresql:// URI.
Result<ConnectionPointer> open_postgres(const std::string& address, PostgresMode mode);

// Where that is, for people: never a password.
std::string describe_postgres(const std::string& address);

// The lease of the writer (decisions 16): a lock of the session that also writes, so whoever lost
// the one has lost the other, and an epoch in table w_lease (epoch, holder, open, transactions).
// Every transaction under the lease begins by writing its number into the line of its epoch, if
// that is still open: a writer that was cut off and wakes up cannot commit behind its successor,
// and whoever lost the answer to a COMMIT finds there whether it happened.
// Errors: store.in_use, store.failed.
Status take_postgres_lease(Connection& connection);
// Where the server's log ends, as far as it is written: what a replica must have applied.
Result<std::string> postgres_log_place(Connection& connection);
// False: not yet, or the server is no replica (any more).
Result<bool> postgres_has_applied(Connection& replica, const std::string& place);
Result<std::optional<Standbys>> postgres_standbys(Connection& connection);
// True while a session holds the lease, this process included.
Result<bool> is_postgres_leased(Connection& connection);

}  // namespace daicho::store
