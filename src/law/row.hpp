// Row: one number (or table) of law, as one file of law/ states it, with its citation.
//
// Invariants: `cell` (or, for type table, every cell of `table`) holds the alternative that the
// declared type names; `citation.law` is a unit of law/index.yaml. Rows are immutable after
// loading and belong to the Statute, so pointers to their citations stay valid as long as it does.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/area.hpp"
#include "base/citation.hpp"
#include "base/date.hpp"
#include "base/ratio.hpp"
#include "base/yen.hpp"

namespace daicho::law {

// The order is that of Cell's alternatives; `table` comes last.
enum class ValueType : std::uint8_t { integer, yen, ratio, area, date, code, table };

const char* name_of(ValueType type) noexcept;

using Cell = std::variant<std::int64_t, Yen, Ratio, Area, Date, std::string>;

struct Column {
    std::string name;
    ValueType type = ValueType::integer;
};

struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;  // in file order; each as long as `columns`
};

struct Row {
    std::string id;  // "land.residential.small.fixed"
    ValueType type = ValueType::integer;
    Cell cell;    // unless type is table
    Table table;  // if type is table
    Citation citation;
    std::string note;  // in Japanese, where it matters
    std::string file;
    std::uint64_t line = 0;
};

// A value in the one form that is hashed: "1000", "1/6", "2026-04-01", "200.00".
std::string canonical(const Cell& cell);

// One stretch of time of a Series; half open.
struct DatedRow {
    Date from;
    Date to;
    Cell cell;
    Citation citation;
};

// A value that changes by date and not by fiscal year (rates of delinquency, by calendar year).
// Invariant: rows are sorted and each begins where the one before ends (neither gap nor overlap).
struct Series {
    std::string id;
    ValueType type = ValueType::ratio;
    std::vector<DatedRow> rows;
};

}  // namespace daicho::law
