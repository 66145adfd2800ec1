#include "server/privacy/privacy_api.hpp"

#include <algorithm>

#include "register/list.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using registers::Moment;

json::Value day_or_null(const std::optional<Date>& day) {
    return day ? json::Value(format_iso(*day)) : json::Value(nullptr);
}

constexpr const char* kRegisters[] = {"privacy_task",   "privacy_version",   "privacy_value",
                                      "privacy_change", "privacy_block",     "privacy_hearing",
                                      "privacy_check",  "privacy_submission"};

PrivacyReads reads(const Call& call, store::Connection& connection) {
    return {call.app.kernel, connection, Moment{today(call.app), std::nullopt}};
}

Result<std::string> name_of(const PrivacyReads& in, const char* register_name, const char* field,
                            std::uint64_t record) {
    if (record == 0) return std::string();
    DAICHO_TRY(definition, in.kernel.definition(register_name));
    DAICHO_TRY(found, registers::read_record(in.connection, *definition, record, in.moment));
    return found ? Row(*definition, *found).text(field) : std::string();
}

json::Object task_json(const PrivacyTask& task) {
    return json::Object{{"id", id_text(task.record)},
                        {"task_no", task.no},
                        {"number", task.number},
                        {"name", task.name},
                        {"body", task.body},
                        {"holder", task.holder},
                        {"exempt", task.exempt},
                        {"subjects", task.subjects},
                        {"subjects_on", day_or_null(task.subjects_on)},
                        {"handlers", task.handlers},
                        {"handlers_on", day_or_null(task.handlers_on)},
                        {"due_kind", task.due_kind},
                        {"made", task.made},
                        {"voluntary", task.voluntary},
                        {"standing", task.standing},
                        {"decided_on", day_or_null(task.decided_on)},
                        {"falls_back_on", day_or_null(task.falls_back_on)},
                        {"assessed_on", day_or_null(task.assessed_on)},
                        {"published_on", day_or_null(task.published_on)},
                        {"review_by", day_or_null(task.review_by)},
                        {"reassess_by", day_or_null(task.reassess_by)},
                        {"public_until", day_or_null(task.public_until)},
                        {"origin", task.origin}};
}

json::Object version_json(const PrivacyVersion& version) {
    return json::Object{
        {"id", id_text(version.record)},
        {"number", version.no},
        {"form", version.form},
        {"sequence", version.sequence},
        {"base", version.base == 0 ? json::Value(nullptr) : json::Value(id_text(version.base))},
        {"cause", version.cause},
        {"state", version.state},
        {"changed_on", day_or_null(version.changed_on)},
        {"requested_by", version.requested_by},
        {"approved_by", version.approved_by},
        {"submitted_on", day_or_null(version.submitted_on)},
        {"published_on", day_or_null(version.published_on)},
        {"origin", version.origin},
        {"note", version.note}};
}

// Obligations of the body's own tasks today, with and without its accidents.
Result<json::Array> cascade_json(const Call& call, const PrivacyReads& in,
                                 const std::vector<PrivacyTask>& tasks,
                                 const std::vector<PrivacyIncident>& incidents) {
    DAICHO_TRY(catalog, pia_threshold(call.app));
    std::vector<govern::CascadeTask> inputs;
    std::vector<const PrivacyTask*> own;
    for (const PrivacyTask& task : tasks) {
        if (task.holder != "own" || task.exempt != "no" || task.ended_on) continue;
        own.push_back(&task);
        inputs.push_back(
            {task.name, task.subjects, task.handlers, made_document(catalog, task.made)});
    }
    std::vector<govern::Incident> counted;
    for (const PrivacyIncident& one : incidents) counted.push_back(one.incident);
    json::Array out;
    for (const govern::CascadeRow& row :
         govern::cascade(catalog, inputs, counted, in.moment.as_of)) {
        const PrivacyTask& task = *own[row.task];
        const auto label = [&](const std::string& key) {
            const std::size_t place =
                govern::place_of(catalog.obligations, &govern::ThresholdObligation::key, key);
            return texts(catalog.obligations[place].label);
        };
        const std::string due = catalog.documents[row.due].key;
        out.push_back(json::Object{{"task", id_text(task.record)},
                                   {"name", task.name},
                                   {"without", label(row.now)},
                                   {"obligatory", label(row.raised)},
                                   {"due", due},
                                   {"made", task.made},
                                   {"rises", row.rises},
                                   {"missing", row.missing},
                                   {"falls_back_on", day_or_null(row.falls_back)},
                                   {"noted", task.due_kind == due}});
    }
    return out;
}

