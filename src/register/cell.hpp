// Cell: one value of a row on its way in or out. Views do not own their bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "register/definition.hpp"

namespace daicho::registers {

struct Cell {
    enum class Kind : std::uint8_t { null, integer, text, blob };
    Kind kind = Kind::null;
    std::int64_t integer = 0;
    std::string_view bytes;  // text or blob

    static Cell null() noexcept { return {}; }
    static Cell of(std::int64_t value) noexcept { return {Kind::integer, value, {}}; }
    static Cell of_text(std::string_view text) noexcept { return {Kind::text, 0, text}; }
    static Cell of_blob(ByteView blob) noexcept { return {Kind::blob, 0, as_text(blob)}; }
    [[nodiscard]] bool is_null() const noexcept { return kind == Kind::null; }
    bool operator==(const Cell&) const noexcept = default;
};

// A value of an integer-stored type (not ref) from its text form: "125.50" of an area → 12550.
// Errors: those of the type's reader, or register.value.* .
Result<std::int64_t> storage_integer(const Field& field, std::string_view text);

// Checks a text-stored value: length, code, ratio form, control characters.
Status check_text(const Field& field, std::string_view text);

// From text (CSV, JSON string) to a cell; empty text is null. Refs are resolved by the caller.
// Personal numbers are checked here and come back as text; sealing is the writer's business.
Result<Cell> parse_cell(const Field& field, std::string_view text);

// The text form of the table in docs/registers.md; refs as record ids; sealed values as "".
std::string format_cell(const Field& field, const Cell& cell);

// 個人番号 (12 digits) and 法人番号 (13 digits): length and check digit; refuses all zeros.
bool is_personal_number(std::string_view digits) noexcept;
bool is_corporate_number(std::string_view digits) noexcept;
// 宛名番号: serial of 9 digits and a check digit by modulus 11 with weights 2–7 from the right.
bool is_addressee_number(std::string_view digits) noexcept;

}  // namespace daicho::registers
