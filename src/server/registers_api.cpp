// Registers by definition: overview, definition, list, record.
#include <algorithm>

#include "register/access.hpp"
#include "register/disclosure.hpp"
#include "server/record_view.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::Field;
using registers::RecordVersion;

constexpr std::uint64_t kMaxRows = 200;
constexpr std::size_t kMaxViewers = 30;
constexpr std::size_t kMaxRelated = 20;

const BilingualText& area_label(const std::string& area) {
    static const std::map<std::string, BilingualText> kLabels = {
        {"tax", {"税務", "Tax"}},
        {"person", {"宛名", "Addressees"}},
        {"office", {"職員・権限", "Staff and permissions"}},
        {"govern", {"統治", "Governance"}},
    };
    static const BilingualText kOther{"その他", "Other"};
    const auto found = kLabels.find(area);
    return found == kLabels.end() ? kOther : found->second;
}

bool may(const Call& call, const Definition& definition, registers::Action action) {
    return registers::authorise(call.session.person.principal, definition, action).has_value();
}

// The register and the capacity in which it may be seen; a refusal is journaled.
struct Allowed {
    const Definition* definition;
    std::uint16_t capacity;
};
Result<Allowed> viewable(const Call& call, std::string_view name) {
    registers::Kernel& kernel = call.app.kernel;
    DAICHO_TRY(definition, kernel.definition(name));
    const auto& who = call.session.person.principal;
    auto capacity = registers::authorise(who, *definition, registers::Action::view);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, who, *definition, registers::Action::view));
        return std::move(capacity.error());
    }
    return Allowed{definition, *capacity};
}

Answer overview(const Call& call) {
    registers::Kernel& kernel = call.app.kernel;
    DAICHO_TRY(reader, kernel.reader());
    const registers::Moment moment{today(call.app), std::nullopt};
    std::map<std::string, json::Array> areas;
    for (const auto& definition : kernel.definitions().all()) {
        DAICHO_TRY(count, registers::count_records(*reader, *definition, moment));
        areas[definition->area].push_back(
            json::Object{{"name", definition->name},
                         {"label", texts(definition->label)},
                         {"records", count},
                         {"may_view", may(call, *definition, registers::Action::view)}});
    }
    json::Array list;
    for (const char* id : {"tax", "person", "govern", "office"}) {
        const auto found = areas.find(id);
        if (found == areas.end()) continue;
        list.push_back(json::Object{{"id", id},
                                    {"label", texts(area_label(id))},
                                    {"registers", std::move(found->second)}});
    }
    return json_answer(json::Object{{"areas", std::move(list)}});
}

json::Value optional_texts(const BilingualText& text) {
    if (text.ja.empty()) return nullptr;
    return texts(text);
}

json::Value field_json(const Field& field) {
    json::Object out{{"id", field.id},
                     {"name", field.name},
                     {"type", registers::to_string(field.type)},
                     {"label", texts(field.label)},
                     {"group", field.group},
                     {"classification", registers::to_string(field.classification)},
                     {"required", field.required},
                     {"sort", field.sort},
                     {"unit", optional_texts(field.unit)},
                     {"note", optional_texts(field.note)}};
    out["target"] = field.target.empty() ? json::Value(nullptr) : json::Value(field.target);
    out["item"] = field.item.empty() ? json::Value(nullptr) : json::Value(field.item);
    out["list"] = field.list == 0 ? json::Value(nullptr) : json::Value(field.list);
    json::Array codes;
    for (const registers::Code& code : field.codes) {
        codes.push_back(json::Object{{"key", code.key}, {"label", texts(code.label)}});
    }
    out["codes"] = codes.empty() ? json::Value(nullptr) : json::Value(std::move(codes));
    return out;
}

