// Which parts of the list a proof of RFC 6962 needs, apart from how their roots are found.
#pragma once

#include <cstdint>
#include <vector>

namespace daicho::journal::detail {

// Leaves from … to − 1.
struct Range {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
};

// Largest power of two smaller than n (n >= 2).
std::uint64_t split_point(std::uint64_t n) noexcept;

// 2.1.1: PATH(index, D[size]), in the order of the proof. index < size.
std::vector<Range> inclusion_shape(std::uint64_t index, std::uint64_t size);
// 2.1.2: PROOF(old_size, D[size]); empty when there is nothing to prove.
std::vector<Range> consistency_shape(std::uint64_t old_size, std::uint64_t size);

}  // namespace daicho::journal::detail
