// Certificate of an erasure: what was erased, by whom, and honestly what remains where until when.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "custody/retention.hpp"
#include "json/reader.hpp"
#include "office/settings.hpp"

namespace daicho::custody {

// What is left after the erasure, one place each; `until` is empty where nothing is left or where
// nobody can say.
struct Remainder {
    BilingualText what;
    std::optional<Date> until;
};

struct Certificate {
    std::string number;
    std::vector<Proposal> proposals;
    std::map<std::string, std::string> labels;  // of the registers, in Japanese
    Date day;
    std::vector<Remainder> remainders;
};

// Errors: retention.no_proposal, .not_erased.
Result<Certificate> certificate(registers::Kernel& kernel, store::Connection& connection,
                                const office::Settings& settings, const std::string& number);
json::Value certificate_json(const Certificate& certificate);
// The form as bytes. Errors: pdf.font_missing, pdf.failed.
Result<std::string> certificate_pdf(const Certificate& certificate,
                                    const office::Settings& settings, Instant now);
// Errors: pdf.font_missing, pdf.cannot_write, pdf.failed.
Status print_certificate(const Certificate& certificate, const office::Settings& settings,
                         const std::string& file, Instant now);

}  // namespace daicho::custody
