#include "store/dump.hpp"

#include <algorithm>
#include <vector>

namespace daicho::store {
namespace {

enum class Mark : std::uint8_t { table = 'T', row = 'R', index = 'I', end = 'E' };
enum class Type : std::uint8_t { integer = 1, text = 2, blob = 3 };

constexpr std::size_t kFlushAt = 1U << 16;
constexpr std::size_t kLongest = 64U << 20;  // of one text or blob

struct Column {
    std::string name;
    Type type = Type::integer;
    std::string words;  // as the store declares it
};

struct Table {
    std::string name;
    std::string sql;
    std::vector<Column> columns;
};

std::string quoted(std::string_view name) { return '"' + std::string(name) + '"'; }

Error malformed() { return input_error("store.dump_malformed"); }

Result<Type> type_of(const std::string& words) {
    if (words == "INTEGER" || words == "bigint" || words == "integer") return Type::integer;
    if (words == "TEXT" || words == "text") return Type::text;
    if (words == "BLOB" || words == "bytea") return Type::blob;
    return system_error("store.failed").with("reason", "a column of type " + words);
}

Result<std::vector<std::string>> texts(Connection& connection, const std::string& sql) {
    DAICHO_TRY(rows, connection.prepare(sql));
    std::vector<std::string> found;
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there) return found;
        found.emplace_back(rows->text(0));
    }
}

Result<std::vector<Column>> columns_of(Connection& connection, const std::string& table) {
    const bool sqlite = connection.dialect().kind() == StoreKind::sqlite;
    DAICHO_TRY(rows, connection.prepare(
                         sqlite ? "SELECT name, type, 0 FROM pragma_table_info('" + table + "')"
                                : "SELECT attname::text, format_type(atttypid, NULL), "
                                  "attnotnull::int::bigint FROM pg_attribute WHERE attrelid = '" +
                                      quoted(table) +
                                      "'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY "
                                      "attnum"));
    std::vector<Column> columns;
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there) return columns;
        Column column;
        column.name = std::string(rows->text(0));
        column.words = std::string(rows->text(1));
        DAICHO_TRY_AS(column.type, type_of(column.words));
        if (column.type == Type::text && !sqlite) column.words += " COLLATE \"C\"";
        if (rows->integer(2) != 0) column.words += " NOT NULL";
        columns.push_back(std::move(column));
    }
}

Result<std::string> create_sql(Connection& connection, const Table& table) {
    if (connection.dialect().kind() == StoreKind::sqlite) {
        DAICHO_TRY(found, texts(connection, "SELECT sql FROM sqlite_master WHERE type = 'table' "
                                            "AND name = '" + table.name + "'"));
        return found.empty() ? Result<std::string>(malformed()) : found.front();
    }
    std::string sql = "CREATE TABLE " + quoted(table.name) + " (";
    for (const Column& column : table.columns) {
        sql += (sql.back() == '(' ? "" : ", ") + quoted(column.name) + " " + column.words;
    }
    DAICHO_TRY(constraints, texts(connection, "SELECT pg_get_constraintdef(oid) FROM pg_constraint "
                                              "WHERE conrelid = '" + quoted(table.name) +
                                                  "'::regclass AND contype IN ('p', 'u')"));
    for (const std::string& constraint : constraints) sql += ", " + constraint;
    return sql + ")";
}

// The lease is the database's own: a copy belongs to whoever opens it.
Result<std::vector<std::string>> table_names(Connection& connection) {
    return texts(connection, connection.dialect().kind() == StoreKind::sqlite
                                 ? "SELECT name FROM sqlite_master WHERE type = 'table' AND "
                                   "substr(name, 1, 7) <> 'sqlite_' ORDER BY name"
                                 : "SELECT tablename::text FROM pg_tables WHERE schemaname = "
                                   "current_schema() AND tablename ~ '^[djvw]_' AND tablename <> "
                                   "'w_lease' ORDER BY tablename");
}

// Not those that a constraint makes. PostgreSQL names the schema in them; the target's may differ.
Result<std::vector<std::string>> index_sql(Connection& connection, const std::string& table) {
    if (connection.dialect().kind() == StoreKind::sqlite) {
        return texts(connection, "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS "
                                 "NOT NULL AND tbl_name = '" + table + "' ORDER BY name");
    }
    return texts(connection,
                 "SELECT replace(indexdef, ' ON ' || quote_ident(schemaname) || '.', ' ON ') FROM "
                 "pg_indexes WHERE schemaname = current_schema() AND tablename = '" + table +
                     "' AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE conrelid = "
                     "'" + quoted(table) + "'::regclass) ORDER BY indexname");
}