json::Array incidents_json(const std::vector<PrivacyIncident>& incidents) {
    json::Array out;
    for (const PrivacyIncident& one : incidents) {
        out.push_back(json::Object{{"id", id_text(one.record)},
                                   {"number", one.no},
                                   {"title", one.title},
                                   {"known_on", format_iso(one.incident.date)},
                                   {"specific", one.incident.kind == "specific_personal"},
                                   {"serious", one.incident.serious},
                                   {"not_ours", !one.incident.body_at_fault},
                                   {"decided", one.decided},
                                   {"told", one.told},
                                   {"likely", one.likely}});
    }
    return out;
}

json::Array options_json(const std::vector<std::string>& options) {
    json::Array list;
    for (const std::string& one : options) list.emplace_back(one);
    return list;
}

constexpr const char* kTypes[] = {"text", "legal_ref",     "choice", "check",
                                  "date", "date_or_month", "bool",   "item_list"};

json::Object form_json(const govern::PiaForm& form) {
    json::Array sections;
    for (const auto& one : form.sections) {
        sections.push_back(json::Object{{"id", one.id}, {"label", texts(one.label)}});
    }
    json::Array groups;
    for (const auto& one : form.groups) {
        groups.push_back(json::Object{
            {"id", one.id},
            {"label", texts(one.label)},
            {"limit", one.limit},
            {"inside", one.inside == govern::kNowhere ? json::Value(nullptr)
                                                      : json::Value(form.groups[one.inside].id)}});
    }
    json::Array fields;
    for (const auto& field : form.fields) {
        fields.push_back(json::Object{
            {"path", field.path},
            {"section", form.sections[field.section].id},
            {"label", texts(field.label)},
            {"type", kTypes[static_cast<std::size_t>(field.type)]},
            {"options", options_json(form.options(field))},
            {"group", field.group == govern::kNowhere ? json::Value(nullptr)
                                                      : json::Value(form.groups[field.group].id)},
            {"important", field.important},
            {"voluntary", field.voluntary}});
    }
    return json::Object{{"id", form.id},
                        {"number", form.number},
                        {"title", texts(form.head.title)},
                        {"verified", form.verified},
                        {"source", form.head.source},
                        {"source_note", texts(form.head.source_note)},
                        {"sections", std::move(sections)},
                        {"groups", std::move(groups)},
                        {"fields", std::move(fields)}};
}

json::Array table_json(const govern::PiaForm& form, const govern::ChangeTable& table) {
    json::Array rows;
    for (const govern::ChangeRow& row : table.rows) {
        json::Array addresses;
        for (const auto& at : row.fields) addresses.emplace_back(address_text(form, at));
        rows.push_back(json::Object{{"date", format_iso(row.date)},
                                    {"item", row.item},
                                    {"before", row.before},
                                    {"after", row.after},
                                    {"in_advance", row.in_advance},
                                    {"by_rule", row.by_rule},
                                    {"explanation", row.explanation},
                                    {"important", row.important},
                                    {"needs_ground", row.needs_ground},
                                    {"addresses", std::move(addresses)}});
    }
    return rows;
}

