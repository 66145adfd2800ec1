// SQLite behind store::Connection.
#pragma once

#include <filesystem>

#include "store/connection.hpp"

namespace daicho::store {

enum class SqliteMode : std::uint8_t { write, read };

Result<ConnectionPointer> open_sqlite(const std::filesystem::path& file, SqliteMode mode,
                                      bool create);

}  // namespace daicho::store
