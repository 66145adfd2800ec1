// BlindCheck: w_blind against the sealed values of confirmed versions: a record is found by every
// personal number that one of its versions holds, and by no other.
#pragma once

#include <set>
#include <utility>

#include "register/kernel.hpp"

namespace daicho::registers::detail {

// Field and keyed digest: what w_blind holds of a record.
using Blind = std::pair<std::uint16_t, Digest>;

// What the versions of one record give. Error: vault.erased, vault.cannot_open.
Result<std::set<Blind>> blinds_of(const vault::Vault& vault, store::Connection& connection,
                                  const Definition& definition, std::uint64_t record);

// Removes what no version of the record holds any more (some of them were erased).
Status forget_stale_blinds(Context& context, const Definition& definition, std::uint64_t record);

// Faults register.blind.differs and (a sealed value that its key does not open, or that has none)
// register.fault.sealed, at most `limit` together. Opens every personal number once; both sides are
// added up under a key of this moment, and looked at one by one only where the sums differ.
Status check_blinds(Kernel& kernel, store::Connection& connection, std::size_t limit,
                    std::vector<Error>& faults);

}  // namespace daicho::registers::detail
