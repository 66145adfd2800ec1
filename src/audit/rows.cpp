#include "audit/rows.hpp"

#include "register/list.hpp"

namespace daicho::audit {

Result<Rows> rows_of(registers::Kernel& kernel, store::Connection& connection,
                     std::string_view name, const registers::Moment& moment) {
    Rows rows;
    DAICHO_TRY_AS(rows.definition, kernel.definition(name));
    registers::ListQuery query;
    query.moment = moment;
    DAICHO_TRY(order, registers::list_order(connection, *rows.definition, query, kMostRows));
    if (!order) {
        return conflict_error("audit.too_many_rows").with("register", std::string(name));
    }
    DAICHO_TRY_AS(rows.versions, registers::read_rows(connection, *rows.definition, *order));
    return rows;
}

Result<Names> names_of(registers::Kernel& kernel, store::Connection& connection,
                       std::string_view name, std::string_view field,
                       const registers::Moment& moment) {
    DAICHO_TRY(definition, kernel.definition(name));
    const std::size_t fields[] = {definition->index_of(field)};
    Names names;
    DAICHO_CHECK(registers::scan(
        connection, *definition, fields, moment,
        [&](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
            names.emplace(record, std::string(cells[0].bytes));
            return {};
        }));
    return names;
}

std::string name_in(const Names& names, std::uint64_t record) {
    const auto found = names.find(record);
    return found == names.end() ? std::string() : found->second;
}

}  // namespace daicho::audit
