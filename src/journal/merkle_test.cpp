#include "journal/merkle.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace daicho::journal {
namespace {

Digest digest(std::string_view hex) {
    const Bytes bytes = from_hex(hex).value();
    Digest made{};
    std::copy(bytes.begin(), bytes.end(), made.begin());
    return made;
}

// The eight leaves and the roots of every size that implementations of RFC 6962 share.
std::vector<Digest> known_leaves() {
    std::vector<Digest> leaves;
    for (const char* hex : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f"}) {
        leaves.push_back(leaf_hash(from_hex(hex).value()));
    }
    return leaves;
}

const char* const kKnownRoots[] = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

std::vector<std::string> hex(const std::vector<Digest>& list) {
    std::vector<std::string> texts;
    for (const Digest& one : list) texts.push_back(to_hex(view(one)));
    return texts;
}

// Leaves that differ and need no list of their own.
std::vector<Digest> numbered(std::size_t count) {
    std::vector<Digest> leaves;
    for (std::size_t i = 0; i < count; ++i)
        leaves.push_back(leaf_hash(as_bytes(std::to_string(i))));
    return leaves;
}

TEST(Merkle, RootsOfEverySizeAreTheKnownOnes) {
    const auto leaves = known_leaves();
    for (std::size_t size = 0; size <= leaves.size(); ++size) {
        EXPECT_EQ(to_hex(view(merkle_root(std::span(leaves).first(size)))), kKnownRoots[size]);
    }
}

TEST(Merkle, InclusionProofIsTheKnownOne) {
    const std::vector<std::string> known = {
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"};
    EXPECT_EQ(hex(inclusion_proof(known_leaves(), 0)), known);
}

TEST(Merkle, ConsistencyProofIsTheKnownOne) {
    const std::vector<std::string> known = {
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"};
    EXPECT_EQ(hex(consistency_proof(known_leaves(), 6)), known);
}

TEST(Merkle, ConsistencyOfEverySmallPairHolds) {
    const auto leaves = numbered(33);
    for (std::size_t size = 0; size <= leaves.size(); ++size) {
        const auto list = std::span(leaves).first(size);
        for (std::size_t old = 0; old <= size; ++old) {
            EXPECT_TRUE(verify_consistency(old, merkle_root(list.first(old)), size,
                                           merkle_root(list), consistency_proof(list, old)))
                << old << " of " << size;
        }
    }
}

TEST(Merkle, ProofsOfNothingAreRefused) {
    const Digest root = digest(kKnownRoots[8]);
    EXPECT_FALSE(verify_inclusion(known_leaves()[0], 8, 8, {}, root));
    EXPECT_FALSE(verify_inclusion(known_leaves()[0], 0, 8, {}, root));
    EXPECT_FALSE(verify_consistency(9, root, 8, root, {}));
    EXPECT_FALSE(verify_consistency(8, digest(kKnownRoots[7]), 8, root, {}));
    EXPECT_FALSE(verify_consistency(3, digest(kKnownRoots[3]), 8, root, {}));
}

TEST(Merkle, AProofWithMorePartsThanTheTreeIsDeepIsRefused) {
    const auto leaves = known_leaves();
    auto proof = inclusion_proof(leaves, 3);
    proof.push_back(leaves[0]);
    EXPECT_FALSE(verify_inclusion(leaves[3], 3, 8, proof, digest(kKnownRoots[8])));
}

TEST(Frontier, TellsOfEachPerfectSubtreeOnce) {
    const auto leaves = numbered(16);
    Frontier frontier;
    std::size_t told = 0;
    for (const Digest& leaf : leaves) {
        frontier.append(leaf, [&](int height, std::uint64_t position, const Digest& root) {
            ++told;
            const std::size_t count = std::size_t{1} << height;
            EXPECT_EQ(merkle_root(std::span(leaves).subspan(position * count, count)), root);
        });
    }
    EXPECT_EQ(told, 15U);
}

TEST(Frontier, SubtreesAndLeavesGiveTheSameRoot) {
    const auto leaves = numbered(13);
    Frontier frontier;
    frontier.append_subtree(merkle_root(std::span(leaves).first(8)), 3);
    frontier.append_subtree(merkle_root(std::span(leaves).subspan(8, 4)), 2);
    frontier.append(leaves[12]);
    EXPECT_EQ(frontier.size(), 13U);
    EXPECT_EQ(frontier.root(), merkle_root(leaves));
}

RC_GTEST_PROP(MerkleProperty, InclusionHoldsAndNoFlippedBitDoes, ()) {
    const auto size = *rc::gen::inRange<std::size_t>(1, 300);
    const auto index = *rc::gen::inRange<std::size_t>(0, size);
    const auto leaves = numbered(size);
    const Digest root = merkle_root(leaves);
    auto proof = inclusion_proof(leaves, index);
    RC_ASSERT(verify_inclusion(leaves[index], index, size, proof, root));
    const auto bit = *rc::gen::inRange<std::size_t>(0, 256);
    const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
    Digest other = leaves[index];
    other[bit / 8] ^= mask;
    RC_ASSERT(!verify_inclusion(other, index, size, proof, root));
    other = root;
    other[bit / 8] ^= mask;
    RC_ASSERT(!verify_inclusion(leaves[index], index, size, proof, other));
    if (!proof.empty()) {
        const auto part = *rc::gen::inRange<std::size_t>(0, proof.size());
        proof[part][bit / 8] ^= mask;
        RC_ASSERT(!verify_inclusion(leaves[index], index, size, proof, root));
        proof.pop_back();
        RC_ASSERT(!verify_inclusion(leaves[index], index, size, proof, root));
    }
}

RC_GTEST_PROP(MerkleProperty, ConsistencyHoldsAndNoFlippedBitDoes, ()) {
    const auto size = *rc::gen::inRange<std::size_t>(2, 300);
    const auto old_size = *rc::gen::inRange<std::size_t>(1, size);
    const auto leaves = numbered(size);
    const Digest root = merkle_root(leaves);
    const Digest old_root = merkle_root(std::span(leaves).first(old_size));
    auto proof = consistency_proof(leaves, old_size);
    RC_ASSERT(verify_consistency(old_size, old_root, size, root, proof));
    const auto bit = *rc::gen::inRange<std::size_t>(0, 256);
    const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
    Digest other = old_root;
    other[bit / 8] ^= mask;
    RC_ASSERT(!verify_consistency(old_size, other, size, root, proof));
    const auto part = *rc::gen::inRange<std::size_t>(0, proof.size());
    proof[part][bit / 8] ^= mask;
    RC_ASSERT(!verify_consistency(old_size, old_root, size, root, proof));
}

// A journal whose entry was replaced has no proof that it continues the old one.
RC_GTEST_PROP(MerkleProperty, AReplacedLeafIsNotConsistent, ()) {
    const auto size = *rc::gen::inRange<std::size_t>(2, 200);
    const auto old_size = *rc::gen::inRange<std::size_t>(1, size);
    auto leaves = numbered(size);
    const Digest old_root = merkle_root(std::span(leaves).first(old_size));
    leaves[*rc::gen::inRange<std::size_t>(0, old_size)][0] ^= 1;
    RC_ASSERT(!verify_consistency(old_size, old_root, size, merkle_root(leaves),
                                  consistency_proof(leaves, old_size)));
}

}  // namespace
}  // namespace daicho::journal
