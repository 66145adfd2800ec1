#include "media/desk.hpp"

#include "media/detail/whole_desk.hpp"

#include <algorithm>

#include "register/list.hpp"

namespace daicho::media {

Result<SharedDesk> load_desk(const std::filesystem::path& catalogs) {
    auto desk = std::make_shared<detail::WholeDesk>();
    DAICHO_TRY_AS(desk->disposal,
                  govern::load_disposal_catalog((catalogs / "mic-disposal.yaml").string()));
    DAICHO_TRY_AS(desk->classes,
                  govern::load_class_catalog((catalogs / "media-class.yaml").string()));
    DAICHO_TRY_AS(desk->tools,
                  govern::load_erasure_tools((catalogs / "erasure-tools.yaml").string()));
    DAICHO_TRY_AS(desk->exits, govern::load_exit_catalog((catalogs / "cloud-exit.yaml").string()));
    return SharedDesk(std::move(desk));
}

Result<Lines> rows_naming(registers::Kernel& kernel, store::Connection& connection,
                          std::string_view name, std::string_view field,
                          const std::vector<std::uint64_t>& records,
                          const registers::Moment& moment) {
    DAICHO_TRY(definition, kernel.definition(name));
    Lines found;
    for (std::size_t at = 0; at < records.size(); at += registers::kMostValues) {
        registers::Filter filter;
        filter.field = definition->index_of(field);
        filter.kind = registers::FilterKind::one_of;
        const std::size_t end = std::min(records.size(), at + registers::kMostValues);
        for (std::size_t i = at; i < end; ++i) {
            filter.values.push_back(std::to_string(records[i]));
        }
        registers::ListQuery query;
        query.moment = moment;
        query.limit = 100'000;
        query.known_total = query.limit;  // nobody asks how many
        query.filters.push_back(std::move(filter));
        DAICHO_TRY(page, registers::list_records(connection, *definition, query));
        for (auto& row : page.rows) found.push_back({definition, std::move(row)});
    }
    return found;
}

Result<std::optional<Line>> row_of(registers::Kernel& kernel, store::Connection& connection,
                                   std::string_view name, std::uint64_t record,
                                   const registers::Moment& moment) {
    DAICHO_TRY(definition, kernel.definition(name));
    DAICHO_TRY(found, registers::read_record(connection, *definition, record, moment));
    if (!found) return std::optional<Line>();
    return std::optional<Line>(Line{definition, *std::move(found)});
}

}  // namespace daicho::media
