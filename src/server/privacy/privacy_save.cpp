// Beginning a version and saving its entries: only what differs from the version it changes is
// kept, and each field is a row of its own, so that its history says who wrote what and when.
#include <algorithm>

#include "server/privacy/privacy_write.hpp"

namespace daicho::server {
namespace {

constexpr std::size_t kMostEntries = 300;

struct Sent {
    std::string version;
    json::Value values = json::Object();
    std::map<std::string, std::string> blocks;
    std::vector<govern::ChangeNote> notes;
    std::optional<std::string> cause;
    std::optional<Date> changed_on;
};

Result<Sent> sent_of(const json::Value& body) {
    Sent sent;
    json::ObjectReader in(body, "");
    sent.version = in.text("version", 20);
    if (const json::Value* values = in.raw("values")) sent.values = *values;
    for (json::ObjectReader& one : in.objects("blocks", kMostEntries)) {
        const std::string address = one.text("address", 80);
        sent.blocks[address] = one.optional_text("block", 40).value_or("");
    }
    for (json::ObjectReader& one : in.objects("notes", kMostEntries)) {
        govern::ChangeNote note;
        note.item = one.text("item", 360);
        note.time = one.optional_one_of("time", {"before", "after"}).value_or("");
        note.explanation = one.optional_text("explanation", 3'000).value_or("");
        note.ground = one.optional_text("ground", 3'000).value_or("");
        sent.notes.push_back(std::move(note));
    }
    sent.cause = in.optional_one_of("cause", {"initial", "correction", "reassessment", "end"});
    sent.changed_on = in.optional_date("changed_on");
    DAICHO_CHECK(in.finish());
    const bool many = sent.values.is_object() && sent.values.as_object().size() > kMostEntries;
    if (many || sent.notes.size() > kMostEntries) {
        return input_error("pia.change.fields_many").with("limit", std::to_string(kMostEntries));
    }
    return sent;
}

// Values as sent, empty ones kept: they strike an entry out.
Result<std::map<govern::FieldAddress, std::string>> values_of(const govern::PiaForm& form,
                                                              const json::Value& values) {
    DAICHO_TRY(filled, govern::read_filled_form(form, values));
    for (const auto& [name, value] : values.as_object()) {
        DAICHO_TRY(at, govern::parse_address(form, name));
        if (!filled.contains(at)) filled[at] = "";
    }
    return filled;
}

Status still_draft(const PrivacyVersion& version) {
    if (version.state == "draft" || version.state == "hearing" || version.state == "checking") {
        return {};
    }
    return conflict_error("pia.course.not_draft").with("version", version.no);
}

class Saving {
public:
    Saving(registers::Context& context, const Call& call, std::uint16_t capacity,
           const PrivacyVersion& version)
        : context_(context), call_(call), capacity_(capacity), version_(version) {}

    Status entries(const govern::PiaForm& form,
                   const std::map<govern::FieldAddress, std::string>& values,
                   const std::map<std::string, std::string>& blocks,
                   const std::vector<PrivacyEntry>& had) {
        for (const auto& [at, value] : values) {
            const std::string address = address_text(form, at);
            const auto block = blocks.find(address);
            const auto old = std::find_if(had.begin(), had.end(), [&](const PrivacyEntry& one) {
                return one.address == address;
            });
            std::map<std::string, std::string> row = {
                {"value", value},
                {"gone", value.empty() ? "true" : ""},
                {"block", block == blocks.end() ? "" : block->second}};
            if (old == had.end()) {
                row["version"] = version_.no;
                row["address"] = address;
                row["origin"] = privacy_origin(call_);
            }
            auto written = privacy_put(context_, call_, capacity_, "privacy_value",
                                       old == had.end() ? 0 : old->record, std::move(row));
            if (!written) return std::move(written.error()).at(address);
        }
        return {};
    }

    Status notes(const govern::PiaForm& form, const std::vector<govern::ChangeNote>& notes,
                 const std::vector<PrivacyNote>& had) {
        for (const govern::ChangeNote& note : notes) {
            const auto item = govern::parse_item(form, note.item);
            if (!item) return input_error("pia.change.not_an_item").with("item", note.item);
            const bool marked =
                item->field != govern::kNowhere && form.fields[item->field].important;
            const auto old = std::find_if(had.begin(), had.end(), [&](const PrivacyNote& one) {
                return one.note.item == note.item;
            });
            std::map<std::string, std::string> row = {{"time", note.time},
                                                      {"explanation", note.explanation},
                                                      {"ground", note.ground},
                                                      {"important", marked ? "true" : "false"}};
            if (old == had.end()) {
                row["version"] = version_.no;
                row["item"] = note.item;
                row["origin"] = privacy_origin(call_);
            }
            DAICHO_CHECK(privacy_put(context_, call_, capacity_, "privacy_change",
                                     old == had.end() ? 0 : old->record, std::move(row)));
        }
        return {};
    }

private:
    registers::Context& context_;
    const Call& call_;
    std::uint16_t capacity_;
    const PrivacyVersion& version_;
};

}  // namespace

PrivacyReads privacy_reads(const Call& call, store::Connection& connection) {
    return {call.app.kernel, connection, {today(call.app), std::nullopt}};
}

std::string privacy_origin(const Call& call) {
    return call.app.settings.demonstration ? "constructed" : "operation";
}

Result<std::uint16_t> privacy_capacity(const Call& call, registers::Action action) {
    DAICHO_TRY(definition, call.app.kernel.definition("privacy_version"));
    const auto& who = call.session.person.principal;
    auto capacity = registers::authorise(who, *definition, action);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(call.app.kernel, who, *definition, action));
        return Error(capacity.error());
    }
    return *capacity;
}

Result<registers::ChangeResult> privacy_put(registers::Context& context, const Call& call,
                                            std::uint16_t capacity, const char* register_name,
                                            std::uint64_t record,
                                            std::map<std::string, std::string> values) {
    DAICHO_TRY(definition, context.kernel.definition(register_name));
    registers::ChangeRequest request;
    request.register_name = register_name;
    if (record > 0) request.record = record;
    request.values = std::move(values);
    request.valid = {japan_date(context.now), kForever};
    return registers::apply_change(context, call.session.person.principal, capacity, *definition,
                                   request);
}

Answer privacy_save(const Call& call, std::uint64_t task) {
    DAICHO_TRY(capacity, privacy_capacity(call, registers::Action::change));
    DAICHO_TRY(body, body_of(call));
    DAICHO_TRY(sent, sent_of(body));
    std::size_t saved = 0;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        const PrivacyReads in = privacy_reads(call, context.connection);
        DAICHO_TRY(versions, privacy_versions(in, task));
        DAICHO_TRY(version, chosen_version(versions, sent.version));
        DAICHO_CHECK(still_draft(version));
        DAICHO_TRY(form, pia_form(call.app, version.form));
        DAICHO_TRY(values, values_of(form, sent.values));
        DAICHO_TRY(had, privacy_entries(in, version.record));
        DAICHO_TRY(notes, privacy_notes(in, version.record));
        Saving saving(context, call, capacity, version);
        DAICHO_CHECK(saving.entries(form, values, sent.blocks, had));
        DAICHO_CHECK(saving.notes(form, sent.notes, notes));
        std::map<std::string, std::string> head;
        if (sent.cause) head["cause"] = *sent.cause;
        if (sent.changed_on) head["changed_on"] = format_iso(*sent.changed_on);
        if (!head.empty()) {
            DAICHO_CHECK(privacy_put(context, call, capacity, "privacy_version", version.record,
                                     std::move(head)));
        }
        saved = values.size();
        return {};
    }));
    return json_answer(json::Object{{"saved", saved}});
}

