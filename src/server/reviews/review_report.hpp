// The report of an account review on A4: counts by class with their clauses, both decisions
// against each other, sections, every account that does not simply stay, seal and signatures.
#pragma once

#include "server/reviews/review_access.hpp"
#include "server/reviews/review_sum.hpp"

namespace daicho::server {

// What the paper is made of; `names`: of departments by record.
struct ReviewPaper {
    registers::RecordVersion round;
    std::vector<registers::RecordVersion> rows;
    ReviewSum sum;
    std::map<std::uint64_t, std::string> names;
    Instant at;
};
Result<ReviewPaper> review_paper(const ReviewReads& in, std::uint64_t round, Instant at,
                                 const SeesRow& sees);
// Errors: those of document/pdf.
Result<std::string> review_pdf(registers::Kernel& kernel, const govern::ReviewCatalog& catalog,
                               const ReviewPaper& paper, const std::string& city);
// Rows that the paper names: disclosed as printed.
std::vector<std::uint64_t> named_rows(registers::Kernel& kernel, const ReviewPaper& paper);

// For a command: the paper of everything, disclosed as printed. Errors: register.denied.
Result<std::string> printed_review(registers::Kernel& kernel, const identity::Principal& principal,
                                   const govern::ReviewCatalog& catalog, const std::string& city,
                                   std::uint64_t round);

Answer review_report_answer(const Call& call, std::uint64_t round);

}  // namespace daicho::server
