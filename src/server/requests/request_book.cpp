#include "server/requests/request_book.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "document/csv_reader.hpp"
#include "register/list.hpp"
#include "server/logs/log_desk.hpp"

namespace daicho::server {

Result<govern::RequestRules> request_rules(const App& app) {
    return govern::load_request_rules((app.data / "catalogs" / "requests.yaml").string());
}

Result<govern::IsHoliday> city_holidays(const App& app) {
    DAICHO_TRY(tables, log_tables({app.data / "catalogs" / "logs", {}}));
    std::set<Date> days;
    for (const auto& row : tables["holidays"].rows) {
        if (row.empty()) continue;
        DAICHO_TRY(day, parse_iso_date(row.front()));
        days.insert(day);
    }
    return [days = std::move(days)](Date day) {
        return day.weekday() == 0 || day.weekday() == 6 || days.contains(day);
    };
}

Result<Rows> rows_of(registers::Kernel& kernel, store::Connection& connection,
                     std::string_view register_name, std::string_view field, std::uint64_t record,
                     Date day) {
    Rows rows;
    DAICHO_TRY_AS(rows.definition, kernel.definition(register_name));
    registers::ListQuery query;
    query.moment = {day, std::nullopt};
    query.limit = kMostSteps;
    query.known_total = kMostSteps;
    registers::Filter of;
    of.field = rows.definition->index_of(field);
    of.kind = registers::FilterKind::equals;
    of.value = std::to_string(record);
    query.filters.push_back(std::move(of));
    DAICHO_TRY(page, registers::list_records(connection, *rows.definition, query));
    rows.versions = std::move(page.rows);
    return rows;
}

govern::RequestClock clock_of(const registers::Fields& request, const Rows& steps) {
    govern::RequestClock clock;
    clock.kind = govern::request_kind(request.text("kind"));
    clock.received = request.date("received_on");
    for (const auto& version : steps.versions) {
        const registers::Fields step(*steps.definition, version);
        const std::string& kind = step.text("kind");
        if (kind == "correction_asked") {
            clock.amendments.push_back({step.date("done_on"), std::nullopt});
        } else if (kind == "corrected" && !clock.amendments.empty()) {
            clock.amendments.back().done = step.date("done_on");
        }
    }
    const auto day = [&](std::string_view name) {
        return request.has(name) ? std::optional(request.date(name)) : std::nullopt;
    };
    if (request.flag("extended")) {
        clock.extension = govern::Extension{
            day("extension_on"), static_cast<int>(request.integer("extension_days"))};
    }
    if (request.has("special_on") || request.has("special_rest_due")) {
        clock.special = govern::SpecialRule{day("special_on"), day("special_rest_due")};
    }
    clock.decided = day("decided_on");
    return clock;
}

}  // namespace daicho::server
