// Dialect: all that the two stores do not say alike, in one place.
//
// SQL is written in the words that both understand (coalesce, ON CONFLICT, RETURNING, row values).
// What remains is asked here by whoever builds SQL; nobody else compares `kind`. Tables are written
// in SQLite's words and translated. Text is compared and ordered by its bytes in both stores, and
// rows without a value come first. Threading: immutable.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace daicho::store {

enum class StoreKind : std::uint8_t { sqlite, postgres };

// A trigger that refuses rows: `when` may name NEW and OLD; empty refuses every row.
struct Refusal {
    std::string name;
    std::string table;
    std::string_view event;  // INSERT, UPDATE, DELETE
    std::string when;
    std::string message;
    // Nothing stands yet that would have to be undone: SQLite then keeps no statement journal.
    bool first_change = false;
};

// Where rows go: names as SQL writes them.
struct RowTarget {
    std::string table;
    std::vector<std::string> columns;
    bool known_new = false;  // see Refusal::first_change
};

class Dialect {
public:
    explicit constexpr Dialect(StoreKind kind) noexcept : kind_(kind) {}
    [[nodiscard]] constexpr StoreKind kind() const noexcept { return kind_; }

    // CREATE TABLE, ALTER TABLE … written with INTEGER, TEXT, BLOB, STRICT and WITHOUT ROWID.
    [[nodiscard]] std::string tables(std::string_view sqlite_words) const;
    // Makes the trigger unless it is there.
    [[nodiscard]] std::string refuse(const Refusal& refusal) const;
    // Number of tables of that name: 0 or 1.
    [[nodiscard]] std::string count_table(std::string_view name) const;

    [[nodiscard]] std::string_view begin_write() const noexcept;
    // An INSERT of one row with a parameter for each column.
    [[nodiscard]] std::string insert(const RowTarget& target) const;
    // Place of a text in another, from 1; 0 = nowhere: a function of (text, part).
    [[nodiscard]] std::string_view place_of() const noexcept;
    // Comparison in which nothing is the same as nothing.
    [[nodiscard]] std::string_view same() const noexcept;
    [[nodiscard]] std::string_view not_same() const noexcept;
    // A hint behind a table's name.
    [[nodiscard]] std::string by_index(std::string_view index) const;
    // One column of ORDER BY or of an index.
    [[nodiscard]] std::string ordered(std::string_view column, bool descending = false) const;
    // ORDER BY for a scan in order of its primary key or GROUP BY, where SQLite reads so anyhow
    // and would sort once more if it were told.
    [[nodiscard]] std::string scan_order(std::string_view column) const;
    // A literal of bytes given in hexadecimal.
    [[nodiscard]] std::string bytes(std::string_view hex) const;

private:
    StoreKind kind_;
};

}  // namespace daicho::store
