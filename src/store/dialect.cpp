#include "store/dialect.hpp"

#include <array>
#include <utility>

#include "store/detail/refusal_text.hpp"

namespace daicho::store {
namespace {

struct Word {
    std::string_view from, to;
};

// Longest first. INTEGER is 4 bytes in PostgreSQL; a text there is compared by the rules of a
// language unless it says otherwise.
constexpr std::array kWords = {
    Word{"STRICT, WITHOUT ROWID", ""}, Word{"STRICT", ""}, Word{"INTEGER", "bigint"},
    Word{"BLOB", "bytea"},             Word{"TEXT", "text COLLATE \"C\""},
};

constexpr bool is_word(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Length of a quoted name or text at the beginning of `sql`; 0 when there is none.
std::size_t quoted(std::string_view sql) noexcept {
    if (sql.front() != '\'' && sql.front() != '"') return 0;
    const std::size_t end = sql.find(sql.front(), 1);
    return end == std::string_view::npos ? sql.size() : end + 1;
}

const Word* word_at(std::string_view sql) noexcept {
    for (const Word& word : kWords) {
        if (!sql.starts_with(word.from)) continue;
        if (sql.size() == word.from.size() || !is_word(sql[word.from.size()])) return &word;
    }
    return nullptr;
}

// TRUNCATE fires no trigger of rows, so whoever may not delete may not truncate either.
std::string refuse_postgres(const Refusal& refusal) {
    const std::string function = "f_" + refusal.name;
    std::string sql = "CREATE OR REPLACE FUNCTION " + function +
                      "() RETURNS trigger LANGUAGE plpgsql AS $refuse$" +
                      detail::refusal_body(refusal) + "$refuse$;CREATE OR REPLACE TRIGGER " +
                      refusal.name + " BEFORE " + std::string(refusal.event) + " ON " +
                      refusal.table + " FOR EACH ROW EXECUTE FUNCTION " + function + "();";
    if (refusal.event == "DELETE" && refusal.when.empty()) {
        sql += "CREATE OR REPLACE TRIGGER " + refusal.name + "_all BEFORE TRUNCATE ON " +
               refusal.table + " FOR EACH STATEMENT EXECUTE FUNCTION " + function + "();";
    }
    return sql;
}

}  // namespace

// The condition stands in the function: PostgreSQL's WHEN takes no subqueries.
std::string detail::refusal_body(const Refusal& refusal) {
    const std::string raise = "RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', "
                              "MESSAGE = '" + refusal.message + "';";
    std::string body = " BEGIN ";
    body += refusal.when.empty() ? raise : "IF " + refusal.when + " THEN " + raise + " END IF;";
    body += refusal.event == "DELETE" ? " RETURN OLD;" : " RETURN NEW;";
    return body + " END ";
}

std::string Dialect::tables(std::string_view sqlite_words) const {
    if (kind_ == StoreKind::sqlite) return std::string(sqlite_words);
    std::string sql;
    bool inside_word = false;
    while (!sqlite_words.empty()) {
        const Word* word = inside_word ? nullptr : word_at(sqlite_words);
        const std::size_t skip = word != nullptr ? word->from.size() : quoted(sqlite_words);
        inside_word = skip == 0 && is_word(sqlite_words.front());
        const std::size_t taken = skip == 0 ? 1 : skip;
        sql += word != nullptr ? word->to : sqlite_words.substr(0, taken);
        sqlite_words.remove_prefix(taken);
    }
    return sql;
}

std::string Dialect::refuse(const Refusal& refusal) const {
    if (kind_ == StoreKind::postgres) return refuse_postgres(refusal);
    std::string sql = "CREATE TRIGGER IF NOT EXISTS " + refusal.name + " BEFORE " +
                      std::string(refusal.event) + " ON " + refusal.table;
    if (!refusal.when.empty()) sql += " WHEN " + refusal.when;
    sql += " BEGIN SELECT RAISE(";
    sql += refusal.first_change ? "FAIL" : "ABORT";
    return sql + ", '" + refusal.message + "'); END;";
}

std::string Dialect::count_table(std::string_view name) const {
    const std::string quoted_name = "'" + std::string(name) + "'";
    return kind_ == StoreKind::sqlite
               ? "SELECT count(*) FROM sqlite_master WHERE name = " + quoted_name
               : "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND "
                 "tablename = " + quoted_name;
}

std::string_view Dialect::begin_write() const noexcept {
    return kind_ == StoreKind::sqlite ? "BEGIN IMMEDIATE" : "BEGIN";
}

std::string Dialect::insert(const RowTarget& target) const {
    const bool fail = kind_ == StoreKind::sqlite && target.known_new;
    std::string columns;
    std::string marks;
    for (const std::string& column : target.columns) {
        columns += (columns.empty() ? "" : ", ") + column;
        marks += marks.empty() ? "?" : ", ?";
    }
    return (fail ? "INSERT OR FAIL INTO " : "INSERT INTO ") + target.table + " (" + columns +
           ") VALUES (" + marks + ")";
}

std::string_view Dialect::place_of() const noexcept {
    return kind_ == StoreKind::sqlite ? "instr" : "strpos";
}

std::string_view Dialect::same() const noexcept {
    return kind_ == StoreKind::sqlite ? "IS" : "IS NOT DISTINCT FROM";
}

std::string_view Dialect::not_same() const noexcept {
    return kind_ == StoreKind::sqlite ? "IS NOT" : "IS DISTINCT FROM";
}

std::string Dialect::by_index(std::string_view index) const {
    return kind_ == StoreKind::sqlite ? " INDEXED BY " + std::string(index) : std::string();
}

// SQLite puts rows without a value first by itself.
std::string Dialect::ordered(std::string_view column, bool descending) const {
    std::string text(column);
    if (descending) text += " DESC";
    if (kind_ == StoreKind::postgres) text += descending ? " NULLS LAST" : " NULLS FIRST";
    return text;
}

std::string Dialect::scan_order(std::string_view column) const {
    return kind_ == StoreKind::sqlite ? std::string() : " ORDER BY " + std::string(column);
}

std::string Dialect::bytes(std::string_view hex) const {
    return kind_ == StoreKind::sqlite ? "x'" + std::string(hex) + "'"
                                      : "'\\x" + std::string(hex) + "'::bytea";
}

}  // namespace daicho::store
