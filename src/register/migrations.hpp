// Migrations: the kernel's own tables (w_…), step by step, and how far a database has come.
//
// Numbers ascend and are never used twice; a step that was published is never changed: what is
// wrong is put right by a further one. There is no way back. All steps that a database lacks run in
// the transaction that opens it for writing, so it is at one state or the other and never between.
// Data from before there were numbers may have any of the first three: those make what is absent.
// Tables of registers follow their definitions (schema.hpp), not this list.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/clock.hpp"
#include "store/connection.hpp"

namespace daicho::registers {

struct Migration {
    std::int64_t number = 0;
    std::string_view what;
    std::string_view sql;  // as store::Dialect::tables reads it
};

std::span<const Migration> migrations() noexcept;
// Numbers of the steps done, 0 for none. Error: kernel.newer_data (by a newer program).
Result<std::int64_t> schema_number(store::Connection& connection);
// Inside a transaction. Errors: kernel.newer_data, those of the store.
Status migrate(store::Connection& connection, Instant now);
// For whoever only reads. Errors: kernel.not_upgraded, kernel.newer_data.
Status require_migrated(store::Connection& connection);

}  // namespace daicho::registers
