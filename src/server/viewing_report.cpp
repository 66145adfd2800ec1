#include "server/viewing_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/digest.hpp"
#include "journal/bundle_writer.hpp"
#include "register/disclosure.hpp"
#include "register/person_reach.hpp"
#include "server/people_view.hpp"
#include "server/records/record_view.hpp"

namespace daicho::server {
namespace {

using journal::EntryKind;

constexpr std::size_t kMostLines = 2'000;

std::string ja(const char* id) { return message(id, Language::japanese); }

// Of the body only which screen or form it was, and whether a release was needed; nothing else
// leaves it. Null where the body was erased.
json::Value body_of_entry(const Call& call, std::uint64_t entry) {
    auto reader = call.app.kernel.reader();
    if (!reader) return nullptr;
    const auto stored = journal::read_entry(**reader, entry);
    if (!stored || stored->sealed_body.empty()) return nullptr;
    const auto body = call.app.kernel.journal().keys().open(entry, stored->sealed_body);
    if (!body) return nullptr;
    auto parsed = json::parse(as_text(*body));
    return parsed && parsed->is_object() ? std::move(*parsed) : json::Value(nullptr);
}

std::string what_of(EntryKind kind, const json::Value& body) {
    const auto has = [&](const char* name) {
        return body.is_object() && body.get_object().contains(name);
    };
    switch (kind) {
        case EntryKind::disclosure_search:
            return ja(has("list") ? "viewings.what.list" : "viewings.what.search");
        case EntryKind::disclosure_export: return ja("viewings.what.export");
        case EntryKind::disclosure_print: return ja("viewings.what.print");
        case EntryKind::disclosure_report: return ja("viewings.what.report");
        case EntryKind::document_shown: return ja("viewings.what.document_shown");
        case EntryKind::document_fetched: return ja("viewings.what.document_fetched");
        default: break;
    }
    if (has("check")) return ja("viewings.what.check");
    if (has("explanation")) return ja("viewings.what.explanation");
    if (has("screen")) return ja("viewings.what.taxpayer");
    return ja(has("form") ? "viewings.what.inbox" : "viewings.what.record");
}

bool was_released(const json::Value& body, const std::vector<std::uint64_t>& records) {
    if (!body.is_object()) return false;
    const json::Value* list = body.get_object().if_contains("released");
    if (list == nullptr || !list->is_array()) return false;
    return std::ranges::any_of(list->get_array(), [&](const json::Value& one) {
        return one.is_number() &&
               std::ranges::find(records, one.to_number<std::uint64_t>()) != records.end();
    });
}

// Where the account belonged to when it looked.
std::string department_of(const Call& call, store::Connection& connection,
                          const registers::Viewing& viewing) {
    if (viewing.principal == 0) return ja("viewings.system");
    const auto person = office::find_person(call.app.kernel, connection, viewing.principal,
                                            japan_date(viewing.time));
    return person ? person->principal.department : std::string("—");
}

ViewingLine line_of(const Call& call, store::Connection& connection,
                    const registers::Definition& definition,
                    const std::vector<std::uint64_t>& records, const registers::Viewing& viewing) {
    const json::Value body = body_of_entry(call, viewing.entry.value);
    ViewingLine line;
    line.entry = viewing.entry.value;
    line.time = viewing.time;
    line.department = department_of(call, connection, viewing);
    const identity::Role* role = identity::find_role(viewing.capacity);
    line.capacity = role == nullptr ? "—" : std::string(role->label_ja);
    const registers::Purpose* purpose = definition.purposes.find(viewing.purpose);
    line.purpose = purpose == nullptr ? definition.task_label.ja : purpose->label.ja;
    line.what = what_of(viewing.kind, body);
    line.released = was_released(body, records);
    return line;
}

// A key of persons (a share, an agent, a result of a levy) would name others beside her.
bool names_persons(const registers::Definition& definition) {
    return std::ranges::any_of(definition.key, [&](std::size_t index) {
        return definition.fields[index].target == "addressee";
    });
}

// As people write it: refs by what they lead to.
std::string named_key(AnswerView& paper, const registers::Definition& definition,
                      const registers::RecordVersion& version) {
    if (paper.is_protected(definition, version)) return shown_key(paper, definition, version);
    std::string key;
    for (const std::size_t index : definition.key) {
        const registers::Field& field = definition.fields[index];
        const registers::OwnedValue& value = version.values[index];
        if (value.kind == registers::Cell::Kind::null) continue;
        key += key.empty() ? "" : " / ";
        key += field.type == registers::FieldType::ref
                   ? paper.title(definition, field, static_cast<std::uint64_t>(value.integer))
                         .value_or("")
                   : registers::format_cell(field, value.cell());
    }
    return key;
}

// Which other records showed the person: their register and key. What whoever asks may not see is
// not named.
std::string through_of(const Call& call, AnswerView& paper, const registers::Definition& definition,
                       std::vector<std::uint64_t> records, std::uint64_t person) {
    if (definition.name == "addressee") {
        if (std::ranges::find(records, person) != records.end()) return {};
    }
    if (!may(call, definition, registers::Action::view)) return ja("viewings.through.other");
    std::string key;
    auto reader = call.app.kernel.reader();
    if (reader && !names_persons(definition)) {
        auto versions = registers::read_versions(**reader, definition, records.front());
        if (versions && !versions->empty()) key = named_key(paper, definition, versions->back());
    }
    std::string text = definition.label.ja + (key.empty() ? "" : "　" + key);
    if (records.size() == 1) return text;
    return text + message("viewings.through.more", Language::japanese,
                          {{"count", std::to_string(records.size() - 1)}});
}

Status add_person_lines(const Call& call, AnswerView& paper, store::Connection& connection,
                        std::uint64_t person, ViewingReport& report) {
    DAICHO_TRY(reach, registers::reach_of_person(call.app.kernel, connection, person));
    DAICHO_TRY(all, registers::viewings_of_person(call.app.kernel, reach, kMostLines + 1));
    report.more = all.size() > kMostLines;
    if (report.more) all.pop_back();
    for (const registers::PersonViewing& one : all) {
        const registers::Definition* definition =
            call.app.kernel.definitions().find(one.register_number);
        if (definition == nullptr) continue;
        ViewingLine line = line_of(call, connection, *definition, one.through, one.viewing);
        line.through = through_of(call, paper, *definition, one.through, person);
        report.lines.push_back(std::move(line));
    }
    return {};
}

Status add_record_lines(const Call& call, store::Connection& connection,
                        const registers::Definition& definition, std::uint64_t record,
                        ViewingReport& report) {
    DAICHO_TRY(all, registers::viewings(call.app.kernel, definition, record, kMostLines + 1));
    report.more = all.size() > kMostLines;
    if (report.more) all.pop_back();
    for (const registers::Viewing& one : all) {
        report.lines.push_back(line_of(call, connection, definition, {record}, one));
    }
    return {};
}

// Of the newest lines; the rest is proven by the digest alone.
Status add_leaves(store::Connection& connection, std::vector<ViewingLine>& lines) {
    DAICHO_TRY(row, connection.cached("SELECT leaf FROM j_entry WHERE number = ?"));
    for (std::size_t i = 0; i < std::min(lines.size(), kMostProven); ++i) {
        row->bind(0, static_cast<std::int64_t>(lines[i].entry));
        DAICHO_TRY(there, row->step());
        if (there) lines[i].leaf = to_hex(row->blob(0));
        row->reset();
    }
    return {};
}

// The report's own entry, then a checkpoint over it: what the paper proves.
Status seal(const Call& call, const Allowed& allowed, std::uint64_t record, ViewingReport& report) {
    DAICHO_TRY(purpose, viewing_purpose(call, *allowed.definition));
    report.body = fmt::format(R"({{"records":[{}],"report":{{"lines":{},"digest":"{}"}}}})", record,
                              report.lines.size(), report.digest);
    registers::Kernel& kernel = call.app.kernel;
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        journal::EntryDraft draft;
        draft.kind = EntryKind::disclosure_report;
        draft.principal = call.session.person.principal.account;
        draft.capacity = allowed.capacity;
        draft.purpose = purpose;
        draft.register_number = allowed.definition->number;
        draft.body = report.body;
        DAICHO_TRY(entry, context.journal.append(context.connection, draft));
        report.entry = entry;
        report.made = context.now;
        return {};
    }));
    DAICHO_CHECK(kernel.checkpoint());
    const journal::Keys& keys = kernel.journal().keys();
    report.origin = keys.name;
    report.key_text = to_base64(keys.public_key);
    DAICHO_TRY(reader, kernel.reader());
    journal::BundleRequest request{report.entry.value, report.entry.value, 0, 0, {}};
    for (const ViewingLine& line : report.lines) {
        if (!line.leaf.empty()) request.leaves.push_back(line.entry);
    }
    std::ranges::sort(request.leaves);
    DAICHO_TRY(bundle, journal::write_bundle(*reader, keys.name, request));
    report.bundle = std::move(bundle);
    return {};
}

}  // namespace

