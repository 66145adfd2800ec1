// VersionSelect: what the readers of versions share – the columns, and which rows are true at a
// moment.
#pragma once

#include "register/query.hpp"

namespace daicho::registers::detail {

// Columns of table `v` in the order of `read_version`.
std::string version_columns(const Definition& definition);
RecordVersion read_version(const store::Statement& statement, const Definition& definition);

OwnedValue own(const Cell& cell);
// The greatest commit number that the moment knows of.
std::int64_t known(const Moment& moment);

// SQL that yields what is true at the moment, with its parameters.
struct Picked {
    std::string from;  // "w_head_x h WHERE …"
    std::vector<std::int64_t> parameters;
};
Picked pick(const Definition& definition, const Moment& moment);

}  // namespace daicho::registers::detail
