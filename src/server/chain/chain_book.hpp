// ChainBook: everything that is kept of one entrusted contract and its chain, read at once and
// judged on a day. Whoever asks has been let in before. Threading: plain values.
#pragma once

#include <map>

#include "audit/rows.hpp"
#include "govern/chain/certificate.hpp"
#include "govern/chain/chain.hpp"
#include "govern/chain/conditions.hpp"
#include "govern/chain/worker.hpp"
#include "server/row.hpp"

namespace daicho::server {

namespace chain = govern::chain;

// Rows of a register whose ref `field` names the record. Errors: those of reading.
Result<audit::Rows> rows_with(registers::Kernel& kernel, store::Connection& connection,
                              std::string_view name, std::string_view field, std::uint64_t record,
                              Date day);

// The registers beside the contract, all with a ref `contract`.
inline constexpr const char* kChainParts[] = {
    "contract_party",      "contract_worker",     "contract_data",
    "contract_check",      "reentrust_application", "contract_pledge",
    "contract_training",   "contract_attendance", "contract_place",
    "contract_certificate", "contract_certificate_line", "contract_accident",
    "contract_self_answer", "chain_confirmation"};

struct ChainBook {
    Date day;
    const registers::Definition* contracts = nullptr;
    registers::RecordVersion contract;
    std::map<std::string, audit::Rows, std::less<>> parts;  // those of kChainParts
    chain::Chain tree{{}};
    chain::Rules rules;
    std::vector<chain::Node> nodes;  // as tree.parties()

    [[nodiscard]] Row head() const noexcept { return {*contracts, contract}; }
    [[nodiscard]] const audit::Rows& of(std::string_view part) const {
        return parts.find(part)->second;
    }
    [[nodiscard]] Row row(std::string_view part, std::size_t i) const {
        const audit::Rows& rows = of(part);
        return {*rows.definition, rows.versions[i]};
    }
    [[nodiscard]] std::string name_of_party(std::uint64_t record) const;
};
// Errors: change.no_record where there is no such contract on the day.
Result<ChainBook> read_book(registers::Kernel& kernel, store::Connection& connection,
                            std::uint64_t contract, Date day);

chain::Party party_of(const registers::Fields& row);
chain::Worker worker_of(const registers::Fields& row);
chain::Rules rules_of(const registers::Fields& contract);
std::optional<Date> date_in(const registers::Fields& row, std::string_view name);
std::string tree_digest(const chain::Chain& tree);

// Confirmation of the tree: the newest one, and what it means today.
chain::RenewalState renewal_in(const ChainBook& book);

// Certificates by company as its name stands in both registers: the newest first.
using HeldByName = std::map<std::string, std::vector<chain::Held>>;
Result<HeldByName> certificates_by_name(registers::Kernel& kernel, store::Connection& connection,
                                        Date day);
Result<chain::ConditionCatalog> conditions_of(const App& app);

// What is handed out and what was certified before, for a new certificate (chain::compare).
std::vector<chain::HandedOut> handed_out(const ChainBook& book);
Result<std::vector<chain::Earlier>> earlier_papers(registers::Kernel& kernel,
                                                   store::Connection& connection,
                                                   const ChainBook& book,
                                                   const std::string& paper_no);

}  // namespace daicho::server
