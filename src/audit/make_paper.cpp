#include <fmt/format.h>

#include "audit/papers.hpp"
#include "base/digest.hpp"
#include "journal/journal.hpp"
#include "json/reader.hpp"
#include "register/access.hpp"
#include "register/change.hpp"
#include "register/document_register.hpp"
#include "register/key_index.hpp"

namespace daicho::audit {
namespace {

using journal::EntryKind;
using registers::Action;
using registers::Context;

constexpr const char* kSteps = "audit_step";
constexpr const char* kRead[] = {"audit_step",     "self_inspection", "finding",
                                 "finding_remedy", "improvement_plan", "audit_selection",
                                 "audit_selection_item"};

EntryKind entry_of(PaperKind kind) {
    if (kind == PaperKind::report) return EntryKind::audit_report_made;
    return kind == PaperKind::manual ? EntryKind::remedy_manual_made
                                     : EntryKind::improvement_plans_made;
}

// Whoever makes a paper may view all that it says.
Status all_viewable(registers::Kernel& kernel, const identity::Principal& principal) {
    for (const char* name : kRead) {
        DAICHO_TRY(definition, kernel.definition(name));
        const auto capacity = registers::authorise(principal, *definition, Action::view);
        if (capacity) continue;
        DAICHO_CHECK(registers::refuse(kernel, principal, *definition, Action::view));
        return capacity.error();
    }
    return {};
}

Paper paper_of(PaperKind kind, const AuditYear& year, const BilingualText& city, Language language,
               Instant at) {
    if (kind == PaperKind::report) return report_paper(year, city, language, at);
    return kind == PaperKind::manual ? manual_paper(year, city, language, at)
                                     : plan_paper(year, city, language, at);
}

Result<registers::ChangeRequest> document_of(registers::Kernel& kernel, const MadePaper& made,
                                             const std::string& step, PaperKind kind,
                                             const std::string& title, Date day) {
    registers::ChangeRequest request;
    request.register_name = std::string(kSteps) + "_document";
    request.valid = {day, kForever};
    request.reason = title;
    request.values = {{std::string(registers::kDocumentSubject), step},
                      {std::string(registers::kDocumentKind), std::string(word_of(kind))},
                      {std::string(registers::kDocumentTitle), title},
                      {"dated", format_iso(day)}};
    DAICHO_TRY(document,
               registers::examine_document(made.name, made.pdf, kernel.document_limits));
    request.documents.emplace(registers::kDocumentFile, std::move(document));
    return request;
}

}  // namespace

Result<MadePaper> make_paper(registers::Kernel& kernel, const identity::Principal& principal,
                             const office::Settings& settings, PaperKind kind, FiscalYear year,
                             Language language) {
    DAICHO_CHECK(all_viewable(kernel, principal));
    registers::ChangeRequest asked;
    asked.register_name = std::string(kSteps) + "_document";
    DAICHO_TRY(admitted, registers::admit_change(kernel, principal, asked));
    const Instant now = kernel.clock().now();
    const Date day = japan_date(now);
    const std::string step = fmt::format("{}/{}", year.year(), word_of(kind));
    MadePaper made;
    std::string title;
    std::uint64_t subject = 0;
    {
        DAICHO_TRY(reader, kernel.reader());
        DAICHO_TRY(steps, kernel.definition(kSteps));
        DAICHO_TRY(record, registers::find_record(*reader, *steps, step));
        if (!record) return not_found_error("audit.no_step").with("step", step);
        subject = *record;
        DAICHO_TRY(read, audit_year(kernel, *reader, year, day));
        const Paper paper = paper_of(kind, read, settings.name, language, now);
        const std::string text = said(paper);
        const Digest digest = sha256(as_bytes(text));
        made.digest = to_hex(ByteView(digest));
        title = paper.title;
        DAICHO_TRY(printed, print(paper));
        made.pdf = std::move(printed.pdf);
        made.pages = printed.count;
    }
    made.name = fmt::format("audit-{}-{}-{}.pdf", word_of(kind), year.year(),
                            language == Language::japanese ? "ja" : "en");
    DAICHO_TRY(request, document_of(kernel, made, step, kind, title, day));
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        journal::EntryDraft draft;
        draft.kind = entry_of(kind);
        draft.principal = principal.account;
        draft.capacity = admitted.capacity;
        DAICHO_TRY(steps, kernel.definition(kSteps));
        draft.register_number = steps->number;
        draft.body = json::write(json::Object{
            {"records", json::Array{subject}}, {"file", made.name}, {"digest", made.digest}});
        DAICHO_TRY(entry, context.journal.append(context.connection, draft));
        made.entry = entry.value;
        DAICHO_TRY(kept, registers::change_in(context, principal, admitted, request));
        made.document = kept.record;
        return {};
    }));
    return made;
}

}  // namespace daicho::audit
