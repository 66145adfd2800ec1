// Bringing a certificate or a photograph to a disposal: the paper becomes a document of its
// certificate, each serial number that it covers a line of it, each photograph a document of the
// line – all of it or nothing, by the same rules as every other change.
#pragma once

#include "identity/principal.hpp"
#include "media/sheet.hpp"
#include "register/document_value.hpp"

namespace daicho::media {

inline constexpr std::size_t kMostSerials = 2'000;  // of one paper

struct BroughtCertificate {
    std::uint64_t disposal = 0;
    std::string number;
    std::string kind;      // destruction | erasure
    std::string issuer;    // empty: the contractor of the plan
    std::string issued;    // ISO day, or empty
    std::string standard;
    std::vector<std::string> serials;
    registers::NewDocument file;
    std::string origin = "published";
};
struct CertifiedElsewhere {
    std::string serial;
    std::string certificate;  // number
};
struct AddedCertificate {
    std::uint64_t record = 0;
    std::string number;
    std::vector<std::string> lines;
    std::vector<CertifiedElsewhere> elsewhere;  // told; the line is written all the same
};
// Errors: disposal.no_disposal, .not_running, .no_serials, .too_many_serials, .foreign_serials (all
// of them named), .certificate_known (the same file), .certificate_of_other, those of a change.
Result<AddedCertificate> add_certificate(registers::Kernel& kernel,
                                         const identity::Principal& principal, const Desk& desk,
                                         const BroughtCertificate& brought);

struct BroughtPhoto {
    std::uint64_t disposal = 0;
    std::vector<std::string> serials;
    registers::NewDocument file;
};
// Lines that have it now, waiting for somebody who looks. Errors: as above, and
// disposal.no_line (a medium that no certificate names yet), .not_a_picture.
Result<std::vector<std::string>> add_photo(registers::Kernel& kernel,
                                           const identity::Principal& principal, const Desk& desk,
                                           const BroughtPhoto& brought);

// Whether the serial number can be read in the photograph of a line of this disposal. Errors:
// disposal.no_line, .no_photo, .photo_same_person, those of a change.
Status read_photo(registers::Kernel& kernel, const identity::Principal& principal,
                  const Desk& desk, std::uint64_t disposal, std::uint64_t line, bool readable);

// How a person stands in rows: number and name.
std::string person_text(const identity::Principal& principal);

}  // namespace daicho::media
