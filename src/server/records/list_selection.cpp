#include "server/records/list_selection.hpp"

#include <algorithm>

#include "server/access.hpp"
#include "server/jobs/job_files.hpp"

namespace daicho::server {
namespace {

using registers::Definition;

Error too_many(std::size_t most) {
    return input_error("selection.too_many").with("most", std::to_string(most));
}

std::vector<std::uint64_t> numbers(json::ObjectReader& in, std::string_view key) {
    std::vector<std::uint64_t> list;
    for (const std::string& text : in.texts(key)) {
        const auto id = parse_id(text);
        if (id) {
            list.push_back(*id);
        } else {
            in.fault(key, Error(id.error()));
        }
    }
    return list;
}

void sort_once(std::vector<std::uint64_t>& list) {
    std::ranges::sort(list);
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

// The records of all rows that the list has, in its order.
Result<std::vector<std::uint64_t>> all_of(const Call& call, AnswerView& view,
                                          const Definition& definition, const Selection& selection,
                                          std::size_t most) {
    registers::ListQuery query;
    query.moment = view.moment();
    query.text = selection.text;
    DAICHO_TRY_AS(query.filters, filters_of(definition, selection.filters));
    DAICHO_CHECK(make_ready(call, view, definition, query));
    DAICHO_TRY(records, registers::list_members(view.connection(), definition, query,
                                                most + selection.records.size()));
    if (!records) return too_many(most);
    return std::move(*records);
}

}  // namespace

Selection read_selection(json::ObjectReader& in) {
    Selection selection;
    selection.all = in.boolean_or("all", false);
    selection.records = numbers(in, selection.all ? "except" : "ids");
    if (!selection.all) return selection;
    selection.text = in.optional_text("q", 400).value_or("");
    selection.as_of = in.optional_date("as_of");
    const json::Value* filters = in.raw("filters");
    if (filters == nullptr || filters->is_null()) return selection;
    if (!filters->is_object()) {
        in.fault("filters", input_error("api.values"));
        return selection;
    }
    for (const auto& [name, text] : filters->get_object()) {
        if (text.is_string()) {
            selection.filters.emplace_back(name, text.get_string());
        } else {
            in.fault("filters", input_error("api.values"));
        }
    }
    return selection;
}

Result<std::vector<std::uint64_t>> records_of(const Call& call, AnswerView& view,
                                              const Definition& definition,
                                              const Selection& selection, std::size_t most) {
    std::vector<std::uint64_t> records = selection.records;
    sort_once(records);
    if (selection.all) {
        DAICHO_TRY(all, all_of(call, view, definition, selection, most));
        sort_once(all);
        std::vector<std::uint64_t> left;
        std::ranges::set_difference(all, records, std::back_inserter(left));
        records = std::move(left);
    }
    if (records.empty()) return input_error("selection.none");
    if (records.size() > most) return too_many(most);
    return records;
}

Answer selections_api(const Call& call) {
    if (call.request.method != net::Method::post || call.path.size() != 3) {
        return no_such_address(call);
    }
    DAICHO_TRY(allowed, permitted(call, call.path[1]));
    const Definition& definition = *allowed.definition;
    DAICHO_CHECK(viewing_purpose(call, definition));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const Selection selection = read_selection(in);
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(reader, call.app.kernel.reader());
    AnswerView view(call, *reader, {selection.as_of.value_or(today(call.app)), std::nullopt});
    DAICHO_TRY(records, records_of(call, view, definition, selection, kMostSelected));
    json::Array list;
    for (const std::uint64_t record : records) list.push_back(json::Value(record));
    const std::string kept = json::write(
        json::Value(json::Object{{"register", definition.name}, {"records", std::move(list)}}));
    const std::uint64_t account = call.session.person.principal.account;
    std::uint64_t file = 0;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_CHECK(drop_earlier(context, account, kSelectionFile));
        JobFile one;
        one.account = account;
        one.name = std::string(kSelectionFile);
        DAICHO_TRY_AS(file, keep_file(context, one, kept));
        return {};
    }));
    return json_answer(json::Object{{"file", id_text(file)}, {"rows", records.size()}}, 201);
}

Result<std::vector<std::uint64_t>> open_selection(App& app, const identity::Principal& principal,
                                                  const Definition& definition,
                                                  std::uint64_t file) {
    const Error gone = not_found_error("job.file.gone").with("file", std::to_string(file));
    DAICHO_TRY(reader, app.kernel.reader());
    DAICHO_TRY(found, find_file(*reader, file));
    if (!found || found->account != principal.account || found->name != kSelectionFile) {
        return gone;
    }
    DAICHO_TRY(text, open_file(app.kernel, *reader, file));
    DAICHO_TRY(value, json::parse(text, {.bytes = kMaxJobFile}));
    if (value.at("register").as_string() != definition.name) return gone;
    std::vector<std::uint64_t> records;
    for (const json::Value& one : value.at("records").as_array()) {
        records.push_back(one.to_number<std::uint64_t>());
    }
    return records;
}

}  // namespace daicho::server
