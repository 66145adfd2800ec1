// Scrub: after an erasure, take out of the database's own files what the store left behind of it.
//
// SQLite overwrites deleted bytes (secure_delete); its log is emptied here. PostgreSQL keeps dead
// rows: the tables are written anew (VACUUM FULL) and their old files dropped at a checkpoint; its
// log segments keep them until they are recycled, which is the server's business. Blocks that a
// file system or a disk freed are beyond both.
#pragma once

#include <string>
#include <vector>

#include "store/database.hpp"

namespace daicho::store {

// Error: store.failed, when somebody reads meanwhile for too long.
Status scrub(const Options& options, const std::vector<std::string>& tables);

}  // namespace daicho::store