Answer show_definition(const Call& call, const Definition& definition) {
    json::Array key, groups, fields;
    for (const std::size_t index : definition.key) {
        key.push_back(json::Value(definition.fields[index].name));
    }
    for (const registers::Group& group : definition.groups) {
        groups.push_back(json::Object{{"id", group.id}, {"label", texts(group.label)}});
    }
    for (const Field& field : definition.fields) fields.push_back(field_json(field));
    return json_answer(json::Object{
        {"name", definition.name},
        {"label", texts(definition.label)},
        {"area", definition.area},
        {"task", json::Object{{"id", definition.task_id}, {"label", texts(definition.task_label)}}},
        {"legal_basis", definition.legal_basis},
        {"temporal", definition.is_event() ? "event" : "valid_time"},
        {"key", std::move(key)},
        {"retention", json::Object{{"years", definition.retention.years},
                                   {"from", definition.retention.from},
                                   {"basis", definition.retention.basis}}},
        {"groups", std::move(groups)},
        {"fields", std::move(fields)},
        {"permissions",
         json::Object{{"view", true},
                      {"change", may(call, definition, registers::Action::change)},
                      {"import", may(call, definition, registers::Action::import)},
                      {"export", may(call, definition, registers::Action::export_)}}},
        {"version", definition.version}});
}

Result<std::size_t> field_named(const Definition& definition, std::string_view name) {
    const std::size_t index = definition.index_of(name);
    if (index != Definition::npos) return index;
    return input_error("change.no_field").with("field", std::string(name.substr(0, 60)));
}

// "VALUE", "~VALUE" (contains), ">=VALUE", "<=VALUE"; names contain, everything else equals.
registers::Filter parse_filter(const Definition& definition, std::size_t field,
                               std::string_view text) {
    registers::Filter filter;
    filter.field = field;
    const Field& of = definition.fields[field];
    if (of.type == registers::FieldType::text) filter.kind = registers::FilterKind::contains;
    if (text.starts_with("~")) {
        filter.kind = registers::FilterKind::contains;
        text.remove_prefix(1);
    } else if (text.starts_with(">=") || text.starts_with("<=")) {
        filter.kind = text[0] == '>' ? registers::FilterKind::at_least
                                     : registers::FilterKind::at_most;
        text.remove_prefix(2);
    }
    filter.value = std::string(text);
    return filter;
}

Result<registers::ListQuery> list_query(const Call& call, const Definition& definition) {
    registers::ListQuery query;
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(known, as_known(call));
    query.moment = {day, known};
    const auto number = [&](std::string_view name, std::uint64_t otherwise) -> Result<std::uint64_t> {
        const auto given = call.request.parameter(name);
        if (!given || given->empty()) return otherwise;
        return parse_id(*given);
    };
    DAICHO_TRY(offset, number("offset", 0));
    DAICHO_TRY(limit, number("limit", 50));
    query.offset = offset;
    query.limit = std::min(limit, kMaxRows);
    query.descending = call.request.parameter("direction").value_or("asc") == "desc";
    query.text = std::string(call.request.parameter("q").value_or(""));
    if (const auto sort = call.request.parameter("sort"); sort && !sort->empty()) {
        DAICHO_TRY(index, field_named(definition, *sort));
        query.sort = index;
    }
    for (const auto& [name, value] : call.request.query) {
        if (!name.starts_with("filter.") || value.empty()) continue;
        DAICHO_TRY(index, field_named(definition, std::string_view(name).substr(7)));
        query.filters.push_back(parse_filter(definition, index, value));
    }
    return query;
}

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

Status record_disclosure(const Call& call, const Allowed& allowed, journal::EntryKind kind,
                         std::span<const std::uint64_t> records, std::string detail) {
    if (!registers::must_disclose(*allowed.definition) || records.empty()) return {};
    registers::Disclosure disclosure;
    disclosure.kind = kind;
    disclosure.definition = allowed.definition;
    disclosure.records = records;
    disclosure.detail = std::move(detail);
    return registers::disclose(call.app.kernel, call.session.person.principal, allowed.capacity,
                               disclosure);
}

