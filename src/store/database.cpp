#include "store/database.hpp"

#include <thread>

#include "base/clock.hpp"
#include "store/detail/postgres_connection.hpp"
#include "store/detail/setting.hpp"
#include "store/postgres.hpp"
#include "store/scrub.hpp"
#include "store/sqlite.hpp"

namespace daicho::store {
namespace {

using detail::address_of;
using detail::kPostgres;
using detail::kReplica;
using detail::plain_address;

constexpr std::int64_t kCatchUpMs = 1000;
constexpr std::int64_t kAwayMs = 2000;  // before a replica that failed is tried again

// Empty: none.
std::string replica_of(const std::string& store) {
    const std::size_t at = store.find(kReplica);
    return at == std::string::npos ? "" : plain_address(store.substr(at + kReplica.size()));
}

Result<ConnectionPointer> connect(const Options& options, bool write) {
    DAICHO_TRY(kind, kind_of(options.store));
    if (kind == StoreKind::postgres) {
        const PostgresMode mode = !write                          ? PostgresMode::read
                                  : replica_of(options.store).empty() ? PostgresMode::write
                                                                      : PostgresMode::write_applied;
        return open_postgres(address_of(options.store), mode);
    }
    return open_sqlite(options.file, write ? SqliteMode::write : SqliteMode::read,
                       write && options.create);
}

}  // namespace

Result<StoreKind> kind_of(const std::string& store) {
    if (store == "sqlite") return StoreKind::sqlite;
    if (store.starts_with(kPostgres) || store.starts_with("postgresql://")) {
        return StoreKind::postgres;
    }
    // Not shown whole: it may be an address with a password.
    return input_error("store.unknown").with("store", store.substr(0, store.find_first_of(":=@")));
}

Result<ConnectionPointer> open_for_reading(const Options& options) {
    return connect(options, false);
}

Result<bool> has_data(const Options& options) {
    DAICHO_TRY(kind, kind_of(options.store));
    if (kind == StoreKind::sqlite) {
        std::error_code code;
        return std::filesystem::exists(options.file, code);
    }
    DAICHO_TRY(connection, connect(options, false));
    DAICHO_TRY(count, connection->integer("SELECT count(*) FROM pg_tables WHERE schemaname = "
                                          "current_schema() AND tablename <> 'w_lease'"));
    return count != 0;
}

// PostgreSQL's tables keep their names quoted; none of ours needs more.
Status scrub(const Options& options, const std::vector<std::string>& tables) {
    Options existing = options;
    existing.create = false;
    DAICHO_TRY(connection, connect(existing, true));
    if (connection->dialect().kind() == StoreKind::postgres) {
        for (const std::string& table : tables) {
            DAICHO_CHECK(connection->execute("VACUUM FULL " + table));
        }
        // Takes a right that a role may lack; the server's next one does the same.
        (void)connection->execute("CHECKPOINT").has_value();
        return {};
    }
    DAICHO_TRY(row, connection->prepare("PRAGMA wal_checkpoint(TRUNCATE)"));
    DAICHO_TRY(there, row->step());
    if (!there || row->integer(0) == 0) return {};
    return system_error("store.failed").with("reason", "the write-ahead log is still being read");
}

Reader::~Reader() {
    if (connection_) home_->take_back(std::move(connection_), replica_);
}

std::string describe(const std::string& store) {
    const auto kind = kind_of(store);
    const bool postgres = kind && *kind == StoreKind::postgres;
    return postgres ? describe_postgres(address_of(store)) : "sqlite";
}

// In PostgreSQL only tables that are named as ours are: the schema may hold others. The epochs of
// the lease stay: they must not begin anew under a writer that was cut off.
Status discard_data(const Options& options) {
    DAICHO_TRY(there, has_data(options));
    DAICHO_TRY(kind, kind_of(options.store));
    if (!there) return {};
    if (kind == StoreKind::postgres) {
        DAICHO_TRY(database, Database::open(options));
        return database->writer().execute(
            "DO $$ DECLARE name text; BEGIN FOR name IN SELECT tablename FROM pg_tables WHERE "
            "schemaname = current_schema() AND tablename ~ '^[djvw]_' AND tablename <> 'w_lease' "
            "LOOP "
            "EXECUTE format('DROP TABLE %I CASCADE', name); END LOOP; END $$");
    }
    DAICHO_TRY(lease, WriterLease::take(options.file));
    for (const char* part : {"", "-wal", "-shm"}) {
        std::error_code code;
        std::filesystem::remove(options.file.string() + part, code);
        if (code) return system_error("store.failed").with("reason", code.message());
    }
    return {};
}

// SQLite's lease comes before its file: whoever is refused must not have touched anything.
Result<std::unique_ptr<Database>> Database::open(const Options& options) {
    auto database = std::unique_ptr<Database>(new Database());
    database->options_ = options;
    DAICHO_TRY(kind, kind_of(options.store));
    std::error_code code;
    if (kind == StoreKind::sqlite && !options.read_only &&
        (options.create || std::filesystem::exists(options.file, code))) {
        DAICHO_TRY(lease, WriterLease::take(options.file));
        database->lease_ = std::move(lease);
    }
    DAICHO_TRY(writer, connect(options, !options.read_only));
    database->writer_ = std::move(writer);
    if (kind == StoreKind::postgres && !options.read_only) {
        DAICHO_CHECK(take_postgres_lease(*database->writer_));
    }
    database->note_commit();
    if (kind == StoreKind::sqlite && options.checkpoint_apart && !options.read_only) {
        DAICHO_CHECK(database->checkpoint_apart());
    }
    return database;
}

Status Database::checkpoint_apart() {
    DAICHO_TRY_AS(checkpointer_, Checkpointer::start(options_.file));
    watch_log(*writer_, [this](int pages) { checkpointer_->grown(pages); });
    return {};
}

Result<std::optional<Standbys>> standbys(const Options& options) {
    DAICHO_TRY(kind, kind_of(options.store));
    if (kind == StoreKind::sqlite) return std::optional<Standbys>();
    DAICHO_TRY(connection, connect(options, false));
    return postgres_standbys(*connection);
}

bool Database::has_writer() {
    if (writer_->dialect().kind() == StoreKind::sqlite) return is_leased(options_.file);
    auto at = connect(options_, false);  // locks are not replicated
    return at && is_postgres_leased(**at).value_or(false);
}

std::int64_t Database::lease_epoch() const noexcept {
    if (writer_->dialect().kind() == StoreKind::sqlite) return 0;
    return static_cast<const detail::PostgresConnection&>(*writer_).lease_epoch();
}

Database::~Database() {
    idle_.clear();
    idle_replica_.clear();
    if (checkpointer_) watch_log(*writer_, [](int) {});
    checkpointer_.reset();
    writer_.reset();
}

Result<Reader> Database::reader() {
    if (auto replica = reach_replica(); replica && *replica) {
        return Reader(this, std::move(*replica), true);
    }
    while (ConnectionPointer connection = take_idle(idle_)) {
        if (!connection->is_lost()) return Reader(this, std::move(connection));
    }
    DAICHO_TRY(connection, connect(options_, false));
    return Reader(this, std::move(connection));
}

// Null: there is none, or it is not fit to be read. Nobody waits twice for one that is away.
Result<ConnectionPointer> Database::reach_replica() {
    const std::string address = replica_of(options_.store);
    if (address.empty()) return ConnectionPointer();
    {
        const std::lock_guard lock(mutex_);
        if (monotonic_ms() < replica_away_until_ms_) return ConnectionPointer();
    }
    ConnectionPointer connection;
    while ((connection = take_idle(idle_replica_)) && connection->is_lost()) {}
    if (!connection) {
        auto opened = open_postgres(address, PostgresMode::read);
        if (opened) connection = std::move(*opened);
    }
    if (connection && has_caught_up(*connection).value_or(false)) return connection;
    const std::lock_guard lock(mutex_);
    replica_away_until_ms_ = monotonic_ms() + kAwayMs;
    return ConnectionPointer();
}

Result<bool> Database::has_caught_up(Connection& replica) {
    std::string committed;
    {
        const std::lock_guard lock(mutex_);
        committed = committed_;
    }
    for (const std::int64_t started = monotonic_ms();;) {
        DAICHO_TRY(applied, postgres_has_applied(replica, committed));
        if (applied) return true;
        if (monotonic_ms() - started >= kCatchUpMs) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

void Database::note_commit() {
    if (replica_of(options_.store).empty()) return;
    auto place = postgres_log_place(*writer_);
    const std::lock_guard lock(mutex_);
    // Not known: then the replica is not known to be good either.
    if (place) committed_ = std::move(*place);
    else replica_away_until_ms_ = monotonic_ms() + kAwayMs;
}

ConnectionPointer Database::take_idle(Idle& idle) {
    const std::lock_guard lock(mutex_);
    if (idle.empty()) return nullptr;
    ConnectionPointer connection = std::move(idle.back());
    idle.pop_back();
    return connection;
}

void Database::take_back(ConnectionPointer connection, bool replica) {
    const std::lock_guard lock(mutex_);
    (replica ? idle_replica_ : idle_).push_back(std::move(connection));
}

}  // namespace daicho::store
