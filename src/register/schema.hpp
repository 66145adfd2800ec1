// Schema: from a definition to tables, indexes and triggers (decisions 1, 2, 6).
//
// v_<register>: versions, only ever inserted; triggers refuse the rest.
// w_head_<register>: timeline of present knowledge – for each record the disjoint valid intervals
//   and the version that answers for each – a projection that can be dropped and rebuilt.
// w_key_<register>: key text → record (valid_time registers only).
#pragma once

#include <string>
#include <vector>

#include "register/definition.hpp"
#include "store/connection.hpp"

namespace daicho::registers {

// Names of the system columns of v_ tables, in order, before the fields …
inline constexpr int kSystemColumns = 7;  // version_id … definition
// … and after them: salt, personal, digest.

std::string version_table(const Definition& definition);
std::string head_table(const Definition& definition);
std::string key_table(const Definition& definition);
std::string sql_name(std::string_view name);

// Fields that the head carries, beside record_id, valid_from, valid_to, version_id.
std::vector<std::size_t> head_fields(const Definition& definition);
// Of these, the fields that have a normalised search key in a column of its own (search_name).
std::vector<std::size_t> search_fields(const Definition& definition);
std::string search_name(const Field& field);
// The key itself: names folded, kana by the rules of the resident register standard.
std::string search_key(const Field& field, std::string_view text);
// Columns of the head with their SQL types (SQLite's words), for CREATE TABLE.
std::string head_columns(const Definition& definition);
// Fields with an index of their own in the head.
std::vector<std::size_t> indexed_fields(const Definition& definition);

Status create_tables(store::Connection& connection, const Definition& definition);
// Those that are missing or of an older form: whoever dropped one finds it again at the next start.
Status create_triggers(store::Connection& connection, const Definition& definition);
Status add_column(store::Connection& connection, const Definition& definition, const Field& field);
Status drop_head_indexes(store::Connection& connection, const Definition& definition);
Status create_head_indexes(store::Connection& connection, const Definition& definition);

// All columns of v_: the system's, the fields in order, salt, personal, digest.
store::RowTarget version_target(const Definition& definition);
// The fields of one version (parameter: version id), in order of the definition.
std::string select_version_sql(const Definition& definition);
// All columns of the head: record, interval, version, fields, search keys.
store::RowTarget head_target(const Definition& definition);
store::RowTarget key_target(const Definition& definition);

}  // namespace daicho::registers
