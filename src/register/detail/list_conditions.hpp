// ListConditions: a list's filters, order and place as SQL on the table `h`.
#pragma once

#include "register/list.hpp"

namespace daicho::registers::detail {

// " AND …" with the values to bind, in order.
struct Conditions {
    std::string sql;
    std::vector<OwnedValue> values;
};

// What the list asks for. Errors: query.not_searchable, those of reading values.
Result<Conditions> list_conditions(const store::Dialect& dialect, const Definition& definition,
                                   const ListQuery& query);
// Only what it leaves out.
Conditions list_exclusions(const Definition& definition, const ListQuery& query);

// The fields by which the list is ordered; the record id comes behind them.
std::vector<std::size_t> order_fields(const Definition& definition, const ListQuery& query);
// Behind ORDER BY.
std::string order_of(const store::Dialect& dialect, const Definition& definition,
                     const ListQuery& query);

// Where a row stands: its values of the order fields, its record.
struct Place {
    std::vector<OwnedValue> values;
    std::uint64_t record = 0;
};
// The rows behind a place, as parts that follow one another: each is one range of an index.
std::vector<Conditions> behind(const store::Dialect& dialect, const Definition& definition,
                               const ListQuery& query, const Place& place);

}  // namespace daicho::registers::detail
