// The documents of a record: those of the register of documents beside it, as of a day, with who
// entered them, when and why. What was withdrawn until that day is listed as such.
#include "document/media_type.hpp"
#include "register/document_register.hpp"
#include "register/workflow.hpp"
#include "server/malware_scan.hpp"
#include "server/people_view.hpp"
#include "server/records/documents_api.hpp"
#include "server/records/record_answer.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::RecordVersion;

Result<json::Value> file_json(store::Connection& connection, const Definition& definition,
                              const RecordVersion& version, bool hidden) {
    const std::size_t field = definition.index_of(registers::kDocumentFile);
    const auto value = registers::parse_document_value(version.values[field].bytes);
    if (!value || hidden) return json::Value(nullptr);
    DAICHO_TRY(scan, scan_of(connection, value->sha256));
    return json::Value(json::Object{{"document", id_text(value->id)},
                                    {"name", value->name},
                                    {"type", value->type},
                                    {"size", value->size},
                                    {"sha256", to_hex(view(value->sha256))},
                                    {"scan", to_string(scan)},
                                    {"inline", document::is_shown_inline(value->type)}});
}

// Confirmed versions that are known at the moment, oldest first.
Result<std::vector<RecordVersion>> known_versions(store::Connection& connection,
                                                  const Definition& definition,
                                                  std::uint64_t record,
                                                  const registers::Moment& moment) {
    DAICHO_TRY(versions, registers::read_history(connection, definition, record));
    std::erase_if(versions, [&](const RecordVersion& one) {
        return (moment.as_known && one.commit.value > moment.as_known->value) ||
               one.valid.from > moment.as_of;
    });
    return versions;
}

// The document on that day; of one that was withdrawn, as it was before.
Result<json::Value> line_json(const Call& call, AnswerView& view, People& people,
                              const Definition& definition, std::uint64_t record) {
    store::Connection& connection = view.connection();
    DAICHO_TRY(versions, known_versions(connection, definition, record, view.moment()));
    if (versions.empty()) return json::Value(nullptr);
    const RecordVersion& last = versions.back();
    const bool withdrawn = last.state == registers::RowState::ended;
    DAICHO_TRY(history, history_json(call, view, definition, {last}, people));
    const json::Object& entry = history.front().as_object();
    RecordJson shown = record_json(view, definition, last);
    DAICHO_TRY(file, file_json(connection, definition, last, shown.is_protected));
    const auto value = [&](std::string_view name) { return shown.values.at(name); };
    return json::Object{{"id", id_text(record)},
                        {"version", last.version},
                        {"number", value(registers::kDocumentNumber)},
                        {"kind", value(registers::kDocumentKind)},
                        {"kind_label", shown.display.at(registers::kDocumentKind)},
                        {"title", value(registers::kDocumentTitle)},
                        {"dated", value("dated")},
                        {"file", std::move(file)},
                        {"protected", shown.is_protected},
                        {"withdrawn", withdrawn},
                        {"versions", versions.size()},
                        {"valid_from", format_iso(last.valid.from)},
                        {"at", entry.at("at")},
                        {"by", entry.at("by")},
                        {"approved_by", entry.at("approved_by")},
                        {"reason", entry.at("reason")}};
}

// Records of documents whose versions, confirmed or not, ever belonged to this record.
struct Belonging {
    std::vector<std::uint64_t> records;
    std::uint64_t waiting = 0;  // not confirmed yet
};
Result<Belonging> belonging(store::Connection& connection, const Definition& definition,
                            std::uint64_t subject) {
    Belonging found;
    DAICHO_TRY(rows,
               connection.prepare("SELECT record_id, min(row_state) FROM v_" + definition.name +
                                  " WHERE subject = ? GROUP BY record_id ORDER BY "
                                  "record_id DESC"));
    rows->bind(0, static_cast<std::int64_t>(subject));
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there) break;
        found.records.push_back(static_cast<std::uint64_t>(rows->integer(0)));
    }
    DAICHO_TRY(waiting, registers::read_waiting(connection, definition));
    for (const std::uint64_t record : found.records) {
        found.waiting += waiting.contains(record) ? 1 : 0;
    }
    return found;
}

json::Array kinds_json(const Definition& definition) {
    json::Array kinds;
    const std::size_t field = definition.index_of(registers::kDocumentKind);
    for (const registers::Code& kind : definition.fields[field].codes) {
        kinds.push_back(json::Object{{"key", kind.key}, {"label", texts(kind.label)}});
    }
    return kinds;
}

}  // namespace

Answer record_documents_answer(const Call& call, const Allowed& allowed, std::uint64_t record) {
    const Definition& beside = *allowed.definition;
    const Definition* definition =
        beside.documents.number == 0
            ? nullptr
            : call.app.kernel.definitions().find(registers::document_register_name(beside));
    if (definition == nullptr) return no_such_address(call);
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(known, as_known(call));
    DAICHO_TRY(documents, reachable(call, definition->name));
    DAICHO_CHECK(viewing_purpose(call, *definition));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(subject, registers::read_record(*reader, beside, record, {day, known}));
    if (!subject) return not_found_error("change.no_record").with("record", id_text(record));
    DAICHO_TRY(found, belonging(*reader, *definition, record));
    DAICHO_CHECK(record_disclosure(call, documents, journal::EntryKind::disclosure_view,
                                   found.records, R"("form":"documents")"));
    AnswerView view(call, *reader, {day, known});
    People people(call.app, *reader);
    json::Array list;
    for (const std::uint64_t one : found.records) {
        DAICHO_TRY(line, line_json(call, view, people, *definition, one));
        if (!line.is_null()) list.push_back(std::move(line));
    }
    const bool sees = registers::may_see_provisional(call.session.person.principal, *definition);
    return json_answer(json::Object{
        {"register", definition->name},
        {"label", texts(definition->label)},
        {"kinds", kinds_json(*definition)},
        {"may_add",
         registers::reach(call.session.person.principal, *definition, registers::Action::change)
             .has_value()},
        {"approval", definition->workflow.is_needed()},
        {"waiting", sees ? found.waiting : 0},
        {"most_bytes", call.app.kernel.document_limits.one},
        {"documents", std::move(list)}});
}

}  // namespace daicho::server
