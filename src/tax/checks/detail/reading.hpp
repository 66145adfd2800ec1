// Reading for checks: rows of a register with the fields a check names.
#pragma once

#include <functional>
#include <initializer_list>
#include <span>

#include "tax/checks/check.hpp"

namespace daicho::tax::checks::detail {

// Values of one row, in the order in which the fields were named. Valid during the visit.
struct Values {
    std::uint64_t record = 0;
    std::span<const registers::Cell> cells;

    [[nodiscard]] bool has(std::size_t i) const noexcept { return !cells[i].is_null(); }
    [[nodiscard]] std::int64_t number(std::size_t i) const noexcept { return cells[i].integer; }
    [[nodiscard]] std::uint64_t ref(std::size_t i) const noexcept {
        return static_cast<std::uint64_t>(cells[i].integer);
    }
    [[nodiscard]] std::string_view text(std::size_t i) const noexcept { return cells[i].bytes; }
    [[nodiscard]] Area area(std::size_t i) const noexcept {
        return Area::from_hundredths(cells[i].integer);
    }
    [[nodiscard]] Date date(std::size_t i) const noexcept {
        return Date::from_days(static_cast<std::int32_t>(cells[i].integer));
    }
};

// Every record of the register at the question's moment. Errors: register.unknown, and
// check.no_field when the definition lacks a field: a check never passes because it saw nothing.
Status each(const Question& question, std::string_view register_name,
            std::initializer_list<std::string_view> fields,
            const std::function<void(const Values&)>& visit);

}  // namespace daicho::tax::checks::detail
