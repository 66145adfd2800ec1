// Closing a round: lists, personnel state, matches and decisions become one file beside the round,
// whose digest stands in the round and in the journal's entry.
#include "base/digest.hpp"
#include "document/csv_writer.hpp"
#include "journal/entry.hpp"
#include "register/access.hpp"
#include "register/change.hpp"
#include "register/document_register.hpp"
#include "server/reviews/review_round.hpp"

namespace daicho::server {
namespace {

using registers::Context;
using registers::Definition;
using registers::Fields;

constexpr const char* kTexts[] = {
    "source_no", "account_id", "name_written", "department_written", "list_no",    "account_state",
    "match",     "person_no",  "person_name",  "person_department",  "candidates", "reasons"};
constexpr const char* kFlags[] = {"privileged", "leaver",  "mover",     "shared", "high",
                                  "unused",     "unknown", "ambiguous", "many"};
constexpr const char* kDates[] = {"last_used", "person_left_on", "manager_on", "owner_on"};
constexpr const char* kDecided[] = {
    "compared",       "manager_decision", "manager_reason", "manager_by",
    "owner_decision", "owner_reason",     "owner_by",       "agreed"};

Result<std::string> evidence_of(const Definition& judgements,
                                const std::vector<registers::RecordVersion>& rows) {
    std::string bytes;
    document::CsvWriter csv(
        [&](std::string_view part) -> Status {
            bytes += part;
            return {};
        },
        {document::CsvAudience::spreadsheet});
    csv.text("record");
    csv.text("version");
    for (const char* name : kTexts) csv.text(name);
    for (const char* name : kFlags) csv.text(name);
    for (const char* name : kDates) csv.text(name);
    for (const char* name : kDecided) csv.text(name);
    DAICHO_CHECK(csv.end_record());
    for (const registers::RecordVersion& row : rows) {
        const Fields is(judgements, row);
        csv.value(std::to_string(row.record));
        csv.value(std::to_string(row.version));
        for (const char* name : kTexts) csv.text(is.text(name));
        for (const char* name : kFlags) csv.value(is.flag(name) ? "true" : "false");
        for (const char* name : kDates) {
            csv.value(is.has(name) ? format_iso(is.date(name)) : std::string());
        }
        for (const char* name : kDecided) csv.text(is.text(name));
        DAICHO_CHECK(csv.end_record());
    }
    DAICHO_CHECK(csv.finish());
    return bytes;
}

Status check_decided(const Definition& judgements,
                     const std::vector<registers::RecordVersion>& rows) {
    std::size_t waiting = 0;
    std::size_t differing = 0;
    for (const registers::RecordVersion& row : rows) {
        const std::string& agreed = Fields(judgements, row).text("agreed");
        waiting += agreed == "waiting" ? 1 : 0;
        differing += agreed == "differs" ? 1 : 0;
    }
    if (waiting != 0) {
        return conflict_error("account_review.undecided").with("count", std::to_string(waiting));
    }
    if (differing != 0) {
        return conflict_error("account_review.differing").with("count", std::to_string(differing));
    }
    return {};
}

struct Closing {
    const Definition* rounds = nullptr;
    const Definition* judgements = nullptr;
    registers::Admitted round, document;
};

Result<Closing> admitted(registers::Kernel& kernel, const identity::Principal& principal) {
    Closing closing;
    DAICHO_TRY_AS(closing.rounds, kernel.definition("account_round"));
    DAICHO_TRY_AS(closing.judgements, kernel.definition("account_judgement"));
    // A head of a section decides; the round is the governing section's.
    const auto* role = principal.capacity({"governance"}, closing.rounds->task_id);
    if (role == nullptr) {
        DAICHO_CHECK(
            registers::refuse(kernel, principal, *closing.rounds, registers::Action::change));
        return denied_error("account_review.not_governing");
    }
    DAICHO_TRY(documents, kernel.definition(registers::document_register_name(*closing.rounds)));
    closing.round = {closing.rounds, role->number, false};
    closing.document = {documents, role->number, false};
    return closing;
}

Status attach(Context& context, const identity::Principal& principal, const Closing& closing,
              const std::string& number, std::string bytes) {
    const std::string name = "account-round-" + number + ".csv";
    registers::ChangeRequest request;
    request.register_name = closing.document.definition->name;
    request.valid = {japan_date(context.now), kForever};
    request.reason = name;
    request.values = {{std::string(registers::kDocumentSubject), number},
                      {std::string(registers::kDocumentKind), "evidence"},
                      {std::string(registers::kDocumentTitle), name},
                      {"dated", format_iso(japan_date(context.now))}};
    DAICHO_TRY(document,
               registers::examine_document(name, std::move(bytes), context.kernel.document_limits));
    request.documents.emplace(registers::kDocumentFile, std::move(document));
    DAICHO_CHECK(registers::change_in(context, principal, closing.document, request));
    return {};
}

Status seal(Context& context, const identity::Principal& principal, const Closing& closing,
            std::uint64_t round, const std::string& number, const std::string& digest,
            std::size_t accounts) {
    registers::ChangeRequest request;
    request.register_name = closing.rounds->name;
    request.record = round;
    request.valid = {japan_date(context.now), kForever};
    request.reason = digest;
    request.values = {{"state", "closed"},
                      {"closed_on", format_iso(japan_date(context.now))},
                      {"closed_by", principal.number},
                      {"evidence_sha256", digest}};
    DAICHO_CHECK(registers::apply_change(context, principal, closing.round.capacity,
                                         *closing.rounds, request));
    journal::EntryDraft draft;
    draft.kind = journal::EntryKind::account_round_closed;
    draft.principal = principal.account;
    draft.capacity = closing.round.capacity;
    draft.register_number = static_cast<std::uint16_t>(closing.rounds->number);
    draft.body = json::write(
        json::Value(json::Object{{"round", number}, {"sha256", digest}, {"accounts", accounts}}));
    DAICHO_CHECK(context.journal.append(context.connection, draft));
    return {};
}

}  // namespace

Result<json::Object> close_round(registers::Kernel& kernel, const identity::Principal& principal,
                                 std::uint64_t round) {
    DAICHO_TRY(closing, admitted(kernel, principal));
    json::Object report;
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        const ReviewReads in{kernel, context.connection, {japan_date(context.now), std::nullopt}};
        DAICHO_TRY(version, round_record(in, round));
        const Fields is(*closing.rounds, version);
        const std::string number = is.text("round_no");
        if (is.text("state") != "open") {
            return conflict_error("account_review.closed").with("round", number);
        }
        DAICHO_TRY(rows, judgement_rows(in, round));
        DAICHO_CHECK(check_decided(*closing.judgements, rows));
        DAICHO_TRY(bytes, evidence_of(*closing.judgements, rows));
        const std::string digest = to_hex(view(sha256(as_bytes(bytes))));
        DAICHO_CHECK(attach(context, principal, closing, number, std::move(bytes)));
        DAICHO_CHECK(seal(context, principal, closing, round, number, digest, rows.size()));
        report = {{"round", number}, {"sha256", digest}, {"accounts", rows.size()}};
        return {};
    }));
    return report;
}

}  // namespace daicho::server
