// Search: persons, objects, systems and registers from one line.
//
// Persons are found by name, kana or address, present or past (register/search_index), or by the
// beginning of their number. A protected person shows as a
// number without a name, and is not found through an address or a place.
#include <fmt/format.h>

#include <algorithm>

#include "register/schema.hpp"
#include "server/access.hpp"
#include "server/record_view.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::RecordVersion;

constexpr std::uint64_t kMaxHits = 50;
constexpr std::size_t kMaxQuery = 120;

// One search of a register: by the beginning of its number, by parts of other fields.
struct Plan {
    const char* kind;
    const char* register_name;
    const char* number;               // field
    std::vector<const char*> fields;  // contain the words
};
const std::vector<Plan>& plans() {
    static const std::vector<Plan> kPlans = {
        {"taxpayer", "addressee", "addressee_no", {"name", "kana"}},
        {"parcel", "parcel", "parcel_no", {"location"}},
        {"house", "house", "house_no", {"location"}},
        {"system", "information_system", "system_no", {"name"}},
        {"contract", "system_contract", "contract_no", {"subject"}},
    };
    return kPlans;
}

struct Search {
    const Call& call;
    AnswerView& view;
    std::string query;
    std::uint64_t limit;
    json::Array hits;
    std::vector<std::uint64_t> persons;  // shown
};

std::string join_texts(const std::string& a, const std::string& b) {
    if (a.empty()) return b;
    return b.empty() ? a : a + "　" + b;
}

json::Value or_null(const std::string& text) {
    return text.empty() ? json::Value(nullptr) : json::Value(text);
}

json::Value hit_json(const char* kind, std::string id, json::Value title, json::Value subtitle,
                     std::string route, bool is_protected) {
    return json::Object{{"kind", kind},          {"id", std::move(id)},
                        {"title", std::move(title)}, {"subtitle", std::move(subtitle)},
                        {"route", std::move(route)}, {"protected", is_protected}};
}

json::Value hit_of(const Plan& plan, const Row& row, bool hide) {
    const std::string id = id_text(row.record());
    const std::string kind = plan.kind;
    const std::string record_route = "/registers/" + std::string(plan.register_name) + "/" + id;
    if (kind == "taxpayer") {
        return hit_json(plan.kind, id, hide ? json::Value(nullptr) : json::Value(row.text("name")),
                        hide ? json::Value(nullptr)
                             : or_null(join_texts(row.text("kana"), row.text("address"))),
                        "/taxpayers/" + row.text("addressee_no"), hide);
    }
    if (kind == "system") {
        return hit_json(plan.kind, id, json::Value(row.text("name")),
                        or_null(join_texts(row.text("system_no"), row.text("section"))),
                        "/systems/" + id, false);
    }
    if (kind == "contract") {
        return hit_json(plan.kind, id, json::Value(row.text("subject")),
                        or_null(join_texts(row.text("contract_no"), row.text("vendor"))),
                        record_route, false);
    }
    return hit_json(plan.kind, id, hide ? json::Value(nullptr) : json::Value(row.text("location")),
                    json::Value(row.text(plan.number)), record_route, hide);
}

