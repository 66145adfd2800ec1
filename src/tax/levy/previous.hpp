// Previous bases (前年度課税標準額): the chain of each parcel, from last year's confirmed levy, or
// from the figures carried over from the system before (register parcel_previous).
#pragma once

#include <vector>

#include "register/kernel.hpp"
#include "tax/rules/land_types.hpp"

namespace daicho::tax::levy {

struct SnapshotOptions;

class PreviousChains {
public:
    [[nodiscard]] const rules::PreviousBases* find(std::uint64_t parcel) const noexcept {
        if (parcel >= index_.size() || index_[parcel] == 0) return nullptr;
        return &chains_[index_[parcel] - 1];
    }
    rules::PreviousBases& put(std::uint64_t parcel);

private:
    std::vector<std::uint32_t> index_;  // by record id of the parcel; 0 = none
    std::vector<rules::PreviousBases> chains_;
};

// `only`: the parcels wanted; null = all.
Result<PreviousChains> read_previous_chains(registers::Kernel& kernel,
                                            store::Connection& connection,
                                            const SnapshotOptions& options,
                                            const std::vector<std::uint64_t>* only);

}  // namespace daicho::tax::levy
