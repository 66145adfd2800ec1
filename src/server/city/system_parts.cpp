// What hangs on one system, register by register: sections, devices, networks, links, files, sites,
// steps of contracts, spending – with the columns that their own lists have, on any past day.
#include <algorithm>

#include "server/access.hpp"
#include "server/records/record_view.hpp"
#include "server/row.hpp"
#include "server/survey/surveys_api.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::ListQuery;
using registers::RecordVersion;

constexpr std::uint64_t kMostRows = 300;

struct Part {
    const char* register_name;
    const char* by;  // its ref that names the system (or, for steps, the contract)
};
constexpr Part kParts[] = {
    {"system_use", "system"},           {"system_link", "system"},     {"system_link", "partner"},
    {"system_network", "system"},       {"system_server", "system"},   {"personal_file", "system"},
    {"system_site", "system"},          {"system_spending", "system"}, {"survey_answer", "system"},
    {"audit_selection_item", "system"},
};

std::vector<std::size_t> columns_of(const Definition& definition, std::string_view by) {
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        const auto& field = definition.fields[i];
        if (field.list != 0 && field.name != by && field.name != "origin") columns.push_back(i);
    }
    std::ranges::stable_sort(columns, [&](std::size_t a, std::size_t b) {
        return definition.fields[a].list < definition.fields[b].list;
    });
    return columns;
}

// What people read: the label or title where there is one, else the value itself.
json::Value cell_json(const RecordJson& shown, const std::string& name) {
    const json::Value* display = shown.display.if_contains(name);
    if (display != nullptr && !display->is_null()) return *display;
    const json::Value* value = shown.values.if_contains(name);
    if (value == nullptr || value->is_null()) return nullptr;
    if (value->is_bool()) {
        return message_texts(value->get_bool() ? "survey.cell.yes" : "survey.cell.no");
    }
    if (value->is_string()) return *value;
    return json::Value(json::write(*value));
}

json::Object row_json(AnswerView& view, const Definition& definition, const RecordVersion& version,
                      const std::vector<std::size_t>& columns) {
    const RecordJson shown = record_json(view, definition, version, columns);
    json::Array cells;
    for (const std::size_t column : columns) {
        cells.push_back(cell_json(shown, definition.fields[column].name));
    }
    return json::Object{{"id", id_text(version.record)},
                        {"constructed", Row(definition, version).text("origin") == "constructed"},
                        {"cells", std::move(cells)}};
}

json::Object part_json(AnswerView& view, const Definition& definition, std::string_view by,
                       const std::vector<RecordVersion>& rows) {
    const std::vector<std::size_t> columns = columns_of(definition, by);
    json::Array labels;
    for (const std::size_t column : columns) {
        labels.push_back(
            json::Object{{"label", texts(definition.fields[column].label)},
                         {"right", registers::aligned_right(definition.fields[column])}});
    }
    json::Array list;
    for (const RecordVersion& version : rows) {
        list.push_back(row_json(view, definition, version, columns));
    }
    return json::Object{{"register", definition.name},
                        {"by", std::string(by)},
                        {"label", texts(definition.label)},
                        {"columns", std::move(labels)},
                        {"rows", std::move(list)}};
}

Result<std::vector<RecordVersion>> rows_naming(AnswerView& view, const Definition& definition,
                                               std::string_view by,
                                               const std::vector<std::string>& records) {
    std::vector<RecordVersion> rows;
    if (records.empty()) return rows;
    ListQuery query;
    query.moment = view.moment();
    query.limit = kMostRows;
    registers::Filter filter{definition.index_of(by), registers::FilterKind::one_of, ""};
    filter.values = records;
    if (filter.values.size() > registers::kMostValues) {
        filter.values.resize(registers::kMostValues);
    }
    query.filters = {filter};
    DAICHO_TRY(page, registers::list_records(view.connection(), definition, query));
    return std::move(page.rows);
}

Status add_part(const Call& call, AnswerView& view, const Part& part,
                const std::vector<std::string>& records, json::Array& parts) {
    if (!may_view(call, part.register_name)) return {};
    DAICHO_TRY(definition, call.app.kernel.definition(part.register_name));
    DAICHO_TRY(rows, rows_naming(view, *definition, part.by, records));
    const bool second = std::string_view(part.by) == "partner";
    if (second && rows.empty()) return {};
    parts.push_back(part_json(view, *definition, part.by, rows));
    return {};
}

}  // namespace

Answer system_parts(const Call& call) {
    DAICHO_CHECK(viewable(call, "information_system"));
    DAICHO_TRY(id, parse_id(call.path[1]));
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(known, as_known(call));
    DAICHO_TRY(connection, call.app.kernel.reader());
    AnswerView view(call, *connection, {day, known});
    json::Array parts;
    const std::vector<std::string> system{std::to_string(id)};
    for (const Part& part : kParts) DAICHO_CHECK(add_part(call, view, part, system, parts));
    DAICHO_TRY(contracts, call.app.kernel.definition("system_contract"));
    if (may_view(call, "system_contract")) {
        DAICHO_TRY(rows, rows_naming(view, *contracts, "system", system));
        std::vector<std::string> named;
        for (const RecordVersion& row : rows) named.push_back(std::to_string(row.record));
        DAICHO_CHECK(add_part(call, view, {"contract_step", "contract"}, named, parts));
    }
    return json_answer(json::Object{{"parts", std::move(parts)}});
}

}  // namespace daicho::server
