#include "register/detail/list_conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "register/detail/version_select.hpp"
#include "register/detail/watch_conditions.hpp"
#include "register/schema.hpp"

namespace daicho::registers::detail {
namespace {

bool in_head(const Definition& definition, std::size_t field) {
    for (const std::size_t index : head_fields(definition)) {
        if (index == field) return true;
    }
    return false;
}

Error not_searchable(const Field& field) {
    return input_error("query.not_searchable")
        .with("field_ja", field.label.ja)
        .with("field_en", field.label.en)
        .at(field.name);
}

// Lets the planner probe the key of an event register once for each record of its first field.
std::string through_key(const Definition& definition) {
    const Field& first = definition.fields[definition.key.front()];
    return fmt::format(" AND h.{} IN (SELECT record_id FROM w_head_{})", sql_name(first.name),
                       first.target);
}

// What a filter asks of one column, as a condition of its own, and what to bind.
struct Asked {
    std::string sql;
    std::vector<OwnedValue> values;
};

Asked contains(const store::Dialect& dialect, const Field& field, const std::string& column,
               const std::string& part, bool searchable_head) {
    const bool keyed =
        searchable_head && field.search != SearchKind::none && field.type == FieldType::text;
    return {fmt::format("{}({}, ?) > 0", dialect.place_of(),
                        keyed ? "h." + sql_name(search_name(field)) : column),
            {{Cell::Kind::text, 0, keyed ? search_key(field, part) : part}}};
}

// A value as it stands in the column: numbers and codes are written in ASCII, however wide they are
// typed; other texts keep their letters.
Result<OwnedValue> value_of(const Field& field, const std::string& typed) {
    const bool code = field.type == FieldType::text && field.search == SearchKind::number;
    const std::string text = code ? nfkc(typed) : typed;
    DAICHO_TRY(cell, parse_cell(field, text));
    return own(cell);
}

Result<Asked> compares(const Field& field, const std::string& column, const char* sign,
                       const std::string& value) {
    DAICHO_TRY(cell, value_of(field, value));
    return Asked{fmt::format("{} {} ?", column, sign), {std::move(cell)}};
}

Result<Asked> between(const Field& field, const std::string& column, const Filter& filter) {
    DAICHO_TRY(from, value_of(field, filter.value));
    DAICHO_TRY(to, value_of(field, filter.to));
    return Asked{fmt::format("{0} >= ? AND {0} <= ?", column), {std::move(from), std::move(to)}};
}

Result<Asked> one_of(const Field& field, const std::string& column, const Filter& filter) {
    if (filter.values.size() > kMostValues) {
        return input_error("query.too_many_values")
            .with("most", std::to_string(kMostValues))
            .at(field.name);
    }
    Asked asked;
    for (const std::string& value : filter.values) {
        DAICHO_TRY(cell, value_of(field, value));
        asked.sql += asked.sql.empty() ? "?" : ",?";
        asked.values.push_back(std::move(cell));
    }
    asked.sql = fmt::format("{} IN ({})", column, asked.sql);
    return asked;
}

Result<Asked> asked_of(const store::Dialect& dialect, const Field& field,
                       const std::string& column, const Filter& filter, bool searchable_head) {
    switch (filter.kind) {
        case FilterKind::is_empty: return Asked{column + " IS NULL", {}};
        case FilterKind::contains:
            return contains(dialect, field, column, filter.value, searchable_head);
        case FilterKind::equals: return compares(field, column, "=", filter.value);
        case FilterKind::at_least: return compares(field, column, ">=", filter.value);
        case FilterKind::at_most: return compares(field, column, "<=", filter.value);
        case FilterKind::between: return between(field, column, filter);
        case FilterKind::one_of: return one_of(field, column, filter);
        case FilterKind::watch: break;  // is no condition on a field
    }
    return not_searchable(field);
}

Status add_filter(const store::Dialect& dialect, const Definition& definition,
                  const Filter& filter, bool searchable_head, Conditions& out) {
    const Field& field = definition.fields[filter.field];
    if (!in_head(definition, filter.field)) return not_searchable(field);
    DAICHO_CHECK(check_condition(definition, filter));
    const std::string column = "h." + sql_name(field.name);
    DAICHO_TRY(asked, asked_of(dialect, field, column, filter, searchable_head));
    if (!filter.negated) {
        out.sql += fmt::format(" AND ({})", asked.sql);
        const bool a_value =
            filter.kind != FilterKind::is_empty && filter.kind != FilterKind::contains;
        if (a_value && !field.own_index) out.sql += through_key(definition);
    } else if (filter.kind == FilterKind::is_empty) {
        out.sql += fmt::format(" AND {} IS NOT NULL", column);
    } else {
        out.sql += fmt::format(" AND ({} IS NULL OR NOT ({}))", column, asked.sql);
    }
    std::ranges::move(asked.values, std::back_inserter(out.values));
    return {};
}

void add_exclusion(const Definition& definition, const Exclusion& exclusion, Conditions& out) {
    const bool itself = exclusion.field == Definition::npos;
    const std::string column =
        itself ? "h.record_id" : "h." + sql_name(definition.fields[exclusion.field].name);
    if (exclusion.all) {
        out.sql += itself ? " AND 1 = 0" : fmt::format(" AND {} IS NULL", column);
    } else if (!exclusion.records.empty()) {
        out.sql += fmt::format(" AND ({0} IS NULL OR {0} NOT IN ({1}))", column,
                               fmt::join(exclusion.records, ","));
    }
}

// Keys by their beginning, searched fields anywhere.
void add_text(const store::Dialect& dialect, const Definition& definition,
              const std::string& text, bool searchable_head, Conditions& out) {
    if (text.empty()) return;
    std::string any;
    const Field& key = definition.fields[definition.key.front()];
    if (key.storage() == Storage::text) {
        any = fmt::format("{}(h.{}, ?) > 0", dialect.place_of(), sql_name(key.name));
        out.values.push_back({Cell::Kind::text, 0, nfkc(text)});
    }
    for (const std::size_t index : search_fields(definition)) {
        const Field& field = definition.fields[index];
        any += any.empty() ? "" : " OR ";
        any += fmt::format("{}(h.{}, ?) > 0", dialect.place_of(),
                           sql_name(searchable_head ? search_name(field) : field.name));
        out.values.push_back(
            {Cell::Kind::text, 0, searchable_head ? search_key(field, text) : text});
    }
    if (!any.empty()) out.sql += " AND (" + any + ")";
}

std::string column_of(const Definition& definition, std::size_t field) {
    return "h." + sql_name(definition.fields[field].name);
}

bool is_null(const OwnedValue& value) { return value.kind == Cell::Kind::null; }

}  // namespace

Result<Conditions> list_conditions(const store::Dialect& dialect, const Definition& definition,
                                   const ListQuery& query) {
    const bool searchable_head = !definition.is_event() && !query.moment.as_known;
    if (query.sort != Definition::npos && !in_head(definition, query.sort)) {
        return not_searchable(definition.fields[query.sort]);
    }
    Conditions conditions;
    for (const Filter& filter : query.filters) {
        if (filter.kind == FilterKind::watch) {
            DAICHO_CHECK(add_watch(dialect, definition, filter, query.moment, conditions));
            continue;
        }
        DAICHO_CHECK(add_filter(dialect, definition, filter, searchable_head, conditions));
    }
    add_text(dialect, definition, query.text, searchable_head, conditions);
    conditions.sql += list_exclusions(definition, query).sql;
    return conditions;
}

Conditions list_exclusions(const Definition& definition, const ListQuery& query) {
    Conditions conditions;
    for (const Exclusion& exclusion : query.exclusions) {
        add_exclusion(definition, exclusion, conditions);
    }
    if (query.scope) conditions.sql += scope_sql(*query.scope, query.moment.as_of);
    return conditions;
}

std::vector<std::size_t> order_fields(const Definition& definition, const ListQuery& query) {
    if (query.sort != Definition::npos) return {query.sort};
    return {definition.key.begin(), definition.key.end()};
}

std::string order_of(const store::Dialect& dialect, const Definition& definition,
                     const ListQuery& query) {
    std::string order;
    for (const std::size_t field : order_fields(definition, query)) {
        order += dialect.ordered(column_of(definition, field), query.descending) + ", ";
    }
    return order + "h.record_id";
}

std::vector<Conditions> behind(const store::Dialect& dialect, const Definition& definition,
                               const ListQuery& query, const Place& place) {
    const std::vector<std::size_t> fields = order_fields(definition, query);
    std::vector<Conditions> parts;
    // Rows that are the same in the first `level` fields and behind the place in the next one.
    for (std::size_t level = fields.size() + 1; level-- > 0;) {
        Conditions same;
        for (std::size_t i = 0; i < level; ++i) {
            same.sql += fmt::format(" AND {} {} ?", column_of(definition, fields[i]),
                                    dialect.same());
            same.values.push_back(place.values[i]);
        }
        const auto add = [&](const std::string& condition, const OwnedValue* value) {
            parts.push_back(same);
            parts.back().sql += " AND " + condition;
            if (value != nullptr) parts.back().values.push_back(*value);
        };
        if (level == fields.size()) {
            add(fmt::format("h.record_id > {}", place.record), nullptr);
            continue;
        }
        // Rows without a value come first, and last when the order is turned round.
        const std::string column = column_of(definition, fields[level]);
        const OwnedValue& value = place.values[level];
        if (!query.descending) {
            is_null(value) ? add(column + " IS NOT NULL", nullptr) : add(column + " > ?", &value);
        } else if (!is_null(value)) {
            add(column + " < ?", &value);
            add(column + " IS NULL", nullptr);
        }
    }
    return parts;
}

}  // namespace daicho::registers::detail
