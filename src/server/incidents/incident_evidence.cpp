// Evidence: the file is kept sealed with its digest, and every hand it passes through is a row.
#include <fmt/format.h>

#include <algorithm>

#include "base/digest.hpp"
#include "media/add_certificate.hpp"
#include "register/document_register.hpp"
#include "register/document_store.hpp"
#include "server/incidents/incident_book.hpp"
#include "server/incidents/incident_commands.hpp"
#include "server/records/documents_api.hpp"

namespace daicho::server {
namespace {

using registers::ChangeRequest;
using registers::Context;
using registers::Fields;

constexpr const char* kEvidence = "incident_evidence";
constexpr const char* kEvidenceDocument = "incident_evidence_document";
constexpr const char* kCustody = "evidence_custody";

struct Piece {
    std::string what, form, at, where, kept_at, file;
    Date on;
};

Result<Piece> piece_in(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    Piece one;
    one.what = in.text("what", 600);
    one.form = in.one_of("form", {"file", "device", "paper"});
    one.on = in.date("taken_on");
    one.at = in.text("taken_at", 5);
    if (!minutes_of(one.at)) in.fault("taken_at", input_error("incident.bad_time"));
    one.where = in.text("taken_where", 300);
    one.kept_at = in.text("kept_at", 300);
    one.file = in.optional_text("file", 60).value_or("");
    DAICHO_CHECK(in.finish());
    if (one.form == "file" && one.file.empty()) {
        return input_error("incident.no_file").at("file");
    }
    return one;
}

std::map<std::string, std::string> custody_row(const std::string& number,
                                               const std::string& evidence, Instant now,
                                               const std::string& from, const std::string& to,
                                               const std::string& place, const std::string& aim,
                                               const std::string& digest, bool agrees) {
    return {{"custody_no", number},
            {"evidence", evidence},
            {"moved_on", format_iso(japan_date(now))},
            {"moved_at", now_time(now)},
            {"from_person", from},
            {"to_person", to},
            {"place", place},
            {"aim", aim},
            {"sha256_then", digest},
            {"agrees", digest.empty() ? "not_a_file" : (agrees ? "yes" : "no")},
            {"origin", "published"}};
}

// The digest of the file of this piece as it lies here now; empty where it has none.
Result<std::string> digest_now(const Call& call, store::Connection& connection,
                               const media::Line& piece) {
    DAICHO_TRY(documents, lines_naming(call, connection, kEvidenceDocument,
                                       std::string(registers::kDocumentSubject).c_str(),
                                       piece.record(), today(call.app)));
    for (const media::Line& line : documents) {
        const auto value =
            registers::parse_document_value(line.fields().text(registers::kDocumentFile));
        if (!value) continue;
        DAICHO_TRY(place, registers::find_document(connection, value->id));
        if (!place) continue;
        DAICHO_TRY(bytes, registers::open_document(call.app.kernel.vault(), connection,
                                                   place->place, *value));
        const Digest digest = sha256(as_bytes(bytes));
        return to_hex(ByteView(digest));
    }
    return std::string();
}

}  // namespace

Answer add_evidence(const Call& call, std::uint64_t record) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_incident(call, *connection, record));
    DAICHO_TRY(piece, piece_in(call));
    DeskWriter desk(call);
    for (const char* name : {kEvidence, kEvidenceDocument, kCustody}) {
        DAICHO_CHECK(desk.admit(name));
    }
    ChangeRequest document;
    std::vector<std::uint64_t> taken;
    std::string digest;
    if (!piece.file.empty()) {
        document.register_name = kEvidenceDocument;
        document.values = {{"file", piece.file}};
        DAICHO_CHECK(take_documents(call, document, taken));
        const auto brought = document.documents.find("file");
        if (brought == document.documents.end()) {
            return not_found_error("document.upload_gone").at("file");
        }
        const Digest made = sha256(as_bytes(brought->second.bytes));
        digest = to_hex(ByteView(made));
    }
    const std::string incident = book.fields().text("incident_no");
    const std::string person = media::person_text(call.session.person.principal).substr(0, 60);
    std::string number;
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        DAICHO_TRY_AS(number, next_number(context, kEvidence, incident + "-E"));
        DAICHO_CHECK(desk.write(context, kEvidence, std::nullopt,
                                {{"evidence_no", number},
                                 {"incident", incident},
                                 {"what", piece.what},
                                 {"sha256", digest},
                                 {"taken_on", format_iso(piece.on)},
                                 {"taken_at", piece.at},
                                 {"taken_where", piece.where},
                                 {"taken_by", person},
                                 {"kept_at", piece.kept_at},
                                 {"form", piece.form},
                                 {"origin", "published"}}));
        if (!digest.empty()) {
            ChangeRequest kept = document;
            kept.values = {{std::string(registers::kDocumentSubject), number},
                           {std::string(registers::kDocumentKind), "evidence"},
                           {std::string(registers::kDocumentTitle), piece.what.substr(0, 90)},
                           {"dated", format_iso(piece.on)}};
            kept.valid = {japan_date(context.now), kForever};
            kept.reason = number;
            DAICHO_CHECK(desk.write_document(context, kEvidenceDocument, std::move(kept)));
        }
        DAICHO_TRY(custody, next_number(context, kCustody, number + "-"));
        return done(desk.write(context, kCustody, std::nullopt,
                          custody_row(custody, number, context.now, person, person,
                                      piece.kept_at, "取得して保管", digest, true)));
    }));
    DAICHO_CHECK(drop_taken(call, taken));
    return json_answer(json::Object{{"number", number}, {"sha256", digest}}, 201);
}

Answer hand_on_evidence(const Call& call, std::uint64_t record) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, read_incident(call, *connection, record));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string asked = in.text("evidence", 20);
    const std::string from = in.text("from_person", 180);
    const std::string to = in.text("to_person", 180);
    const std::string place = in.text("place", 300);
    const std::string aim = in.text("aim", 600);
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(id, parse_id(asked));
    const auto piece = std::find_if(book.evidence.begin(), book.evidence.end(),
                                    [&](const media::Line& one) { return one.record() == id; });
    if (piece == book.evidence.end()) {
        return not_found_error("change.no_record").with("record", asked).at("evidence");
    }
    DAICHO_TRY(digest, digest_now(call, *connection, *piece));
    const Fields row = piece->fields();
    const bool agrees = digest == row.text("sha256");
    DeskWriter desk(call);
    DAICHO_CHECK(desk.admit(kCustody));
    DAICHO_CHECK(desk.admit(kEvidence));
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        const std::string number = row.text("evidence_no");
        DAICHO_TRY(custody, next_number(context, kCustody, number + "-"));
        DAICHO_CHECK(desk.write(context, kCustody, std::nullopt,
                                custody_row(custody, number, context.now, from, to, place, aim,
                                            digest, agrees)));
        return done(desk.write(context, kEvidence, id, {{"kept_at", place}}, custody));
    }));
    return json_answer(json::Object{{"agrees", digest.empty() ? json::Value(nullptr)
                                                              : json::Value(agrees)}});
}

}  // namespace daicho::server
