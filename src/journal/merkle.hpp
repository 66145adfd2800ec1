// Merkle tree of RFC 6962: leaf = SHA-256(0x00 ‖ data), node = SHA-256(0x01 ‖ left ‖ right).
#pragma once

#include <span>
#include <vector>

#include "base/digest.hpp"
#include "base/result.hpp"

namespace daicho::journal {

Digest leaf_hash(ByteView data) noexcept;
Digest node_hash(const Digest& left, const Digest& right) noexcept;

// Root of a whole list of leaf hashes (empty list: SHA-256 of nothing, as the RFC has it).
Digest merkle_root(std::span<const Digest> leaves) noexcept;

// Frontier: the right edge of a growing tree; appending and the root are O(log n).
class Frontier {
public:
    void append(const Digest& leaf) {
        append(leaf, [](int, std::uint64_t, const Digest&) {});
    }
    // Tells `made(height, position, root)` of every perfect subtree of 2^height leaves (height >=
    // 1) that this leaf completes; the subtree covers leaves position · 2^height and on.
    template <class Made>
    void append(const Digest& leaf, Made&& made) {
        Digest hash = leaf;
        int height = 0;
        for (std::uint64_t bit = size_; (bit & 1) != 0; bit >>= 1) {
            hash = node_hash(peaks_.back(), hash);
            peaks_.pop_back();
            ++height;
            made(height, size_ >> height, hash);
        }
        peaks_.push_back(hash);
        ++size_;
    }
    // Appends 2^height leaves at once by their root. The size must be a multiple of 2^height.
    void append_subtree(const Digest& root, int height);
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] Digest root() const noexcept;

private:
    std::uint64_t size_ = 0;
    std::vector<Digest> peaks_;  // roots of the perfect subtrees, largest first
};

// RFC 6962 2.1.1 / 2.1.2. `index` counts from 0. Lists in memory; from the database: proof.hpp.
std::vector<Digest> inclusion_proof(std::span<const Digest> leaves, std::uint64_t index);
bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                      std::span<const Digest> proof, const Digest& root) noexcept;
std::vector<Digest> consistency_proof(std::span<const Digest> leaves, std::uint64_t old_size);
bool verify_consistency(std::uint64_t old_size, const Digest& old_root, std::uint64_t new_size,
                        const Digest& new_root, std::span<const Digest> proof) noexcept;

}  // namespace daicho::journal
