#include "store/database.hpp"

#include "store/postgres.hpp"
#include "store/scrub.hpp"
#include "store/sqlite.hpp"

namespace daicho::store {
namespace {

constexpr std::string_view kPostgres = "postgres:";

// "postgres:host=… dbname=…"; a whole URI may stand for itself.
std::string address_of(const std::string& store) {
    const bool uri = store.starts_with("postgres://") || store.starts_with("postgresql://");
    return uri ? store : store.substr(kPostgres.size());
}

Result<ConnectionPointer> connect(const Options& options, bool write) {
    DAICHO_TRY(kind, kind_of(options.store));
    if (kind == StoreKind::postgres) {
        return open_postgres(address_of(options.store),
                             write ? PostgresMode::write : PostgresMode::read);
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

Result<bool> has_data(const Options& options) {
    DAICHO_TRY(kind, kind_of(options.store));
    if (kind == StoreKind::sqlite) {
        std::error_code code;
        return std::filesystem::exists(options.file, code);
    }
    DAICHO_TRY(connection, connect(options, false));
    DAICHO_TRY(count, connection->integer("SELECT count(*) FROM pg_tables WHERE schemaname = "
                                          "current_schema()"));
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
    if (connection_) home_->take_back(std::move(connection_));
}

std::string describe(const std::string& store) {
    const auto kind = kind_of(store);
    const bool postgres = kind && *kind == StoreKind::postgres;
    return postgres ? describe_postgres(address_of(store)) : "sqlite";
}

// In PostgreSQL only tables that are named as ours are: the schema may hold others.
Status discard_data(const Options& options) {
    DAICHO_TRY(there, has_data(options));
    DAICHO_TRY(kind, kind_of(options.store));
    if (!there) return {};
    if (kind == StoreKind::postgres) {
        DAICHO_TRY(database, Database::open(options));
        return database->writer().execute(
            "DO $$ DECLARE name text; BEGIN FOR name IN SELECT tablename FROM pg_tables WHERE "
            "schemaname = current_schema() AND tablename ~ '^[jvw]_' LOOP "
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
        DAICHO_CHECK(take_postgres_lease(*database->writer_, address_of(options.store)));
    }
    return database;
}

bool Database::has_writer() {
    if (writer_->dialect().kind() == StoreKind::sqlite) return is_leased(options_.file);
    auto at = reader();
    return at && is_postgres_leased(**at).value_or(false);
}

Database::~Database() {
    idle_.clear();
    writer_.reset();
}

Result<Reader> Database::reader() {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            ConnectionPointer connection = std::move(idle_.back());
            idle_.pop_back();
            return Reader(this, std::move(connection));
        }
    }
    DAICHO_TRY(connection, connect(options_, false));
    return Reader(this, std::move(connection));
}

void Database::take_back(ConnectionPointer connection) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
}

}  // namespace daicho::store
