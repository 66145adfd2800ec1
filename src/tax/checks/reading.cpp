#include "tax/checks/detail/reading.hpp"

namespace daicho::tax::checks::detail {

Status each(const Question& question, std::string_view register_name,
            std::initializer_list<std::string_view> fields,
            const std::function<void(const Values&)>& visit) {
    DAICHO_TRY(definition, question.kernel.definition(register_name));
    std::vector<std::size_t> columns;
    for (const std::string_view field : fields) {
        columns.push_back(definition->index_of(field));
        if (columns.back() != registers::Definition::npos) continue;
        return system_error("check.no_field")
            .with("register", std::string(register_name))
            .with("field", std::string(field));
    }
    return registers::scan(
        question.connection, *definition, columns, question.moment,
        [&visit](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
            visit({record, cells});
            return {};
        });
}

}  // namespace daicho::tax::checks::detail
