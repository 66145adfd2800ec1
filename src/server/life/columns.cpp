#include "server/life/columns.hpp"

namespace daicho::server {

using registers::Cell;
using registers::OwnedValue;

const OwnedValue& Columns::Line::at(std::string_view field) const noexcept {
    static const OwnedValue kEmpty;
    for (std::size_t i = 0; i < of_->names_.size(); ++i) {
        if (of_->names_[i] == field) return of_->cells_[row_ * of_->names_.size() + i];
    }
    return kEmpty;
}

json::Value Columns::Line::text_or_null(std::string_view field) const {
    return has(field) ? json::Value(text(field)) : json::Value(nullptr);
}

json::Value Columns::Line::number_or_null(std::string_view field) const {
    return has(field) ? json::Value(integer(field)) : json::Value(nullptr);
}

json::Value Columns::Line::date_or_null(std::string_view field) const {
    return has(field) ? json::Value(format_iso(date(field))) : json::Value(nullptr);
}

BilingualText Columns::Line::label(std::string_view field) const {
    const std::size_t index = of_->definition_->index_of(field);
    if (index == registers::Definition::npos) return {};
    const registers::Code* code = of_->definition_->fields[index].find_code(text(field));
    return code == nullptr ? BilingualText{text(field), text(field)} : code->label;
}

json::Value Columns::Line::coded(std::string_view field) const {
    if (!has(field)) return nullptr;
    return json::Object{{"key", text(field)}, {"label", texts(label(field))}};
}

Result<Columns> Columns::read(registers::Kernel& kernel, store::Connection& connection,
                              std::string_view register_name,
                              std::initializer_list<std::string_view> fields, Date day) {
    Columns columns;
    DAICHO_TRY_AS(columns.definition_, kernel.definition(register_name));
    std::vector<std::size_t> indices;
    for (const std::string_view field : fields) {
        columns.names_.emplace_back(field);
        indices.push_back(columns.definition_->index_of(field));
        DAICHO_ASSERT(indices.back() != registers::Definition::npos);
    }
    DAICHO_CHECK(registers::scan(
        connection, *columns.definition_, indices, {day, std::nullopt},
        [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
            columns.records_.push_back(record);
            for (const Cell& cell : cells) {
                columns.cells_.push_back({cell.kind, cell.integer, std::string(cell.bytes)});
            }
            return {};
        }));
    return columns;
}

json::Value number_or_null(const std::optional<std::int64_t>& number) {
    return number ? json::Value(*number) : json::Value(nullptr);
}

}  // namespace daicho::server
