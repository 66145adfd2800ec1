#include "register/list_sum.hpp"

#include <fmt/format.h>

#include "register/detail/bind_cell.hpp"
#include "register/detail/list_conditions.hpp"
#include "register/detail/version_select.hpp"
#include "register/schema.hpp"

namespace daicho::registers {

Result<ListSum> sum_list(store::Connection& connection, const Definition& definition,
                         const ListQuery& query, std::span<const std::size_t> fields) {
    DAICHO_TRY(conditions, detail::list_conditions(connection.dialect(), definition, query));
    const detail::Picked picked = detail::pick(definition, query.moment);
    // Not every field is in the head: values come from the versions that answer.
    std::string columns;
    for (const std::size_t field : fields) {
        columns += fmt::format(", CAST(coalesce(sum(v.{}), 0) AS bigint)",
                               sql_name(definition.fields[field].name));
    }
    DAICHO_TRY(rows, connection.prepare(fmt::format(
                         "SELECT count(*){} FROM {} v WHERE v.version_id IN "
                         "(SELECT h.version_id FROM {}{})",
                         columns, version_table(definition), picked.from, conditions.sql)));
    int parameter = 0;
    for (const std::int64_t value : picked.parameters) rows->bind(parameter++, value);
    for (const OwnedValue& value : conditions.values) {
        detail::bind_cell(*rows, parameter++, value.cell());
    }
    DAICHO_TRY(there, rows->step());
    ListSum sum;
    sum.sums.resize(fields.size());
    if (!there) return sum;
    sum.rows = static_cast<std::uint64_t>(rows->integer(0));
    for (std::size_t i = 0; i < fields.size(); ++i) {
        sum.sums[i] = rows->integer(static_cast<int>(i) + 1);
    }
    return sum;
}

}  // namespace daicho::registers
