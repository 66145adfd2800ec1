// Hidden: rows that must not leave the house or end by being left out.
// Threading: one thread to an object.
#pragma once

#include "register/hidden_records.hpp"

namespace daicho::registers::detail {

// The rule of hidden_records.hpp as it holds now, for one file: asked once for each row.
class Hidden {
public:
    Hidden(Kernel& kernel, const Definition& definition, bool shown) {
        if (shown || !kernel.protection.all) return;
        HiddenRecords records(kernel);
        if (!definition.is_event()) own_ = records.of(definition.name);
        for (std::size_t i = 0; i < definition.fields.size(); ++i) {
            const Field& field = definition.fields[i];
            if (field.type != FieldType::ref) continue;
            auto hidden = records.of(field.target);
            if (hidden->all || !hidden->records.empty()) refs_.emplace_back(i, std::move(hidden));
        }
    }
    [[nodiscard]] bool hides(std::uint64_t record, std::span<const Cell> cells) const {
        if (own_ && own_->has(record)) return true;
        for (const auto& [field, hidden] : refs_) {
            if (cells[field].is_null()) continue;
            if (hidden->has(static_cast<std::uint64_t>(cells[field].integer))) return true;
        }
        return false;
    }

private:
    std::shared_ptr<const registers::Hidden> own_;
    std::vector<std::pair<std::size_t, std::shared_ptr<const registers::Hidden>>> refs_;
};

}  // namespace daicho::registers::detail
