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
    void append(const Digest& leaf);
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] Digest root() const noexcept;

private:
    std::uint64_t size_ = 0;
    std::vector<Digest> peaks_;  // roots of the perfect subtrees, largest first
};

// RFC 6962 2.1.1 / 2.1.2.
std::vector<Digest> inclusion_proof(std::span<const Digest> leaves, std::uint64_t index);
bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                      std::span<const Digest> proof, const Digest& root) noexcept;
std::vector<Digest> consistency_proof(std::span<const Digest> leaves, std::uint64_t old_size);
bool verify_consistency(std::uint64_t old_size, const Digest& old_root, std::uint64_t new_size,
                        const Digest& new_root, std::span<const Digest> proof) noexcept;

}  // namespace daicho::journal