// Rows of a register that name this version, with all of their fields as texts.
Result<json::Array> beside(const PrivacyReads& in, const char* name, std::uint64_t version) {
    DAICHO_TRY(definition, in.kernel.definition(name));
    registers::ListQuery query;
    query.moment = in.moment;
    registers::Filter filter;
    filter.field = definition->index_of("version");
    filter.value = std::to_string(version);
    query.filters.push_back(std::move(filter));
    DAICHO_TRY(page, registers::list_records(in.connection, *definition, query));
    json::Array out;
    for (const auto& one : page.rows) {
        const Row row(*definition, one);
        json::Object values{{"id", id_text(row.record())}};
        for (const auto& field : definition->fields) {
            if (field.name == "version" || field.name == "origin" || !row.has(field.name)) continue;
            if (field.type == registers::FieldType::date) {
                values[field.name] = format_iso(row.date(field.name));
            } else if (field.type == registers::FieldType::integer) {
                values[field.name] = std::to_string(row.integer(field.name));
            } else {
                values[field.name] = row.text(field.name);
            }
        }
        out.push_back(std::move(values));
    }
    return out;
}

struct Blocks {
    json::Array list;
    std::map<std::uint64_t, std::string> keys;
};

Result<Blocks> blocks_of(const PrivacyReads& in) {
    DAICHO_TRY(definition, in.kernel.definition("privacy_block"));
    registers::ListQuery query;
    query.moment = in.moment;
    query.limit = 2'000;
    DAICHO_TRY(page, registers::list_records(in.connection, *definition, query));
    Blocks out;
    for (const auto& one : page.rows) {
        const Row row(*definition, one);
        const std::string key = row.text("block_no") + "/" + std::to_string(row.integer("edition"));
        out.keys[row.record()] = key;
        out.list.push_back(json::Object{{"key", key},
                                        {"number", row.text("block_no")},
                                        {"edition", row.integer("edition")},
                                        {"title", row.text("title")},
                                        {"body", row.text("body")},
                                        {"current", row.text("state") == "current"}});
    }
    return out;
}

}  // namespace

Status privacy_viewable(const Call& call) {
    for (const char* name : kRegisters) DAICHO_CHECK(permitted(call, name));
    return {};
}

json::Array findings_json(const govern::PiaForm& form,
                          const std::vector<govern::PiaFinding>& findings) {
    json::Array out;
    for (const govern::PiaFinding& one : findings) {
        std::string item;
        if (const auto at = govern::parse_address(form, one.address)) item = item_name(form, *at);
        out.push_back(
            json::Object{{"code", one.code},
                         {"bad", one.bad},
                         {"address", one.address},
                         {"item", item},
                         {"text", message_texts("pia.finding." + one.code, one.arguments)},
                         {"more", one.more.ja.empty() ? json::Value(nullptr) : texts(one.more)}});
    }
    return out;
}

Answer privacy_list(const Call& call) {
    DAICHO_CHECK(privacy_viewable(call));
    DAICHO_TRY(connection, call.app.kernel.reader());
    const PrivacyReads in = reads(call, *connection);
    DAICHO_TRY(tasks, privacy_tasks(in));
    DAICHO_TRY(versions, privacy_versions(in, 0));
    std::map<std::uint64_t, const PrivacyVersion*> newest;
    for (const PrivacyVersion& one : versions) {
        if (one.state == "thrown_away") continue;
        const PrivacyVersion*& kept = newest[one.task];
        if (kept == nullptr || kept->sequence < one.sequence) kept = &one;
    }
    json::Array list;
    for (const PrivacyTask& task : tasks) {
        json::Object one = task_json(task);
        DAICHO_TRY(section, name_of(in, "department", "name", task.department));
        one["department"] = section;
        const auto found = newest.find(task.record);
        one["version"] = found == newest.end() ? json::Value(nullptr)
                                               : json::Value(version_json(*found->second));
        list.push_back(std::move(one));
    }
    // Accidents are of another register: whoever may not see it sees what was noted of them.
    const bool sees = may_view(call, "incident");
    std::vector<PrivacyIncident> incidents;
    if (sees) {
        DAICHO_TRY_AS(incidents, privacy_incidents(in));
    }
    DAICHO_TRY(rows, cascade_json(call, in, tasks, incidents));
    DAICHO_TRY(definition, in.kernel.definition("privacy_version"));
    return json_answer(
        json::Object{{"today", format_iso(in.moment.as_of)},
                     {"tasks", std::move(list)},
                     {"cascade", std::move(rows)},
                     {"incidents", incidents_json(incidents)},
                     {"may_change", may(call, *definition, registers::Action::change)}});
}

