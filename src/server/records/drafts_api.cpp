// Drafts of forms (草稿): kept for the account that types, read back by nobody else, and by her
// only while she may still change that register. What leads to a person who came under protection
// meanwhile is left out, as it is on every other way out.
#include "server/records/drafts_api.hpp"

#include "register/by_command.hpp"
#include "server/access.hpp"
#include "server/records/form_drafts.hpp"
#include "server/records/record_view.hpp"

namespace daicho::server {
namespace {

using registers::Definition;

constexpr std::int64_t kDayMicros = 24LL * 60 * 60 * 1'000'000;
constexpr std::size_t kLongestAbout = 8'000;
constexpr std::size_t kLongestForm = 64;

// Whose form it is. Errors: register.unknown, register.denied (journaled), purpose.missing.
struct Place {
    const Definition* definition;
    DraftPlace draft;
    Allowed allowed;
};

Result<Place> place_of(const Call& call) {
    const std::string& name = call.path[1];
    DAICHO_TRY(allowed, reachable(call, name));
    const Definition& definition = *allowed.definition;
    const auto& who = call.session.person.principal;
    auto reached = registers::reach(who, definition, registers::Action::change);
    if (!reached) {
        DAICHO_CHECK(
            registers::refuse(call.app.kernel, who, definition, registers::Action::change));
        return std::move(reached.error());
    }
    Place place{&definition, {who.account, definition.number, 0}, allowed};
    if (call.path[2] != "new") {
        DAICHO_TRY(record, parse_id(call.path[2]));
        DAICHO_CHECK(within(call, allowed, record));
        place.draft.record = record;
    }
    return place;
}

// The form whose draft is meant; empty: whoever wrote it.
std::string_view form_of(const Call& call) { return call.request.parameter("form").value_or(""); }

Instant oldest(const App& app) {
    const Instant now = app.kernel.clock().now();
    return {now.micros - app.settings.drafts.keep_days * kDayMicros};
}

json::Value until(const App& app, Instant saved) {
    return instant_text(Instant{saved.micros + app.settings.drafts.keep_days * kDayMicros});
}

// --- what is taken

void take_values(json::ObjectReader& in, const Definition& definition, json::Object& values) {
    const json::Value* given = in.raw("values");
    if (given == nullptr) return;
    if (!given->is_object()) return in.fault("values", input_error("api.values"));
    for (const auto& [key, value] : given->get_object()) {
        const std::string name(key);
        const std::size_t index = definition.index_of(name);
        if (index == Definition::npos) {
            in.fault(name, input_error("change.no_field").with("field", name));
        } else if (!value.is_string()) {
            in.fault("values", input_error("api.values"));
        } else if (definition.fields[index].type == registers::FieldType::personal_number) {
            in.fault(name, input_error("draft.personal_number"));
        } else {
            values[key] = value;
        }
    }
}

json::Object take_about(json::ObjectReader& in) {
    json::Object about;
    auto given = in.optional_object("about");
    if (!given) return about;
    for (const char* name : {"valid_from", "reason", "article", "purpose"}) {
        if (auto text = given->optional_text(name, kLongestAbout)) about[name] = *std::move(text);
    }
    return about;
}

Answer keep(const Call& call) {
    DAICHO_TRY(place, place_of(call));
    if (registers::is_by_command(*place.definition)) return no_such_address(call);
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    json::Object values;
    take_values(in, *place.definition, values);
    json::Object about = take_about(in);
    DraftForm form;
    form.name = in.optional_text("form", kLongestForm).value_or("");
    form.takes_over = in.boolean_or("take_over", false);
    const auto base = in.optional_integer("base_version", {1, INT64_MAX});
    if (place.draft.record != 0 && !base) {
        in.fault("base_version", input_error("api.base_version"));
    }
    DAICHO_CHECK(in.finish());
    const std::string text =
        json::write(json::Object{{"values", std::move(values)}, {"about", std::move(about)}});
    Instant saved;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        saved = context.now;
        return keep_draft(context, place.draft, form, static_cast<std::uint64_t>(base.value_or(0)),
                          text);
    }));
    return json_answer(
        json::Object{{"saved_at", instant_text(saved)}, {"until", until(call.app, saved)}});
}

