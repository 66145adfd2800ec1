#include "store/refusals.hpp"

namespace daicho::store {
namespace {

// SQLite keeps the text from the trigger's name on.
Result<bool> stands(Connection& connection, const Refusal& refusal, std::string_view sql) {
    DAICHO_TRY(row, connection.prepare("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND "
                                       "name = ?"));
    row->bind_text(0, refusal.name);
    DAICHO_TRY(there, row->step());
    if (!there) return false;
    const std::string_view from_name = sql.substr(sql.find(refusal.name));
    std::string kept(row->text(0));
    return kept.ends_with(from_name.substr(0, from_name.size() - 1));  // without the semicolon
}

}  // namespace

Status keep_refusals(Connection& connection, const std::vector<Refusal>& refusals) {
    const Dialect& dialect = connection.dialect();
    for (const Refusal& refusal : refusals) {
        const std::string sql = dialect.refuse(refusal);
        if (dialect.kind() == StoreKind::sqlite) {
            DAICHO_TRY(same, stands(connection, refusal, sql));
            if (same) continue;
            DAICHO_CHECK(connection.execute("DROP TRIGGER IF EXISTS " + refusal.name));
        }
        DAICHO_CHECK(connection.execute(sql));
    }
    return {};
}

}  // namespace daicho::store