// Collects small pieces.
class Out {
public:
    explicit Out(const DumpSink& sink) : sink_(sink) {}
    ByteWriter writer() { return ByteWriter(buffer_); }
    Status flush(bool always = false) {
        if (buffer_.empty() || (!always && buffer_.size() < kFlushAt)) return {};
        DAICHO_CHECK(sink_(buffer_));
        buffer_.clear();
        return {};
    }

private:
    const DumpSink& sink_;
    Bytes buffer_;
};

void put_table(Out& out, const Table& table) {
    ByteWriter to = out.writer();
    to.u8(static_cast<std::uint8_t>(Mark::table));
    to.sized(as_bytes(table.name));
    to.sized(as_bytes(table.sql));
    to.u16(static_cast<std::uint16_t>(table.columns.size()));
    for (const Column& column : table.columns) {
        to.sized(as_bytes(column.name));
        to.u8(static_cast<std::uint8_t>(column.type));
    }
}

void put_row(Out& out, const Statement& row, const Table& table) {
    ByteWriter to = out.writer();
    to.u8(static_cast<std::uint8_t>(Mark::row));
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const int column = static_cast<int>(i);
        to.u8(row.is_null(column) ? 0 : 1);
        if (row.is_null(column)) continue;
        switch (table.columns[i].type) {
            case Type::integer: to.i64(row.integer(column)); break;
            case Type::text: to.sized(as_bytes(row.text(column))); break;
            case Type::blob: to.sized(row.blob(column)); break;
        }
    }
}

Result<std::uint64_t> put_rows(Connection& connection, Out& out, const Table& table) {
    std::string list;
    for (const Column& column : table.columns) {
        list += (list.empty() ? "" : ", ") + quoted(column.name);
    }
    DAICHO_TRY(rows, connection.prepare("SELECT " + list + " FROM " + quoted(table.name)));
    std::uint64_t count = 0;
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there) return count;
        put_row(out, *rows, table);
        DAICHO_CHECK(out.flush());
        ++count;
    }
}

// Takes exactly as many bytes as asked for out of pieces of any size.
class In {
public:
    explicit In(const DumpSource& source) : source_(source) {}
    Result<ByteView> take(std::size_t size) {
        if (size > kLongest) return malformed();
        while (buffer_.size() - at_ < size) {
            buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(at_));
            at_ = 0;
            DAICHO_TRY(more, source_(piece_));
            if (!more) return malformed();
            buffer_.insert(buffer_.end(), piece_.begin(), piece_.end());
        }
        const ByteView taken = ByteView(buffer_).subspan(at_, size);
        at_ += size;
        return taken;
    }
    Result<std::uint64_t> number(std::size_t size) {
        DAICHO_TRY(bytes, take(size));
        std::uint64_t value = 0;
        for (const std::uint8_t byte : bytes) value = value << 8 | byte;
        return value;
    }
    Result<std::string> text() {
        DAICHO_TRY(size, number(4));
        DAICHO_TRY(bytes, take(static_cast<std::size_t>(size)));
        return std::string(as_text(bytes));
    }
    // Nothing may follow.
    Status finish() {
        if (at_ != buffer_.size()) return malformed();
        DAICHO_TRY(more, source_(piece_));
        return more && !piece_.empty() ? Status(malformed()) : Status();
    }

private:
    const DumpSource& source_;
    Bytes buffer_, piece_;
    std::size_t at_ = 0;
};

class Loader {
public:
    Loader(Connection& connection, const DumpSource& source)
        : connection_(connection), in_(source) {}

