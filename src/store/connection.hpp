// Connection and Statement: one SQL database behind one interface.
//
// SQLite and PostgreSQL answer alike behind it; where their SQL differs, `dialect()` has the words.
// Parameters are written `?`; they and columns are counted from 0. Text and blob views are valid
// until the next step, reset or destruction.
// Threading: a connection belongs to one thread at a time.
// Faults: every failure is an Error "store.failed" (disk, full, corrupt) or "store.refused"
// (a constraint or trigger said no) with the database's own words in argument `reason`.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "store/dialect.hpp"

namespace daicho::store {

class Statement {
public:
    virtual ~Statement() = default;

    virtual void bind(int parameter, std::int64_t value) = 0;
    // The bytes must stay alive until the statement was stepped (they are not copied).
    virtual void bind_text(int parameter, std::string_view value) = 0;
    virtual void bind_blob(int parameter, ByteView value) = 0;
    virtual void bind_null(int parameter) = 0;

    // True: a row is there. False: done (the statement is reset for the next use).
    virtual Result<bool> step() = 0;
    virtual void reset() = 0;

    [[nodiscard]] virtual bool is_null(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual ByteView blob(int column) const = 0;

    // Runs a statement that yields no rows.
    Status run();
};

using StatementPointer = std::unique_ptr<Statement>;

class Connection {
public:
    explicit Connection(StoreKind kind) noexcept : dialect_(kind) {}
    virtual ~Connection() = default;

    [[nodiscard]] const Dialect& dialect() const noexcept { return dialect_; }

    virtual Result<StatementPointer> prepare(std::string_view sql) = 0;
    // The same statement object for the same text, kept by the connection; reset before return.
    Result<Statement*> cached(std::string_view sql);
    // One or more statements without parameters or rows.
    virtual Status execute(std::string_view sql) = 0;

    // A statement that adds a row each time it is run, one parameter for each column. Where the
    // store `gathers_rows`, they go there together: at `flush`, before anything else that is asked
    // of the connection, or when they grow large. Whatever reads therefore sees them, and a refusal
    // comes late, with the arguments `table` and `row` (counted from 1 since this call).
    virtual Result<Statement*> appending(const RowTarget& target);
    virtual Status flush() { return {}; }
    // True: many rows at once cost far less than one by one.
    [[nodiscard]] virtual bool gathers_rows() const noexcept { return false; }

    // True: a savepoint cannot stand here, for want of a transaction around it.
    [[nodiscard]] virtual bool wants_transaction() const { return false; }
    // True: nothing will come of this connection any more but through `reconnect`, which forgets
    // every statement. A transaction that stood is undone.
    [[nodiscard]] virtual bool is_lost() const { return false; }
    virtual Status reconnect() { return {}; }
    // After a COMMIT that was lost with its connection: did it happen? Reconnects. An error: that
    // is not known.
    virtual Result<bool> was_saved() { return false; }
    Status begin();     // a write transaction
    Status commit();
    Status rollback();
    [[nodiscard]] bool in_transaction() const noexcept { return in_transaction_; }

    // First column of the first row, or nothing.
    Result<std::int64_t> integer(std::string_view sql, std::int64_t otherwise = 0);

protected:
    // Before the connection that the statements stand on ends.
    void forget_cached() noexcept { cache_.clear(); }
    void forget_transaction() noexcept { in_transaction_ = false; }

private:
    Dialect dialect_;
    bool in_transaction_ = false;
    std::unordered_map<std::string, StatementPointer> cache_;
};

using ConnectionPointer = std::unique_ptr<Connection>;

// Rolls back to the point of its making unless `keep()` was called: one command's effects. Outside
// of a transaction it is one.
class Savepoint {
public:
    static Result<Savepoint> open(Connection& connection);
    Savepoint(Savepoint&& other) noexcept;
    Savepoint& operator=(Savepoint&&) = delete;
    ~Savepoint();
    Status keep();

private:
    Savepoint(Connection& connection, bool whole) noexcept
        : connection_(&connection), whole_(whole) {}
    Connection* connection_;
    bool whole_;
};

}  // namespace daicho::store
