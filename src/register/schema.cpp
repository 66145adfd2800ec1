#include "register/schema.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/kana.hpp"
#include "register/watch.hpp"
#include "store/refusals.hpp"

namespace daicho::registers {
namespace {

const char* sql_type(const Field& field) noexcept {
    switch (field.storage()) {
        case Storage::integer: return "INTEGER";
        case Storage::text: return "TEXT";
        case Storage::blob: return "BLOB";
    }
    return "TEXT";
}

std::string key_equals(const Definition& definition) {
    std::string condition;
    for (const std::size_t index : definition.key) {
        const std::string name = sql_name(definition.fields[index].name);
        condition += (condition.empty() ? "" : " AND ") + name + " = NEW." + name;
    }
    return condition;
}

// The one change there is: what is personal becomes empty, of a version that the entry of erasure
// which is about to be written will name (erasure.hpp). True for every other change.
std::string not_an_erasure(const store::Dialect& dialect, const Definition& definition) {
    const auto differs = [&dialect](const std::string& column) {
        return fmt::format(" OR NEW.{0} {1} OLD.{0}", column, dialect.not_same());
    };
    std::string condition = fmt::format(
        "NOT EXISTS (SELECT 1 FROM j_erasure WHERE register = {} AND version_id = OLD.version_id "
        "AND entry > (SELECT max(number) FROM j_entry)) OR NEW.row_salt IS NOT NULL",
        definition.number);
    for (const char* column : {"version_id", "record_id", "commit_no", "valid_from", "valid_to",
                               "row_state", "row_definition", "row_personal", "row_digest"}) {
        condition += differs(column);
    }
    for (const Field& field : definition.fields) {
        const std::string name = sql_name(field.name);
        condition += field.is_personal() ? fmt::format(" OR NEW.{} IS NOT NULL", name)
                                         : differs(name);
    }
    return condition;
}

// INSERT OR REPLACE slips past UPDATE and DELETE triggers, so an existing id is refused here. As a
// first change: keeping a statement journal would cost ten writes a row.
std::vector<store::Refusal> refusals(const store::Dialect& dialect,
                                     const Definition& definition) {
    const std::string table = version_table(definition);
    std::string exists = fmt::format("NEW.version_id <= (SELECT max(version_id) FROM {})", table);
    if (definition.is_event()) {
        // Without the hint the planner may take the index on the run and read all of it each time.
        exists += fmt::format(" OR EXISTS (SELECT 1 FROM {}{} WHERE {})", table,
                              dialect.by_index("i_" + definition.name + "_key"),
                              key_equals(definition));
    }
    const std::string name = "t_" + definition.name;
    return {{name + "_insert", table, "INSERT", exists,
             table + ": this version or key exists already", true},
            {name + "_delete", table, "DELETE", "", table + ": versions are never deleted"},
            {name + "_update", table, "UPDATE",
             definition.has_personal ? not_an_erasure(dialect, definition) : std::string(),
             table + ": versions are never changed"}};
}

std::string version_columns(const Definition& definition) {
    std::string columns =
        "version_id INTEGER PRIMARY KEY, record_id INTEGER NOT NULL, commit_no INTEGER NOT NULL, "
        "valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL, row_state INTEGER NOT NULL, "
        "row_definition INTEGER NOT NULL";
    for (const Field& field : definition.fields) {
        // Never NOT NULL: erasure empties personal columns, ended versions carry only the key.
        columns += fmt::format(", {} {}", sql_name(field.name), sql_type(field));
    }
    return columns + ", row_salt BLOB, row_personal BLOB, row_digest BLOB NOT NULL";
}

// The key in its order, and every ref that does not begin it. A ref in the key may go without
// (`own_index: false`): entries in an order other than that of the rows touch a page each, which
// for a levy costs more than the rows; it is then found through the key, once for each record of
// the first key field (a dozen runs).
std::string event_indexes(const Definition& definition) {
    const std::string table = version_table(definition);
    std::string key;
    for (const std::size_t index : definition.key) {
        key += (key.empty() ? "" : ", ") + sql_name(definition.fields[index].name);
    }
    std::string sql =
        fmt::format("CREATE INDEX i_{0}_key ON {1}({2});", definition.name, table, key);
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        const Field& field = definition.fields[i];
        if (field.type != FieldType::ref || !field.own_index || i == definition.key.front()) {
            continue;
        }
        sql += fmt::format("CREATE INDEX i_{0}_{1} ON {2}({3});", definition.name, field.name,
                           table, sql_name(field.name));
    }
    return sql;
}

}  // namespace

