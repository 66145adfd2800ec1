#include "store/detail/postgres_connection.hpp"

namespace daicho::store::detail {
namespace {

constexpr std::size_t kFew = 4;               // below that COPY's own round trips cost more
constexpr std::size_t kManyBytes = 1U << 20;  // sent without waiting for the rest

// "COPY v_parcel, line 12, column area": the words around the number follow the server's language.
std::uint64_t line_of_copy(const PGresult* answer) {
    const char* context = PQresultErrorField(answer, PG_DIAG_CONTEXT);
    std::string_view text = context == nullptr ? "" : context;
    const std::size_t copy = text.find("COPY ");
    if (copy == std::string_view::npos) return 0;
    text.remove_prefix(copy);
    text = text.substr(0, text.find('\n'));
    const std::size_t comma = text.find(", ");
    if (comma == std::string_view::npos) return 0;
    const std::size_t digit = text.find_first_of("0123456789", comma);
    if (digit == std::string_view::npos) return 0;
    std::uint64_t line = 0;
    std::from_chars(text.data() + digit, text.data() + text.size(), line);
    return line;
}

}  // namespace

PostgresAppend::PostgresAppend(PostgresConnection& connection, const RowTarget& target,
                               std::string name)
    : connection_(connection), table_(target.table), name_(std::move(name)),
      rows_(target.columns.size()) {
    copy_ = "COPY " + target.table + " (";
    for (const std::string& column : target.columns) {
        copy_ += (copy_.back() == '(' ? "" : ", ") + column;
    }
    copy_ += ") FROM STDIN (FORMAT binary)";
    insert_ = number_parameters(connection.dialect().insert(target)).sql;
}

Result<bool> PostgresAppend::step() {
    if (rows_.size() == 0) connection_.holds_rows(this);
    rows_.add();
    if (rows_.bytes() >= kManyBytes) DAICHO_CHECK(connection_.flush());
    return false;
}

Error PostgresAppend::refused(const PGresult* answer, std::uint64_t row) {
    Error error = connection_.fault(answer);
    if (row == 0) return error;
    return std::move(error).with("table", table_).with("row", std::to_string(sent_ + row));
}

Status PostgresAppend::send() {
    const Status sent = rows_.size() < kFew ? send_one_by_one() : copy();
    if (sent) sent_ += rows_.size();
    rows_.clear();
    return sent;
}

Status PostgresAppend::send_one_by_one() {
    PGconn* handle = connection_.handle();
    if (!prepared_) {
        const Answer answer(PQprepare(handle, name_.c_str(), insert_.c_str(), 0, nullptr));
        if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
            return connection_.fault(answer.get());
        }
        prepared_ = true;
    }
    std::vector<RawField> fields;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        rows_.fields(row, fields);
        std::vector<const char*> values;
        std::vector<int> sizes;
        for (const RawField& field : fields) {
            values.push_back(field.data);
            sizes.push_back(field.size);
        }
        const std::vector<int> binary(fields.size(), 1);
        const Answer answer(PQexecPrepared(handle, name_.c_str(), static_cast<int>(values.size()),
                                           values.data(), sizes.data(), binary.data(), 1));
        if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return refused(answer.get(), row + 1);
    }
    return {};
}

Status PostgresAppend::copy() {
    PGconn* handle = connection_.handle();
    const Answer begun(PQexec(handle, copy_.c_str()));
    if (PQresultStatus(begun.get()) != PGRES_COPY_IN) return connection_.fault(begun.get());
    const std::string_view bytes = rows_.finish();
    // What fails here, fails again in the answer below.
    (void)PQputCopyData(handle, bytes.data(), static_cast<int>(bytes.size()));
    (void)PQputCopyEnd(handle, nullptr);
    const Answer ended(PQgetResult(handle));
    Status status;
    if (PQresultStatus(ended.get()) != PGRES_COMMAND_OK) {
        status = refused(ended.get(), line_of_copy(ended.get()));
    }
    while (PGresult* rest = PQgetResult(handle)) PQclear(rest);
    return status;
}

}  // namespace daicho::store::detail
