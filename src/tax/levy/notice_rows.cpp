#include <fmt/format.h>

#include "register/key_index.hpp"
#include "register/schema.hpp"
#include "tax/levy/detail/notice_rows.hpp"

namespace daicho::tax::levy::detail {

const registers::OwnedValue* Row::value(std::string_view field) const {
    if (definition_ == nullptr) return nullptr;
    const std::size_t index = definition_->index_of(field);
    if (index == registers::Definition::npos) return nullptr;
    const registers::OwnedValue& found = version_.values[index];
    return found.kind == registers::Cell::Kind::null ? nullptr : &found;
}

std::int64_t Row::integer(std::string_view field) const {
    const registers::OwnedValue* found = value(field);
    return found == nullptr ? 0 : found->integer;
}

std::uint64_t Row::ref(std::string_view field) const {
    return static_cast<std::uint64_t>(integer(field));
}

Area Row::area(std::string_view field) const { return Area::from_hundredths(integer(field)); }

std::string Row::text(std::string_view field) const {
    const registers::OwnedValue* found = value(field);
    return found == nullptr ? std::string() : found->bytes;
}

std::string Row::label(std::string_view field) const {
    const registers::OwnedValue* found = value(field);
    if (found == nullptr) return {};
    const registers::Code* code =
        definition_->fields[definition_->index_of(field)].find_code(found->bytes);
    return code == nullptr ? found->bytes : code->label.ja;
}

Result<Row> read_row(const NoticeSource& source, std::string_view register_name,
                     std::uint64_t record) {
    DAICHO_TRY(definition, source.kernel.definition(register_name));
    const registers::Moment moment{source.run.year.assessment_date(), source.run.as_known};
    DAICHO_TRY(version,
               registers::read_record(source.connection, *definition, record, moment));
    if (!version) return Row();
    return Row(*definition, std::move(*version));
}

Result<Row> read_detail(const NoticeSource& source, std::string_view register_name,
                        std::uint64_t owner) {
    DAICHO_TRY(definition, source.kernel.definition(register_name));
    DAICHO_TRY(record, registers::find_record(source.connection, *definition,
                                              std::to_string(owner)));
    if (!record) return Row();
    return read_row(source, register_name, *record);
}

Result<std::vector<Row>> result_rows(const NoticeSource& source, std::string_view register_name,
                                     std::uint64_t taxpayer) {
    DAICHO_TRY(definition, source.kernel.definition(register_name));
    // "+run": by the index of the taxpayer, not that of the run
    DAICHO_TRY(select, source.connection.cached(fmt::format(
                           "SELECT record_id FROM {} WHERE taxpayer = ? AND +run = ? ORDER BY "
                           "version_id",
                           registers::version_table(*definition))));
    select->bind(0, static_cast<std::int64_t>(taxpayer));
    select->bind(1, static_cast<std::int64_t>(source.run.record));
    std::vector<std::uint64_t> records;
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) break;
        records.push_back(static_cast<std::uint64_t>(select->integer(0)));
    }
    std::vector<Row> rows;
    const registers::Moment moment{source.run.year.assessment_date(), std::nullopt};
    for (const std::uint64_t record : records) {
        DAICHO_TRY(version,
                   registers::read_record(source.connection, *definition, record, moment));
        if (version) rows.emplace_back(*definition, std::move(*version));
    }
    return rows;
}

}  // namespace daicho::tax::levy::detail
