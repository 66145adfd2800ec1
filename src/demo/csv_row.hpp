// CsvRow: appends the cells of one CSV line to a string, without streams or temporary strings.
//
//     CsvRow row(out);
//     row.text("P1").area(20000).date(day).none();   // "P1,200.00,2024-01-01,\n"
//
// Texts are those of this module's word lists: they hold no comma, quote or line end, so that no
// cell needs quoting. The line ends when the row is destroyed. Threads: one.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace daicho::demo {

// Digits of a number, without a cell.
inline void append_number(std::string& out, std::int64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value);
    out.append(digits, end.ptr);
}

// With zeros in front, `width` digits at most 20.
void append_padded(std::string& out, std::uint64_t value, int width);
void append_date(std::string& out, Date date);

class CsvRow {
public:
    explicit CsvRow(std::string& out) noexcept : out_(out) {}
    CsvRow(const CsvRow&) = delete;
    CsvRow& operator=(const CsvRow&) = delete;
    ~CsvRow() { out_.push_back('\n'); }

    // Begins a cell; what is appended to the result belongs to it.
    std::string& cell() {
        if (!first_) out_.push_back(',');
        first_ = false;
        return out_;
    }
    CsvRow& none() {
        cell();
        return *this;
    }
    CsvRow& none(int cells) {
        for (int i = 0; i < cells; ++i) cell();
        return *this;
    }
    CsvRow& text(std::string_view value) {
        cell().append(value);
        return *this;
    }
    CsvRow& number(std::int64_t value) {
        append_number(cell(), value);
        return *this;
    }
    // Hundredths: areas and points.
    CsvRow& area(std::int64_t hundredths) {
        std::string& out = cell();
        append_number(out, hundredths / 100);
        out.push_back('.');
        append_padded(out, static_cast<std::uint64_t>(hundredths % 100), 2);
        return *this;
    }
    // "0.98" from per mille 980, trailing zeros kept to three decimals: "0.980".
    CsvRow& permille(std::int64_t value) {
        std::string& out = cell();
        append_number(out, value / 1000);
        out.push_back('.');
        append_padded(out, static_cast<std::uint64_t>(value % 1000), 3);
        return *this;
    }
    CsvRow& date(Date value) {
        append_date(cell(), value);
        return *this;
    }
    CsvRow& boolean(bool value) { return text(value ? "true" : "false"); }

private:
    std::string& out_;
    bool first_ = true;
};

}  // namespace daicho::demo
