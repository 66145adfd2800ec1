#include "server/incidents/desk_rows.hpp"

#include <fmt/format.h>

#include "identity/principal.hpp"
#include "journal/journal.hpp"
#include "media/add_certificate.hpp"
#include "office/directory.hpp"
#include "register/key_index.hpp"
#include "register/list.hpp"

namespace daicho::server {
namespace {

using registers::ChangeRequest;
using registers::Context;
using registers::Fields;

constexpr std::uint64_t kMostLines = 5'000;
constexpr std::uint64_t kStrangers = 1ULL << 62U;  // behind every record number

std::uint16_t first_capacity(const identity::Principal& who) {
    for (const identity::Grant& grant : who.grants) {
        const identity::Role* role = identity::find_role(std::string_view(grant.role));
        if (role != nullptr) return role->number;
    }
    return 0;
}

BilingualText cell_text(const Call& call, const Fields& row, const registers::Field& field) {
    const std::string_view name = field.name;
    if (!row.has(name)) return {};
    switch (field.type) {
        case registers::FieldType::code: return row.code(name);
        case registers::FieldType::boolean:
            return row.flag(name) ? BilingualText{"はい", "yes"} : BilingualText{"いいえ", "no"};
        case registers::FieldType::date: {
            const std::string day = format_iso(row.date(name));
            return {day, day};
        }
        case registers::FieldType::ref: {
            const auto reader = call.app.kernel.reader();
            if (!reader || !may_view(call, field.target)) return {};
            const auto line = media::row_of(call.app.kernel, **reader, field.target,
                                            row.ref(name), {today(call.app), std::nullopt});
            if (!line || !*line) return {};
            const auto& key = (*line)->definition->key;
            if (key.empty()) return {};
            const std::string& name_of_key = (*line)->definition->fields[key[0]].name;
            const std::string text = (*line)->fields().text(name_of_key);
            return {text, text};
        }
        default: break;
    }
    const std::string text =
        row.at(name).kind == registers::Cell::Kind::integer ? std::to_string(row.integer(name))
                                                            : row.text(name);
    return {text, text};
}

}  // namespace

Status DeskWriter::admit(const char* name) {
    ChangeRequest asked;
    asked.register_name = name;
    DAICHO_TRY(admitted,
               registers::admit_change(call_.app.kernel, call_.session.person.principal, asked));
    ways_.insert_or_assign(name, Way{std::move(admitted), false});
    return {};
}

Status DeskWriter::admit_anyone(const char* name) {
    DAICHO_TRY(definition, call_.app.kernel.definition(name));
    Way way;
    way.admitted.definition = definition;
    way.admitted.capacity = first_capacity(call_.session.person.principal);
    way.anyone = true;
    ways_.insert_or_assign(name, std::move(way));
    return {};
}

Result<std::uint64_t> DeskWriter::write(Context& context, const char* name,
                                        std::optional<std::uint64_t> record,
                                        std::map<std::string, std::string> values,
                                        std::string reason) const {
    ChangeRequest request;
    request.register_name = name;
    request.record = record;
    request.values = std::move(values);
    request.valid = {japan_date(context.now), kForever};
    request.reason = std::move(reason);
    return write_document(context, name, std::move(request));
}

Result<std::uint64_t> DeskWriter::write_document(Context& context, const char* name,
                                                 ChangeRequest request) const {
    const auto found = ways_.find(name);
    if (found == ways_.end()) return not_found_error("register.unknown").with("name", name);
    const Way& way = found->second;
    const identity::Principal& who = call_.session.person.principal;
    if (way.anyone) {
        DAICHO_TRY(made, registers::apply_change(context, who, way.admitted.capacity,
                                                 *way.admitted.definition, request));
        return made.record;
    }
    DAICHO_TRY(made, registers::change_in(context, who, way.admitted, request));
    return made.record;
}

Result<std::uint64_t> DeskWriter::note(Context& context, journal::EntryKind kind,
                                       const char* name, std::uint64_t record,
                                       json::Object more) const {
    const auto way = ways_.find(name);
    DAICHO_TRY(definition, call_.app.kernel.definition(name));
    journal::EntryDraft draft;
    draft.kind = kind;
    draft.principal = call_.session.person.principal.account;
    draft.capacity = way == ways_.end() ? 0 : way->second.admitted.capacity;
    draft.register_number = definition->number;
    more["records"] = json::Array{record};
    draft.body = json::write(more);
    DAICHO_TRY(entry, context.journal.append(context.connection, draft));
    return entry.value;
}

Result<media::Lines> reached_lines(const Call& call, store::Connection& connection,
                                   const char* name, Date day) {
    DAICHO_TRY(definition, call.app.kernel.definition(name));
    const auto reach = reach_of(call, *definition);
    if (!reach) return media::Lines();
    registers::ListQuery query;
    query.moment = {day, std::nullopt};
    query.limit = kMostLines;
    query.known_total = kMostLines;
    query.scope = reach->scope;
    DAICHO_TRY(page, registers::list_records(connection, *definition, query));
    media::Lines lines;
    for (auto& row : page.rows) lines.push_back({definition, std::move(row)});
    return lines;
}

Result<media::Lines> lines_naming(const Call& call, store::Connection& connection,
                                  const char* name, const char* field, std::uint64_t record,
                                  Date day) {
    DAICHO_TRY(definition, call.app.kernel.definition(name));
    if (!reach_of(call, *definition)) return media::Lines();
    return media::rows_naming(call.app.kernel, connection, name, field, {record},
                              {day, std::nullopt});
}

json::Value table_json(const Call& call, const char* name, const media::Lines& lines,
                       const std::vector<const char*>& fields) {
    const registers::Definition* definition = call.app.kernel.definitions().find(name);
    if (definition == nullptr) return nullptr;
    json::Array columns, rows;
    for (const char* field : fields) {
        const registers::Field& one = definition->fields[definition->index_of(field)];
        columns.push_back(json::Object{{"name", field},
                                       {"label", texts(one.label)},
                                       {"date", one.type == registers::FieldType::date}});
    }
    for (const media::Line& line : lines) {
        const Fields row = line.fields();
        json::Array cells;
        for (const char* field : fields) {
            cells.push_back(
                texts(cell_text(call, row, definition->fields[definition->index_of(field)])));
        }
        rows.push_back(json::Object{{"id", id_text(line.record())}, {"cells", std::move(cells)}});
    }
    return json::Object{{"register", name},
                        {"label", texts(definition->label)},
                        {"columns", std::move(columns)},
                        {"rows", std::move(rows)}};
}

json::Value coded_json(const Fields& row, std::string_view field) {
    if (!row.has(field)) return nullptr;
    return json::Object{{"key", row.text(field)}, {"label", texts(row.code(field))}};
}

json::Value date_json(const Fields& row, std::string_view field) {
    return row.has(field) ? json::Value(format_iso(row.date(field))) : json::Value(nullptr);
}

json::Value text_json(const Fields& row, std::string_view field) {
    return row.has(field) ? json::Value(row.text(field)) : json::Value(nullptr);
}

Result<std::uint64_t> Humans::of(const std::string& text) {
    if (text.empty()) return std::uint64_t{0};
    const auto known = known_.find(text);
    if (known != known_.end()) return known->second;
    const std::string number = text.substr(0, text.find(' '));
    DAICHO_TRY(account, office::find_account(call_.app.kernel, connection_, number));
    std::uint64_t human = account.value_or(kStrangers + known_.size());
    if (account && *account != asker() && call_.app.kernel.people.same_human) {
        DAICHO_TRY(same, call_.app.kernel.people.same_human(connection_, *account, asker(),
                                                            std::nullopt));
        if (same) human = asker();
    }
    known_.emplace(text, human);
    return human;
}

Result<std::string> own_department(const Call& call, store::Connection& connection) {
    const registers::Moment now{today(call.app), std::nullopt};
    DAICHO_TRY(account, media::row_of(call.app.kernel, connection, "account",
                                      call.session.person.principal.account, now));
    if (!account) return std::string();
    DAICHO_TRY(department, media::row_of(call.app.kernel, connection, "department",
                                         account->fields().ref("department"), now));
    return department ? department->fields().text("department_no") : std::string();
}

Result<std::string> next_number(Context& context, const char* name, const std::string& prefix) {
    DAICHO_TRY(definition, context.kernel.definition(name));
    for (std::uint64_t n = 1; n < 100'000; ++n) {
        std::string number = fmt::format("{}{:02}", prefix, n);
        DAICHO_TRY(taken, registers::find_record(context.connection, *definition, number));
        if (!taken) return number;
    }
    return conflict_error("change.key_exists").with("key", prefix);
}

std::string now_time(Instant now) { return format_japan_minute(now).substr(11, 5); }

std::optional<int> minutes_of(std::string_view text) noexcept {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    for (const std::size_t at : {0U, 1U, 3U, 4U}) {
        if (text[at] < '0' || text[at] > '9') return std::nullopt;
    }
    const int hours = (text[0] - '0') * 10 + text[1] - '0';
    const int minutes = (text[3] - '0') * 10 + text[4] - '0';
    if (hours > 23 || minutes > 59) return std::nullopt;
    return hours * 60 + minutes;
}

}  // namespace daicho::server
