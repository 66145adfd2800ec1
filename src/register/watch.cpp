#include "register/watch.hpp"

#include <fmt/format.h>

#include "base/decimal.hpp"
#include "register/detail/bind_cell.hpp"
#include "register/detail/list_conditions.hpp"
#include "register/detail/version_select.hpp"
#include "register/schema.hpp"

namespace daicho::registers {
namespace {

Error fault_at(const Definition& definition, const RelatedRows& rows, const char* id,
               const std::string& name) {
    return input_error(id).with("name", name).at_line(
        definition.area + "/" + definition.name + ".yaml", rows.line);
}

// The ref that ties both: of the other register to this one, or of ours to the other.
Status tie_rows(const Definition& definition, RelatedRows& rows) {
    const Definition& holder = rows.relation == Relation::of ? definition : *rows.definition;
    const std::string& leads_to =
        rows.relation == Relation::of ? rows.definition->name : definition.name;
    rows.by = holder.index_of(rows.field);
    const bool fits = rows.by != Definition::npos &&
                      holder.fields[rows.by].type == FieldType::ref &&
                      holder.fields[rows.by].target == leads_to && in_list(holder, rows.by);
    if (fits) return {};
    return fault_at(definition, rows, "register.definition.watch_field", rows.field);
}

Status read_conditions(const Definition& definition, RelatedRows& rows) {
    rows.conditions.clear();
    for (const auto& [name, text] : rows.asked) {
        const std::size_t field = rows.definition->index_of(name);
        if (field == Definition::npos || !in_list(*rows.definition, field)) {
            return fault_at(definition, rows, "register.definition.not_in_list", name);
        }
        const Filter filter = on_day(
            *rows.definition, parse_condition(*rows.definition, field, text), Date::from_days(0));
        const bool fits = check_condition(*rows.definition, filter).has_value();
        if (!fits) return fault_at(definition, rows, "register.definition.watch_value", text);
        rows.conditions.push_back({field, text});
    }
    return {};
}

Status link(const std::vector<Definition*>& all, const Definition& definition,
            RelatedRows& rows) {
    if (rows.relation == Relation::of) {
        const std::size_t own = definition.index_of(rows.field);
        if (own != Definition::npos) rows.target = definition.fields[own].target;
    }
    for (const Definition* other : all) {
        if (other->name == rows.target) rows.definition = other;
    }
    if (rows.definition == nullptr) {
        return fault_at(definition, rows, "register.definition.watch_register", rows.target);
    }
    DAICHO_CHECK(tie_rows(definition, rows));
    return read_conditions(definition, rows);
}

// The number behind a word ("+30", "-1", nothing); no other text is one.
std::optional<int> distance(std::string_view text) {
    if (text.empty()) return 0;
    if (text[0] != '+' && text[0] != '-') return std::nullopt;
    const auto number = parse_decimal(text.substr(1), 0);
    if (!number || *number > 100'000) return std::nullopt;
    const int steps = static_cast<int>(*number);
    return text[0] == '-' ? -steps : steps;
}

std::string value_on(const Field& field, const std::string& value, Date day) {
    constexpr std::string_view kToday = "today", kYear = "this_year";
    if (field.type == FieldType::date && value.starts_with(kToday)) {
        const auto days = distance(std::string_view(value).substr(kToday.size()));
        if (days) return format_cell(field, Cell::of((day + *days).days()));
    }
    if (field.type == FieldType::fiscal_year && value.starts_with(kYear)) {
        const auto years = distance(std::string_view(value).substr(kYear.size()));
        const int year = day.month() < 4 ? day.year() - 1 : day.year();
        if (years) return std::to_string(year + *years);
    }
    return value;
}

}  // namespace

const Watch* find_watch(const Definition& definition, std::string_view id) noexcept {
    for (const Watch& watch : definition.watches) {
        if (watch.id == id) return &watch;
    }
    return nullptr;
}

Status link_watches(const std::vector<Definition*>& all) {
    for (Definition* definition : all) {
        for (Watch& watch : definition->watches) {
            for (RelatedRows& rows : watch.related) DAICHO_CHECK(link(all, *definition, rows));
        }
    }
    return {};
}

Filter watch_filter(std::string_view id) {
    Filter filter;
    filter.field = Definition::npos;
    filter.kind = FilterKind::watch;
    filter.value = std::string(id);
    return filter;
}

Result<Filter> named_condition(const Definition& definition, std::string_view name,
                               std::string_view text) {
    if (name == kWatchCondition) {
        if (find_watch(definition, text) != nullptr) return watch_filter(text);
        return input_error("query.no_watch").with("watch", std::string(text.substr(0, 60)));
    }
    const std::size_t index = definition.index_of(name);
    if (index == Definition::npos) {
        return input_error("change.no_field").with("field", std::string(name.substr(0, 60)));
    }
    return parse_condition(definition, index, text);
}

Filter on_day(const Definition& definition, Filter filter, Date day) {
    const Field& field = definition.fields[filter.field];
    filter.value = value_on(field, filter.value, day);
    filter.to = value_on(field, filter.to, day);
    for (std::string& value : filter.values) value = value_on(field, value, day);
    return filter;
}

Result<std::map<Date, std::uint64_t>> due_days(store::Connection& connection,
                                               const Definition& definition, const Watch& watch,
                                               const ListQuery& query, Date last) {
    DAICHO_TRY(conditions, detail::list_conditions(connection.dialect(), definition, query));
    const detail::Picked picked = detail::pick(definition, query.moment);
    const std::string due = "h." + sql_name(definition.fields[watch.due].name);
    DAICHO_TRY(rows, connection.prepare(fmt::format(
                         "SELECT {0}, count(*) FROM {1}{2} AND {0} <= ? GROUP BY {0}", due,
                         picked.from, conditions.sql)));
    int parameter = 0;
    for (const std::int64_t value : picked.parameters) rows->bind(parameter++, value);
    for (const OwnedValue& value : conditions.values) {
        detail::bind_cell(*rows, parameter++, value.cell());
    }
    rows->bind(parameter, static_cast<std::int64_t>(last.days()));
    std::map<Date, std::uint64_t> days;
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there) return days;
        days[Date::from_days(static_cast<std::int32_t>(rows->integer(0)))] =
            static_cast<std::uint64_t>(rows->integer(1));
    }
}

}  // namespace daicho::registers
