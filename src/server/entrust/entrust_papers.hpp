// Papers of a contract: the special specification as PDF and DOCX, the paired check table as PDF
// and XLSX (blank or filled), the guide as PDF. Threading: thread-safe.
#pragma once

#include "identity/principal.hpp"
#include "server/entrust/entrust_book.hpp"

namespace daicho::server {

struct EntrustPaper {
    std::string bytes;
    std::string type;  // media type
    std::string name;  // of the file
    std::vector<std::string> issues;  // texts that did not fit
};
struct PaperOrder {
    std::string what;          // specification.pdf specification.docx table.pdf table.xlsx
    bool city_copy = false;    // of the specification
    std::uint64_t check = 0;   // of the table: filled by this check; 0: blank
    std::string check_no{};    // the same by its number
    Language language = Language::japanese;
    std::string city;
    std::string municipality;
    Instant at;
    std::filesystem::path folder;  // where rows of a workbook wait
};
// Errors: entrust.no_paper, those of the writers.
Result<EntrustPaper> entrust_paper_of(const EntrustReads& in, const ContractBook& book,
                                      const PaperOrder& order);
Result<EntrustPaper> entrust_guide_paper(const EntrustReads& in, Language language,
                                         const std::string& city, Instant at);

// For the command line: by number of the contract; authorised as viewing and journaled as printed.
// Errors: register.denied, entrust.no_contract.
Result<EntrustPaper> printed_entrust(registers::Kernel& kernel,
                                     const identity::Principal& principal,
                                     const std::filesystem::path& data,
                                     const std::string& contract_no, PaperOrder order);

}  // namespace daicho::server
