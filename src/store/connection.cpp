#include "store/connection.hpp"

namespace daicho::store {

Status Statement::run() {
    DAICHO_TRY(row, step());
    if (row) reset();
    return {};
}

Result<Statement*> Connection::cached(std::string_view sql) {
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

Result<Statement*> Connection::appending(const RowTarget& target) {
    return cached(dialect_.insert(target));
}

Status Connection::begin() {
    DAICHO_CHECK(execute(dialect_.begin_write()));
    in_transaction_ = true;
    return {};
}

Status Connection::commit() {
    DAICHO_CHECK(execute("COMMIT"));
    in_transaction_ = false;
    return {};
}

Status Connection::rollback() {
    in_transaction_ = false;
    return execute("ROLLBACK");
}

Result<std::int64_t> Connection::integer(std::string_view sql, std::int64_t otherwise) {
    DAICHO_TRY(statement, prepare(sql));
    DAICHO_TRY(row, statement->step());
    return row && !statement->is_null(0) ? statement->integer(0) : otherwise;
}

Result<Savepoint> Savepoint::open(Connection& connection) {
    const bool whole = connection.wants_transaction();
    DAICHO_CHECK(connection.execute(whole ? "BEGIN" : "SAVEPOINT command"));
    return Savepoint(connection, whole);
}

Savepoint::Savepoint(Savepoint&& other) noexcept
    : connection_(other.connection_), whole_(other.whole_) {
    other.connection_ = nullptr;
}

Savepoint::~Savepoint() {
    if (connection_ == nullptr) return;
    // A failing rollback leaves the transaction to be rolled back as a whole by its owner.
    (void)connection_->execute(whole_ ? "ROLLBACK" : "ROLLBACK TO command; RELEASE command")
        .has_value();
}

Status Savepoint::keep() {
    DAICHO_CHECK(connection_->execute(whole_ ? "COMMIT" : "RELEASE command"));
    connection_ = nullptr;
    return {};
}

}  // namespace daicho::store
