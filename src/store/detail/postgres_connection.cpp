#include "store/detail/postgres_connection.hpp"

#include <poll.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "base/assert.hpp"

namespace daicho::store::detail {
namespace {

constexpr std::size_t kStaleStatements = 32;  // forgotten on the server together

constexpr int kAskAgain = 20;
constexpr std::chrono::milliseconds kPause{25};

constexpr const char* kGiveBack = "ROLLBACK; SELECT pg_advisory_unlock_all()";

constexpr std::string_view kLeaseTable =
    "CREATE TABLE IF NOT EXISTS w_lease (epoch bigint PRIMARY KEY, holder text NOT NULL, "
    "open boolean NOT NULL, transactions bigint NOT NULL)";

}  // namespace

Error postgres_failed(std::string reason) {
    return system_error("store.failed").with("reason", std::move(reason));
}

Error postgres_lost(std::string reason) {
    return system_error("store.lost").with("reason", std::move(reason));
}

std::string first_line(const char* text) {
    const std::string_view words = text == nullptr ? "" : text;
    return std::string(words.substr(0, words.find('\n')));
}

std::string describe(const ConnectionWords& words) {
    std::string text = "postgres:";
    for (const auto& [name, value] : words) {
        if (name == "host" || name == "port" || name == "dbname" || name == "service") {
            text += (text.back() == ':' ? "" : " ") + name + "=" + value;
        }
    }
    return text;
}

Result<StatementPointer> lease_holders(Connection& connection, const std::string& columns) {
    DAICHO_TRY(select, connection.prepare(
                           "SELECT " + columns +
                           " FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid WHERE "
                           "l.locktype = 'advisory' AND l.classid = ? AND l.objid = ? AND "
                           "l.objsubid = 2 AND l.granted AND l.database = (SELECT oid FROM "
                           "pg_database WHERE datname = current_database())"));
    select->bind(0, kLeaseClass);
    select->bind(1, kLeaseObject);
    return select;
}

PostgresConnection::PostgresConnection(ConnectionWords words, std::string settings)
    : Connection(StoreKind::postgres), words_(std::move(words)), settings_(std::move(settings)) {}

PostgresConnection::~PostgresConnection() { close(); }

// Statements go first: they speak with the server when they end.
void PostgresConnection::close() {
    drop_rows();
    forget_cached();
    appends_.clear();
    stale_.clear();
    on_wire_ = nullptr;
    ++session_;
    // The server ends a session in its own time; whoever opens the data next must not wait for it.
    if (handle_ != nullptr && leased_ && !lost_) {
        const Answer left(PQexec(handle_, kGiveBack));
    }
    if (handle_ != nullptr) PQfinish(handle_);
    handle_ = nullptr;
    lost_ = true;
}

// Between queries the server sends nothing but farewells: whatever came is read, and the end of the
// stream shows after the last word.
bool PostgresConnection::is_lost() const {
    for (int words = 0; words < 8 && !lost_; ++words) {
        lost_ = PQstatus(handle_) == CONNECTION_BAD;
        if (lost_ || on_wire_ != nullptr) break;
        pollfd there{PQsocket(handle_), POLLIN, 0};
        if (::poll(&there, 1, 0) <= 0) break;
        (void)PQconsumeInput(handle_);
    }
    return lost_;
}

Status PostgresConnection::reconnect() {
    close();
    forget_transaction();
    std::vector<const char*> names;
    std::vector<const char*> values;
    for (const auto& [name, value] : words_) {
        names.push_back(name.c_str());
        values.push_back(value.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    handle_ = PQconnectdbParams(names.data(), values.data(), 0);
    if (handle_ == nullptr) return postgres_failed("no memory");
    if (PQstatus(handle_) != CONNECTION_OK) {
        return session_ > 1 ? postgres_lost(first_line(PQerrorMessage(handle_)))
                            : postgres_failed(first_line(PQerrorMessage(handle_)));
    }
    lost_ = false;
    PQsetNoticeProcessor(handle_, [](void*, const char*) {}, nullptr);
    const char* encoding = PQparameterStatus(handle_, "server_encoding");
    if (encoding == nullptr || std::string_view(encoding) != "UTF8") {
        return postgres_failed("the database is not in UTF8");
    }
    Status ready = execute(settings_);
    if (ready && leased_) ready = take_lease_again();
    // Not half: whoever writes without the lease must not begin.
    if (!ready) lost_ = true;
    return ready;
}

Error PostgresConnection::in_use() {
    std::string process = "?";
    auto holder = lease_holders(*this, "a.application_name");
    if (holder && (*holder)->step().value_or(false)) {
        const std::string_view name = (*holder)->text(0);
        if (name.starts_with("daicho/")) process = name.substr(7);
    }
    return system_error("store.in_use").with("file", describe(words_)).with("process", process);
}

std::string PostgresConnection::holder() const {
    return "daicho/" + std::to_string(::getpid()) + (note_.empty() ? "" : " " + note_);
}

Status PostgresConnection::note_in_lease(std::string note) {
    note_ = std::move(note);
    DAICHO_TRY(line, prepare("UPDATE w_lease SET holder = ? WHERE open AND epoch = ?"));
    const std::string name = holder();
    line->bind_text(0, name);
    line->bind(1, fence_.epoch);
    DAICHO_TRY(rows, line->step());
    DAICHO_ASSERT(!rows);
    return {};
}

// The server may still be ending the session before this one, which held it.
Status PostgresConnection::take_lease_again() {
    Status taken = take_lease();
    for (int i = 0; i < kAskAgain && !taken && taken.error().id == "store.in_use"; ++i) {
        std::this_thread::sleep_for(kPause);
        taken = take_lease();
    }
    return taken;
}

// The lock keeps others out while this session lives; the epoch keeps a session out whose lock was
// lost unnoticed: its transactions begin with a line that is closed by then. Closing waits for one
// that is under way.
Status PostgresConnection::take_lease() {
    leased_ = false;
    DAICHO_TRY(taken, integer("SELECT pg_try_advisory_lock(" + std::to_string(kLeaseClass) +
                              ", " + std::to_string(kLeaseObject) + ")::int"));
    if (taken == 0) {
        leased_ = fence_.epoch != 0;
        return in_use();
    }
    DAICHO_CHECK(execute(kLeaseTable));
    DAICHO_CHECK(execute("UPDATE w_lease SET open = false WHERE open"));
    DAICHO_TRY(line, prepare("INSERT INTO w_lease SELECT coalesce(max(epoch), 0) + 1, ?, true, 0 "
                             "FROM w_lease RETURNING epoch"));
    const std::string name = holder();
    line->bind_text(0, name);
    DAICHO_TRY(made, line->step());
    DAICHO_ASSERT(made);
    before_ = std::exchange(fence_, Fence{line->integer(0), 0});
    epoch_ = fence_.epoch;
    leased_ = true;
    return {};
}

Status PostgresConnection::begin_fenced() {
    ++fence_.transaction;
    const std::string sql = "BEGIN; UPDATE w_lease SET transactions = " +
                            std::to_string(fence_.transaction) +
                            " WHERE open AND epoch = " + std::to_string(fence_.epoch);
    const Answer answer(PQexec(handle_, sql.c_str()));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return fault(answer.get());
    if (std::string_view(PQcmdTuples(answer.get())) == "1") return {};
    // Another process wrote since: this one's memory is out of date, so it begins anew.
    const Answer left(PQexec(handle_, kGiveBack));
    close();
    return postgres_lost("another process took over");
}

Result<bool> PostgresConnection::was_saved() {
    DAICHO_CHECK(reconnect());
    DAICHO_TRY(same, integer("SELECT transactions = " + std::to_string(before_.transaction) +
                             " FROM w_lease WHERE epoch = " + std::to_string(before_.epoch)));
    return same != 0;
}

Error PostgresConnection::fault(const PGresult* answer) {
    const char* code = answer == nullptr ? nullptr : PQresultErrorField(answer, PG_DIAG_SQLSTATE);
    const std::string_view state = code == nullptr ? "" : code;
    // 57P0x: the server is being shut down, or was torn down by a fault.
    if (PQstatus(handle_) == CONNECTION_BAD || state.starts_with("57P0")) {
        lost_ = true;
        return postgres_lost(first_line(PQerrorMessage(handle_)));
    }
    if (code == nullptr) return postgres_failed(first_line(PQerrorMessage(handle_)));
    const bool refused = state.starts_with("23") || state.starts_with("22") || state == "42804";
    Error error = refused ? conflict_error("store.refused") : system_error("store.failed");
    return std::move(error).with("reason",
                                 first_line(PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY)));
}

Status PostgresConnection::park_others(PostgresStatement* next) {
    PostgresStatement* before = on_wire_;
    on_wire_ = nullptr;
    return before != nullptr && before != next ? before->park() : Status();
}

Status PostgresConnection::take_wire(PostgresStatement* next) {
    if (handle_ == nullptr) return postgres_lost("the connection is closed");
    DAICHO_CHECK(park_others(next));
    DAICHO_CHECK(flush());
    if (stale_.size() >= kStaleStatements) DAICHO_CHECK(forget_stale());
    on_wire_ = next;
    return {};
}

// After a refusal the transaction is over: what is still held back would be refused as well.
Status PostgresConnection::flush() {
    if (holding_.empty()) return {};
    DAICHO_CHECK(park_others(nullptr));
    Status status;
    for (std::size_t i = 0; status && i < holding_.size(); ++i) status = holding_[i]->send();
    drop_rows();
    return status;
}

void PostgresConnection::drop_rows() noexcept {
    for (PostgresAppend* append : holding_) append->drop_rows();
    holding_.clear();
}

Status PostgresConnection::forget_stale() {
    if (PQtransactionStatus(handle_) == PQTRANS_INERROR) return {};
    std::string sql;
    for (const std::string& name : stale_) sql += "DEALLOCATE " + name + ";";
    stale_.clear();
    const Answer answer(PQexec(handle_, sql.c_str()));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return fault(answer.get());
    return {};
}

Result<StatementPointer> PostgresConnection::prepare(std::string_view sql) {
    DAICHO_CHECK(take_wire(nullptr));
    const NumberedSql numbered = number_parameters(sql);
    std::string name = "s" + std::to_string(++prepared_);
    const Answer answer(PQprepare(handle_, name.c_str(), numbered.sql.c_str(), 0, nullptr));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return fault(answer.get());
    return StatementPointer(
        std::make_unique<PostgresStatement>(*this, std::move(name), numbered.parameters));
}

Result<Statement*> PostgresConnection::appending(const RowTarget& target) {
    std::string key = dialect().insert(target);
    auto& append = appends_[key];
    if (!append) {
        append = std::make_unique<PostgresAppend>(*this, target,
                                                  "a" + std::to_string(++prepared_));
    }
    DAICHO_CHECK(flush());  // its rows are counted from here
    append->count_from_here();
    return append.get();
}

// The server answers COMMIT of a transaction in which something failed by undoing it, without an
// error: whoever passed over that failure must not be told that the rest is durable.
Status PostgresConnection::execute(std::string_view sql) {
    if (sql.starts_with("ROLLBACK")) drop_rows();
    DAICHO_CHECK(take_wire(nullptr));
    if (sql == "COMMIT" && PQtransactionStatus(handle_) == PQTRANS_INERROR) {
        return postgres_failed("a statement of this transaction failed");
    }
    if (leased_ && sql == "BEGIN") return begin_fenced();
    const Answer answer(PQexec(handle_, std::string(sql).c_str()));
    const ExecStatusType status = PQresultStatus(answer.get());
    const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
                      status == PGRES_EMPTY_QUERY;
    return good ? Status() : Status(fault(answer.get()));
}

}  // namespace daicho::store::detail
