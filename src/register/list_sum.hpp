// List sum: how many rows a list has and what a field of theirs adds up to, without reading one.
#pragma once

#include <span>

#include "register/list.hpp"

namespace daicho::registers {

struct ListSum {
    std::uint64_t rows = 0;
    std::vector<std::int64_t> sums;  // of the fields in their order, in the units of the fields
};

// Of fields of type int and yen; rows without a value add nothing. Errors: as list_records.
Result<ListSum> sum_list(store::Connection& connection, const Definition& definition,
                         const ListQuery& query, std::span<const std::size_t> fields);

}  // namespace daicho::registers
