#include "register/query.hpp"

#include <fmt/format.h>

#include "register/detail/bind_cell.hpp"
#include "register/detail/version_select.hpp"
#include "register/schema.hpp"

namespace daicho::registers {

using detail::known;
using detail::pick;
using detail::Picked;
using detail::read_cell;
using detail::read_version;
using detail::version_columns;

namespace {

void bind(store::Statement& statement, const Picked& picked) {
    int parameter = 0;
    for (const std::int64_t value : picked.parameters) statement.bind(parameter++, value);
}

}  // namespace

Result<std::optional<RecordVersion>> read_record(store::Connection& connection,
                                                 const Definition& definition,
                                                 std::uint64_t record, const Moment& moment) {
    const bool event = definition.is_event();
    DAICHO_TRY(statement,
               connection.cached(fmt::format(
                   "SELECT {} FROM {} v WHERE v.record_id = ? AND v.commit_no <= ?{} ORDER BY "
                   "v.version_id DESC LIMIT 1",
                   version_columns(definition), version_table(definition),
                   event ? " AND v.version_id = v.record_id AND v.version_id = ?"
                         : " AND v.valid_from <= ? AND v.valid_to > ? AND v.row_state <= 1")));
    statement->bind(0, static_cast<std::int64_t>(record));
    statement->bind(1, known(moment));
    statement->bind(2, event ? static_cast<std::int64_t>(record) : moment.as_of.days());
    if (!event) statement->bind(3, moment.as_of.days());
    DAICHO_TRY(row, statement->step());
    if (!row) return std::optional<RecordVersion>();
    RecordVersion version = read_version(*statement, definition);
    statement->reset();
    if (version.state == RowState::ended) return std::optional<RecordVersion>();
    return std::optional<RecordVersion>(std::move(version));
}

Result<std::vector<RecordVersion>> read_versions(store::Connection& connection,
                                                 const Definition& definition,
                                                 std::uint64_t record) {
    DAICHO_TRY(statement, connection.cached(fmt::format(
                              "SELECT {} FROM {} v WHERE v.{} = ? ORDER BY v.version_id",
                              version_columns(definition), version_table(definition),
                              definition.is_event() ? "version_id" : "record_id")));
    statement->bind(0, static_cast<std::int64_t>(record));
    std::vector<RecordVersion> versions;
    while (true) {
        DAICHO_TRY(row, statement->step());
        if (!row) break;
        versions.push_back(read_version(*statement, definition));
    }
    return versions;
}

Result<std::vector<RecordVersion>> read_history(store::Connection& connection,
                                                const Definition& definition,
                                                std::uint64_t record) {
    DAICHO_TRY(versions, read_versions(connection, definition, record));
    std::erase_if(versions, [](const RecordVersion& one) { return !is_confirmed(one.state); });
    return versions;
}

Result<std::uint64_t> count_records(store::Connection& connection, const Definition& definition,
                                    const Moment& moment) {
    if (definition.is_event() && !moment.as_known) {  // numbered without gaps
        DAICHO_TRY(newest, connection.integer("SELECT max(version_id) FROM " +
                                              version_table(definition)));
        return static_cast<std::uint64_t>(newest);
    }
    const Picked picked = pick(definition, moment);
    DAICHO_TRY(count, connection.cached("SELECT count(*) FROM " + picked.from));
    bind(*count, picked);
    DAICHO_TRY(row, count->step());
    const auto rows = row ? static_cast<std::uint64_t>(count->integer(0)) : 0;
    count->reset();
    return rows;
}

std::string key_of(const Definition& definition, const RecordVersion& version) {
    std::string key;
    for (const std::size_t index : definition.key) {
        if (!key.empty()) key += '/';
        key += format_cell(definition.fields[index], version.values[index].cell());
    }
    return key;
}

Status scan(store::Connection& connection, const Definition& definition,
            std::span<const std::size_t> fields, const Moment& moment, const ScanRow& visit) {
    std::string columns = "h.record_id";
    for (const std::size_t field : fields) {
        columns += ", h." + sql_name(definition.fields[field].name);
    }
    Moment exact = moment;  // the versions hold every column, the head does not
    if (!exact.as_known) exact.as_known = CommitNumber{INT64_MAX};
    const Picked picked = pick(definition, exact);
    DAICHO_TRY(select, connection.prepare(fmt::format(
                           "SELECT {} FROM {}{}", columns, picked.from,
                           connection.dialect().scan_order("h.record_id"))));
    bind(*select, picked);
    std::vector<Cell> cells(fields.size());
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) return {};
        for (std::size_t i = 0; i < fields.size(); ++i) {
            cells[i] = read_cell(*select, static_cast<int>(i) + 1, definition.fields[fields[i]]);
        }
        DAICHO_CHECK(visit(static_cast<std::uint64_t>(select->integer(0)), cells));
    }
}

}  // namespace daicho::registers
