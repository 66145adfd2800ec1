// Search: persons, objects, systems and registers from one line.
//
// Everything is found by the beginning of its number or by words kept in memory
// (register/search_index): persons by name, kana or address, present or past, objects by what they
// are now. A protected person shows as a number without a name, and is not found through an address
// or a place.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "register/schema.hpp"
#include "server/access.hpp"
#include "server/records/record_view.hpp"
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
    std::vector<const char*> fields;  // hold the words
};
const std::vector<Plan>& plans() {
    static const std::vector<Plan> kPlans = {
        {"taxpayer", "addressee", "addressee_no", {"name", "kana", "address"}},
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
    return json::Object{{"kind", kind},
                        {"id", std::move(id)},
                        {"title", std::move(title)},
                        {"subtitle", std::move(subtitle)},
                        {"route", std::move(route)},
                        {"protected", is_protected}};
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

std::shared_ptr<registers::SearchIndex> index_of(App& app, const Plan& plan,
                                                 const Definition& definition) {
    const std::lock_guard lock(app.mutex);
    std::shared_ptr<registers::SearchIndex>& index = app.searched[plan.register_name];
    if (!index) {
        std::vector<std::size_t> fields;
        for (const char* name : plan.fields) fields.push_back(definition.index_of(name));
        index = std::make_shared<registers::SearchIndex>(definition, std::move(fields));
    }
    return index;
}

// By the beginning of the number, of those valid on the day. Numbers are written in ASCII.
Result<std::vector<std::uint64_t>> find_numbers(const Search& search, const Plan& plan,
                                                const Definition& definition) {
    std::vector<std::uint64_t> records;
    const std::string number = nfkc(search.query);  // typed in full width
    if (!std::ranges::all_of(number, [](char c) { return c > ' ' && c < '~'; })) {
        return records;
    }
    DAICHO_TRY(select,
               search.view.connection().cached(fmt::format(
                   "SELECT record_id FROM {0} WHERE {1} >= ? AND {1} < ? AND valid_from "
                   "<= ? AND valid_to > ? ORDER BY {2} LIMIT ?",
                   registers::head_table(definition), registers::sql_name(plan.number),
                   search.view.connection().dialect().ordered(registers::sql_name(plan.number)))));
    const std::int64_t day = search.view.moment().as_of.days();
    std::string behind = number;
    ++behind.back();  // the first text that begins otherwise
    select->bind_text(0, number);
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

// By its words, in memory (register/search_index).
Result<std::vector<registers::SearchHit>> find_words(const Search& search, const Plan& plan,
                                                     const Definition& definition,
                                                     registers::SearchRequest request) {
    request.text = search.query;
    request.as_of = search.view.moment().as_of;
    request.limit = search.limit;
    return index_of(search.call.app, plan, definition)->find(search.view.connection(), request);
}

// `past` is what the person was found by when it is no longer so.
Status show_person(Search& search, const Plan& plan, const Definition& definition,
                   std::uint64_t record, const registers::SearchHit* found) {
    DAICHO_TRY(version, registers::read_record(search.view.connection(), definition, record,
                                               search.view.moment()));
    if (!version) return {};
    const bool hide = search.view.is_protected(definition, *version);
    // Neither an address nor anything past leads to a protected person.
    const bool by_address = found != nullptr && definition.fields[found->field].name == "address";
    if (hide && found != nullptr && (by_address || found->past)) return {};
    json::Value hit = hit_of(plan, Row(definition, *version), hide);
    if (found != nullptr && found->past) {
        hit.as_object().emplace("past",
                                json::Object{{"field", definition.fields[found->field].name},
                                             {"value", found->past_value}});
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
    DAICHO_TRY(found, find_words(search, plan, *definition, {}));
    for (const registers::SearchHit& hit : found) {
        if (search.hits.size() >= search.limit) return {};
        if (std::ranges::find(numbers, hit.record) != numbers.end()) continue;
        DAICHO_CHECK(show_person(search, plan, *definition, hit.record, &hit));
    }
    return {};
}

Status show_object(Search& search, const Plan& plan, const Definition& definition,
                   std::uint64_t record, bool by_number) {
    DAICHO_TRY(version, registers::read_record(search.view.connection(), definition, record,
                                               search.view.moment()));
    if (!version) return {};
    const bool hide = search.view.is_protected(definition, *version);
    // A place must not lead to the person: only who knows the number finds the object.
    if (hide && !by_number) return {};
    search.hits.push_back(hit_of(plan, Row(definition, *version), hide));
    return {};
}

Status search_objects(Search& search, const Plan& plan) {
    if (!may_view(search.call, plan.register_name)) return {};
    DAICHO_CHECK(viewable(search.call, plan.register_name));
    DAICHO_TRY(definition, search.call.app.kernel.definition(plan.register_name));
    DAICHO_TRY(numbers, find_numbers(search, plan, *definition));
    for (const std::uint64_t record : numbers) {
        if (search.hits.size() >= search.limit) return {};
        DAICHO_CHECK(show_object(search, plan, *definition, record, true));
    }
    if (search.hits.size() >= search.limit) return {};
    registers::SearchRequest request;
    request.past = false;
    // Left out before the limit, so that the number of hits tells nothing of them either.
    const auto hidden = search.call.app.hidden.of(
        definition->name, released_for(search.call, registers::Outlet::screen));
    request.leave_out = [&](std::uint64_t record) {
        return hidden->has(record) || std::ranges::find(numbers, record) != numbers.end();
    };
    DAICHO_TRY(found, find_words(search, plan, *definition, std::move(request)));
    for (const registers::SearchHit& hit : found) {
        if (search.hits.size() >= search.limit) return {};
        DAICHO_CHECK(show_object(search, plan, *definition, hit.record, false));
    }
    return {};
}

Status search_register(Search& search, const Plan& plan) {
    const bool persons = std::string_view(plan.kind) == "taxpayer";
    return persons ? search_persons(search, plan) : search_objects(search, plan);
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

void search_definitions(Search& search) {
    const std::string query = lower(nfkc(search.query));
    for (const auto& definition : search.call.app.kernel.definitions().all()) {
        if (search.hits.size() >= search.limit) return;
        if (!may(search.call, *definition, registers::Action::view)) continue;
        const bool found = definition->label.ja.find(search.query) != std::string::npos ||
                           lower(definition->label.en).find(query) != std::string::npos ||
                           definition->name.find(query) != std::string::npos;
        if (!found) continue;
        search.hits.push_back(
            hit_json("register", definition->name, json::Value(definition->label.ja),
                     json::Value(definition->label.en), "/registers/" + definition->name, false));
    }
}

Status disclose_persons(const Search& search) {
    if (search.persons.empty()) return {};
    DAICHO_TRY(allowed, viewable(search.call, "addressee"));
    return disclose_before_leaving(search.call, allowed, journal::EntryKind::disclosure_search,
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
    Search state{call, view, trim(query), std::min(limit, kMaxHits), {}, {}};
    if (!state.query.empty()) {
        for (const Plan& plan : plans()) {
            if (kind.empty() || kind == plan.kind) DAICHO_CHECK(search_register(state, plan));
        }
        if (kind.empty() || kind == "register") search_definitions(state);
        DAICHO_CHECK(disclose_persons(state));
    }
    return json_answer(
        json::Object{{list, std::move(state.hits)}, {"took_ms", monotonic_ms() - started}});
}

}  // namespace

Answer search(const Call& call) {
    if (call.request.method != net::Method::get || call.path.size() != 1) {
        return no_such_address(call);
    }
    return run_search(call, call.request.parameter("kind").value_or(""), "hits");
}

Status warm_search(App& app) {
    DAICHO_TRY(reader, app.kernel.reader());
    for (const Plan& plan : plans()) {
        const Definition* definition = app.kernel.definitions().find(plan.register_name);
        if (definition == nullptr) continue;
        // No words find nothing, but the index is read up to now.
        DAICHO_CHECK(index_of(app, plan, *definition)->find(*reader, {}));
    }
    return {};
}

Answer taxpayer_list(const Call& call) { return run_search(call, "taxpayer", "taxpayers"); }

}  // namespace daicho::server
