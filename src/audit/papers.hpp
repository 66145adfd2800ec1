// The papers of the audit year: 監査報告書 (report), 指摘と改善のマニュアル (manual of findings and
// remedies), 改善計画一覧 (improvement plans). Made from the registers alone.
#pragma once

#include <optional>
#include <string_view>

#include "audit/paper.hpp"
#include "audit/year.hpp"
#include "identity/principal.hpp"
#include "office/settings.hpp"

namespace daicho::audit {

enum class PaperKind : std::uint8_t { report, manual, plan };
// "report", "manual", "plan"; nothing for any other word.
std::optional<PaperKind> paper_kind(std::string_view word) noexcept;
std::string_view word_of(PaperKind kind) noexcept;

Paper report_paper(const AuditYear& year, const BilingualText& city, Language language,
                   Instant at);
Paper manual_paper(const AuditYear& year, const BilingualText& city, Language language,
                   Instant at);
Paper plan_paper(const AuditYear& year, const BilingualText& city, Language language, Instant at);

struct MadePaper {
    std::string name;      // of the file
    std::string pdf;
    std::string digest;    // SHA-256 of what it says, hex
    std::uint64_t entry = 0;
    std::uint64_t document = 0;  // record of audit_step_document; 0: not kept
    std::uint32_t pages = 0;
};
// Journals that it was made (journal/entry.hpp) and keeps it as a document of the step it belongs
// to. Errors: register.denied (a right to view one of the registers, or to change
// audit_step, is missing; journaled), audit.no_step, those of print and of documents.
Result<MadePaper> make_paper(registers::Kernel& kernel, const identity::Principal& principal,
                             const office::Settings& settings, PaperKind kind, FiscalYear year,
                             Language language);

}  // namespace daicho::audit
