// History of a record: its versions with who and why, from the journal entries that sealed them.
#include "register/workflow.hpp"
#include "server/records/record_answer.hpp"

namespace daicho::server {
namespace {

// Reason in the sealed body of an entry; nothing where the body was erased.
json::Value reason_of(const Call& call, const journal::StoredEntry& entry) {
    if (entry.sealed_body.empty()) return nullptr;
    const auto body = call.app.kernel.journal().keys().open(entry.header.number, entry.sealed_body);
    if (!body) return nullptr;
    const auto parsed = json::parse(as_text(*body));
    if (!parsed || !parsed->is_object()) return nullptr;
    const json::Value* given = parsed->get_object().if_contains("reason");
    return given != nullptr && given->is_string() ? *given : json::Value(nullptr);
}

}  // namespace

Result<json::Array> history_json(const Call& call, AnswerView& view,
                                 const registers::Definition& definition,
                                 const std::vector<registers::RecordVersion>& versions,
                                 People& people) {
    json::Array list;
    for (const registers::RecordVersion& version : versions) {
        DAICHO_TRY(entry, journal::read_entry(view.connection(), version.commit.value));
        DAICHO_TRY(proposal, registers::read_proposal(call.app.kernel, view.connection(),
                                                      definition, version));
        RecordJson record = record_json(view, definition, version);
        const std::string written_by = people.name(entry.header.principal);
        list.push_back(json::Object{
            {"version", version.version},
            {"commit", version.commit.value},
            {"at", format_utc(entry.header.time)},
            {"by", proposal ? people.name(proposal->entered_by) : written_by},
            {"approved_by", proposal ? json::Value(written_by) : json::Value(nullptr)},
            {"reason", proposal ? json::Value(proposal->reason) : reason_of(call, entry)},
            {"valid_from", format_iso(version.valid.from)},
            {"valid_to", date_text(version.valid.to)},
            {"values", std::move(record.values)},
            {"display", std::move(record.display)}});
    }
    return list;
}

}  // namespace daicho::server
