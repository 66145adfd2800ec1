#include "journal/merkle.hpp"

#include "base/assert.hpp"
#include "journal/detail/proof_shape.hpp"

namespace daicho::journal {
namespace {

constexpr std::uint8_t kLeaf = 0x00;
constexpr std::uint8_t kNode = 0x01;

}  // namespace

Digest leaf_hash(ByteView data) noexcept { return sha256({ByteView(&kLeaf, 1), data}); }

Digest node_hash(const Digest& left, const Digest& right) noexcept {
    return sha256({ByteView(&kNode, 1), view(left), view(right)});
}

Digest merkle_root(std::span<const Digest> leaves) noexcept {
    if (leaves.empty()) return sha256(ByteView());
    Frontier frontier;
    for (const Digest& leaf : leaves) frontier.append(leaf);
    return frontier.root();
}

void Frontier::append_subtree(const Digest& root, int height) {
    DAICHO_ASSERT(height >= 0 && height < 63);
    const std::uint64_t leaves = std::uint64_t{1} << height;
    DAICHO_ASSERT(size_ % leaves == 0);
    Digest hash = root;
    for (std::uint64_t bit = size_ >> height; (bit & 1) != 0; bit >>= 1) {
        hash = node_hash(peaks_.back(), hash);
        peaks_.pop_back();
    }
    peaks_.push_back(hash);
    size_ += leaves;
}

Digest Frontier::root() const noexcept {
    if (peaks_.empty()) return sha256(ByteView());
    Digest hash = peaks_.back();
    for (std::size_t i = peaks_.size() - 1; i-- > 0;) hash = node_hash(peaks_[i], hash);
    return hash;
}

std::vector<Digest> inclusion_proof(std::span<const Digest> leaves, std::uint64_t index) {
    DAICHO_ASSERT(index < leaves.size());
    std::vector<Digest> proof;
    for (const detail::Range part : detail::inclusion_shape(index, leaves.size())) {
        proof.push_back(merkle_root(leaves.subspan(part.from, part.to - part.from)));
    }
    return proof;
}

bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                      std::span<const Digest> proof, const Digest& root) noexcept {
    if (index >= size) return false;
    std::uint64_t at = index;
    std::uint64_t last = size - 1;
    Digest hash = leaf;
    for (const Digest& other : proof) {
        if (last == 0) return false;
        if ((at & 1) != 0 || at == last) {
            hash = node_hash(other, hash);
            while ((at & 1) == 0 && at != 0) {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(hash, other);
        }
        at >>= 1;
        last >>= 1;
    }
    return last == 0 && hash == root;
}

std::vector<Digest> consistency_proof(std::span<const Digest> leaves, std::uint64_t old_size) {
    std::vector<Digest> proof;
    for (const detail::Range part : detail::consistency_shape(old_size, leaves.size())) {
        proof.push_back(merkle_root(leaves.subspan(part.from, part.to - part.from)));
    }
    return proof;
}

bool verify_consistency(std::uint64_t old_size, const Digest& old_root, std::uint64_t new_size,
                        const Digest& new_root, std::span<const Digest> proof) noexcept {
    if (old_size > new_size) return false;
    if (old_size == new_size) return proof.empty() && old_root == new_root;
    if (old_size == 0) return proof.empty();
    std::uint64_t at = old_size - 1;
    std::uint64_t last = new_size - 1;
    while ((at & 1) != 0) {
        at >>= 1;
        last >>= 1;
    }
    std::size_t next = 0;
    Digest old_hash = old_root;
    Digest new_hash = old_root;
    if (at != 0) {
        if (proof.empty()) return false;
        old_hash = new_hash = proof[next++];
    }
    for (; next < proof.size(); ++next) {
        if (last == 0) return false;
        if ((at & 1) != 0 || at == last) {
            old_hash = node_hash(proof[next], old_hash);
            new_hash = node_hash(proof[next], new_hash);
            while ((at & 1) == 0 && at != 0) {
                at >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = node_hash(new_hash, proof[next]);
        }
        at >>= 1;
        last >>= 1;
    }
    return last == 0 && old_hash == old_root && new_hash == new_root;
}

}  // namespace daicho::journal
