#include "server/records/list_question.hpp"

#include <algorithm>

#include "register/key_index.hpp"
#include "register/listing.hpp"
#include "register/watch.hpp"
#include "server/access.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::Field;
using registers::Filter;
using registers::FilterKind;
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

// The refs that tie a watch's other rows to these.
struct Tie {
    const Definition* holder;
    const Field* field;
    const Definition* other;
};
std::vector<Tie> ties_of(const Definition& definition, const Filter& filter) {
    std::vector<Tie> ties;
    const registers::Watch* watch = registers::find_watch(definition, filter.value);
    if (watch == nullptr) return ties;
    for (const registers::RelatedRows& rows : watch->related) {
        const bool of = rows.relation == registers::Relation::of;
        const Definition& holder = of ? definition : *rows.definition;
        ties.push_back({&holder, &holder.fields[rows.by], rows.definition});
    }
    return ties;
}

// A watch is asked by those who may view every register that it looks at. What its counts are kept
// under changes with these.
Status ready_watch(const Call& call, AnswerView& view, const Definition& definition,
                   Filter& filter) {
    for (const Tie& tie : ties_of(definition, filter)) {
        DAICHO_TRY(allowed, permitted(call, tie.other->name));
        if (!view.follows(*tie.holder, *tie.field)) {
            return registers::refuse_link(call.app.kernel, call.session.person.principal,
                                          *tie.holder, *tie.field);
        }
        const auto generation = call.app.kernel.generation(*allowed.definition);
        filter.values.push_back(generation ? std::to_string(*generation) : "?");
    }
    return {};
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
    for (const Filter& filter : query.filters) {
        if (filter.kind != FilterKind::watch) DAICHO_CHECK(check(filter.field));
    }
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

Result<std::vector<Filter>> filters_of(const Definition& definition, const Conditions& conditions) {
    std::vector<Filter> filters;
    for (const auto& [name, text] : conditions) {
        DAICHO_TRY(filter, registers::named_condition(definition, name, text));
        filters.push_back(std::move(filter));
    }
    return filters;
}

bool may_ask(const Call& call, AnswerView& view, const Definition& definition,
             const ListQuery& query) {
    return std::ranges::all_of(query.filters, [&](const Filter& filter) {
        if (filter.kind == FilterKind::watch) {
            return std::ranges::all_of(ties_of(definition, filter), [&](const Tie& tie) {
                return view.follows(*tie.holder, *tie.field) && may_view(call, tie.other->name);
            });
        }
        const Field& field = definition.fields[filter.field];
        if (field.type != registers::FieldType::ref) return true;
        return view.follows(definition, field) && may_view(call, field.target);
    });
}

Status make_ready(const Call& call, AnswerView& view, const Definition& definition,
                  ListQuery& query) {
    DAICHO_CHECK(check_links(call, view, definition, query));
    for (Filter& filter : query.filters) {
        if (filter.kind == FilterKind::watch) {
            DAICHO_CHECK(ready_watch(call, view, definition, filter));
            continue;
        }
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
