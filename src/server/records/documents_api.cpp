#include "server/records/documents_api.hpp"

#include <fmt/format.h>

#include "document/file_name.hpp"
#include "document/media_type.hpp"
#include "register/disclosure.hpp"
#include "register/document_store.hpp"
#include "register/query.hpp"
#include "register/workflow.hpp"
#include "server/jobs/job_files.hpp"
#include "server/malware_scan.hpp"
#include "server/records/record_view.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::Field;
using registers::FieldType;
using registers::NewDocument;

constexpr std::int64_t kMostWaiting = 20;  // files of one account that no record has yet
constexpr std::string_view kUpload = "upload:";

const identity::Principal& asker(const Call& call) { return call.session.person.principal; }

// Names of such files say where they may go; the browser's own uploads have no such name.
std::string kept_for(const Definition& definition, const Field& field) {
    return fmt::format("daicho:document:{}/{}:", definition.number, field.id);
}

Status enter_received(registers::Context& context, const Call& call, const Definition& definition,
                      journal::EntryKind kind, const json::Object& body) {
    journal::EntryDraft entry;
    entry.kind = kind;
    entry.principal = asker(call).account;
    entry.register_number = definition.number;
    entry.body = json::write(body);
    DAICHO_CHECK(context.journal.append(context.connection, entry));
    return {};
}

Result<std::uint64_t> keep(const Call& call, const Definition& definition, const Field& field,
                           const NewDocument& document, ScanResult scan) {
    std::uint64_t id = 0;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(held, context.connection.integer(fmt::format(
                             "SELECT count(*) FROM w_job_file WHERE job = 0 AND name LIKE "
                             "'daicho:document:%' AND account = {}",
                             asker(call).account)));
        if (held >= kMostWaiting) {
            return conflict_error("document.too_many_waiting")
                .with("most", std::to_string(kMostWaiting));
        }
        DAICHO_CHECK(remember_scan(context, sha256(as_bytes(document.bytes)), scan));
        JobFile file;
        file.account = asker(call).account;
        file.name = kept_for(definition, field) + document.name;
        DAICHO_TRY_AS(id, keep_file(context, file, document.bytes));
        return enter_received(context, call, definition, journal::EntryKind::document_received,
                              {{"name", document.name},
                               {"type", document.type},
                               {"size", document.bytes.size()},
                               {"sha256", to_hex(view(sha256(as_bytes(document.bytes))))},
                               {"scan", to_string(scan)}});
    }));
    return id;
}

// Where the file is to go; whoever may not change the register brings nothing to it.
struct Target {
    const Definition* definition = nullptr;
    const Field* field = nullptr;
};
Result<Target> target_of(const Call& call) {
    const std::string name(call.request.parameter("register").value_or(""));
    DAICHO_TRY(definition, call.app.kernel.definition(name));
    // Whose record it is, the change says that names the file.
    auto reached = registers::reach(asker(call), *definition, registers::Action::change);
    if (!reached) {
        DAICHO_CHECK(registers::refuse(call.app.kernel, asker(call), *definition,
                                       registers::Action::change));
        return std::move(reached.error());
    }
    const std::string field(call.request.parameter("field").value_or(""));
    const std::size_t index = definition->index_of(field);
    if (index == Definition::npos || definition->fields[index].type != FieldType::document) {
        return input_error("change.no_field").with("field", field).at("field");
    }
    return Target{definition, &definition->fields[index]};
}

Answer receive(const Call& call) {
    DAICHO_TRY(target, target_of(call));
    const std::string name(call.request.parameter("name").value_or(""));
    auto document =
        registers::examine_document(name, call.request.body, call.app.kernel.document_limits);
    ScanResult scan = ScanResult::not_scanned;
    if (document) {
        scan = scan_for_malware(scanner_of_environment(), document->bytes);
        if (scan == ScanResult::infected) document = input_error("document.infected");
    }
    if (!document) {
        DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) {
            return enter_received(
                context, call, *target.definition, journal::EntryKind::document_refused,
                {{"error", document.error().id}, {"size", call.request.body.size()}});
        }));
        return std::move(document.error()).at("file");
    }
    DAICHO_TRY(id, keep(call, *target.definition, *target.field, *document, scan));
    return json_answer(json::Object{{"file", std::string(kUpload) + id_text(id)},
                                    {"name", document->name},
                                    {"type", document->type},
                                    {"size", document->bytes.size()},
                                    {"sha256", to_hex(view(sha256(as_bytes(document->bytes))))},
                                    {"scan", to_string(scan)}},
                       201);
}

// --- what is shown

struct Found {
    Allowed allowed{};
    registers::DocumentLine line;
    registers::RecordVersion version;  // newest that names it
    registers::DocumentValue value;
};

std::optional<registers::DocumentValue> named_by(const registers::RecordVersion& version,
                                                 const Definition& definition, std::uint16_t field,
                                                 std::uint64_t id) {
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        if (definition.fields[i].id != field) continue;
        const auto value = registers::parse_document_value(version.values[i].bytes);
        if (value && value->id == id) return value;
    }
    return std::nullopt;
}