std::string sql_name(std::string_view name) { return '"' + std::string(name) + '"'; }
std::string version_table(const Definition& definition) { return "v_" + definition.name; }
std::string head_table(const Definition& definition) { return "w_head_" + definition.name; }
std::string key_table(const Definition& definition) { return "w_key_" + definition.name; }

std::vector<std::size_t> head_fields(const Definition& definition) {
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        const Field& field = definition.fields[i];
        bool wanted = field.sort || field.list != 0 || field.search != SearchKind::none ||
                      field.type == FieldType::ref;
        for (const std::size_t key : definition.key) wanted |= key == i;
        if (wanted && field.type != FieldType::personal_number) indices.push_back(i);
    }
    return indices;
}

std::vector<std::size_t> search_fields(const Definition& definition) {
    std::vector<std::size_t> indices;
    for (const std::size_t i : head_fields(definition)) {
        const Field& field = definition.fields[i];
        const bool text = field.storage() == Storage::text && field.type == FieldType::text;
        if (text && field.search != SearchKind::none) indices.push_back(i);
    }
    return indices;
}

std::string search_name(const Field& field) { return "s_" + field.name; }

std::string search_key(const Field& field, std::string_view text) {
    return field.search == SearchKind::kana ? kana_search_key(text) : name_search_key(text);
}

std::string head_columns(const Definition& definition) {
    std::string columns =
        "record_id INTEGER NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL, "
        "version_id INTEGER NOT NULL";
    for (const std::size_t index : head_fields(definition)) {
        columns += fmt::format(", {} {}", sql_name(definition.fields[index].name),
                               sql_type(definition.fields[index]));
    }
    for (const std::size_t index : search_fields(definition)) {
        columns += fmt::format(", {} TEXT", sql_name(search_name(definition.fields[index])));
    }
    return columns + ", PRIMARY KEY (record_id, valid_from)";
}

std::vector<std::size_t> indexed_fields(const Definition& definition) {
    std::vector<std::size_t> indices;
    for (const std::size_t i : head_fields(definition)) {
        const Field& field = definition.fields[i];
        if (field.sort || field.type == FieldType::ref || i == definition.key.front()) {
            indices.push_back(i);
        }
    }
    return indices;
}

Status create_tables(store::Connection& connection, const Definition& definition) {
    const std::string table = version_table(definition);
    std::string sql =
        fmt::format("CREATE TABLE {} ({}) STRICT;", table, version_columns(definition));
    if (definition.is_event()) {
        sql += event_indexes(definition);
    } else {
        sql += fmt::format(
            "CREATE INDEX i_{0}_record ON {1}(record_id, version_id, commit_no, valid_from, "
            "valid_to, row_state);"
            "CREATE TABLE {2} ({3}) STRICT, WITHOUT ROWID;"
            "CREATE TABLE {4} (key TEXT PRIMARY KEY, record_id INTEGER NOT NULL) STRICT, WITHOUT "
            "ROWID;",
            definition.name, table, head_table(definition), head_columns(definition),
            key_table(definition));
    }
    DAICHO_CHECK(connection.execute(connection.dialect().tables(sql)));
    DAICHO_CHECK(create_triggers(connection, definition));
    return create_head_indexes(connection, definition);
}

Status create_triggers(store::Connection& connection, const Definition& definition) {
    return store::keep_refusals(connection, refusals(connection.dialect(), definition));
}

Status add_column(store::Connection& connection, const Definition& definition,
                  const Field& field) {
    return connection.execute(connection.dialect().tables(
        fmt::format("ALTER TABLE {} ADD COLUMN {} {};", version_table(definition),
                    sql_name(field.name), sql_type(field))));
}

