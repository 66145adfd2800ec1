#include "media/certificate.hpp"

#include "base/digest.hpp"
#include "journal/journal.hpp"
#include "register/access.hpp"
#include "register/document_register.hpp"

namespace daicho::media {
namespace {

using registers::Context;
using registers::Moment;

std::vector<std::uint64_t> records_of(const Lines& lines) {
    std::vector<std::uint64_t> records;
    for (const Line& line : lines) records.push_back(line.record());
    return records;
}

// Files of the documents beside these rows.
Status add_files(registers::Kernel& kernel, store::Connection& connection, const Moment& moment,
                 const Lines& rows, std::string_view number, std::vector<AttachedFile>& files) {
    if (rows.empty()) return {};
    const std::string name = rows.front().definition->name + "_document";
    DAICHO_TRY(documents, rows_naming(kernel, connection, name, registers::kDocumentSubject,
                                      records_of(rows), moment));
    for (const Line& document : documents) {
        const auto value =
            registers::parse_document_value(document.fields().text(registers::kDocumentFile));
        if (!value) continue;
        AttachedFile file;
        for (const Line& row : rows) {
            const bool its = row.record() == document.fields().ref(registers::kDocumentSubject);
            if (its) file.of = row.fields().text(number);
        }
        file.name = value->name;
        file.sha256 = to_hex(ByteView(value->sha256));
        files.push_back(std::move(file));
    }
    return {};
}

Status add_all_files(registers::Kernel& kernel, store::Connection& connection,
                     const Moment& moment, Paper& paper) {
    const DisposalSheet& sheet = paper.sheet;
    Lines runs;
    Lines certified;
    for (const ItemSheet& one : sheet.items) {
        runs.insert(runs.end(), one.runs.begin(), one.runs.end());
        certified.insert(certified.end(), one.certified.begin(), one.certified.end());
    }
    auto& files = paper.files;
    DAICHO_CHECK(add_files(kernel, connection, moment, {sheet.plan}, "disposal_no", files));
    DAICHO_CHECK(add_files(kernel, connection, moment, runs, "run_no", files));
    DAICHO_CHECK(add_files(kernel, connection, moment, sheet.certificates, "certificate_no",
                           files));
    return add_files(kernel, connection, moment, certified, "line_no", files);
}

json::Array files_json(const Paper& paper) {
    json::Array list;
    for (const AttachedFile& file : paper.files) {
        list.push_back(
            json::Object{{"of", file.of}, {"name", file.name}, {"sha256", file.sha256}});
    }
    return list;
}

}  // namespace

Result<Paper> issue_paper(registers::Kernel& kernel, const identity::Principal& principal,
                          const Desk& desk, const std::string& number) {
    DAICHO_TRY(definition, kernel.definition("disposal"));
    const auto capacity =
        registers::authorise(principal, *definition, registers::Action::view);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, principal, *definition, registers::Action::view));
        return capacity.error();
    }
    Paper paper;
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        const Moment moment{japan_date(context.now), std::nullopt};
        DAICHO_TRY_AS(paper.sheet,
                      disposal_sheet(kernel, context.connection, desk, number, moment));
        paper.files.clear();
        DAICHO_CHECK(add_all_files(kernel, context.connection, moment, paper));
        paper.content = json::write(
            json::Object{{"disposal", to_json(desk, paper.sheet)}, {"files", files_json(paper)}});
        const Digest digest = sha256(as_bytes(paper.content));
        paper.digest = to_hex(ByteView(digest));
        paper.at = context.now;
        journal::EntryDraft draft;
        draft.kind = journal::EntryKind::disposal_certified;
        draft.principal = principal.account;
        draft.capacity = *capacity;
        draft.register_number = definition->number;
        draft.body = json::write(json::Object{{"records", json::Array{paper.sheet.plan.record()}},
                                              {"digest", paper.digest}});
        DAICHO_TRY(entry, context.journal.append(context.connection, draft));
        paper.entry = entry.value;
        return {};
    }));
    return paper;
}

json::Value to_json(const Desk& desk, const Paper& paper) {
    return json::Object{{"entry", paper.entry},
                        {"digest", paper.digest},
                        {"disposal", to_json(desk, paper.sheet)},
                        {"files", files_json(paper)}};
}

}  // namespace daicho::media
