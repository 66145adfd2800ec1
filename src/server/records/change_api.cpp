#include "server/records/change_api.hpp"

#include "register/compare.hpp"
#include "server/records/documents_api.hpp"
#include "server/records/drafts_api.hpp"
#include "server/records/record_tag.hpp"
#include "server/records/sent_values.hpp"

namespace daicho::server {
namespace {

using registers::ChangeRequest;
using registers::ChangeResult;
using registers::Decision;
using registers::Definition;

struct Entry {
    ChangeRequest request;
    bool ends_draft = false;  // what was sent is what the draft of this form held
};

Result<Entry> read_entry(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    Entry entry;
    ChangeRequest& request = entry.request;
    entry.ends_draft = in.boolean_or("ends_draft", false);
    request.register_name = call.path[1];
    request.values = sent_values(in);
    request.valid = {in.date("valid_from"), in.optional_date("valid_to").value_or(kForever)};
    request.ended = in.boolean_or("ended", false);
    request.reason = in.optional_text("reason", 8'000).value_or("");
    request.article = in.optional_text("article", 400).value_or("");
    request.purpose =
        static_cast<std::uint16_t>(in.optional_integer("purpose", {0, 65'535}).value_or(0));
    request.like = in.optional_date("like");
    if (const auto base = in.optional_integer("base_version", {1, INT64_MAX})) {
        request.base_version = static_cast<std::uint64_t>(*base);
    }
    DAICHO_CHECK(in.finish());
    return entry;
}

json::Value result_json(const ChangeResult& result) {
    json::Array warnings;
    for (const Error& warning : result.warnings) {
        warnings.push_back(json::Object{
            {"path", warning.where.path}, {"id", warning.id}, {"message", described(warning)}});
    }
    return json::Object{{"record", id_text(result.record)},
                        {"version", result.version},
                        {"commit", result.commit.value},
                        {"provisional", result.provisional},
                        {"warnings", std::move(warnings)}};
}

// The version that `If-Match` names; nothing without that header. `*` asks for any record at all,
// which says nothing about what was looked at.
Result<std::optional<std::uint64_t>> matched_version(const Call& call) {
    const auto given = call.request.header("if-match");
    if (!given || *given == "*") return std::nullopt;
    const auto version = version_of_tag(*given);
    if (!version) return not_matched(*given);
    return version;
}

Answer enter(const Call& call, std::optional<std::uint64_t> record) {
    DAICHO_TRY(entry, read_entry(call));
    ChangeRequest& request = entry.request;
    request.record = record;
    DAICHO_TRY(matched, matched_version(call));
    if (record && matched) {
        if (request.base_version && *request.base_version != *matched) {
            return not_matched(*call.request.header("if-match"));
        }
        request.base_version = matched;
    }
    // What was looked at must be named: two clerks at one record are not to overwrite each other.
    if (record && !request.base_version) return input_error("api.base_version").at("base_version");
    std::vector<std::uint64_t> files;
    DAICHO_CHECK(take_documents(call, request, files));
    auto result = registers::change(call.app.kernel, call.session.person.principal, request);
    if (!result) {
        const bool stale = matched && result.error().id == "change.conflict";
        return stale ? not_matched(*call.request.header("if-match")) : std::move(result.error());
    }
    // The change stands. A draft that could not be dropped is offered once more, on a version
    // that is no more the newest: whoever goes on sees the two side by side.
    if (entry.ends_draft) {
        [[maybe_unused]] const Status dropped =
            drop_sent_draft(call, request.register_name, record);
    }
    // The same of files that are documents now: they end by themselves within a day.
    [[maybe_unused]] const Status taken = drop_taken(call, files);
    return json_answer(result_json(*result), record ? 200 : 201);
}

Answer decide(const Call& call, std::uint64_t record, std::string_view what) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    Decision decision;
    decision.register_name = call.path[1];
    decision.record = record;
    decision.version = static_cast<std::uint64_t>(in.integer("version", {1, INT64_MAX}));
    decision.digest = in.optional_text("digest", 64).value_or("");
    decision.reason = in.optional_text("reason", 8'000).value_or("");
    if (what == "approve") decision.to = in.optional_text("to", 60).value_or("");
    decision.purpose =
        static_cast<std::uint16_t>(in.optional_integer("purpose", {0, 65'535}).value_or(0));
    DAICHO_CHECK(in.finish());
    registers::Kernel& kernel = call.app.kernel;
    const auto& who = call.session.person.principal;
    auto result = what == "approve"  ? registers::approve(kernel, who, decision)
                  : what == "refuse" ? registers::refuse_change(kernel, who, decision)
                                     : registers::withdraw(kernel, who, decision);
    if (!result) return std::move(result.error());
    return json_answer(result_json(*result));
}

Result<registers::Moment> moment_of(const Call& call, const std::string& name) {
    registers::Moment moment{today(call.app), std::nullopt};
    const auto day = call.request.parameter(name);
    if (day && !day->empty()) {
        DAICHO_TRY(parsed, parse_iso_date(*day));
        moment.as_of = parsed;
    }
    DAICHO_TRY(known, number_parameter(call, name + "_known", 0));
    if (known != 0) moment.as_known = CommitNumber{known};
    return moment;
}

json::Value side_json(AnswerView& view, const Definition& definition,
                      const std::optional<registers::RecordVersion>& version) {
    if (!version) return nullptr;
    return json::Object{{"version", version->version},
                        {"commit", version->commit.value},
                        {"valid_from", format_iso(version->valid.from)},
                        {"valid_to", date_text(version->valid.to)},
                        {"title", title_json(view, definition, *version)}};
}

json::Object options_json(const Definition& definition, const registers::Options& options) {
    json::Array steps;
    for (const registers::WorkflowStep* step : options.steps) {
        const bool last = step->to == registers::WorkflowStep::kConfirmed;
        steps.push_back(
            json::Object{{"to", last ? "confirmed" : definition.workflow.states[step->to].id},
                         {"label", texts(step->label)},
                         {"reason", step->reason}});
    }
    return json::Object{
        {"steps", std::move(steps)}, {"refuse", options.refuse}, {"withdraw", options.withdraw}};
}

json::Value refusal_json(const registers::WaitingChange& waiting, People& people) {
    if (!waiting.refused) return nullptr;
    return json::Object{{"by", people.name(waiting.refused_by)},
                        {"at", format_utc(waiting.since)},
                        {"reason", waiting.refusal}};
}

std::string_view kind_of(registers::InboxKind kind) {
    if (kind == registers::InboxKind::decide) return "decide";
    return kind == registers::InboxKind::refused ? "refused" : "own";
}

json::Value article_of(const registers::WaitingChange& waiting) {
    return waiting.article.empty() ? json::Value(nullptr) : json::Value(waiting.article);
}

}  // namespace

json::Array differences_json(AnswerView& view, const Definition& definition,
                             std::span<const std::size_t> fields,
                             const std::optional<registers::RecordVersion>& before,
                             const std::optional<registers::RecordVersion>& after) {
    // A record that is protected on either side is protected on both.
    const bool hide = (before && view.is_protected(definition, *before)) ||
                      (after && view.is_protected(definition, *after));
    json::Array list;
    for (const std::size_t index : fields) {
        const registers::Field& field = definition.fields[index];
        const bool hidden = (hide && leads_to_person(field)) || !view.follows(definition, field);
        const std::size_t only[] = {index};
        const auto side = [&](const std::optional<registers::RecordVersion>& one) -> json::Value {
            if (!one || hidden) return json::Object{{"value", nullptr}, {"display", nullptr}};
            RecordJson shown = record_json(view, definition, *one, only);
            return json::Object{{"value", std::move(shown.values[field.name])},
                                {"display", std::move(shown.display[field.name])}};
        };
        list.push_back(json::Object{{"field", field.name},
                                    {"label", texts(field.label)},
                                    {"hidden", hidden},
                                    {"before", side(before)},
                                    {"after", side(after)}});
    }
    return list;
}

namespace {

// A person who must not be called by her name is called by her number, not by one of ours: whoever
// decides about a release must know whom it is for.
void name_by_key(const Call& call, AnswerView& view, const registers::Field& field,
                 const registers::OwnedValue& value, json::Value& side) {
    if (value.kind == registers::Cell::Kind::null || !side.at("display").is_null()) return;
    const Definition* target = call.app.kernel.definitions().find(field.target);
    if (target == nullptr) return;
    const auto record = registers::read_record(
        view.connection(), *target, static_cast<std::uint64_t>(value.integer), view.moment());
    if (record && *record) side.as_object()["display"] = shown_key(view, *target, **record);
}

void name_by_key(const Call& call, AnswerView& view, const Definition& definition,
                 const registers::WaitingChange& waiting, json::Array& differences) {
    for (json::Value& one : differences) {
        const std::size_t index = definition.index_of(std::string(one.at("field").as_string()));
        const registers::Field& field = definition.fields[index];
        if (field.type != registers::FieldType::ref || one.at("hidden").as_bool()) continue;
        name_by_key(call, view, field, waiting.version.values[index], one.as_object()["after"]);
        if (!waiting.before) continue;
        name_by_key(call, view, field, waiting.before->values[index], one.as_object()["before"]);
    }
}

}  // namespace

Result<json::Object> waiting_json(const Call& call, AnswerView& view, People& people,
                                  const registers::InboxItem& item) {
    const Definition& definition = *item.definition;
    const registers::WaitingChange& waiting = item.waiting;
    const std::optional<registers::RecordVersion> after = waiting.version;
    DAICHO_TRY(fields, registers::differing_fields(call.app.kernel, view.connection(), definition,
                                                   waiting.before, after));
    json::Array differences = differences_json(view, definition, fields, waiting.before, after);
    name_by_key(call, view, definition, waiting, differences);
    const std::string by_for =
        waiting.entered_for == 0 ? std::string() : people.name(waiting.entered_for);
    return json::Object{
        {"kind", kind_of(item.kind)},
        {"register", definition.name},
        {"label", texts(definition.label)},
        {"record", id_text(waiting.version.record)},
        {"new_record", !waiting.before.has_value()},
        {"title", title_json(view, definition, waiting.version)},
        {"version", waiting.newest},
        {"digest", waiting.digest},
        {"state", waiting.state == nullptr
                      ? json::Value(nullptr)
                      : json::Value(json::Object{{"id", waiting.state->id},
                                                 {"label", texts(waiting.state->label)}})},
        {"ends", registers::ends_record(waiting.version.state)},
        {"valid_from", format_iso(waiting.version.valid.from)},
        {"valid_to", date_text(waiting.version.valid.to)},
        {"entered",
         json::Object{{"by", people.name(waiting.entered_by)},
                      {"for", by_for.empty() ? json::Value(nullptr) : json::Value(by_for)},
                      {"at", format_utc(waiting.entered_at)},
                      {"reason", waiting.reason},
                      {"article", article_of(waiting)}}},
        {"refusal", refusal_json(waiting, people)},
        {"due", waiting.due ? date_text(*waiting.due) : json::Value(nullptr)},
        {"overdue", item.overdue},
        {"differences", std::move(differences)},
        {"may", options_json(definition, item.options)}};
}

Result<json::Array> scheduled_json(const Call& call, AnswerView& view, const Definition& definition,
                                   std::uint64_t record) {
    json::Array list;
    if (definition.is_event()) return list;
    DAICHO_TRY(coming, registers::scheduled_changes(view.connection(), definition, record,
                                                    today(call.app)));
    for (const registers::RecordVersion& one : coming) {
        // What was cancelled says over its stretch what held before: nothing is to change.
        DAICHO_TRY(before, registers::read_record(view.connection(), definition, record,
                                                  {one.valid.from + -1, std::nullopt}));
        DAICHO_TRY(fields, registers::differing_fields(call.app.kernel, view.connection(),
                                                       definition, before, one));
        const bool ends = one.state == registers::RowState::ended;
        if (before ? fields.empty() && !ends : ends) continue;
        json::Value side = side_json(view, definition, one);
        side.as_object()["ends"] = ends;
        list.push_back(std::move(side));
    }
    return list;
}

Answer compare_answer(const Call& call, const Allowed& allowed, std::uint64_t record) {
    const Definition& definition = *allowed.definition;
    DAICHO_TRY(from, moment_of(call, "from"));
    DAICHO_TRY(to, moment_of(call, "to"));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(both,
               registers::compare_moments(call.app.kernel, *reader, definition, record, from, to));
    if (!both.from && !both.to) {
        return not_found_error("change.no_record").with("record", std::to_string(record));
    }
    const std::uint64_t shown[] = {record};
    DAICHO_CHECK(record_disclosure(call, allowed, journal::EntryKind::disclosure_view, shown, ""));
    AnswerView view(call, *reader, to);
    return json_answer(json::Object{
        {"register", definition.name},
        {"id", id_text(record)},
        {"from", side_json(view, definition, both.from)},
        {"to", side_json(view, definition, both.to)},
        {"differences", differences_json(view, definition, both.fields, both.from, both.to)}});
}

Answer waiting_answer(const Call& call, const Allowed& allowed, std::uint64_t record) {
    const Definition& definition = *allowed.definition;
    const auto& who = call.session.person.principal;
    const Error none =
        not_found_error("workflow.not_waiting").with("record", std::to_string(record));
    if (!registers::may_see_provisional(who, definition)) return none;
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(waiting,
               registers::read_waiting_change(call.app.kernel, *reader, definition, record));
    if (!waiting) return none;
    DAICHO_TRY(options, registers::options_of(call.app.kernel, *reader, who, definition, *waiting));
    registers::InboxItem item{registers::InboxKind::own, &definition, *std::move(waiting),
                              std::move(options), false};
    if (!item.options.steps.empty()) item.kind = registers::InboxKind::decide;
    if (item.waiting.refused) item.kind = registers::InboxKind::refused;
    item.overdue = item.waiting.due && *item.waiting.due < today(call.app);
    const std::uint64_t shown[] = {record};
    DAICHO_CHECK(record_disclosure(call, allowed, journal::EntryKind::disclosure_view, shown, ""));
    AnswerView view(call, *reader, {today(call.app), std::nullopt});
    People people(call.app, *reader);
    DAICHO_TRY(answer, waiting_json(call, view, people, item));
    return json_answer(std::move(answer));
}

Answer inbox_api(const Call& call) {
    constexpr std::size_t kMostItems = 200;
    if (call.request.method != net::Method::get || call.path.size() != 1) {
        return no_such_address(call);
    }
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(items, registers::inbox_of(call.app.kernel, *reader, call.session.person.principal,
                                          today(call.app), kMostItems));
    AnswerView view(call, *reader, {today(call.app), std::nullopt});
    People people(call.app, *reader);
    json::Array list;
    std::map<std::string, std::vector<std::uint64_t>> shown;
    for (const registers::InboxItem& item : items) {
        if (!may(call, *item.definition, registers::Action::view)) continue;
        DAICHO_CHECK(viewable(call, item.definition->name));
        DAICHO_TRY(one, waiting_json(call, view, people, item));
        shown[item.definition->name].push_back(item.waiting.version.record);
        list.push_back(std::move(one));
    }
    for (const auto& [name, records] : shown) {
        DAICHO_TRY(allowed, viewable(call, name));
        DAICHO_CHECK(record_disclosure(call, allowed, journal::EntryKind::disclosure_view, records,
                                       R"("form":"inbox")"));
    }
    return json_answer(json::Object{{"items", std::move(list)}});
}

Answer change_api(const Call& call) {
    const net::Method method = call.request.method;
    const std::size_t parts = call.path.size();
    if (parts < 3 || call.path[2] != "records") return no_such_address(call);
    if (method == net::Method::post && parts == 3) return enter(call, std::nullopt);
    if (parts < 4) return no_such_address(call);
    DAICHO_TRY(record, parse_id(call.path[3]));
    if (method == net::Method::put && parts == 4) return enter(call, record);
    if (method != net::Method::post || parts != 5) return no_such_address(call);
    const std::string& what = call.path[4];
    if (what != "approve" && what != "refuse" && what != "withdraw") return no_such_address(call);
    return decide(call, record, what);
}

}  // namespace daicho::server
