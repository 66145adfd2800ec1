// Dump: all rows of one snapshot as a stream of bytes, and back into an empty database.
//
// The same form for both stores (docs/formats.md 10), so that a copy holds rows and nothing of what
// deleted rows left in a database's files. The statements that make tables and indexes are those of
// the store it came from; triggers are made again by whoever opens the data.
// Memory: one row. Threading: on the connection's thread; the caller holds the snapshot.
#pragma once

#include <functional>
#include <string>

#include "store/connection.hpp"

namespace daicho::store {

using DumpSink = std::function<Status(ByteView)>;
// The next bytes into the argument (replaced); false at the end.
using DumpSource = std::function<Result<bool>(Bytes&)>;

struct DumpCounts {
    std::uint64_t tables = 0;
    std::uint64_t rows = 0;
};

// Tables of which `wanted` says yes; rows of those alone of which `filled` says yes, too.
Result<DumpCounts> dump_tables(Connection& connection,
                               const std::function<bool(const std::string&)>& wanted,
                               const std::function<bool(const std::string&)>& filled,
                               const DumpSink& sink);
// Makes the tables and fills them, a transaction each. Error: store.dump_malformed.
Result<DumpCounts> load_tables(Connection& connection, const DumpSource& source);

}  // namespace daicho::store
