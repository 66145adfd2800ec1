#include "journal/detail/proof_shape.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace daicho::journal::detail {

std::uint64_t split_point(std::uint64_t n) noexcept {
    std::uint64_t k = 1;
    while (k * 2 < n) k *= 2;
    return k;
}

// Walks from the root down to the leaf; the proof lists the siblings from the leaf up.
std::vector<Range> inclusion_shape(std::uint64_t index, std::uint64_t size) {
    DAICHO_ASSERT(index < size);
    std::vector<Range> parts;
    std::uint64_t from = 0;
    std::uint64_t to = size;
    while (to - from > 1) {
        const std::uint64_t middle = from + split_point(to - from);
        if (index < middle) {
            parts.push_back({middle, to});
            to = middle;
        } else {
            parts.push_back({from, middle});
            from = middle;
        }
    }
    std::reverse(parts.begin(), parts.end());
    return parts;
}

std::vector<Range> consistency_shape(std::uint64_t old_size, std::uint64_t size) {
    std::vector<Range> parts;
    if (old_size == 0 || old_size >= size) return parts;
    std::uint64_t from = 0;
    std::uint64_t to = size;
    while (old_size < to) {
        const std::uint64_t middle = from + split_point(to - from);
        if (old_size <= middle) {
            parts.push_back({middle, to});
            to = middle;
        } else {
            parts.push_back({from, middle});
            from = middle;
        }
    }
    // The old tree's own last subtree, unless it is the whole old tree, whose root is known.
    if (from != 0) parts.push_back({from, to});
    std::reverse(parts.begin(), parts.end());
    return parts;
}

}  // namespace daicho::journal::detail
