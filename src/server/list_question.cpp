#include "server/list_question.hpp"

#include <algorithm>

#include "register/key_index.hpp"
#include "register/listing.hpp"
#include "server/access.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::Field;
using registers::Filter;
using registers::ListQuery;

constexpr std::string_view kFilter = "filter.";

// True when protected records must be left out of the list as a whole.
bool must_hide(const Definition& definition, const ListQuery& query) {
    if (!query.text.empty()) return true;
    if (query.sort != Definition::npos &&
        registers::order_tells_of_persons(definition.fields[query.sort])) {
        return true;
    }
    return std::ranges::any_of(query.filters, [&](const Filter& filter) {
        return registers::tells_of_persons(definition, filter);
    });
}

// Narrowing or ordering by a ref is following it backwards.
Status check_links(const Call& call, AnswerView& view, const Definition& definition,
                   const ListQuery& query) {
    const auto check = [&](std::size_t index) -> Status {
        const Field& field = definition.fields[index];
        if (view.follows(definition, field)) return {};
        return registers::refuse_link(call.app.kernel, call.session.person.principal, definition,
                                      field);
    };
    if (query.sort != Definition::npos) DAICHO_CHECK(check(query.sort));
    for (const Filter& filter : query.filters) DAICHO_CHECK(check(filter.field));
    return {};
}

// "@KEY" becomes the number of the record. Whoever may not see the target learns no keys from it.
Status look_up(const Call& call, store::Connection& connection, const Field& field,
               std::string& value) {
    if (field.type != registers::FieldType::ref || !value.starts_with("@")) return {};
    DAICHO_TRY(target, permitted(call, field.target));
    const std::string key = value.substr(1);
    DAICHO_TRY(record, registers::find_record(connection, *target.definition, key));
    if (!record) {
        return input_error("import.no_such_record")
            .with("value", key.substr(0, 80))
            .with("target", field.target)
            .at(field.name);
    }
    value = std::to_string(*record);
    return {};
}

}  // namespace

Result<std::size_t> field_named(const Definition& definition, std::string_view name) {
    const std::size_t index = definition.index_of(name);
    if (index != Definition::npos) return index;
    return input_error("change.no_field").with("field", std::string(name.substr(0, 60)));
}

Conditions conditions_of(const net::Request& request) {
    Conditions conditions;
    for (const auto& [name, value] : request.query) {
        if (!name.starts_with(kFilter) || value.empty()) continue;
        conditions.emplace_back(name.substr(kFilter.size()), value);
    }
    return conditions;
}

Result<std::vector<Filter>> filters_of(const Definition& definition,
                                       const Conditions& conditions) {
    std::vector<Filter> filters;
    for (const auto& [name, text] : conditions) {
        DAICHO_TRY(index, field_named(definition, name));
        filters.push_back(registers::parse_condition(definition, index, text));
    }
    return filters;
}

bool may_ask(const Call& call, AnswerView& view, const Definition& definition,
             const ListQuery& query) {
    return std::ranges::all_of(query.filters, [&](const Filter& filter) {
        const Field& field = definition.fields[filter.field];
        if (field.type != registers::FieldType::ref) return true;
        return view.follows(definition, field) && may_view(call, field.target);
    });
}

Status make_ready(const Call& call, AnswerView& view, const Definition& definition,
                  ListQuery& query) {
    DAICHO_CHECK(check_links(call, view, definition, query));
    for (Filter& filter : query.filters) {
        const Field& field = definition.fields[filter.field];
        DAICHO_CHECK(look_up(call, view.connection(), field, filter.value));
        for (std::string& value : filter.values) {
            DAICHO_CHECK(look_up(call, view.connection(), field, value));
        }
    }
    if (must_hide(definition, query)) query.exclusions = view.exclusions(definition);
    return {};
}

Result<std::uint64_t> total_of(const Call& call, store::Connection& reader,
                               const Definition& definition, ListQuery& query) {
    const auto generation = call.app.kernel.generation(definition);
    const std::string asked = registers::rows_asked(query);
    if (const auto known = call.app.totals.known(call.app.kernel, definition, asked)) {
        return *known;
    }
    DAICHO_TRY(total, registers::count_list(reader, definition, query));
    call.app.totals.keep(definition, asked, generation, total);
    return total;
}

}  // namespace daicho::server
