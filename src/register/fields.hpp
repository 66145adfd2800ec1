// Fields: values of a stored version by field name, for those who know their register.
// A field that the definition does not have reads as empty: definitions are data.
#pragma once

#include <string>
#include <string_view>

#include "base/area.hpp"
#include "register/query.hpp"

namespace daicho::registers {

class Fields {
public:
    Fields(const Definition& definition, const RecordVersion& version) noexcept
        : definition_(&definition), version_(&version) {}

    [[nodiscard]] const OwnedValue& at(std::string_view name) const noexcept {
        static const OwnedValue kEmpty;
        const std::size_t index = definition_->index_of(name);
        return index < version_->values.size() ? version_->values[index] : kEmpty;
    }
    [[nodiscard]] bool has(std::string_view name) const noexcept {
        return at(name).kind != Cell::Kind::null;
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
    [[nodiscard]] Area area(std::string_view name) const noexcept {
        return Area::from_hundredths(integer(name));
    }
    // Label of a code; the key itself where the list does not have it.
    [[nodiscard]] BilingualText code(std::string_view name) const {
        const std::size_t index = definition_->index_of(name);
        if (index == Definition::npos) return {};
        const Code* found = definition_->fields[index].find_code(text(name));
        return found == nullptr ? BilingualText{text(name), text(name)} : found->label;
    }
    [[nodiscard]] const RecordVersion& version() const noexcept { return *version_; }
    [[nodiscard]] std::uint64_t record() const noexcept { return version_->record; }

private:
    const Definition* definition_;
    const RecordVersion* version_;
};

}  // namespace daicho::registers
