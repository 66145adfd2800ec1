// What the municipality decided, who may do what, and how it is organised: told from the file of
// settings, the definitions and the registers. Nothing is changed here.
#include <algorithm>
#include <array>

#include "office/directory.hpp"
#include "office/setting_book.hpp"
#include "register/query.hpp"
#include "server/access.hpp"
#include "server/care_api.hpp"

namespace daicho::server {
namespace {

using registers::Cell;
using registers::Definition;

json::Value name_of(const office::SettingRow& row) {
    const std::string id = "setting." + row.name;
    if (!message_exists(id)) return texts({row.name, row.name});
    return message_texts(id, {{"key", row.key}});
}

json::Value unit_of(const office::SettingRow& row) {
    const auto unit = office::setting_unit(row.name);
    if (unit.empty()) return nullptr;
    return message_texts("setting_unit." + std::string(unit));
}

// Settings that may be left out, and what holds then; all others must stand in the file.
json::Value default_of(const office::SettingRow& row) {
    const bool has = row.name == "demonstration" || row.name == "truncate_per_class";
    return has ? json::Value("false") : json::Value(nullptr);
}

Answer settings(const Call& call) {
    DAICHO_CHECK(permitted(call, "account"));
    const App& app = call.app;
    DAICHO_TRY(file, office::setting_file(app.data / "data" / "municipality",
                                          app.settings.municipality));
    DAICHO_TRY(rows, office::setting_rows(file));
    json::Array list;
    for (const office::SettingRow& row : rows) {
        const std::string group = "setting_group." + row.group;
        list.push_back(json::Object{
            {"path", row.path},
            {"group", message_exists(group) ? message_texts(group)
                                            : message_texts("setting_group.city")},
            {"name", name_of(row)},
            {"value", texts(row.value)},
            {"unit", unit_of(row)},
            {"default", default_of(row)},
            {"cite", row.cite.empty() ? json::Value(nullptr) : json::Value(row.cite)},
            {"since_year", row.key.empty() ? json::Value(nullptr) : json::Value(row.key)},
            {"line", row.line}});
    }
    const Instant written = office::written_at(file);
    const Instant began = office::process_began();
    return json_answer(
        json::Object{{"file", "data/municipality/" + file.filename().string()},
                     {"written_at", format_utc(written)},
                     {"read_at", format_utc(began)},
                     {"newer_than_server", written.micros > began.micros},
                     {"settings", std::move(list)}});
}

struct Right {
    const char* name;
    std::vector<std::string> registers::Permissions::*roles;
};
constexpr std::array<Right, 5> kRights = {{{"view", &registers::Permissions::view},
                                           {"change", &registers::Permissions::change},
                                           {"approve", &registers::Permissions::approve},
                                           {"import", &registers::Permissions::import},
                                           {"export", &registers::Permissions::export_}}};

// Registers in which the role has a right, by their order.
json::Array reach_of(const App& app, std::string_view role) {
    json::Array list;
    for (const auto& definition : app.kernel.definitions().all()) {
        json::Array rights;
        for (const Right& right : kRights) {
            const auto& holders = definition->permissions.*right.roles;
            if (std::ranges::find(holders, role) != holders.end()) rights.push_back(right.name);
        }
        if (rights.empty()) continue;
        list.push_back(json::Object{{"register", definition->name},
                                    {"label", texts(definition->label)},
                                    {"task", texts(definition->task_label)},
                                    {"law", definition->legal_basis},
                                    {"rights", std::move(rights)}});
    }
    return list;
}

struct Holding {
    std::uint64_t account = 0;
    std::string role, task;
    std::int64_t from = 0;
    std::optional<std::int64_t> to;
};

Result<std::vector<Holding>> holdings(const Call& call, store::Connection& connection, Date day) {
    DAICHO_TRY(definition, call.app.kernel.definition("role_assignment"));
    std::array<std::size_t, 5> fields{};
    std::ranges::transform(std::array{"account", "role", "task", "from", "to"}, fields.begin(),
                           [&](const char* name) { return definition->index_of(name); });
    std::vector<Holding> list;
    DAICHO_CHECK(registers::scan(
        connection, *definition, fields, {day, std::nullopt},
        [&](std::uint64_t, std::span<const Cell> cells) -> Status {
            Holding one{static_cast<std::uint64_t>(cells[0].integer), std::string(cells[1].bytes),
                        std::string(cells[2].bytes), cells[3].integer, std::nullopt};
            if (!cells[4].is_null()) one.to = cells[4].integer;
            const bool holds = one.from <= day.days() && (!one.to || *one.to > day.days());
            if (holds) list.push_back(std::move(one));
            return {};
        }));
    return list;
}

json::Value label_of_code(const Definition& definition, const char* field, std::string_view key) {
    for (const auto& code : definition.fields[definition.index_of(field)].codes) {
        if (code.key == key) return texts(code.label);
    }
    return texts({std::string(key), std::string(key)});
}

Result<json::Value> holders_json(const Call& call, store::Connection& connection, Date day) {
    if (!may_view(call, "role_assignment")) return json::Value(nullptr);
    DAICHO_TRY(accounts, viewable(call, "account"));
    DAICHO_TRY(definition, call.app.kernel.definition("role_assignment"));
    DAICHO_TRY(held, holdings(call, connection, day));
    json::Array list;
    std::vector<std::uint64_t> shown;
    for (const Holding& one : held) {
        const auto person = office::find_person(call.app.kernel, connection, one.account, day);
        if (!person) continue;  // ended
        const identity::Principal& who = person->principal;
        list.push_back(json::Object{
            {"role", one.role},
            {"number", who.number},
            {"name", who.name},
            {"department", who.department},
            {"task", label_of_code(*definition, "task", one.task)},
            {"from", date_text(Date::from_days(static_cast<std::int32_t>(one.from)))},
            {"to", one.to ? date_text(Date::from_days(static_cast<std::int32_t>(*one.to)))
                          : json::Value(nullptr)}});
        if (std::ranges::find(shown, one.account) == shown.end()) shown.push_back(one.account);
    }
    DAICHO_CHECK(disclose_before_leaving(call, accounts, journal::EntryKind::disclosure_search,
                                         shown, R"("list":"roles")"));
    return json::Value(std::move(list));
}

Answer roles(const Call& call) {
    DAICHO_CHECK(permitted(call, "account"));
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(reader, call.app.kernel.reader());
    json::Array list;
    std::vector<identity::Role> all = identity::roles();
    std::ranges::sort(all, {}, &identity::Role::number);
    for (const identity::Role& role : all) {
        json::Array reach = reach_of(call.app, role.code);
        if (reach.empty()) continue;
        list.push_back(json::Object{
            {"role", std::string(role.code)},
            {"label", texts({std::string(role.label_ja), std::string(role.label_en)})},
            {"reach", std::move(reach)}});
    }
    DAICHO_TRY(holders, holders_json(call, *reader, day));
    return json_answer(json::Object{{"as_of", date_text(day)},
                                    {"roles", std::move(list)},
                                    {"holders", std::move(holders)}});
}

Answer departments(const Call& call) {
    DAICHO_TRY(allowed, permitted(call, "department"));
    const Definition& definition = *allowed.definition;
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(reader, call.app.kernel.reader());
    std::array<std::size_t, 7> fields{};
    std::ranges::transform(
        std::array{"department_no", "name", "parent", "kind", "duties", "starts", "ends"},
        fields.begin(), [&](const char* name) { return definition.index_of(name); });
    json::Array list;
    DAICHO_CHECK(registers::scan(
        *reader, definition, fields, {day, std::nullopt},
        [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
            const bool there = cells[5].integer <= day.days() &&
                               (cells[6].is_null() || cells[6].integer > day.days());
            if (!there) return {};
            list.push_back(json::Object{
                {"id", id_text(record)},
                {"number", std::string(cells[0].bytes)},
                {"name", std::string(cells[1].bytes)},
                {"parent", cells[2].is_null()
                               ? json::Value(nullptr)
                               : json::Value(id_text(
                                     static_cast<std::uint64_t>(cells[2].integer)))},
                {"kind", label_of_code(definition, "kind", cells[3].bytes)},
                {"duties", std::string(cells[4].bytes)},
                {"starts", date_text(Date::from_days(
                               static_cast<std::int32_t>(cells[5].integer)))}});
            return {};
        }));
    return json_answer(
        json::Object{{"as_of", date_text(day)}, {"departments", std::move(list)}});
}

}  // namespace

Answer settings_api(const Call& call) {
    if (call.request.method != net::Method::get) return no_such_address(call);
    if (call.path.size() == 1) return settings(call);
    if (call.path.size() == 2 && call.path[1] == "roles") return roles(call);
    if (call.path.size() == 2 && call.path[1] == "departments") return departments(call);
    return no_such_address(call);
}

}  // namespace daicho::server