// Records whose number begins with the query, then those whose fields begin with or contain it.
Result<std::vector<std::uint64_t>> find(const Search& search, const Plan& plan,
                                        const Definition& definition) {
    const std::string_view place_of = search.view.connection().dialect().place_of();
    // Numbers are written in ASCII: of a word they need not be asked.
    const bool ascii = std::ranges::all_of(
        search.query, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    std::string condition =
        ascii ? fmt::format("{}({}, ?) = 1", place_of, registers::sql_name(plan.number)) : "1 = 0";
    std::string first = condition;
    std::vector<std::string> keys;
    if (ascii) keys.push_back(search.query);
    for (const char* name : plan.fields) {
        const registers::Field& field = definition.fields[definition.index_of(name)];
        const std::string key = registers::search_key(field, search.query);
        if (key.empty()) continue;
        const std::string column = registers::sql_name(registers::search_name(field));
        condition += fmt::format(" OR {}({}, ?) > 0", place_of, column);
        first += fmt::format(" OR {}({}, ?) = 1", place_of, column);
        keys.push_back(key);
    }
    DAICHO_TRY(select, search.view.connection().prepare(fmt::format(
                           "SELECT record_id FROM {} WHERE valid_from <= ? AND valid_to > ? AND "
                           "({}) ORDER BY NOT ({}), {} LIMIT ?",
                           registers::head_table(definition), condition, first,
                           registers::sql_name(plan.number))));
    const std::int64_t day = search.view.moment().as_of.days();
    int parameter = 0;
    select->bind(parameter++, day);
    select->bind(parameter++, day);
    for (int twice = 0; twice < 2; ++twice) {
        for (const std::string& key : keys) select->bind_text(parameter++, key);
    }
    select->bind(parameter, static_cast<std::int64_t>(kMaxHits));
    std::vector<std::uint64_t> records;
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) return records;
        records.push_back(static_cast<std::uint64_t>(select->integer(0)));
    }
}

std::shared_ptr<registers::SearchIndex> persons_of(App& app, const Definition& definition) {
    const std::lock_guard lock(app.mutex);
    if (!app.persons) {
        std::vector<std::size_t> fields;
        for (const char* name : {"name", "kana", "address"}) {
            fields.push_back(definition.index_of(name));
        }
        app.persons = std::make_shared<registers::SearchIndex>(definition, std::move(fields));
    }
    return app.persons;
}

// By the beginning of the number, of those valid on the day.
Result<std::vector<std::uint64_t>> find_numbers(const Search& search, const Plan& plan,
                                                const Definition& definition) {
    const bool digits = search.query.find_first_not_of("0123456789") == std::string::npos;
    std::vector<std::uint64_t> records;
    if (!digits) return records;
    DAICHO_TRY(select, search.view.connection().prepare(fmt::format(
                           "SELECT record_id FROM {0} WHERE {1} >= ? AND {1} < ? AND valid_from "
                           "<= ? AND valid_to > ? ORDER BY {1} LIMIT ?",
                           registers::head_table(definition), registers::sql_name(plan.number))));
    const std::int64_t day = search.view.moment().as_of.days();
    select->bind_text(0, search.query);
    const std::string behind = search.query + ":";  // the character behind the digits
    select->bind_text(1, behind);
    select->bind(2, day);
    select->bind(3, day);
    select->bind(4, static_cast<std::int64_t>(kMaxHits));
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) return records;
        records.push_back(static_cast<std::uint64_t>(select->integer(0)));
    }
}

// `past` is what the person was found by when it is no longer so.
Status show_person(Search& search, const Plan& plan, const Definition& definition,
                   std::uint64_t record, const registers::SearchHit* found) {
    DAICHO_TRY(version, registers::read_record(search.view.connection(), definition, record,
                                               search.view.moment()));
    if (!version) return {};
    const bool hide = search.view.is_protected(definition, *version);
    // Neither an address nor anything past leads to a protected person.
    const bool by_address =
        found != nullptr && definition.fields[found->field].name == "address";
    if (hide && found != nullptr && (by_address || found->past)) return {};
    json::Value hit = hit_of(plan, Row(definition, *version), hide);
    if (found != nullptr && found->past) {
        hit.as_object().emplace("past", json::Object{
            {"field", definition.fields[found->field].name}, {"value", found->past_value}});
    }
    search.hits.push_back(std::move(hit));
    search.persons.push_back(record);
    return {};
}

