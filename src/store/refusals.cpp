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

}  // namespace

Status keep_refusals(Connection& connection, const std::vector<Refusal>& refusals) {
    const bool looks = connection.dialect().kind() == StoreKind::postgres;
    Found found;
    std::string sql;
    std::string looked_at;
    for (const Refusal& refusal : refusals) {
        if (looks && looked_at != refusal.table) {
            DAICHO_CHECK(look(connection, refusal.table, found));
            looked_at = refusal.table;
        }
        if (looks && is_sound(found, refusal)) continue;
        // A trigger that was switched off stays off when it is replaced.
        if (looks) sql += "DROP TRIGGER IF EXISTS " + refusal.name + " ON " + refusal.table + ";";
        sql += connection.dialect().refuse(refusal);
    }
    return sql.empty() ? Status() : connection.execute(sql);
}

}  // namespace daicho::store
