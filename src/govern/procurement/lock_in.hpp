// 囲い込み (lock-in): how long a system has been with one vendor, told from the chain of its
// contracts, and what was in the way of competition. Pure; no store, no clock.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/date.hpp"

namespace daicho::govern {

struct ContractFact {
    std::uint64_t contract = 0;
    std::uint64_t vendor = 0;  // 0: not known
    Date begins;               // start of the term, else the day of the contract
    std::optional<Date> ends;  // last day of the term
    bool changes_only = false;     // alters what is there (改修): says nothing of a new choice
    bool single_tender = false;    // 随意契約 of any kind
    bool law_change = false;       // a change of law or of a national standard forced it
    std::optional<std::int64_t> bidders;
};

// The unbroken run of contracts with the vendor of today's one.
struct VendorRun {
    std::uint64_t vendor = 0;
    Date since;                             // where the run begins, by the contracts
    std::vector<std::uint64_t> contracts;   // of the run, oldest first
    std::size_t law_changes = 0;
    std::size_t single_tenders = 0;
    std::size_t single_bidders = 0;         // one bidder or none answered
    std::size_t bidders_known = 0;
};

// The vendor of today is that of the newest contract that chose one (`changes_only` false) and
// begins by `today`; where there is none, of the newest that changes. Going back, the run ends at
// the contract of another vendor that chose one; changes by others and unknown vendors do not end
// it. Nothing when no contract begins by `today` with a known vendor.
std::optional<VendorRun> vendor_run(std::span<const ContractFact> contracts, Date today);

// Whole years from `since` to `today`; 0 when that is not yet come. 29 February counts as 28th.
std::int64_t whole_years(Date since, Date today);

}  // namespace daicho::govern
