#include "store/postgres.hpp"

#include <unistd.h>

#include "store/detail/postgres_connection.hpp"

namespace daicho::store {
namespace {

using detail::ConnectionWords;
using detail::PostgresConnection;

// What libpq reads, in order; its own complaint could quote the password, so it is not passed on.
Result<ConnectionWords> parse(const std::string& address) {
    PQconninfoOption* options = PQconninfoParse(address.c_str(), nullptr);
    if (options == nullptr) {
        return detail::postgres_failed("the address of the PostgreSQL store is not readable");
    }
    ConnectionWords found;
    for (const PQconninfoOption* option = options; option->keyword != nullptr; ++option) {
        if (option->val != nullptr) found.emplace_back(option->keyword, option->val);
    }
    PQconninfoFree(options);
    return found;
}

constexpr std::string_view kEverybody =
    "SET standard_conforming_strings = on; SET jit = off; SET bytea_output = 'hex'; ";
// What was acknowledged survives a power cut, whatever the server's own setting is.
constexpr std::string_view kWriterSettings =
    "SELECT set_config('synchronous_commit', 'on', false) WHERE "
    "current_setting('synchronous_commit') IN ('off', 'local'); SET lock_timeout = '10s'; ";
constexpr std::string_view kAppliedSettings =
    "SET synchronous_commit = remote_apply; SET lock_timeout = '10s'; ";
// A writer whose machine is gone says no farewell: its session, and the lease with it, must end
// before people give up (5 + 3 times 2 s). Without a network (a socket file) they mean nothing.
constexpr std::string_view kLeaseEnds =
    "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3";
constexpr std::string_view kReaderSettings =
    "SET default_transaction_read_only = on; "
    "SET default_transaction_isolation = 'repeatable read'";

}  // namespace

std::string describe_postgres(const std::string& address) {
    const auto words = parse(address);
    return words ? detail::describe(*words) : "postgres:";
}

Result<ConnectionPointer> open_postgres(const std::string& address, PostgresMode mode) {
    DAICHO_TRY(options, parse(address));
    // Later words win: the last ones are ours.
    options.insert(options.begin(), {"connect_timeout", "10"});
    options.emplace_back("client_encoding", "UTF8");
    options.emplace_back("application_name", "daicho/" + std::to_string(::getpid()));
    std::string settings(kEverybody);
    if (mode == PostgresMode::read) {
        settings += kReaderSettings;
    } else {
        settings += mode == PostgresMode::write ? kWriterSettings : kAppliedSettings;
        settings += kLeaseEnds;
    }
    auto connection = std::make_unique<PostgresConnection>(std::move(options), std::move(settings));
    DAICHO_CHECK(connection->reconnect());
    return ConnectionPointer(std::move(connection));
}

Status take_postgres_lease(Connection& connection) {
    return static_cast<PostgresConnection&>(connection).take_lease();
}

Result<bool> is_postgres_leased(Connection& connection) {
    DAICHO_TRY(held, detail::lease_holders(connection, "count(*)"));
    DAICHO_TRY(row, held->step());
    return row && held->integer(0) != 0;
}

Result<std::string> postgres_log_place(Connection& connection) {
    DAICHO_TRY(select, connection.cached(
                           "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() "
                           "ELSE pg_current_wal_lsn() END::text"));
    DAICHO_TRY(row, select->step());
    std::string place(row ? select->text(0) : std::string_view());
    select->reset();
    return place;
}

Result<bool> postgres_has_applied(Connection& replica, const std::string& place) {
    DAICHO_TRY(select, replica.cached("SELECT coalesce(pg_is_in_recovery() AND "
                                      "pg_last_wal_replay_lsn() >= (?::text)::pg_lsn, false)"));
    select->bind_text(0, place);
    DAICHO_TRY(row, select->step());
    const bool applied = row && select->integer(0) != 0;
    select->reset();
    return applied;
}

Result<std::optional<Standbys>> postgres_standbys(Connection& connection) {
    DAICHO_TRY(waits, connection.integer(
                          "SELECT current_setting('synchronous_standby_names') <> ''"));
    DAICHO_TRY(count, connection.integer("SELECT count(*) FROM pg_stat_replication"));
    return std::optional<Standbys>({waits != 0, count});
}

}  // namespace daicho::store
