// 媒体廃棄確認書 (the city's own certificate of a disposal): for each medium who it was, how it was
// erased, handed over, destroyed and certified, with the digests of the files attached, the number
// of its entry in the journal and the digest of what it says.
#pragma once

#include "identity/principal.hpp"
#include "media/sheet.hpp"
#include "office/settings.hpp"

namespace daicho::media {

struct AttachedFile {
    std::string of;      // number of the record it belongs to
    std::string name;
    std::string sha256;  // hex
};

struct Paper {
    DisposalSheet sheet;
    std::vector<AttachedFile> files;
    std::string content;  // JSON text that the digest is of
    std::string digest;   // SHA-256, hex
    std::uint64_t entry = 0;
    Instant at;
};

// Puts its entry (disposal_certified) into the journal. A disposal that is not closed is printed as
// what it is: unfinished, with what is missing. Errors: disposal.no_disposal, register.denied.
Result<Paper> issue_paper(registers::Kernel& kernel, const identity::Principal& principal,
                          const Desk& desk, const std::string& number);
// The form as bytes. Errors: pdf.font_missing, pdf.failed.
Result<std::string> paper_pdf(const Desk& desk, const Paper& paper,
                              const office::Settings& settings);
json::Value to_json(const Desk& desk, const Paper& paper);

}  // namespace daicho::media