Answer privacy_show(const Call& call, std::uint64_t task) {
    DAICHO_CHECK(privacy_viewable(call));
    DAICHO_TRY(connection, call.app.kernel.reader());
    const PrivacyReads in = reads(call, *connection);
    DAICHO_TRY(versions, privacy_versions(in, task));
    DAICHO_TRY(definition, in.kernel.definition("privacy_version"));
    json::Object allowed{{"change", may(call, *definition, registers::Action::change)},
                         {"approve", may(call, *definition, registers::Action::approve)}};
    DAICHO_TRY(row, privacy_task(in, task));
    json::Object head = task_json(row);
    DAICHO_TRY(section, name_of(in, "department", "name", row.department));
    head["department"] = section;
    if (versions.empty()) {
        return json_answer(json::Object{{"today", format_iso(in.moment.as_of)},
                                        {"task", std::move(head)},
                                        {"versions", json::Array()},
                                        {"may", std::move(allowed)}});
    }
    DAICHO_TRY(whole,
               privacy_whole(call.app, in, task, call.request.parameter("version").value_or("")));
    DAICHO_TRY(blocks, blocks_of(in));
    json::Object used;
    for (const auto& [address, block] : whole.blocks) used[address] = blocks.keys[block];
    json::Array list;
    for (const PrivacyVersion& one : whole.versions) list.push_back(version_json(one));
    json::Array faults;
    for (const Error& one : whole.table.faults) faults.push_back(described(one));
    DAICHO_TRY(hearings, beside(in, "privacy_hearing", whole.version.record));
    DAICHO_TRY(checks, beside(in, "privacy_check", whole.version.record));
    DAICHO_TRY(submissions, beside(in, "privacy_submission", whole.version.record));
    return json_answer(json::Object{{"today", format_iso(in.moment.as_of)},
                                    {"task", std::move(head)},
                                    {"versions", std::move(list)},
                                    {"may", std::move(allowed)},
                                    {"version", version_json(whole.version)},
                                    {"form", form_json(whole.form)},
                                    {"values", to_json(whole.form, whole.filled)},
                                    {"before", to_json(whole.form, whole.before)},
                                    {"used_blocks", std::move(used)},
                                    {"blocks", std::move(blocks.list)},
                                    {"changes", table_json(whole.form, whole.table)},
                                    {"note_faults", std::move(faults)},
                                    {"findings", findings_json(whole.form, whole.findings)},
                                    {"hearings", std::move(hearings)},
                                    {"checks", std::move(checks)},
                                    {"submissions", std::move(submissions)}});
}

Answer privacy_api(const Call& call) {
    const net::Method method = call.request.method;
    const bool asks = method == net::Method::get;
    if (call.path.size() == 1) return asks ? privacy_list(call) : no_such_address(call);
    if (call.path.size() == 2 && call.path[1] == "plan" && asks) return privacy_plan(call);
    if (call.path.size() == 2 && call.path[1] == "threshold") {
        return asks ? no_such_address(call) : privacy_threshold(call);
    }
    DAICHO_TRY(task, parse_id(call.path[1]));
    if (call.path.size() == 2) return asks ? privacy_show(call, task) : no_such_address(call);
    const std::string_view what = call.path[2];
    if (asks && what == "items") return privacy_items(call, task);
    if (asks && what == "file") return privacy_file(call, task);
    if (asks) return no_such_address(call);
    if (what == "versions") return privacy_begin(call, task);
    if (what == "entries") return privacy_save(call, task);
    if (what == "course") return privacy_course(call, task);
    return no_such_address(call);
}

}  // namespace daicho::server
