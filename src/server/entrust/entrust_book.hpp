// The book of entrusted work: a contract with all rows that belong to it, and what the engines of
// `govern/entrust` make of them. Plain values; thread-safe as the kernel's readers.
#pragma once

#include <filesystem>
#include <map>
#include <memory>

#include "govern/entrust/check_schedule.hpp"
#include "govern/entrust/editions.hpp"
#include "govern/entrust/entrust_settings.hpp"
#include "govern/entrust/pairs.hpp"
#include "govern/entrust/process.hpp"
#include "media/desk.hpp"
#include "server/app.hpp"

namespace daicho::server {

using SharedClauses = std::shared_ptr<const govern::entrust::ClauseCatalog>;

// Editions of the clauses of an installation: the one in use and earlier ones that contracts were
// made by. Reads each once. One thread.
class ClauseShelf {
public:
    explicit ClauseShelf(std::filesystem::path data) : data_(std::move(data)) {}
    Result<SharedClauses> in_use();
    // Empty: the one in use. Errors: entrust.no_edition, those of loading.
    Result<SharedClauses> edition(const std::string& name);
    // All that are there, the newest first. Errors: those of loading.
    Result<std::vector<SharedClauses>> all();

private:
    Result<SharedClauses> read(const std::filesystem::path& path);
    std::filesystem::path data_;
    std::map<std::string, SharedClauses> read_;  // by path
};

struct EntrustReads {
    registers::Kernel& kernel;
    store::Connection& connection;
    registers::Moment moment;
    std::filesystem::path data;  // of the installation
};
EntrustReads entrust_reads(const Call& call, store::Connection& connection);

Result<govern::entrust::EntrustSettings> entrust_settings(const std::filesystem::path& data,
                                                          const std::string& municipality);

// The contract is signed and its work began.
bool has_begun(std::string_view state) noexcept;

// Conditions that hold, with what follows from them.
govern::entrust::Conditions conditions_of(const registers::Fields& contract);
govern::entrust::Term term_of(const registers::Fields& contract);
govern::entrust::Deviations deviations_of(const media::Lines& clauses);

struct ContractBook {
    media::Line contract;
    media::Lines clauses, checks, items, gaps, weighings, data, workers, parties, consultations,
        board, preparations;
    SharedClauses catalog;
    govern::entrust::Specification specification;
    [[nodiscard]] registers::Fields row() const { return contract.fields(); }
    [[nodiscard]] std::string number() const { return row().text("contract_no"); }
    [[nodiscard]] std::vector<std::string> clause_ids() const;
};
// Errors: change.no_record, entrust.no_edition, those of `specify`.
Result<ContractBook> contract_book(const EntrustReads& in, ClauseShelf& shelf,
                                   std::uint64_t record);

// What the guards ask. `signed_on` is taken from the contract.
govern::entrust::ContractStanding standing_of(const ContractBook& book);
// Answers of one check, and what they leave open.
govern::entrust::CheckStanding standing_of(const ContractBook& book, std::uint64_t check);
// Kind of a planned check as the register spells it.
const char* kind_of(govern::entrust::CheckKind kind) noexcept;
std::optional<govern::entrust::CheckKind> kind_of(std::string_view text) noexcept;

}  // namespace daicho::server