Status search_persons(Search& search, const Plan& plan) {
    if (!may_view(search.call, plan.register_name)) return {};
    DAICHO_CHECK(viewable(search.call, plan.register_name));
    DAICHO_TRY(definition, search.call.app.kernel.definition(plan.register_name));
    DAICHO_TRY(numbers, find_numbers(search, plan, *definition));
    for (const std::uint64_t record : numbers) {
        if (search.hits.size() >= search.limit) return {};
        DAICHO_CHECK(show_person(search, plan, *definition, record, nullptr));
    }
    registers::SearchRequest request;
    request.text = search.query;
    request.as_of = search.view.moment().as_of;
    request.limit = search.limit;
    DAICHO_TRY(found, persons_of(search.call.app, *definition)
                          ->find(search.view.connection(), request));
    for (const registers::SearchHit& hit : found) {
        if (search.hits.size() >= search.limit) return {};
        if (std::ranges::find(numbers, hit.record) != numbers.end()) continue;
        DAICHO_CHECK(show_person(search, plan, *definition, hit.record, &hit));
    }
    return {};
}

Status search_register(Search& search, const Plan& plan) {
    if (std::string_view(plan.kind) == "taxpayer") return search_persons(search, plan);
    if (!may_view(search.call, plan.register_name)) return {};
    DAICHO_CHECK(viewable(search.call, plan.register_name));
    DAICHO_TRY(definition, search.call.app.kernel.definition(plan.register_name));
    DAICHO_TRY(records, find(search, plan, *definition));
    for (const std::uint64_t record : records) {
        if (search.hits.size() >= search.limit) break;
        DAICHO_TRY(version, registers::read_record(search.view.connection(), *definition, record,
                                                   search.view.moment()));
        if (!version) continue;
        const Row row(*definition, *version);
        const bool hide = search.view.is_protected(*definition, *version);
        // A place must not lead to the person: only who knows the number finds the object.
        if (hide && !row.text(plan.number).starts_with(search.query)) continue;
        search.hits.push_back(hit_of(plan, row, hide));
    }
    return {};
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

void search_definitions(Search& search) {
    const std::string query = lower(search.query);
    for (const auto& definition : search.call.app.kernel.definitions().all()) {
        if (search.hits.size() >= search.limit) return;
        if (!may(search.call, *definition, registers::Action::view)) continue;
        const bool found = definition->label.ja.find(search.query) != std::string::npos ||
                           lower(definition->label.en).find(query) != std::string::npos ||
                           definition->name.find(query) != std::string::npos;
        if (!found) continue;
        search.hits.push_back(hit_json("register", definition->name,
                                       json::Value(definition->label.ja),
                                       json::Value(definition->label.en),
                                       "/registers/" + definition->name, false));
    }
}

Status disclose_persons(const Search& search) {
    if (search.persons.empty()) return {};
    DAICHO_TRY(allowed, viewable(search.call, "addressee"));
    return record_disclosure(search.call, allowed, journal::EntryKind::disclosure_search,
                             search.persons, R"("search":true)");
}

// What the line `q` finds, of one kind or of all, under the name `list` in the answer.
Answer run_search(const Call& call, std::string_view kind, const char* list) {
    const std::int64_t started = monotonic_ms();
    const std::string_view query = call.request.parameter("q").value_or("");
    if (query.size() > kMaxQuery) return input_error("api.query_too_long").at("q");
    DAICHO_TRY(limit, number_parameter(call, "limit", 20));
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(reader, call.app.kernel.reader());
    AnswerView view(call, *reader, {day, std::nullopt});
    Search state{call, view, std::string(query), std::min(limit, kMaxHits), {}, {}};
    if (!query.empty()) {
        for (const Plan& plan : plans()) {
            if (kind.empty() || kind == plan.kind) DAICHO_CHECK(search_register(state, plan));
        }
        if (kind.empty() || kind == "register") search_definitions(state);
        DAICHO_CHECK(disclose_persons(state));
    }
    return json_answer(json::Object{{list, std::move(state.hits)},
                                    {"took_ms", monotonic_ms() - started}});
}

}  // namespace

Answer search(const Call& call) {
    if (call.request.method != net::Method::get || call.path.size() != 1) {
        return no_such_address(call);
    }
    return run_search(call, call.request.parameter("kind").value_or(""), "hits");
}

Answer taxpayer_list(const Call& call) { return run_search(call, "taxpayer", "taxpayers"); }

}  // namespace daicho::server
