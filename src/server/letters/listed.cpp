#include "server/letters/listed.hpp"

#include "server/records/record_list.hpp"

namespace daicho::server {
namespace {

Result<registers::ListQuery> query_of(AnswerView& view, const Allowed& allowed,
                                      const Conditions& conditions) {
    registers::ListQuery query;
    query.moment = view.moment();
    query.scope = allowed.scope;
    DAICHO_TRY_AS(query.filters, filters_of(*allowed.definition, conditions));
    return query;
}

}  // namespace

Result<registers::ListPage> listed(const Call& call, AnswerView& view, const Allowed& allowed,
                                   const ListedQuestion& question) {
    const registers::Definition& definition = *allowed.definition;
    DAICHO_TRY(query, query_of(view, allowed, question.conditions));
    query.text = question.text;
    query.offset = question.offset;
    query.limit = question.limit;
    query.descending = question.descending;
    if (!question.sort.empty()) {
        DAICHO_TRY_AS(query.sort, field_named(definition, question.sort));
    }
    DAICHO_CHECK(make_ready(call, view, definition, query));
    DAICHO_TRY(page, list_page(call, view.connection(), definition, query));
    std::vector<std::uint64_t> shown;
    for (const registers::RecordVersion& row : page.rows) shown.push_back(row.record);
    DAICHO_CHECK(disclose_before_leaving(call, allowed, journal::EntryKind::disclosure_search,
                                         shown, R"("list":true)"));
    return page;
}

Result<std::uint64_t> counted(const Call& call, AnswerView& view, const Allowed& allowed,
                              const Conditions& conditions) {
    DAICHO_TRY(query, query_of(view, allowed, conditions));
    DAICHO_CHECK(make_ready(call, view, *allowed.definition, query));
    return total_of(call, view.connection(), *allowed.definition, query);
}

json::Value code_json(const Row& row, std::string_view field) {
    return json::Object{{"key", row.text(field)}, {"label", texts(row.code(field))}};
}

json::Value code_or_null(const Row& row, std::string_view field) {
    return row.has(field) ? code_json(row, field) : json::Value(nullptr);
}

json::Value ref_json(AnswerView& view, const registers::Definition& definition, const Row& row,
                     std::string_view field) {
    if (!row.has(field)) return nullptr;
    const registers::Field& is = definition.fields[definition.index_of(field)];
    if (leads_to_person(is) && view.is_protected(definition, row.version())) return nullptr;
    const auto title = view.title(definition, is, row.ref(field));
    if (!title) return nullptr;
    return json::Object{{"id", id_text(row.ref(field))}, {"name", *title}};
}

json::Value shown_text(AnswerView& view, const registers::Definition& definition, const Row& row,
                       std::string_view field) {
    if (!row.has(field)) return nullptr;
    const registers::Field& is = definition.fields[definition.index_of(field)];
    if (leads_to_person(is) && view.is_protected(definition, row.version())) return nullptr;
    return json::Value(row.text(field));
}

}  // namespace daicho::server
