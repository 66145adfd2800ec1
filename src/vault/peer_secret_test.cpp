#include "vault/peer_secret.hpp"

#include <gtest/gtest.h>

#include "store/test_folder.hpp"
#include "vault/city_key.hpp"

namespace daicho::vault {
namespace {

TEST(PeerSecretTest, OnlyTheSameKeyAndMunicipalityProveTheSameText) {
    const daicho::testing::TestFolder folder;
    const auto key = folder.path() / "city.key";
    const auto other_key = folder.path() / "other.key";
    ASSERT_TRUE(create_city_key(key));
    ASSERT_TRUE(create_city_key(other_key));
    const auto here = PeerSecret::derive(key, "132012");
    const auto there = PeerSecret::derive(key, "132012");
    const auto neighbour = PeerSecret::derive(key, "131016");
    const auto stranger = PeerSecret::derive(other_key, "132012");
    ASSERT_TRUE(here && there && neighbour && stranger);
    const std::string proof = here->proof("10.0.0.7 1");
    EXPECT_TRUE(there->proves("10.0.0.7 1", proof));
    EXPECT_FALSE(there->proves("10.0.0.8 1", proof));
    EXPECT_FALSE(neighbour->proves("10.0.0.7 1", proof));
    EXPECT_FALSE(stranger->proves("10.0.0.7 1", proof));
    for (std::size_t i = 0; i < proof.size(); ++i) {
        std::string changed = proof;
        changed[i] = changed[i] == '0' ? '1' : '0';
        EXPECT_FALSE(there->proves("10.0.0.7 1", changed)) << i;
    }
    EXPECT_FALSE(there->proves("10.0.0.7 1", ""));
    EXPECT_FALSE(there->proves("10.0.0.7 1", proof.substr(1)));
}

TEST(PeerSecretTest, NeedsTheKey) {
    const daicho::testing::TestFolder folder;
    const auto none = PeerSecret::derive(folder.path() / "city.key", "132012");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().id, "vault.city_key.missing");
}

}  // namespace
}  // namespace daicho::vault
