#include "server/records/record_list.hpp"

#include <algorithm>

#include "server/records/list_question.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::Field;
using registers::RecordVersion;

constexpr std::uint64_t kMaxRows = 200;

Result<registers::ListQuery> list_query(const Call& call, const Definition& definition) {
    registers::ListQuery query;
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(known, as_known(call));
    query.moment = {day, known};
    DAICHO_TRY(offset, number_parameter(call, "offset", 0));
    DAICHO_TRY(limit, number_parameter(call, "limit", 50));
    DAICHO_TRY(cursor, number_parameter(call, "cursor", 0));
    query.offset = offset;
    query.after = cursor;
    query.limit = std::min(limit, kMaxRows);
    query.descending = call.request.parameter("direction").value_or("asc") == "desc";
    query.text = std::string(call.request.parameter("q").value_or(""));
    if (const auto sort = call.request.parameter("sort"); sort && !sort->empty()) {
        DAICHO_TRY(index, field_named(definition, *sort));
        query.sort = index;
    }
    DAICHO_TRY_AS(query.filters, filters_of(definition, conditions_of(call.request)));
    return query;
}

// Place of a row that a page showed: its version. It says nothing about what stands in the row.
std::string cursor_of(const RecordVersion& row) { return id_text(row.version); }

Result<std::vector<std::size_t>> wanted_fields(const Call& call, const Definition& definition) {
    std::vector<std::size_t> fields;
    std::string_view names = call.request.parameter("fields").value_or("");
    while (!names.empty()) {
        const std::size_t end = std::min(names.find(','), names.size());
        DAICHO_TRY(index, field_named(definition, names.substr(0, end)));
        fields.push_back(index);
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    if (!fields.empty()) return fields;
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        if (definition.fields[i].list != 0) fields.push_back(i);
    }
    std::sort(fields.begin(), fields.end(), [&](std::size_t a, std::size_t b) {
        return definition.fields[a].list < definition.fields[b].list;
    });
    return fields;
}

}  // namespace

Result<registers::ListPage> list_page(const Call& call, store::Connection& reader,
                                      const Definition& definition, registers::ListQuery& query) {
    const auto generation = call.app.kernel.generation(definition);
    const std::string asked = registers::rows_asked(query);
    query.known_total = call.app.totals.known(call.app.kernel, definition, asked);
    DAICHO_TRY(order, call.app.orders.order(reader, call.app.kernel, definition, query));
    if (order) {
        const auto begin = std::min<std::uint64_t>(query.offset, order->size());
        const auto rows = std::min<std::uint64_t>(query.limit, order->size() - begin);
        DAICHO_TRY(versions, registers::read_rows(reader, definition,
                                                  std::span(*order).subspan(begin, rows)));
        return registers::ListPage{order->size(), std::move(versions)};
    }
    DAICHO_TRY(page, registers::list_records(reader, definition, query));
    call.app.totals.keep(definition, asked, generation, page.total);
    return page;
}

Answer list_answer(const Call& call, const Allowed& allowed) {
    const std::int64_t started = monotonic_ms();
    const Definition& definition = *allowed.definition;
    DAICHO_TRY(query, list_query(call, definition));
    DAICHO_TRY(fields, wanted_fields(call, definition));
    DAICHO_TRY(reader, call.app.kernel.reader());
    AnswerView view(call, *reader, query.moment);
    query.scope = allowed.scope;
    DAICHO_CHECK(make_ready(call, view, definition, query));
    DAICHO_TRY(page, list_page(call, *reader, definition, query));
    const json::Storage storage = json::one_storage();
    json::Array rows(storage);
    rows.reserve(page.rows.size());
    std::vector<std::uint64_t> shown;
    for (const RecordVersion& row : page.rows) {
        RecordJson record = record_json(view, definition, row, fields, storage);
        shown.push_back(row.record);
        json::Object& one = rows.emplace_back(json::Object(storage)).get_object();
        one.reserve(5);
        one.emplace("id", id_text(row.record));
        one.emplace("key", shown_key(view, definition, row));
        one.emplace("values", std::move(record.values));
        one.emplace("display", std::move(record.display));
        one.emplace("protected", record.is_protected);
    }
    DAICHO_CHECK(disclose_before_leaving(call, allowed, journal::EntryKind::disclosure_search,
                                         shown, R"("list":true)"));
    const bool full = page.rows.size() == query.limit && query.limit != 0;
    json::Object document(storage);
    document.emplace("total", page.total);
    document.emplace("offset", query.offset);
    document.emplace("next", full ? json::Value(cursor_of(page.rows.back())) : json::Value());
    document.emplace("rows", std::move(rows));
    document.emplace("took_ms", monotonic_ms() - started);
    return json_answer(json::Value(std::move(document)));
}

}  // namespace daicho::server