// --- what is given back

bool is_hidden(const Call& call, const Place& place) {
    if (place.draft.record == 0 || registers::keeps_measures(place.definition->name)) return false;
    const auto hidden =
        call.app.hidden.of(place.definition->name, released_for(call, registers::Outlet::screen));
    return hidden->has(place.draft.record);
}

// Fields that are no more, and those that must not be shown, stay behind.
json::Object shown_values(const Call& call, const Place& place, const json::Object& kept) {
    const bool hide = is_hidden(call, place);
    json::Object shown;
    for (const auto& [key, value] : kept) {
        const std::size_t index = place.definition->index_of(std::string(key));
        if (index == Definition::npos) continue;
        if (hide && leads_to_person(place.definition->fields[index])) continue;
        shown[key] = value;
    }
    return shown;
}

Answer show(const Call& call) {
    DAICHO_TRY(place, place_of(call));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(draft, find_draft(call.app.kernel, *reader, place.draft, oldest(call.app)));
    if (!draft) return json_answer(json::Object{{"draft", nullptr}});
    // It holds what a record says: the purpose first, and an entry before it leaves.
    DAICHO_CHECK(viewing_purpose(call, *place.definition));
    if (place.draft.record != 0) {
        const std::uint64_t records[] = {place.draft.record};
        DAICHO_CHECK(record_disclosure(call, place.allowed, journal::EntryKind::disclosure_view,
                                       records, R"("form":"draft")"));
    }
    DAICHO_TRY(kept, json::parse(draft->text));
    json::Object& object = kept.as_object();
    return json_answer(json::Object{
        {"draft",
         json::Object{{"values", shown_values(call, place, object["values"].as_object())},
                      {"about", object["about"]},
                      {"base_version", draft->base_version == 0 ? json::Value(nullptr)
                                                                : json::Value(draft->base_version)},
                      {"saved_at", instant_text(draft->saved)},
                      {"until", until(call.app, draft->saved)}}}});
}

Answer throw_away(const Call& call) {
    DAICHO_TRY(place, place_of(call));
    DAICHO_CHECK(drop_draft(call.app.kernel, place.draft, form_of(call)));
    return no_content();
}

Answer list(const Call& call) {
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(lines, drafts_of(*reader, call.session.person.principal.account, oldest(call.app)));
    json::Array drafts;
    for (const DraftLine& line : lines) {
        const Definition* definition = call.app.kernel.definitions().find(line.register_number);
        if (definition == nullptr || !may(call, *definition, registers::Action::change)) continue;
        if (!may(call, *definition, registers::Action::view)) continue;
        drafts.push_back(json::Object{
            {"register", definition->name},
            {"label", texts(definition->label)},
            {"record", line.record == 0 ? json::Value(nullptr) : json::Value(id_text(line.record))},
            {"saved_at", instant_text(line.saved)},
            {"until", until(call.app, line.saved)}});
    }
    return json_answer(json::Object{{"drafts", std::move(drafts)}});
}

}  // namespace

Answer drafts_api(const Call& call) {
    const net::Method method = call.request.method;
    if (call.path.size() == 1 && method == net::Method::get) return list(call);
    if (call.path.size() != 3) return no_such_address(call);
    if (method == net::Method::get) return show(call);
    if (method == net::Method::put) return keep(call);
    if (method == net::Method::del) return throw_away(call);
    return no_such_address(call);
}

Status drop_sent_draft(const Call& call, const std::string& register_name,
                       std::optional<std::uint64_t> record) {
    const Definition* definition = call.app.kernel.definitions().find(register_name);
    if (definition == nullptr) return {};
    return drop_draft(
        call.app.kernel,
        {call.session.person.principal.account, definition->number, record.value_or(0)},
        form_of(call));
}

Status sweep_drafts(App& app) { return drop_old_drafts(app.kernel, oldest(app)); }

}  // namespace daicho::server