std::string report_digest(const std::vector<ViewingLine>& lines) {
    std::string text;
    for (const ViewingLine& one : lines) {
        text +=
            fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}{}\n", one.entry,
                        format_japan_minute(one.time), one.department, one.capacity, one.purpose,
                        one.what, one.through, one.leaf, one.released ? "\treleased" : "");
    }
    return to_hex(view(sha256(as_bytes(text))));
}

Result<ViewingReport> viewing_report(const Call& call, const Allowed& allowed,
                                     std::uint64_t record) {
    const registers::Definition& definition = *allowed.definition;
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(history, registers::read_history(*reader, definition, record));
    if (history.empty()) {
        return not_found_error("change.no_record").with("record", std::to_string(record));
    }
    AnswerView paper(call, *reader, {today(call.app), std::nullopt}, registers::Outlet::print);
    ViewingReport report;
    report.register_label = definition.label.ja;
    report.key = shown_key(paper, definition, history.back());
    const json::Value title = title_json(paper, definition, history.back());
    if (title.is_string()) report.name = std::string(title.as_string());
    report.whole_person = definition.name == "addressee";
    DAICHO_CHECK(report.whole_person ? add_person_lines(call, paper, *reader, record, report)
                                     : add_record_lines(call, *reader, definition, record, report));
    DAICHO_CHECK(add_leaves(*reader, report.lines));
    report.digest = report_digest(report.lines);
    DAICHO_CHECK(seal(call, allowed, record, report));
    return report;
}

Answer viewings_answer(const Call& call, const Allowed& allowed, std::uint64_t record) {
    DAICHO_TRY(report, viewing_report(call, allowed, record));
    DAICHO_TRY(pdf, print_report(report, call.app.settings));
    net::Response response;
    response.header("Content-Type", "application/pdf");
    response.header("Content-Disposition", fmt::format("inline; filename=\"viewings-{}-{}.pdf\"",
                                                       allowed.definition->name, record));
    response.header("Cache-Control", "no-store");
    response.body = std::move(pdf);
    return response;
}

}  // namespace daicho::server
