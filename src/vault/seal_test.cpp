#include "vault/seal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <thread>

namespace daicho::vault {
namespace {

Secret key_of(std::uint8_t byte) {
    Secret key;
    std::ranges::fill(key.bytes(), byte);
    return key;
}

// Made by two other implementations of AES-256-GCM from docs/formats.md: these must always open.
TEST(Seal, OpensWhatOthersSealedByTheDocument) {
    for (const char* hex :
         {"01000102030405060708090a0bcfc3ed52d838bc1fd1bbc446062dbf57cd4e0a05",
          "020102000102030405060708090a0bcfc3ed52a0ff2d111fd8525fad894750f8a9a812"}) {
        const auto plain = open(key_of(1), as_bytes("place"), from_hex(hex).value());
        ASSERT_TRUE(plain) << hex;
        EXPECT_EQ(as_text(*plain), "text");
    }
}

TEST(Seal, HasTheDocumentedForm) {
    const Bytes numbered = seal(key_of(1), as_bytes("place"), as_bytes("text"), 258).value();
    EXPECT_EQ(numbered.size(), 1 + 2 + 12 + 4 + 16U);
    EXPECT_EQ(numbered[0], 2);
    EXPECT_EQ(key_number(numbered), 258);
    const Bytes plain = seal(key_of(1), as_bytes("place"), as_bytes("text")).value();
    EXPECT_EQ(plain.size(), 1 + 12 + 4 + 16U);
    EXPECT_EQ(plain[0], 1);
    EXPECT_FALSE(key_number(plain));
}

TEST(Seal, TheKeyNumberIsProtected) {
    const Secret key = key_of(1);
    Bytes blob = seal(key, as_bytes("place"), as_bytes("text"), 1).value();
    ASSERT_TRUE(open(key, as_bytes("place"), blob));
    blob[2] = 2;
    EXPECT_FALSE(open(key, as_bytes("place"), blob));
}

TEST(Seal, AKeyOfTheWrongSizeIsNotOpened) {
    const Secret key = key_of(1);
    Secret opened = key_of(9);
    EXPECT_FALSE(open_key(key, {}, seal(key, {}, as_bytes("short")).value(), opened));
    EXPECT_TRUE(std::ranges::all_of(opened.view(), [](std::uint8_t b) { return b == 0; }));
    const Secret inner = key_of(3);
    ASSERT_TRUE(open_key(key, {}, seal(key, {}, inner.view()).value(), opened));
    EXPECT_TRUE(std::ranges::equal(opened.view(), inner.view()));
}

TEST(Seal, WorksOnManyThreads) {
    const Secret key = key_of(1);
    std::vector<std::thread> crowd;
    for (int thread = 0; thread < 4; ++thread) {
        crowd.emplace_back([&key] {
            for (int i = 0; i < 500; ++i) {
                const std::string text = std::to_string(i);
                const auto blob = seal(key, as_bytes("place"), as_bytes(text));
                const auto plain = open(key, as_bytes("place"), *blob);
                ASSERT_TRUE(plain);
                EXPECT_EQ(as_text(*plain), text);
            }
        });
    }
    for (std::thread& thread : crowd) thread.join();
}

RC_GTEST_PROP(SealProperty, WhatIsSealedOpensAndNothingElseDoes,
              (const std::vector<std::uint8_t>& plain, const std::vector<std::uint8_t>& place)) {
    const Secret key = key_of(5);
    Bytes blob = seal(key, place, plain).value();
    const auto opened = open(key, place, blob);
    RC_ASSERT(opened && *opened == plain);
    RC_ASSERT(!open(key_of(6), place, blob));
    std::vector<std::uint8_t> elsewhere = place;
    elsewhere.push_back(0);
    RC_ASSERT(!open(key, elsewhere, blob));
    const auto bit = *rc::gen::inRange<std::size_t>(0, blob.size() * 8);
    blob[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    RC_ASSERT(!open(key, place, blob));
}

}  // namespace
}  // namespace daicho::vault
