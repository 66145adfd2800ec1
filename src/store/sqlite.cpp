#include "store/sqlite.hpp"

#include <sqlite3.h>

#include <string>

#include "base/assert.hpp"

namespace daicho::store {
namespace {

constexpr int kBusyTimeoutMs = 10'000;
constexpr int kLogPages = 16'384;  // 64 MiB: then the writer itself folds the log

Error fault(sqlite3* handle, int code) {
    const bool refused = (code & 0xff) == SQLITE_CONSTRAINT;
    Error error = refused ? conflict_error("store.refused") : system_error("store.failed");
    return std::move(error).with("reason",
                                 handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
}

class SqliteStatement final : public Statement {
public:
    SqliteStatement(sqlite3* handle, sqlite3_stmt* statement) noexcept
        : handle_(handle), statement_(statement) {}
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;
    ~SqliteStatement() override { sqlite3_finalize(statement_); }

    void bind(int parameter, std::int64_t value) override {
        check(sqlite3_bind_int64(statement_, parameter + 1, value));
    }
    void bind_text(int parameter, std::string_view value) override {
        // SQLite takes a null pointer for NULL: an empty view must still be a text.
        const char* data = value.data() == nullptr ? "" : value.data();
        check(sqlite3_bind_text64(statement_, parameter + 1, data, value.size(), SQLITE_STATIC,
                                  SQLITE_UTF8));
    }
    void bind_blob(int parameter, ByteView value) override {
        if (value.empty()) {
            check(sqlite3_bind_zeroblob(statement_, parameter + 1, 0));
            return;
        }
        check(sqlite3_bind_blob64(statement_, parameter + 1, value.data(), value.size(),
                                  SQLITE_STATIC));
    }
    void bind_null(int parameter) override {
        check(sqlite3_bind_null(statement_, parameter + 1));
    }

    Result<bool> step() override {
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_ROW) return true;
        if (code == SQLITE_DONE) {
            sqlite3_reset(statement_);
            return false;
        }
        Error error = fault(handle_, code);
        sqlite3_reset(statement_);
        return error;
    }
    void reset() override { sqlite3_reset(statement_); }

    [[nodiscard]] bool is_null(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    [[nodiscard]] std::int64_t integer(int column) const override {
        return sqlite3_column_int64(statement_, column);
    }
    [[nodiscard]] std::string_view text(int column) const override {
        const auto* data = sqlite3_column_text(statement_, column);
        const int size = sqlite3_column_bytes(statement_, column);
        return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(size)};
    }
    [[nodiscard]] ByteView blob(int column) const override {
        const void* data = sqlite3_column_blob(statement_, column);
        const int size = sqlite3_column_bytes(statement_, column);
        return {static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size)};
    }

private:
    static void check(int code) noexcept { DAICHO_ASSERT(code == SQLITE_OK); }
    sqlite3* handle_;
    sqlite3_stmt* statement_;
};

class SqliteConnection final : public Connection {
public:
    explicit SqliteConnection(sqlite3* handle) noexcept
        : Connection(StoreKind::sqlite), handle_(handle) {}
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;
    ~SqliteConnection() override {
        forget_cached();
        sqlite3_close_v2(handle_);
    }

    // In place of SQLite's own hook, which does the first half.
    void watch_log(std::function<void(int)> told) {
        told_ = std::move(told);
        const auto grown = [](void* self, sqlite3* handle, const char* name, int pages) {
            if (pages >= kLogPages) sqlite3_wal_checkpoint(handle, name);
            static_cast<SqliteConnection*>(self)->told_(pages);
            return SQLITE_OK;
        };
        sqlite3_wal_hook(handle_, grown, this);
    }

    Result<int> fold_log() {
        int in_log = 0;
        int folded = 0;
        const int code = sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE,
                                                   &in_log, &folded);
        if (code != SQLITE_OK) return fault(handle_, code);
        return folded;
    }

    Result<StatementPointer> prepare(std::string_view sql) override {
        sqlite3_stmt* statement = nullptr;
        const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                            SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        if (code != SQLITE_OK) return fault(handle_, code);
        return StatementPointer(std::make_unique<SqliteStatement>(handle_, statement));
    }

    Status execute(std::string_view sql) override {
        const int code = sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) return fault(handle_, code);
        return {};
    }

private:
    sqlite3* handle_;
    std::function<void(int)> told_;
};

// temp_store=FILE: the savepoint journal of a large import is walked once for every statement when
// it is in memory, which makes the import quadratic.
// journal_size_limit keeps the log file small after bulk loads. No mmap: scans gain a few percent,
// and the file's pages would count as this process's memory.
constexpr std::string_view kWriterSettings =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-65536; PRAGMA temp_store=FILE; PRAGMA journal_size_limit=67108864;"
    "PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;";
// Before its first look a connection does not know that there is a log, and folds nothing.
constexpr std::string_view kCheckpointSettings =
    "PRAGMA synchronous=FULL; PRAGMA query_only=ON; SELECT count(*) FROM sqlite_master;";
constexpr std::string_view kReaderSettings =
    "PRAGMA query_only=ON; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY;"
    "PRAGMA trusted_schema=OFF;";

std::string_view settings_of(SqliteMode mode) {
    switch (mode) {
        case SqliteMode::write: return kWriterSettings;
        case SqliteMode::read: return kReaderSettings;
        case SqliteMode::checkpoint: break;
    }
    return kCheckpointSettings;
}

}  // namespace

Result<ConnectionPointer> open_sqlite(const std::filesystem::path& file, SqliteMode mode,
                                      bool create) {
    // Counting every allocation takes a lock shared by all connections; nobody reads the counts.
    static const int kUncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)kUncounted;
    sqlite3* handle = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (create && mode == SqliteMode::write ? SQLITE_OPEN_CREATE : 0);
    const int code = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
    if (code != SQLITE_OK) {
        Error error = fault(handle, code).with("file", file.string());
        sqlite3_close_v2(handle);
        return error;
    }
    auto connection = std::make_unique<SqliteConnection>(handle);
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    // Whoever only reads must not fold the log of a dead writer into the database on leaving.
    if (mode == SqliteMode::read) {
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }
    if (mode == SqliteMode::write) sqlite3_wal_autocheckpoint(handle, kLogPages);
    DAICHO_CHECK(connection->execute(settings_of(mode)));
    return ConnectionPointer(std::move(connection));
}

void watch_log(Connection& writer, std::function<void(int pages)> told) {
    static_cast<SqliteConnection&>(writer).watch_log(std::move(told));
}

Result<int> fold_log(Connection& connection) {
    return static_cast<SqliteConnection&>(connection).fold_log();
}

}  // namespace daicho::store
