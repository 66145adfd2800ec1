// Columns: some fields of all rows of a register, read in one pass – for screens that look at a
// whole register and show part of it.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "register/query.hpp"
#include "server/app.hpp"

namespace daicho::server {

class Columns {
public:
    // A row by the names of its fields; a field that was not read is empty.
    class Line {
    public:
        Line(const Columns& of, std::size_t row) noexcept : of_(&of), row_(row) {}
        [[nodiscard]] std::uint64_t record() const noexcept { return of_->records_[row_]; }
        [[nodiscard]] const registers::OwnedValue& at(std::string_view field) const noexcept;
        [[nodiscard]] bool has(std::string_view field) const noexcept {
            return at(field).kind != registers::Cell::Kind::null;
        }
        [[nodiscard]] std::int64_t integer(std::string_view field) const noexcept {
            return at(field).integer;
        }
        [[nodiscard]] std::uint64_t ref(std::string_view field) const noexcept {
            return static_cast<std::uint64_t>(at(field).integer);
        }
        [[nodiscard]] bool flag(std::string_view field) const noexcept {
            return at(field).integer != 0;
        }
        [[nodiscard]] const std::string& text(std::string_view field) const noexcept {
            return at(field).bytes;
        }
        [[nodiscard]] Date date(std::string_view field) const noexcept {
            return Date::from_days(static_cast<std::int32_t>(integer(field)));
        }
        [[nodiscard]] std::optional<std::int64_t> number(std::string_view field) const {
            return has(field) ? std::optional(integer(field)) : std::nullopt;
        }
        // Null where the value is empty.
        [[nodiscard]] json::Value text_or_null(std::string_view field) const;
        [[nodiscard]] json::Value number_or_null(std::string_view field) const;
        [[nodiscard]] json::Value date_or_null(std::string_view field) const;
        // {"key","label"}; null where the value is empty.
        [[nodiscard]] json::Value coded(std::string_view field) const;
        [[nodiscard]] BilingualText label(std::string_view field) const;

    private:
        const Columns* of_;
        std::size_t row_;
    };

    // Rows in the order of their records. Errors: register.unknown.
    static Result<Columns> read(registers::Kernel& kernel, store::Connection& connection,
                                std::string_view register_name,
                                std::initializer_list<std::string_view> fields, Date day);
    [[nodiscard]] std::size_t size() const noexcept { return records_.size(); }
    [[nodiscard]] Line at(std::size_t row) const noexcept { return {*this, row}; }
    [[nodiscard]] const registers::Definition& definition() const noexcept { return *definition_; }

private:
    const registers::Definition* definition_ = nullptr;
    std::vector<std::string> names_;
    std::vector<std::uint64_t> records_;
    std::vector<registers::OwnedValue> cells_;
};

json::Value number_or_null(const std::optional<std::int64_t>& number);

}  // namespace daicho::server
