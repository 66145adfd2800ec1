// Entrusted work (/api/entrust…): contracts with personal information by processes A and B, their
// clauses and papers, checks, gaps, board and end.
//
// Whoever may view the register of contracts sees all of them; staff of a section (scope) those of
// their departments; everybody else nothing, and the attempt is journaled.
#pragma once

#include "server/access.hpp"
#include "server/entrust/entrust_book.hpp"
#include "server/may_change.hpp"

namespace daicho::server {

Answer entrust_api(const Call& call);

// --- its parts, by file
Answer entrust_list(const Call& call);                          // entrust_list
Answer entrust_view(const Call& call, std::uint64_t contract);  // entrust_view
Answer entrust_guide(const Call& call);                         // entrust_editions
Answer entrust_editions(const Call& call);
Answer entrust_guide_pdf(const Call& call);  // entrust_papers
Answer entrust_paper(const Call& call, std::uint64_t contract, const std::string& name);
Answer entrust_step(const Call& call, std::uint64_t contract);  // entrust_steps
Answer entrust_schedule(const Call& call, std::uint64_t contract);
Answer entrust_prepare(const Call& call, std::uint64_t contract);
Answer entrust_board(const Call& call, std::uint64_t contract);
Answer entrust_consult(const Call& call, std::uint64_t contract, std::uint64_t consultation);
Answer entrust_check(const Call& call, std::uint64_t contract, std::uint64_t check);  // …_check
Answer entrust_gap(const Call& call, std::uint64_t contract, std::uint64_t gap);
Answer entrust_data(const Call& call, std::uint64_t contract, std::uint64_t item);

// The contract, for whoever reaches it. Errors: register.denied, change.no_record (journaled).
Result<ContractBook> reached_book(const Call& call, store::Connection& connection,
                                  ClauseShelf& shelf, std::uint64_t contract);

// A row to write; all of a request land in one transaction.
struct EntrustWrite {
    const char* register_name;
    std::optional<std::uint64_t> record{};
    std::map<std::string, std::string> values{};
    bool ended = false;
};
// Errors: those of registers::change.
Status write_rows(const Call& call, const std::vector<EntrustWrite>& rows);

}  // namespace daicho::server
