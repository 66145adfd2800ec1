#include "server/incidents/desk_paper.hpp"

#include "base/digest.hpp"
#include "register/document_register.hpp"
#include "register/document_value.hpp"

namespace daicho::server {

Result<PrintedDesk> print_paper(const Call& call, const audit::Paper& paper,
                                const PaperPlace& place) {
    PrintedDesk out;
    const std::string text = audit::said(paper);
    const Digest digest = sha256(as_bytes(text));
    out.kept.digest = to_hex(ByteView(digest));
    out.kept.name = place.file;
    DAICHO_TRY(printed, audit::print(paper));
    out.kept.pages = printed.count;
    registers::ChangeRequest& request = out.request;
    request.register_name = std::string(place.register_name) + "_document";
    request.reason = paper.title;
    request.values = {{std::string(registers::kDocumentSubject), place.key},
                      {std::string(registers::kDocumentKind), place.kind},
                      {std::string(registers::kDocumentTitle), paper.title},
                      {"dated", format_iso(japan_date(paper.at))}};
    DAICHO_TRY(document, registers::examine_document(place.file, std::move(printed.pdf),
                                                     call.app.kernel.document_limits));
    request.documents.emplace(registers::kDocumentFile, std::move(document));
    return out;
}

Status keep_paper(const DeskWriter& desk, registers::Context& context, const PaperPlace& place,
                  PrintedDesk& printed) {
    DAICHO_TRY_AS(printed.kept.entry,
                  desk.note(context, place.entry, place.register_name, place.record,
                            {{"file", printed.kept.name}, {"digest", printed.kept.digest}}));
    registers::ChangeRequest request = printed.request;
    request.valid = {japan_date(context.now), kForever};
    const std::string name = request.register_name;
    DAICHO_TRY_AS(printed.kept.document,
                  desk.write_document(context, name.c_str(), std::move(request)));
    return {};
}

json::Value kept_json(const KeptPaper& kept) {
    return json::Object{{"name", kept.name},
                        {"entry", kept.entry},
                        {"digest", kept.digest},
                        {"pages", kept.pages},
                        {"record", id_text(kept.document)}};
}

}  // namespace daicho::server
