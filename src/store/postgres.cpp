#include "store/postgres.hpp"

#include <libpq-fe.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <unordered_map>
#include <vector>

#include "base/assert.hpp"
#include "store/detail/parked_rows.hpp"
#include "store/detail/postgres_text.hpp"

namespace daicho::store {
namespace {

using detail::RawField;

constexpr std::size_t kStaleStatements = 32;  // forgotten on the server together

// Two numbers that no other program's advisory locks are likely to use: "daicho", "writer".
constexpr std::string_view kLease = "1684105571, 2003986805";
constexpr std::string_view kLeaseHeld =
    "FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' "
    "AND l.classid = 1684105571 AND l.objid = 2003986805 AND l.objsubid = 2 AND l.granted AND "
    "l.database = (SELECT oid FROM pg_database WHERE datname = current_database())";

struct Clear {
    void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, Clear>;

Error failed(std::string reason) {
    return system_error("store.failed").with("reason", std::move(reason));
}

std::string first_line(const char* text) {
    const std::string_view words = text == nullptr ? "" : text;
    return std::string(words.substr(0, words.find('\n')));
}

// Class 23: a constraint or one of our triggers; class 22 and 42804: a value that the column cannot
// hold.
Error fault(PGconn* handle, const PGresult* answer) {
    const char* code = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
    if (code == nullptr) return failed(first_line(PQerrorMessage(handle)));
    const std::string_view state = code;
    const bool refused =
        state.starts_with("23") || state.starts_with("22") || state == "42804";
    Error error = refused ? conflict_error("store.refused") : system_error("store.failed");
    return std::move(error).with("reason",
                                 first_line(PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY)));
}

class PostgresStatement;

class PostgresConnection final : public Connection {
public:
    explicit PostgresConnection(PGconn* handle) noexcept
        : Connection(StoreKind::postgres), handle_(handle) {}
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;
    ~PostgresConnection() override {
        cache_.clear();
        PQfinish(handle_);
    }

    Result<StatementPointer> prepare(std::string_view sql) override;
    Result<Statement*> cached(std::string_view sql) override;
    Status execute(std::string_view sql) override;
    [[nodiscard]] bool wants_transaction() const override {
        return PQtransactionStatus(handle_) == PQTRANS_IDLE;
    }

    [[nodiscard]] PGconn* handle() const noexcept { return handle_; }
    // Nobody's rows are on the wire afterwards but those of `next`.
    Status take_wire(PostgresStatement* next);
    void leave_wire(const PostgresStatement* statement) noexcept {
        if (on_wire_ == statement) on_wire_ = nullptr;
    }
    void forget(std::string name) { stale_.push_back(std::move(name)); }

private:
    Status forget_stale();

    PGconn* handle_;
    PostgresStatement* on_wire_ = nullptr;
    std::uint64_t prepared_ = 0;
    std::vector<std::string> stale_;
    std::unordered_map<std::string, StatementPointer> cache_;
};

class PostgresStatement final : public Statement {
public:
    PostgresStatement(PostgresConnection& connection, std::string name, std::size_t parameters)
        : connection_(connection), name_(std::move(name)), parameters_(parameters) {}
    PostgresStatement(const PostgresStatement&) = delete;
    PostgresStatement& operator=(const PostgresStatement&) = delete;
    ~PostgresStatement() override {
        reset();
        connection_.forget(std::move(name_));
    }

    void bind(int parameter, std::int64_t value) override {
        Parameter& to = at(parameter);
        *std::to_chars(to.digits.data(), to.digits.data() + to.digits.size(), value).ptr = '\0';
        to.data = to.digits.data();
        to.binary = false;
    }
    void bind_text(int parameter, std::string_view value) override {
        bind_bytes(parameter, value.data(), value.size());
    }
    void bind_blob(int parameter, ByteView value) override {
        bind_bytes(parameter, reinterpret_cast<const char*>(value.data()), value.size());
    }
    void bind_null(int parameter) override { at(parameter).data = nullptr; }

    Result<bool> step() override;
    void reset() override;
    // Reads what is still on the way into memory or a file.
    Status park();

    [[nodiscard]] bool is_null(int column) const override { return field(column).size < 0; }
    [[nodiscard]] std::int64_t integer(int column) const override {
        const RawField& raw = field(column);
        if (raw.size < 0) return 0;
        return detail::integer_of({raw.data, static_cast<std::size_t>(raw.size)},
                                  types_[static_cast<std::size_t>(column)]);
    }
    [[nodiscard]] std::string_view text(int column) const override {
        const RawField& raw = field(column);
        return raw.size < 0 ? std::string_view()
                            : std::string_view(raw.data, static_cast<std::size_t>(raw.size));
    }
    [[nodiscard]] ByteView blob(int column) const override { return as_bytes(text(column)); }

private:
    enum class State : std::uint8_t { idle, on_wire, parked };
    struct Parameter {
        const char* data = nullptr;
        int size = 0;
        bool binary = false;
        std::array<char, 24> digits{};
    };
    Parameter& at(int parameter) { return parameters_.at(static_cast<std::size_t>(parameter)); }
    [[nodiscard]] const RawField& field(int column) const {
        return row_.at(static_cast<std::size_t>(column));
    }
    void bind_bytes(int parameter, const char* data, std::size_t size) {
        Parameter& to = at(parameter);
        to.data = data == nullptr ? "" : data;
        to.size = static_cast<int>(size);
        to.binary = true;
    }
    Status send();
    Result<bool> next_from_wire();
    void end();

