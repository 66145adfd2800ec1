// The classes behind postgres.hpp.
//
// A connection remembers how it was opened and can be opened again (`reconnect`); its statements
// end with the session they were made in and then answer store.lost. While it holds the lease of
// the writer every transaction begins with a line in w_lease, see postgres.hpp.
#pragma once

#include <libpq-fe.h>

#include <array>
#include <atomic>
#include <charconv>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "store/connection.hpp"
#include "store/detail/copy_rows.hpp"
#include "store/detail/parked_rows.hpp"
#include "store/detail/postgres_text.hpp"

namespace daicho::store::detail {

struct ClearAnswer {
    void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, ClearAnswer>;

using ConnectionWords = std::vector<std::pair<std::string, std::string>>;

class PostgresStatement;
class PostgresAppend;

// Two numbers that no other program's advisory locks are likely to use: "daicho", "writer".
inline constexpr std::int64_t kLeaseClass = 1684105571;
inline constexpr std::int64_t kLeaseObject = 2003986805;

Error postgres_failed(std::string reason);
// The connection has ended, and with it what stood in its transaction.
Error postgres_lost(std::string reason);
std::string first_line(const char* text);
// For people: never a password.
std::string describe(const ConnectionWords& words);
// Sessions that hold the lock of the lease, joined with what is known of each (`a`).
Result<StatementPointer> lease_holders(Connection& connection, const std::string& columns);

// One holding of the writer's lease, and the transaction begun last under it.
struct Fence {
    std::int64_t epoch = 0;
    std::int64_t transaction = 0;
};

class PostgresConnection final : public Connection {
public:
    // Opens nothing yet: `reconnect` does. `settings` are made at each opening.
    PostgresConnection(ConnectionWords words, std::string settings);
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;
    ~PostgresConnection() override;

    Result<StatementPointer> prepare(std::string_view sql) override;
    Status execute(std::string_view sql) override;
    Result<Statement*> appending(const RowTarget& target) override;
    Status flush() override;
    [[nodiscard]] bool gathers_rows() const noexcept override { return true; }
    [[nodiscard]] bool wants_transaction() const override {
        return PQtransactionStatus(handle_) == PQTRANS_IDLE;
    }
    [[nodiscard]] bool is_lost() const override;
    Status reconnect() override;
    Result<bool> was_saved() override;

    // Errors: store.in_use, store.failed.
    Status take_lease();
    // Stands behind this process's name in the line of its lease, of this one and of later ones.
    Status note_in_lease(std::string note);
    // From any thread: the epoch under which this connection wrote last; 0 before the first.
    [[nodiscard]] std::int64_t lease_epoch() const noexcept { return epoch_; }

    [[nodiscard]] PGconn* handle() const noexcept { return handle_; }
    // Counts the sessions.
    [[nodiscard]] std::uint64_t session() const noexcept { return session_; }
    // Class 23: a constraint or one of our triggers; class 22 and 42804: a value that the column
    // cannot hold.
    Error fault(const PGresult* answer);
    // Nobody's rows are on the wire afterwards but those of `next`, and no row is held back.
    Status take_wire(PostgresStatement* next);
    void leave_wire(const PostgresStatement* statement) noexcept {
        if (on_wire_ == statement) on_wire_ = nullptr;
    }
    void forget(std::string name) { stale_.push_back(std::move(name)); }
    void holds_rows(PostgresAppend* append) { holding_.push_back(append); }

private:
    void close();
    Error in_use();
    [[nodiscard]] std::string holder() const;
    Status take_lease_again();
    Status park_others(PostgresStatement* next);
    Status forget_stale();
    Status begin_fenced();
    void drop_rows() noexcept;

    ConnectionWords words_;
    std::string settings_;
    PGconn* handle_ = nullptr;
    mutable bool lost_ = false;
    std::uint64_t session_ = 0;
    bool leased_ = false;
    std::string note_;
    Fence fence_;
    std::atomic<std::int64_t> epoch_{0};  // that of `fence_`
    Fence before_;  // that of the session before this one
    PostgresStatement* on_wire_ = nullptr;
    std::uint64_t prepared_ = 0;
    std::vector<std::string> stale_;
    std::unordered_map<std::string, std::unique_ptr<PostgresAppend>> appends_;
    std::vector<PostgresAppend*> holding_;  // in order of their first rows
};

class PostgresStatement final : public Statement {
public:
    PostgresStatement(PostgresConnection& connection, std::string name, std::size_t parameters)
        : connection_(connection), session_(connection.session()), name_(std::move(name)),
          parameters_(parameters) {}
    PostgresStatement(const PostgresStatement&) = delete;
    PostgresStatement& operator=(const PostgresStatement&) = delete;
    ~PostgresStatement() override {
        reset();
        if (session_ == connection_.session()) connection_.forget(std::move(name_));
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
        return integer_of({raw.data, static_cast<std::size_t>(raw.size)},
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
    std::uint64_t session_;
    std::string name_;
    std::vector<Parameter> parameters_;
    State state_ = State::idle;
    Answer answer_;
    std::vector<Oid> types_;
    std::vector<RawField> row_;
    std::unique_ptr<ParkedRows> parked_;
};

// Rows for one table, held back and sent together: many by COPY, a few by a prepared INSERT. Both
// fire the same triggers for each row.
class PostgresAppend final : public Statement {
public:
    PostgresAppend(PostgresConnection& connection, const RowTarget& target, std::string name);

    void bind(int parameter, std::int64_t value) override { rows_.bind(parameter, value); }
    void bind_text(int parameter, std::string_view value) override { rows_.bind(parameter, value); }
    void bind_blob(int parameter, ByteView value) override {
        rows_.bind(parameter, as_text(value));
    }
    void bind_null(int parameter) override { rows_.bind_null(parameter); }
    Result<bool> step() override;
    void reset() override {}
    // An INSERT yields no columns.
    [[nodiscard]] bool is_null(int) const override { return true; }
    [[nodiscard]] std::int64_t integer(int) const override { return 0; }
    [[nodiscard]] std::string_view text(int) const override { return {}; }
    [[nodiscard]] ByteView blob(int) const override { return {}; }

    void count_from_here() noexcept { sent_ = 0; }
    void drop_rows() noexcept { rows_.clear(); }
    // The wire is free.
    Status send();

private:
    Status send_one_by_one();
    Status copy();
    Error refused(const PGresult* answer, std::uint64_t row);

    PostgresConnection& connection_;
    std::string table_;
    std::string name_;  // of the prepared INSERT
    std::string copy_;
    std::string insert_;
    bool prepared_ = false;
    CopyRows rows_;
    std::uint64_t sent_ = 0;
};

}  // namespace daicho::store::detail