// What is only provisional is seen by those who may change or take a step.
Result<Found> find(const Call& call, store::Connection& connection, std::uint64_t id) {
    const Error none = not_found_error("document.none").with("document", id_text(id));
    DAICHO_TRY(line, registers::find_document(connection, id));
    const Definition* definition =
        line ? call.app.kernel.definitions().find(line->place.register_number) : nullptr;
    if (definition == nullptr) return none;
    Found found;
    DAICHO_TRY_AS(found.allowed, reachable(call, definition->name));
    DAICHO_CHECK(viewing_purpose(call, *definition));
    found.line = *line;
    const std::uint64_t record = line->place.record;
    if (!within(call, found.allowed, record)) return none;
    DAICHO_TRY(versions, registers::may_see_provisional(asker(call), *definition)
                             ? registers::read_versions(connection, *definition, record)
                             : registers::read_history(connection, *definition, record));
    for (auto at = versions.rbegin(); at != versions.rend(); ++at) {
        auto value = named_by(*at, *definition, line->place.field, id);
        if (!value) continue;
        found.value = *std::move(value);
        found.version = std::move(*at);
        return found;
    }
    return none;
}

// A release shows on the screen and is never part of a file that leaves the house.
Status check_not_hidden(const Call& call, const Found& found, store::Connection& connection,
                        bool shown_inline) {
    const Definition& definition = *found.allowed.definition;
    AnswerView view(call, connection, {today(call.app), std::nullopt});
    const bool hidden = shown_inline
                            ? view.is_protected(definition, found.version)
                            : call.app.hidden.of(definition.name)->has(found.version.record);
    if (!hidden) return {};
    DAICHO_CHECK(
        registers::refuse(call.app.kernel, asker(call), definition, registers::Action::view));
    return denied_error("document.protected");
}

// Nothing in it runs, loads or reaches the page around it, whatever a browser takes it for.
void add_document_headers(net::Response& response, const registers::DocumentValue& value,
                          bool shown_inline) {
    response.header("Content-Type", value.type);
    response.header("Content-Disposition", document::content_disposition(value.name, shown_inline));
    response.header("Cache-Control", "no-store");
    response.header("ETag", '"' + to_hex(view(value.sha256)).substr(0, 32) + '"');
    response.header("Content-Security-Policy",
                    "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; "
                    "frame-ancestors 'none'");
}

Answer give(const Call& call) {
    DAICHO_TRY(id, parse_id(call.path[1]));
    const bool shown_inline = call.request.parameter("inline").value_or("") == "1";
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(found, find(call, *reader, id));
    DAICHO_CHECK(check_not_hidden(call, found, *reader, shown_inline));
    if (shown_inline && !document::is_shown_inline(found.value.type)) {
        return input_error("document.not_shown_inline").with("type", found.value.type);
    }
    DAICHO_TRY(bytes, registers::open_document(call.app.kernel.vault(), *reader, found.line.place,
                                               found.value));
    const std::uint64_t records[] = {found.version.record};
    DAICHO_CHECK(record_document(
        call, found.allowed,
        shown_inline ? journal::EntryKind::document_shown : journal::EntryKind::document_fetched,
        records, fmt::format(R"("document":{})", id)));
    net::Response response;
    add_document_headers(response, found.value, shown_inline);
    response.body = std::move(bytes);
    return response;
}

}  // namespace

Status take_documents(const Call& call, registers::ChangeRequest& request,
                      std::vector<std::uint64_t>& files) {
    const Definition* definition = call.app.kernel.definitions().find(request.register_name);
    if (definition == nullptr || !definition->has_documents) return {};
    for (const Field& field : definition->fields) {
        const auto given = request.values.find(field.name);
        if (field.type != FieldType::document || given == request.values.end()) continue;
        if (!given->second.starts_with(kUpload)) continue;
        const Error gone = not_found_error("document.upload_gone").at(field.name);
        const auto id = parse_id(std::string_view(given->second).substr(kUpload.size()));
        if (!id) return gone;
        DAICHO_TRY(reader, call.app.kernel.reader());
        DAICHO_TRY(file, find_file(*reader, *id));
        const std::string prefix = kept_for(*definition, field);
        const bool mine = file && file->account == asker(call).account &&
                          std::string_view(file->name).starts_with(prefix);
        if (!mine) return gone;
        DAICHO_TRY(bytes, open_file(call.app.kernel, *reader, *id));
        DAICHO_TRY(document,
                   registers::examine_document(file->name.substr(prefix.size()), std::move(bytes),
                                               call.app.kernel.document_limits));
        request.documents.emplace(field.name, std::move(document));
        request.values.erase(given);
        files.push_back(*id);
    }
    return {};
}

Status drop_taken(const Call& call, const std::vector<std::uint64_t>& files) {
    if (files.empty()) return {};
    return call.app.kernel.command([&](registers::Context& context) -> Status {
        for (const std::uint64_t file : files) DAICHO_CHECK(drop_file(context, file));
        return {};
    });
}

Answer documents_api(const Call& call) {
    const net::Method method = call.request.method;
    if (method == net::Method::post && call.path.size() == 1) return receive(call);
    if (method == net::Method::get && call.path.size() == 2) return give(call);
    return no_such_address(call);
}

}  // namespace daicho::server
