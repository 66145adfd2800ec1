#include "register/detail/version_select.hpp"

#include <fmt/format.h>

#include "register/detail/bind_cell.hpp"
#include "register/schema.hpp"

namespace daicho::registers::detail {
namespace {

constexpr int kFirstField = 6;

Date date_at(const store::Statement& statement, int column) {
    return Date::from_days(static_cast<std::int32_t>(statement.integer(column)));
}

}  // namespace

std::string version_columns(const Definition& definition) {
    std::string columns =
        "v.version_id, v.record_id, v.commit_no, v.valid_from, v.valid_to, v.row_state";
    for (const Field& field : definition.fields) columns += ", v." + sql_name(field.name);
    return columns;
}

OwnedValue own(const Cell& cell) { return {cell.kind, cell.integer, std::string(cell.bytes)}; }

RecordVersion read_version(const store::Statement& statement, const Definition& definition) {
    RecordVersion version;
    version.version = static_cast<std::uint64_t>(statement.integer(0));
    version.record = static_cast<std::uint64_t>(statement.integer(1));
    version.commit = {static_cast<std::uint64_t>(statement.integer(2))};
    version.valid = {date_at(statement, 3), date_at(statement, 4)};
    version.state = static_cast<RowState>(statement.integer(5));
    version.values.reserve(definition.fields.size());
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        version.values.push_back(own(read_cell(
            statement, kFirstField + static_cast<int>(i), definition.fields[i])));
    }
    return version;
}

std::int64_t known(const Moment& moment) {
    return moment.as_known ? static_cast<std::int64_t>(moment.as_known->value) : INT64_MAX;
}

Picked pick(const Definition& definition, const Moment& moment) {
    const std::string table = version_table(definition);
    if (definition.is_event()) {
        return {fmt::format("{} h WHERE h.commit_no <= ?", table), {known(moment)}};
    }
    const std::int64_t day = moment.as_of.days();
    if (!moment.as_known) {
        return {fmt::format("{} h WHERE h.valid_from <= ? AND h.valid_to > ?",
                            head_table(definition)),
                {day, day}};
    }
    return {fmt::format("(SELECT record_id AS r, max(version_id) AS newest FROM {0} WHERE "
                        "commit_no <= ? AND valid_from <= ? AND valid_to > ? AND row_state <= {1} "
                        "GROUP BY record_id) p JOIN {0} h ON h.version_id = p.newest WHERE "
                        "h.row_state <> {1}",
                        table, static_cast<int>(RowState::ended)),
            {known(moment), day, day}};
}

}  // namespace daicho::registers::detail