    Result<DumpCounts> run() {
        while (true) {
            DAICHO_TRY(mark, in_.number(1));
            switch (static_cast<Mark>(mark)) {
                case Mark::table: DAICHO_CHECK(table()); break;
                case Mark::row: DAICHO_CHECK(row()); break;
                case Mark::index: DAICHO_CHECK(index()); break;
                case Mark::end: return finish();
                default: return malformed();
            }
        }
    }

private:
    Status end_table() {
        insert_.reset();
        return connection_.in_transaction() ? connection_.commit() : Status();
    }
    Status table() {
        DAICHO_CHECK(end_table());
        DAICHO_TRY(name, in_.text());
        DAICHO_TRY(sql, in_.text());
        DAICHO_TRY(count, in_.number(2));
        if (name.find('"') != std::string::npos || !sql.starts_with("CREATE TABLE ")) {
            return malformed();
        }
        std::string list;
        std::string marks;
        types_.clear();
        for (std::uint64_t i = 0; i < count; ++i) {
            DAICHO_TRY(column, in_.text());
            DAICHO_TRY(type, in_.number(1));
            if (column.find('"') != std::string::npos || type < 1 || type > 3) return malformed();
            list += (i == 0 ? "" : ", ") + quoted(column);
            marks += i == 0 ? "?" : ", ?";
            types_.push_back(static_cast<Type>(type));
        }
        ++counts_.tables;
        DAICHO_CHECK(connection_.begin());
        DAICHO_CHECK(connection_.execute(sql));
        if (types_.empty()) return {};
        DAICHO_TRY_AS(insert_, connection_.prepare("INSERT INTO " + quoted(name) + " (" + list +
                                                   ") VALUES (" + marks + ")"));
        return {};
    }
    Status row() {
        if (!insert_) return malformed();
        values_.assign(types_.size(), {});
        for (std::size_t i = 0; i < types_.size(); ++i) {
            const int parameter = static_cast<int>(i);
            DAICHO_TRY(there, in_.number(1));
            if (there == 0) {
                insert_->bind_null(parameter);
                continue;
            }
            if (types_[i] == Type::integer) {
                DAICHO_TRY(value, in_.number(8));
                insert_->bind(parameter, static_cast<std::int64_t>(value));
                continue;
            }
            DAICHO_TRY_AS(values_[i], in_.text());
            if (types_[i] == Type::text) {
                insert_->bind_text(parameter, values_[i]);
            } else {
                insert_->bind_blob(parameter, as_bytes(values_[i]));
            }
        }
        ++counts_.rows;
        return insert_->run();
    }
    Status index() {
        DAICHO_CHECK(end_table());
        DAICHO_TRY(sql, in_.text());
        if (!sql.starts_with("CREATE INDEX ") && !sql.starts_with("CREATE UNIQUE INDEX ")) {
            return malformed();
        }
        return connection_.execute(sql);
    }
    Result<DumpCounts> finish() {
        DAICHO_CHECK(end_table());
        DAICHO_TRY(rows, in_.number(8));
        if (rows != counts_.rows) return malformed();
        DAICHO_CHECK(in_.finish());
        return counts_;
    }

    Connection& connection_;
    In in_;
    StatementPointer insert_;
    std::vector<Type> types_;
    std::vector<std::string> values_;
    DumpCounts counts_;
};

}  // namespace

Result<DumpCounts> dump_tables(Connection& connection,
                               const std::function<bool(const std::string&)>& wanted,
                               const std::function<bool(const std::string&)>& filled,
                               const DumpSink& sink) {
    Out out(sink);
    DumpCounts counts;
    std::vector<std::string> indexes;
    DAICHO_TRY(names, table_names(connection));
    for (const std::string& name : names) {
        if (!wanted(name)) continue;
        Table table{name, {}, {}};
        DAICHO_TRY_AS(table.columns, columns_of(connection, name));
        DAICHO_TRY_AS(table.sql, create_sql(connection, table));
        put_table(out, table);
        ++counts.tables;
        if (filled(name)) {
            DAICHO_TRY(rows, put_rows(connection, out, table));
            counts.rows += rows;
        }
        DAICHO_TRY(more, index_sql(connection, name));
        indexes.insert(indexes.end(), more.begin(), more.end());
    }
    for (const std::string& sql : indexes) {
        out.writer().u8(static_cast<std::uint8_t>(Mark::index));
        out.writer().sized(as_bytes(sql));
    }
    out.writer().u8(static_cast<std::uint8_t>(Mark::end));
    out.writer().u64(counts.rows);
    DAICHO_CHECK(out.flush(true));
    return counts;
}

Result<DumpCounts> load_tables(Connection& connection, const DumpSource& source) {
    return Loader(connection, source).run();
}

}  // namespace daicho::store
