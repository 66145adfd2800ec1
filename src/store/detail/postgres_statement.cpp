#include "base/assert.hpp"
#include "store/detail/postgres_connection.hpp"

namespace daicho::store::detail {

// Integers go as digits, which fit whatever type the server takes the parameter for.
Status PostgresStatement::send() {
    if (session_ != connection_.session()) return postgres_lost("the session has ended");
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
        return connection_.fault(nullptr);
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
        ended = connection_.fault(answer_.get());
    }
    end();
    if (!ended) return Error(std::move(ended.error()));
    return false;
}

// Takes the rest from the wire and is ready for the next use.
void PostgresStatement::end() {
    if (state_ == State::on_wire && session_ == connection_.session()) {
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
    auto rows = std::make_unique<ParkedRows>();
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

}  // namespace daicho::store::detail
