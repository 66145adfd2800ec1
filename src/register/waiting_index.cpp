#include "register/waiting_index.hpp"

namespace daicho::registers {

Result<WaitingVersions> read_waiting(store::Connection& connection, const Definition& definition) {
    DAICHO_TRY(select, connection.prepare("SELECT record_id, version_id FROM w_waiting WHERE "
                                          "register = ? ORDER BY record_id"));
    select->bind(0, definition.number);
    WaitingVersions found;
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) return found;
        found.emplace(static_cast<std::uint64_t>(select->integer(0)),
                      static_cast<std::uint64_t>(select->integer(1)));
    }
}

Status put_waiting(store::Connection& connection, const Definition& definition,
                   std::uint64_t record, std::uint64_t version) {
    DAICHO_TRY(put, connection.cached("INSERT INTO w_waiting VALUES (?, ?, ?) ON CONFLICT "
                                      "(register, record_id) DO UPDATE SET version_id = "
                                      "excluded.version_id"));
    put->bind(0, definition.number);
    put->bind(1, static_cast<std::int64_t>(record));
    put->bind(2, static_cast<std::int64_t>(version));
    return put->run();
}

Status forget_waiting(store::Connection& connection, const Definition& definition) {
    DAICHO_TRY(forget, connection.cached("DELETE FROM w_waiting WHERE register = ?"));
    forget->bind(0, definition.number);
    return forget->run();
}

Status keep_waiting(store::Connection& connection, const Definition& definition,
                    WaitingVersions& waiting, std::uint64_t record, std::uint64_t version,
                    RowState state) {
    if (waits(state)) {
        waiting[record] = version;
        return put_waiting(connection, definition, record, version);
    }
    if (waiting.erase(record) == 0) return {};
    DAICHO_TRY(forget,
               connection.cached("DELETE FROM w_waiting WHERE register = ? AND record_id = ?"));
    forget->bind(0, definition.number);
    forget->bind(1, static_cast<std::int64_t>(record));
    return forget->run();
}

}  // namespace daicho::registers
