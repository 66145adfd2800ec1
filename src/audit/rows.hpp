// Rows: all rows of a register at a moment, and the names of what they refer to.
// Threading: plain values.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "register/fields.hpp"
#include "register/kernel.hpp"
#include "register/query.hpp"

namespace daicho::audit {

struct Rows {
    const registers::Definition* definition = nullptr;
    std::vector<registers::RecordVersion> versions;  // in the order of their keys

    [[nodiscard]] registers::Fields at(std::size_t i) const noexcept {
        return {*definition, versions[i]};
    }
    [[nodiscard]] std::size_t size() const noexcept { return versions.size(); }
};

// These registers are small: a city has hundreds of findings, not millions.
inline constexpr std::uint64_t kMostRows = 100'000;

// Errors: register.unknown, audit.too_many_rows.
Result<Rows> rows_of(registers::Kernel& kernel, store::Connection& connection,
                     std::string_view name, const registers::Moment& moment);

// Names by record, of a register that has a field `field`.
using Names = std::map<std::uint64_t, std::string>;
Result<Names> names_of(registers::Kernel& kernel, store::Connection& connection,
                       std::string_view name, std::string_view field,
                       const registers::Moment& moment);
// The name, or nothing for a record that is not there.
std::string name_in(const Names& names, std::uint64_t record);

}  // namespace daicho::audit