namespace {

// Fields that the definition's own watches ask for: codes and flags first, which they compare, then
// days, whose ranges follow, then refs that lead on. Personal numbers are in no head.
std::vector<std::size_t> watched_fields(const Definition& definition) {
    std::vector<std::size_t> compared, days, refs;
    // Long texts stay out: PostgreSQL has room for some 2,700 bytes in an entry.
    const auto note = [&](std::vector<std::size_t>& list, std::size_t field) {
        const Field& one = definition.fields[field];
        if (one.type == FieldType::text && one.max_length > 60) return;
        if (std::find(list.begin(), list.end(), field) == list.end()) list.push_back(field);
    };
    for (const Watch& watch : definition.watches) {
        for (const ListCondition& one : watch.conditions) {
            const FieldType type = definition.fields[one.field].type;
            const bool code = type == FieldType::code || type == FieldType::boolean;
            note(code ? compared : days, one.field);
        }
        if (watch.due != kNoField) note(days, watch.due);
        for (const RelatedRows& rows : watch.related) {
            if (rows.relation != Relation::of) continue;
            const std::size_t own = definition.index_of(rows.field);
            if (own != Definition::npos) note(refs, own);
        }
    }
    compared.insert(compared.end(), days.begin(), days.end());
    compared.insert(compared.end(), refs.begin(), refs.end());
    return compared;
}

// One index holds all that watches look at, so that counting them reads no row: rows of a head are
// wide, and 100,000 of them are tens of megabytes.
std::string watch_index(const store::Dialect& dialect, const Definition& definition) {
    std::string columns;
    for (const std::size_t field : watched_fields(definition)) {
        columns += dialect.ordered(sql_name(definition.fields[field].name)) + ", ";
    }
    if (columns.empty()) return {};
    return fmt::format("CREATE INDEX IF NOT EXISTS w_watch_{0} ON {1}({2}valid_to, valid_from, "
                       "record_id);",
                       definition.name, head_table(definition), columns);
}

}  // namespace

Status drop_head_indexes(store::Connection& connection, const Definition& definition) {
    if (definition.is_event()) return {};
    std::string sql;
    for (const std::size_t index : indexed_fields(definition)) {
        sql += fmt::format("DROP INDEX IF EXISTS w_index_{}_{};", definition.name,
                           definition.fields[index].name);
    }
    sql += fmt::format("DROP INDEX IF EXISTS w_watch_{};", definition.name);
    return connection.execute(sql);
}

Status create_head_indexes(store::Connection& connection, const Definition& definition) {
    if (definition.is_event()) return {};
    std::string sql;
    for (const std::size_t index : indexed_fields(definition)) {
        const Field& field = definition.fields[index];
        // With the days in it the records that name another are counted without reading a row.
        sql += fmt::format("CREATE INDEX IF NOT EXISTS w_index_{0}_{1} ON {2}({3}{4});",
                           definition.name, field.name, head_table(definition),
                           connection.dialect().ordered(sql_name(field.name)),
                           field.type == FieldType::ref ? ", valid_to, valid_from" : "");
    }
    sql += watch_index(connection.dialect(), definition);
    return connection.execute(sql);
}

store::RowTarget version_target(const Definition& definition) {
    store::RowTarget target{version_table(definition),
                            {"version_id", "record_id", "commit_no", "valid_from", "valid_to",
                             "row_state", "row_definition"},
                            true};
    for (const Field& field : definition.fields) target.columns.push_back(sql_name(field.name));
    for (const char* last : {"row_salt", "row_personal", "row_digest"}) {
        target.columns.emplace_back(last);
    }
    return target;
}

std::string select_version_sql(const Definition& definition) {
    std::string columns;
    for (const Field& field : definition.fields) {
        columns += (columns.empty() ? "" : ", ") + sql_name(field.name);
    }
    return fmt::format("SELECT {} FROM {} WHERE version_id = ?", columns,
                       version_table(definition));
}

store::RowTarget head_target(const Definition& definition) {
    store::RowTarget target{head_table(definition),
                            {"record_id", "valid_from", "valid_to", "version_id"}};
    for (const std::size_t index : head_fields(definition)) {
        target.columns.push_back(sql_name(definition.fields[index].name));
    }
    for (const std::size_t index : search_fields(definition)) {
        target.columns.push_back(sql_name(search_name(definition.fields[index])));
    }
    return target;
}

store::RowTarget key_target(const Definition& definition) {
    return {key_table(definition), {"key", "record_id"}};
}

}  // namespace daicho::registers
