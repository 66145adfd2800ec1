// SQLite behind store::Connection.
#pragma once

#include <filesystem>
#include <functional>

#include "store/connection.hpp"

namespace daicho::store {

enum class SqliteMode : std::uint8_t { write, read, checkpoint };

Result<ConnectionPointer> open_sqlite(const std::filesystem::path& file, SqliteMode mode,
                                      bool create);

// Tells `told` after each commit of this writing connection how many pages the log has.
void watch_log(Connection& writer, std::function<void(int pages)> told);
// Brings what the log holds into the database, as far as nobody reads behind it, and waits for
// nobody. Returns how many pages of the log are folded, the earlier ones included.
Result<int> fold_log(Connection& connection);

}  // namespace daicho::store
