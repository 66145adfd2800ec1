#include "store/refusals.hpp"

#include <map>

#include "store/detail/refusal_text.hpp"

namespace daicho::store {
namespace {

// By "table.trigger": the function's text, of those that are switched on.
using Found = std::map<std::string, std::string>;

Status look(Connection& connection, const std::string& table, Found& found) {
    DAICHO_TRY(select, connection.cached(
                           "SELECT t.tgname::text, p.prosrc FROM pg_trigger t JOIN pg_proc p ON "
                           "p.oid = t.tgfoid WHERE t.tgrelid = to_regclass(?::text) AND "
                           "t.tgenabled IN ('O', 'A') AND NOT t.tgisinternal"));
    select->bind_text(0, table);
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) return {};
        found[table + "." + std::string(select->text(0))] = std::string(select->text(1));
    }
}

bool is_sound(const Found& found, const Refusal& refusal) {
    const std::string body = detail::refusal_body(refusal);
    const auto holds = [&](const std::string& name) {
        const auto at = found.find(refusal.table + "." + name);
        return at != found.end() && at->second == body;
    };
    const bool truncate = refusal.event == "DELETE" && refusal.when.empty();
    return holds(refusal.name) && (!truncate || holds(refusal.name + "_all"));
}

Status keep_in_postgres(Connection& connection, const std::vector<Refusal>& refusals) {
    Found found;
    std::string sql;
    std::string looked_at;
    for (const Refusal& refusal : refusals) {
        if (looked_at != refusal.table) {
            DAICHO_CHECK(look(connection, refusal.table, found));
            looked_at = refusal.table;
        }
        if (is_sound(found, refusal)) continue;
        // A trigger that was switched off stays off when it is replaced.
        sql += "DROP TRIGGER IF EXISTS " + refusal.name + " ON " + refusal.table + ";";
        sql += connection.dialect().refuse(refusal);
    }
    return sql.empty() ? Status() : connection.execute(sql);
}

// SQLite keeps the text from the trigger's name on, without the semicolon.
Result<bool> stands(Connection& connection, const Refusal& refusal, std::string_view sql) {
    DAICHO_TRY(row, connection.cached("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND "
                                      "name = ?"));
    row->bind_text(0, refusal.name);
    DAICHO_TRY(there, row->step());
    if (!there) return false;
    const std::string_view from_name = sql.substr(sql.find(refusal.name));
    const bool same = row->text(0).ends_with(from_name.substr(0, from_name.size() - 1));
    row->reset();
    return same;
}

Status keep_in_sqlite(Connection& connection, const std::vector<Refusal>& refusals) {
    for (const Refusal& refusal : refusals) {
        const std::string sql = connection.dialect().refuse(refusal);
        DAICHO_TRY(same, stands(connection, refusal, sql));
        if (same) continue;
        DAICHO_CHECK(connection.execute("DROP TRIGGER IF EXISTS " + refusal.name));
        DAICHO_CHECK(connection.execute(sql));
    }
    return {};
}

}  // namespace

Status keep_refusals(Connection& connection, const std::vector<Refusal>& refusals) {
    const bool sqlite = connection.dialect().kind() == StoreKind::sqlite;
    return sqlite ? keep_in_sqlite(connection, refusals) : keep_in_postgres(connection, refusals);
}

}  // namespace daicho::store
