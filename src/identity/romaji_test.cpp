#include "identity/romaji.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace daicho::identity {
namespace {

TEST(Romaji, SpellsKanaOfBothKindsInBothStyles) {
    EXPECT_EQ(romaji("しおみ"), "shiomi");
    EXPECT_EQ(romaji("シオミ"), "shiomi");
    EXPECT_EQ(romaji("シオミ", RomajiStyle::kunrei), "siomi");
    EXPECT_EQ(romaji("ちぢみ つづき ふじ じゃがいも"), "chijimi tsuzuki fuji jagaimo");
    EXPECT_EQ(romaji("ちゃづけ しゅうちゅう", RomajiStyle::kunrei), "tyazuke syuutyuu");
    EXPECT_EQ(romaji("きゃっぷ まっちゃ にっぽん"), "kyappu matcha nippon");
    EXPECT_EQ(romaji("サッカー コーヒー ファイル メロディ"), "sakkaa koohii fairu merodi");
    EXPECT_EQ(romaji("しぇふ じゅんいちろう"), "shefu junichirou");
}

TEST(Romaji, LeavesTheRestAndNarrowsLatin) {
    EXPECT_EQ(romaji("Ｐａｓｓ１２！市役所-aB"), "pass12!市役所-ab");
    EXPECT_EQ(romaji(""), "");
    EXPECT_EQ(romaji("ーッ"), "");
}

TEST(RomajiSpellings, HoldEveryUsualWayOnce) {
    EXPECT_THAT(romaji_spellings("オオサコ"), ::testing::ElementsAre("oosako", "osako"));
    EXPECT_THAT(romaji_spellings("しょうた"),
                ::testing::ElementsAre("shouta", "shota", "syouta", "syota"));
    EXPECT_THAT(romaji_spellings("abc"), ::testing::ElementsAre("abc"));
}

}  // namespace
}  // namespace daicho::identity