    PostgresConnection& connection_;
    std::string name_;
    std::vector<Parameter> parameters_;
    State state_ = State::idle;
    Answer answer_;
    std::vector<Oid> types_;
    std::vector<RawField> row_;
    std::unique_ptr<detail::ParkedRows> parked_;
};

// Integers go as digits, which fit whatever type the server takes the parameter for.
Status PostgresStatement::send() {
    DAICHO_CHECK(connection_.take_wire(this));
    std::vector<const char*> values;
    std::vector<int> sizes;
    std::vector<int> formats;
    for (const Parameter& parameter : parameters_) {
        values.push_back(parameter.data);
        sizes.push_back(parameter.size);
        formats.push_back(parameter.binary ? 1 : 0);
    }
    PGconn* handle = connection_.handle();
    if (PQsendQueryPrepared(handle, name_.c_str(), static_cast<int>(values.size()), values.data(),
                            sizes.data(), formats.data(), 1) == 0) {
        connection_.leave_wire(this);
        return failed(first_line(PQerrorMessage(handle)));
    }
    PQsetSingleRowMode(handle);
    types_.clear();
    state_ = State::on_wire;
    return {};
}

Result<bool> PostgresStatement::step() {
    if (state_ == State::idle) DAICHO_CHECK(send());
    if (state_ == State::on_wire) return next_from_wire();
    DAICHO_TRY(row, parked_->next(row_));
    if (!row) end();
    return row;
}

Result<bool> PostgresStatement::next_from_wire() {
    PGconn* handle = connection_.handle();
    answer_.reset(PQgetResult(handle));
    const ExecStatusType status = PQresultStatus(answer_.get());
    if (status == PGRES_SINGLE_TUPLE) {
        const int columns = PQnfields(answer_.get());
        row_.resize(static_cast<std::size_t>(columns));
        for (int i = 0; types_.size() < row_.size(); ++i) {
            types_.push_back(PQftype(answer_.get(), i));
        }
        for (int i = 0; i < columns; ++i) {
            RawField& field = row_[static_cast<std::size_t>(i)];
            const bool null = PQgetisnull(answer_.get(), 0, i) != 0;
            field = {PQgetvalue(answer_.get(), 0, i), null ? -1 : PQgetlength(answer_.get(), 0, i)};
        }
        return true;
    }
    Status ended;
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        ended = fault(handle, answer_.get());
    }
    end();
    if (!ended) return Error(std::move(ended.error()));
    return false;
}

// Takes the rest from the wire and is ready for the next use.
void PostgresStatement::end() {
    if (state_ == State::on_wire) {
        while (PGresult* rest = PQgetResult(connection_.handle())) PQclear(rest);
        connection_.leave_wire(this);
    }
    state_ = State::idle;
    parked_.reset();
    answer_.reset();
}

void PostgresStatement::reset() {
    if (state_ != State::idle) end();
}

// The row that was stepped to last stays readable: its answer is kept aside.
Status PostgresStatement::park() {
    DAICHO_ASSERT(state_ == State::on_wire);
    Answer present = std::move(answer_);
    const std::vector<RawField> present_row = row_;
    auto rows = std::make_unique<detail::ParkedRows>();
    while (true) {
        DAICHO_TRY(more, next_from_wire());
        if (!more) break;
        DAICHO_CHECK(rows->put(row_));
    }
    answer_ = std::move(present);
    row_ = present_row;
    parked_ = std::move(rows);
    state_ = State::parked;
    return {};
}

Status PostgresConnection::take_wire(PostgresStatement* next) {
    PostgresStatement* before = on_wire_;
    on_wire_ = nullptr;
    if (before != nullptr && before != next) DAICHO_CHECK(before->park());
    if (stale_.size() >= kStaleStatements) DAICHO_CHECK(forget_stale());
    on_wire_ = next;
    return {};
}

Status PostgresConnection::forget_stale() {
    if (PQtransactionStatus(handle_) == PQTRANS_INERROR) return {};
    std::string sql;
    for (const std::string& name : stale_) sql += "DEALLOCATE " + name + ";";
    stale_.clear();
    const Answer answer(PQexec(handle_, sql.c_str()));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return fault(handle_, answer.get());
    return {};
}

Result<StatementPointer> PostgresConnection::prepare(std::string_view sql) {
    DAICHO_CHECK(take_wire(nullptr));
    const detail::NumberedSql numbered = detail::number_parameters(sql);
    std::string name = "s" + std::to_string(++prepared_);
    const Answer answer(PQprepare(handle_, name.c_str(), numbered.sql.c_str(), 0, nullptr));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return fault(handle_, answer.get());
    return StatementPointer(
        std::make_unique<PostgresStatement>(*this, std::move(name), numbered.parameters));
}

Result<Statement*> PostgresConnection::cached(std::string_view sql) {
    const auto found = cache_.find(std::string(sql));
    if (found != cache_.end()) {
        found->second->reset();
        return found->second.get();
    }
    DAICHO_TRY(statement, prepare(sql));
    Statement* pointer = statement.get();
    cache_.emplace(std::string(sql), std::move(statement));
    return pointer;
}

// The server answers COMMIT of a transaction in which something failed by undoing it, without an
// error: whoever passed over that failure must not be told that the rest is durable.
Status PostgresConnection::execute(std::string_view sql) {
    DAICHO_CHECK(take_wire(nullptr));
    if (sql == "COMMIT" && PQtransactionStatus(handle_) == PQTRANS_INERROR) {
        return failed("a statement of this transaction failed");
    }
    const Answer answer(PQexec(handle_, std::string(sql).c_str()));
    const ExecStatusType status = PQresultStatus(answer.get());
    const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
                      status == PGRES_EMPTY_QUERY;
    return good ? Status() : Status(fault(handle_, answer.get()));
}

// What libpq reads, in order; its own complaint could quote the password, so it is not passed on.
Result<std::vector<std::pair<std::string, std::string>>> parse(const std::string& address) {
    PQconninfoOption* options = PQconninfoParse(address.c_str(), nullptr);
    if (options == nullptr) return failed("the address of the PostgreSQL store is not readable");
    std::vector<std::pair<std::string, std::string>> found;
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
    "current_setting('synchronous_commit') IN ('off', 'local'); SET lock_timeout = '10s'";
constexpr std::string_view kReaderSettings =
    "SET default_transaction_read_only = on; "
    "SET default_transaction_isolation = 'repeatable read'";

}  // namespace

std::string describe_postgres(const std::string& address) {
    std::string text = "postgres:";
    const auto options = parse(address);
    if (!options) return text;
    for (const auto& [name, value] : *options) {
        if (name == "host" || name == "port" || name == "dbname" || name == "service") {
            text += (text.back() == ':' ? "" : " ") + name + "=" + value;
        }
    }
    return text;
}

Result<ConnectionPointer> open_postgres(const std::string& address, PostgresMode mode) {
    DAICHO_TRY(options, parse(address));
    // Later words win: these are ours.
    options.emplace_back("client_encoding", "UTF8");
    options.emplace_back("application_name", "daicho/" + std::to_string(::getpid()));
    std::vector<const char*> names{"connect_timeout"};
    std::vector<const char*> values{"10"};
    for (const auto& [name, value] : options) {
        names.push_back(name.c_str());
        values.push_back(value.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    PGconn* handle = PQconnectdbParams(names.data(), values.data(), 0);
    if (handle == nullptr) return failed("no memory");
    auto connection = std::make_unique<PostgresConnection>(handle);
    if (PQstatus(handle) != CONNECTION_OK) return failed(first_line(PQerrorMessage(handle)));
    PQsetNoticeProcessor(handle, [](void*, const char*) {}, nullptr);
    const char* encoding = PQparameterStatus(handle, "server_encoding");
    if (encoding == nullptr || std::string_view(encoding) != "UTF8") {
        return failed("the database is not in UTF8");
    }
    DAICHO_CHECK(connection->execute(std::string(kEverybody).append(
        mode == PostgresMode::write ? kWriterSettings : kReaderSettings)));
    return ConnectionPointer(std::move(connection));
}

Status take_postgres_lease(Connection& connection, const std::string& address) {
    DAICHO_TRY(taken, connection.integer("SELECT pg_try_advisory_lock(" + std::string(kLease) +
                                         ")::int"));
    if (taken != 0) return {};
    DAICHO_TRY(holder, connection.prepare("SELECT a.application_name " + std::string(kLeaseHeld)));
    DAICHO_TRY(there, holder->step());
    const std::string_view name = there ? holder->text(0) : std::string_view();
    return system_error("store.in_use")
        .with("file", describe_postgres(address))
        .with("process",
              name.starts_with("daicho/") ? std::string(name.substr(7)) : std::string("?"));
}

Result<bool> is_postgres_leased(Connection& connection) {
    DAICHO_TRY(held, connection.integer("SELECT count(*) " + std::string(kLeaseHeld)));
    return held != 0;
}

}  // namespace daicho::store