Answer privacy_begin(const Call& call, std::uint64_t task) {
    DAICHO_TRY(capacity, privacy_capacity(call, registers::Action::change));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string form = in.one_of("form", {"basic", "key_items", "full"});
    const std::string cause = in.one_of("cause", {"initial", "correction", "reassessment", "end"});
    const Date changed = in.date("changed_on");
    DAICHO_CHECK(in.finish());
    registers::ChangeResult result;
    std::string number;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        const PrivacyReads reads = privacy_reads(call, context.connection);
        DAICHO_TRY(row, privacy_task(reads, task));
        DAICHO_TRY(versions, privacy_versions(reads, task));
        const PrivacyVersion* base = nullptr;
        std::int64_t last = -1;
        for (const PrivacyVersion& one : versions) {
            if (one.open() || one.state == "submitted") {
                return conflict_error("pia.course.open_version").with("version", one.no);
            }
            last = std::max(last, one.sequence);
            if (one.form == form && one.state != "thrown_away") base = &one;
        }
        number = row.no + "-" + std::to_string(last + 1);
        DAICHO_TRY_AS(result, privacy_put(context, call, capacity, "privacy_version", 0,
                                          {{"version_no", number},
                                           {"task", row.no},
                                           {"form", form},
                                           {"sequence", std::to_string(last + 1)},
                                           {"base", base == nullptr ? "" : base->no},
                                           {"cause", cause},
                                           {"state", "draft"},
                                           {"changed_on", format_iso(changed)},
                                           {"made_by", call.session.person.principal.number},
                                           {"origin", privacy_origin(call)}}));
        return {};
    }));
    return json_answer(json::Object{{"id", id_text(result.record)}, {"number", number}}, 201);
}

}  // namespace daicho::server
