#include "identity/password.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>
#include <vector>

namespace daicho::identity {
namespace {

std::string refusal(std::string_view password, std::string_view number = "100234",
                    std::string_view name = "桜野 Hanako", std::string_view kana = "",
                    const PasswordRules& rules = {}) {
    const Status status = check_password(password, {number, name, kana}, rules);
    return status ? "" : status.error().id.substr(std::string_view("identity.password.").size());
}

TEST(CheckPassword, CountsCharactersNotBytes) {
    EXPECT_EQ(refusal("Kx7#pQ2!vLm"), "too_short");
    EXPECT_EQ(refusal("Kx7#pQ2!vLmZ"), "");
    EXPECT_EQ(refusal("雨上がりの坂道で"), "too_short");
    EXPECT_EQ(refusal("雨上がりの坂道で猫と会った"), "");
    EXPECT_EQ(refusal(""), "too_short");
}

TEST(CheckPassword, IsAtMost128Characters) {
    std::string long_one;
    for (int i = 0; i < 43; ++i) long_one += std::to_string(i * 37 % 101) + "Qz";
    EXPECT_EQ(refusal(long_one.substr(0, 128)), "");
    EXPECT_EQ(refusal(long_one.substr(0, 129)), "too_long");
}

TEST(CheckPassword, DoesNotHoldTheOwner) {
    EXPECT_EQ(refusal("zV9!100234kLw"), "contains_owner");
    EXPECT_EQ(refusal("zV9!kLw#hanAKOx7"), "contains_owner");
    EXPECT_EQ(refusal("zV9!kLw#桜野x7-pT2"), "contains_owner");
    EXPECT_EQ(refusal("zV9!kLw#鈴木x7-pT2", "1", "鈴木\u3000一郎"), "contains_owner");
    // One character of a name is no name; an account of one digit is no hint.
    EXPECT_EQ(refusal("zV9!kLw#1x7-pT2", "1", "A 一"), "");
    EXPECT_EQ(refusal("zV9!kLw#1x7-pT2", "", ""), "");
}

TEST(CheckPassword, DoesNotHoldTheOwnersKanaOrItsSpelling) {
    const char* kana = "オオサコ チヅル";
    for (const char* password :
         {"zV9!kLw#OosakoX7", "zV9!kLw#osako-X7", "zV9!kLw#chizuruX7", "zV9!kLw#tiduru-chizuru",
          "zV9!kLw#オオサコx7", "zV9!kLw#おおさこx7", "zV9!kLw#ＯＳＡＫＯx7"}) {
        EXPECT_EQ(refusal(password, "20402", "大迫 千鶴", kana), "contains_owner") << password;
    }
    EXPECT_EQ(refusal("zV9!kLw#Takeda-x7", "20402", "大迫 千鶴", kana), "");
}

TEST(CheckPassword, LengthAndStrengthComeFromTheRules) {
    PasswordRules rules;
    rules.shortest = 16;
    EXPECT_EQ(refusal("Kx7#pQ2!vLmZ", "1", "A", "", rules), "too_short");
    rules.strength = 60;
    rules.words = std::make_shared<WordList>(parse_words("しおみ さくら みなと # 町\nうみ"));
    EXPECT_EQ(refusal("Kx7#pQ2!vLmZ9wTb", "1", "A", "", rules), "");
    EXPECT_EQ(refusal("shiomi-minato-umi", "1", "A", "", rules), "too_weak");
    EXPECT_EQ(refusal("しおみのみなととさくらとうみやまち", "1", "A", "", rules), "too_weak");
}

TEST(WordList, IsReadFromTextWithRemarksAndSpeltInEveryWay) {
    const WordList list = parse_words("# nothing here\nしおみ ちば # 町 県\n市役所 abc");
    EXPECT_THAT(list.words(), ::testing::IsSupersetOf({"shiomi", "siomi", "chiba", "tiba",
                                                       "市役所", "abc"}));
    EXPECT_THAT(list.words(), ::testing::Not(::testing::Contains("nothing")));
    EXPECT_THAT(list.words(), ::testing::Not(::testing::Contains("県")));
}

TEST(StrengthBits, WordsOfTheListAndTheOwnerCountForLittle) {
    const WordList list = parse_words("せとうち なみうちぎわ");
    const auto plain = strength_bits("setouchi-namiuchigiwa", {}, nullptr);
    EXPECT_LT(strength_bits("setouchi-namiuchigiwa", {}, &list) + 10, plain);
    EXPECT_LT(strength_bits("Setouti-Namiutigiwa", {}, &list) + 10, plain);
    EXPECT_LT(strength_bits("せとうちなみうちぎわ", {}, &list), 40U);
    EXPECT_EQ(strength_bits("", {}, &list), 0U);
    EXPECT_GT(strength_bits("Kx7#pQ2!vLmZ9wTb", {}, &list), 60U);
}

class SimplePassword : public ::testing::TestWithParam<const char*> {};

TEST_P(SimplePassword, IsRefused) { EXPECT_EQ(refusal(GetParam()), "too_simple"); }

INSTANTIATE_TEST_SUITE_P(Known, SimplePassword,
                         ::testing::Values("aaaaaaaaaaaa", "abababababab", "abcabcabcabc",
                                           "Abc123Abc123", "123456789012", "password1234",
                                           "Password2026!", "P@ssw0rd1234", "qwertyuiop12",
                                           "qwertyuiop@[", "poiuytrewq12", "1qaz2wsx3edc",
                                           "zaq12wsxcde3", "q1w2e3r4t5y6", "asdfghjkl;:]",
                                           "sakura202604", "Himitsu12345", "admin1234567",
                                           "Shiyakusho01", "arigatou1234",
                                           "たていすかんなにらせたてい", "パスワードパスワードです",
                                           "いろはにほへとちりぬるを", "あいうえおかきくけこさし",
                                           "abcdefghijkl", "daichoDaicho"));

TEST(CheckPassword, WordsAmongOthersAreAllowed) {
    EXPECT_EQ(refusal("sakura-kaze-yama-umi"), "");
    EXPECT_EQ(refusal("correct horse battery staple"), "");
}

TEST(HashPassword, IsArgon2idWithTheFixedCost) {
    const auto hash = hash_password("zV9!kLw#1x7-pT2");
    ASSERT_TRUE(hash);
    EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=65536,t=3,p=1$")) << *hash;
    EXPECT_TRUE(verify_password(*hash, "zV9!kLw#1x7-pT2"));
    EXPECT_FALSE(verify_password(*hash, "zV9!kLw#1x7-pT3"));
    EXPECT_FALSE(verify_password(*hash, ""));
    EXPECT_NE(*hash_password("zV9!kLw#1x7-pT2"), *hash);
    EXPECT_FALSE(needs_rehash(*hash));
}

TEST(VerifyPassword, AStrangersHashIsAlwaysWrong) {
    for (const char* hash : {"", "x", "$argon2id$", "$argon2i$v=19$m=65536,t=3,p=1$AAAA$AAAA"}) {
        EXPECT_FALSE(verify_password(hash, "")) << hash;
    }
    EXPECT_FALSE(verify_password("$argon2id$" + std::string(500, 'A'), "x"));
    EXPECT_TRUE(
        needs_rehash("$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
}

TEST(VerifyPassword, ManyAtOnceAllGetTheirAnswer) {
    const std::string hash = hash_password("zV9!kLw#1x7-pT2").value();
    std::atomic<int> right{0};
    std::vector<std::thread> crowd;
    for (int i = 0; i < 6; ++i) {
        crowd.emplace_back([&, i] {
            if (verify_password(hash, i % 2 == 0 ? "zV9!kLw#1x7-pT2" : "wrong")) ++right;
        });
    }
    for (std::thread& thread : crowd) thread.join();
    EXPECT_EQ(right, 3);
}

TEST(RandomPassword, IsReadableStrongAndNew) {
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const std::string password = random_password();
        EXPECT_EQ(password.size(), 24U);
        EXPECT_EQ(password.find_first_of("0O1Il"), std::string::npos);
        EXPECT_EQ(refusal(password), "") << password;
        EXPECT_TRUE(seen.insert(password).second);
    }
}

}  // namespace
}  // namespace daicho::identity
