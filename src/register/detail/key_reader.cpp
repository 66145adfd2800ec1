#include "register/detail/key_reader.hpp"

#include <fmt/format.h>

#include "register/detail/bind_cell.hpp"
#include "register/schema.hpp"

namespace daicho::registers::detail {

Result<std::string> KeyReader::key(const Definition& target, std::uint64_t record) {
    auto& known = known_[target.number];
    if (const auto found = known.find(record); found != known.end()) return found->second;
    std::string columns;
    for (const std::size_t field : target.key) {
        columns += (columns.empty() ? "" : ", ") + sql_name(target.fields[field].name);
    }
    DAICHO_TRY(statement,
               connection_->prepare(fmt::format(
                   "SELECT {} FROM {} WHERE {} = ? AND row_state <= 1 ORDER BY version_id DESC "
                   "LIMIT 1",
                   columns,
                   version_table(target), target.is_event() ? "version_id" : "record_id")));
    statement->bind(0, static_cast<std::int64_t>(record));
    DAICHO_TRY(row, statement->step());
    std::string text;
    for (std::size_t i = 0; row && i < target.key.size(); ++i) {
        const Field& field = target.fields[target.key[i]];
        const Cell cell = read_cell(*statement, static_cast<int>(i), field);
        if (i != 0) text += '/';
        if (field.type != FieldType::ref || cell.is_null()) {
            text += format_cell(field, cell);
            continue;
        }
        DAICHO_TRY(next, kernel_->definition(field.target));
        DAICHO_TRY(inner, key(*next, static_cast<std::uint64_t>(cell.integer)));
        text += inner;
    }
    if (known.size() >= kMostKeys) known.clear();
    known.emplace(record, text);
    return text;
}

}  // namespace daicho::registers::detail
