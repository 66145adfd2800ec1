#include "register/detail/watch_conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "register/detail/version_select.hpp"
#include "register/schema.hpp"

namespace daicho::registers::detail {
namespace {

ListQuery asks(const Definition& definition, const std::vector<ListCondition>& conditions,
               const Moment& moment) {
    ListQuery query;
    query.moment = moment;
    for (const ListCondition& one : conditions) {
        query.filters.push_back(on_day(
            definition, parse_condition(definition, one.field, one.text), moment.as_of));
    }
    return query;
}

// Names of records of this register (`column`) among, or not among, what the other one says.
Status add_related(const store::Dialect& dialect, const Definition& definition,
                   const RelatedRows& rows, const Moment& moment, Conditions& out) {
    const Definition& other = *rows.definition;
    DAICHO_TRY(inner, list_conditions(dialect, other, asks(other, rows.conditions, moment)));
    const Picked picked = pick(other, moment);
    const bool of = rows.relation == Relation::of;
    const std::string outer =
        of ? "h." + sql_name(definition.fields[rows.by].name) : std::string("h.record_id");
    const std::string named = of ? "h.record_id" : "h." + sql_name(other.fields[rows.by].name);
    const std::string many =
        rows.least > 1 ? fmt::format(" GROUP BY {} HAVING count(*) >= {}", named, rows.least) : "";
    out.sql += fmt::format(" AND {} {} (SELECT {} FROM {}{} AND {} IS NOT NULL{})", outer,
                           rows.relation == Relation::without ? "NOT IN" : "IN", named,
                           picked.from, inner.sql, named, many);
    for (const std::int64_t value : picked.parameters) {
        out.values.push_back({Cell::Kind::integer, value, {}});
    }
    std::ranges::move(inner.values, std::back_inserter(out.values));
    return {};
}

}  // namespace

Status add_watch(const store::Dialect& dialect, const Definition& definition,
                 const Filter& filter, const Moment& moment, Conditions& out) {
    const Watch* watch = find_watch(definition, filter.value);
    if (watch == nullptr) return input_error("query.no_watch").with("watch", filter.value);
    DAICHO_TRY(own, list_conditions(dialect, definition,
                                    asks(definition, watch->conditions, moment)));
    out.sql += own.sql;
    std::ranges::move(own.values, std::back_inserter(out.values));
    // What has no day yet falls due on none.
    if (watch->due != kNoField) {
        out.sql += fmt::format(" AND h.{} IS NOT NULL",
                               sql_name(definition.fields[watch->due].name));
    }
    for (const RelatedRows& rows : watch->related) {
        DAICHO_CHECK(add_related(dialect, definition, rows, moment, out));
    }
    return {};
}

}  // namespace daicho::registers::detail