Answer list(const Call& call, const Allowed& allowed) {
    const std::int64_t started = monotonic_ms();
    const Definition& definition = *allowed.definition;
    DAICHO_TRY(query, list_query(call, definition));
    DAICHO_TRY(fields, wanted_fields(call, definition));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(page, registers::list_records(*reader, definition, query));
    RefTitles titles(call.app, *reader, query.moment);
    json::Array rows;
    std::vector<std::uint64_t> shown;
    for (const RecordVersion& row : page.rows) {
        RecordJson view = record_json(call.app, definition, row, titles, fields);
        shown.push_back(row.record);
        rows.push_back(json::Object{{"id", id_text(row.record)},
                                    {"key", registers::key_of(definition, row)},
                                    {"values", std::move(view.values)},
                                    {"display", std::move(view.display)},
                                    {"protected", view.is_protected}});
    }
    DAICHO_CHECK(record_disclosure(call, allowed, journal::EntryKind::disclosure_search, shown,
                                   R"("list":true)"));
    return json_answer(json::Object{{"total", page.total},
                                    {"offset", query.offset},
                                    {"rows", std::move(rows)},
                                    {"took_ms", monotonic_ms() - started}});
}

// Names of those who did something, by account; read once per answer.
class People {
public:
    People(App& app, store::Connection& connection) : app_(&app), connection_(&connection) {}
    const office::Person* find(std::uint64_t account) {
        if (account == 0) return nullptr;
        const auto found = known_.find(account);
        if (found != known_.end()) return found->second ? &*found->second : nullptr;
        auto person = office::find_person(app_->kernel, *connection_, account, today(*app_));
        auto& slot = known_[account];
        if (person) slot = std::move(*person);
        return slot ? &*slot : nullptr;
    }

private:
    App* app_;
    store::Connection* connection_;
    std::map<std::uint64_t, std::optional<office::Person>> known_;
};

json::Array viewers_json(const std::vector<registers::Viewing>& viewings, People& people) {
    json::Array list;
    for (const registers::Viewing& viewing : viewings) {
        const office::Person* person = people.find(viewing.principal);
        const identity::Role* role = identity::find_role(viewing.capacity);
        list.push_back(json::Object{
            {"at", format_utc(viewing.time)},
            {"by", person == nullptr ? "—" : person->principal.name},
            {"department", person == nullptr ? "" : person->principal.department},
            {"purpose", role == nullptr ? json::Value(nullptr)
                                        : texts({std::string(role->label_ja),
                                                 std::string(role->label_en)})}});
    }
    return list;
}

Result<json::Array> history_json(const Call& call, store::Connection& connection,
                                 const Definition& definition,
                                 const std::vector<RecordVersion>& versions, RefTitles& titles,
                                 People& people) {
    json::Array list;
    for (const RecordVersion& version : versions) {
        DAICHO_TRY(entry, journal::read_entry(connection, version.commit.value));
        const office::Person* person = people.find(entry.header.principal);
        RecordJson view = record_json(call.app, definition, version, titles);
        json::Value reason = nullptr;
        if (!entry.sealed_body.empty()) {
            const auto body = call.app.kernel.journal().keys().open(version.commit.value,
                                                                    entry.sealed_body);
            if (body) {
                const auto parsed = json::parse(as_text(*body));
                if (parsed && parsed->is_object()) {
                    const auto* given = parsed->get_object().if_contains("reason");
                    if (given != nullptr) reason = *given;
                }
            }
        }
        list.push_back(json::Object{{"version", version.version},
                                    {"commit", version.commit.value},
                                    {"at", format_utc(entry.header.time)},
                                    {"by", person == nullptr ? "—" : person->principal.name},
                                    {"reason", std::move(reason)},
                                    {"valid_from", format_iso(version.valid.from)},
                                    {"valid_to", version.valid.to == kForever
                                                     ? json::Value(nullptr)
                                                     : json::Value(format_iso(version.valid.to))},
                                    {"values", std::move(view.values)},
                                    {"display", std::move(view.display)}});
    }
    return list;
}

