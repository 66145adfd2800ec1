// Row: values of a stored version by field name, for answers that know their register.
// A field that the definition does not have reads as empty: definitions are data.
#pragma once

#include <string>
#include <string_view>

#include "base/area.hpp"
#include "register/query.hpp"
#include "server/app.hpp"

namespace daicho::server {

class Row {
public:
    Row(const registers::Definition& definition, const registers::RecordVersion& version) noexcept
        : definition_(&definition), version_(&version) {}

    [[nodiscard]] const registers::OwnedValue& at(std::string_view name) const noexcept {
        static const registers::OwnedValue kEmpty;
        const std::size_t index = definition_->index_of(name);
        return index < version_->values.size() ? version_->values[index] : kEmpty;
    }
    [[nodiscard]] bool has(std::string_view name) const noexcept {
        return at(name).kind != registers::Cell::Kind::null;
    }
    [[nodiscard]] std::int64_t integer(std::string_view name) const noexcept {
        return at(name).integer;
    }
    [[nodiscard]] std::uint64_t ref(std::string_view name) const noexcept {
        return static_cast<std::uint64_t>(at(name).integer);
    }
    [[nodiscard]] bool flag(std::string_view name) const noexcept { return integer(name) != 0; }
    [[nodiscard]] const std::string& text(std::string_view name) const noexcept {
        return at(name).bytes;
    }
    [[nodiscard]] Date date(std::string_view name) const noexcept {
        return Date::from_days(static_cast<std::int32_t>(integer(name)));
    }
    // Null where the value is empty.
    [[nodiscard]] json::Value integer_or_null(std::string_view name) const {
        return has(name) ? json::Value(integer(name)) : json::Value(nullptr);
    }
    [[nodiscard]] json::Value text_or_null(std::string_view name) const {
        return has(name) ? json::Value(text(name)) : json::Value(nullptr);
    }
    [[nodiscard]] json::Value date_or_null(std::string_view name) const {
        return has(name) ? json::Value(format_iso(date(name))) : json::Value(nullptr);
    }
    [[nodiscard]] std::string area(std::string_view name) const {
        return format_area(Area::from_hundredths(integer(name)));
    }
    // Label of a code in both languages.
    [[nodiscard]] BilingualText code(std::string_view name) const {
        const std::size_t index = definition_->index_of(name);
        if (index == registers::Definition::npos) return {};
        const auto* found = definition_->fields[index].find_code(text(name));
        return found == nullptr ? BilingualText{text(name), text(name)} : found->label;
    }
    [[nodiscard]] const registers::RecordVersion& version() const noexcept { return *version_; }
    [[nodiscard]] std::uint64_t record() const noexcept { return version_->record; }

private:
    const registers::Definition* definition_;
    const registers::RecordVersion* version_;
};

}  // namespace daicho::server