// Records of other registers that point here, by register.
Result<json::Array> related_json(const Call& call, store::Connection& connection,
                                 const Definition& definition, std::uint64_t record,
                                 registers::Moment moment) {
    json::Array list;
    for (const auto& other : call.app.kernel.definitions().all()) {
        if (!may(call, *other, registers::Action::view)) continue;
        for (std::size_t i = 0; i < other->fields.size(); ++i) {
            const Field& field = other->fields[i];
            if (field.type != registers::FieldType::ref || field.target != definition.name) continue;
            registers::ListQuery query;
            query.moment = moment;
            query.limit = kMaxRelated;
            query.filters = {{i, registers::FilterKind::equals, std::to_string(record)}};
            // Results of every year would drown the rest; the taxpayer screen shows them.
            if (other->is_event() && field.name == "run") continue;
            DAICHO_TRY(page, registers::list_records(connection, *other, query));
            if (page.total == 0) continue;
            json::Array rows;
            for (const RecordVersion& row : page.rows) {
                rows.push_back(json::Object{{"id", id_text(row.record)},
                                            {"title", title_json(call.app, *other, row)}});
            }
            list.push_back(json::Object{
                {"register", other->name},
                {"label", texts({other->label.ja + "（" + field.label.ja + "）",
                                 other->label.en + " (" + field.label.en + ")"})},
                {"count", page.total},
                {"rows", std::move(rows)}});
        }
    }
    return list;
}

Answer show_record(const Call& call, const Allowed& allowed, std::uint64_t id) {
    const Definition& definition = *allowed.definition;
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(known, as_known(call));
    const registers::Moment moment{day, known};
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(record, registers::read_record(*reader, definition, id, moment));
    if (!record) return not_found_error("change.no_record").with("record", std::to_string(id));
    const std::uint64_t shown[] = {id};
    DAICHO_CHECK(
        record_disclosure(call, allowed, journal::EntryKind::disclosure_view, shown, ""));
    RefTitles titles(call.app, *reader, moment);
    People people(call.app, *reader);
    RecordJson view = record_json(call.app, definition, *record, titles);
    DAICHO_TRY(versions, registers::read_history(*reader, definition, id));
    DAICHO_TRY(history, history_json(call, *reader, definition, versions, titles, people));
    DAICHO_TRY(related, related_json(call, *reader, definition, id, moment));
    DAICHO_TRY(viewings, registers::viewings(*reader, definition, id, kMaxViewers));
    return json_answer(json::Object{
        {"register", definition.name},
        {"id", id_text(id)},
        {"key", registers::key_of(definition, *record)},
        {"title", title_json(call.app, definition, *record)},
        {"version", record->version},
        {"valid_from", format_iso(record->valid.from)},
        {"valid_to", record->valid.to == kForever ? json::Value(nullptr)
                                                  : json::Value(format_iso(record->valid.to))},
        {"commit", record->commit.value},
        {"values", std::move(view.values)},
        {"display", std::move(view.display)},
        {"protected", view.is_protected},
        {"history", std::move(history)},
        {"related", std::move(related)},
        {"viewers", viewers_json(viewings, people)}});
}

}  // namespace

Answer registers_api(const Call& call) {
    if (call.request.method != net::Method::get) return not_found_error("api.no_such_address").with("path", call.request.path);
    if (call.path.size() == 1) return overview(call);
    DAICHO_TRY(allowed, viewable(call, call.path[1]));
    if (call.path.size() == 2) return show_definition(call, *allowed.definition);
    if (call.path[2] == "records" && call.path.size() == 3) return list(call, allowed);
    if (call.path[2] == "records" && call.path.size() == 4) {
        DAICHO_TRY(id, parse_id(call.path[3]));
        return show_record(call, allowed, id);
    }
    return not_found_error("api.no_such_address").with("path", call.request.path);
}

}  // namespace daicho::server
