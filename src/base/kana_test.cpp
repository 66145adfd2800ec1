#include "base/kana.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "base/detail/kanji_variants.hpp"

namespace daicho {
namespace {

// Both functions must say so; one group of tests for each rule of the specification.
void same(const char* a, const char* b) {
    EXPECT_EQ(kana_search_key(a), kana_search_key(b)) << a << " " << b;
    EXPECT_TRUE(kana_matches(a, b)) << a << " " << b;
    EXPECT_TRUE(kana_matches(b, a)) << a << " " << b;
}

void different(const char* a, const char* b) {
    EXPECT_FALSE(kana_matches(a, b)) << a << " " << b;
    EXPECT_FALSE(kana_matches(b, a)) << a << " " << b;
}

TEST(Kana, VoicingIsIgnored) {
    same("ナカシマ", "ナカジマ");
    same("ハセガワ", "ハセカワ");
    same("ヒビノ", "ヒピノ");
    same("カキクケコサスセソタテトハヒフヘホ", "ガギグゲゴザズゼゾダデドバビブベボ");
    same("ハヒフヘホ", "パピプペポ");
    same("チ", "ヂ");
    same("ツ", "ヅ");
    different("ナカシマ", "ナカヤマ");
}

TEST(Kana, JiAndDi) { same("フジタ", "フヂタ"); }
TEST(Kana, ZuAndDu) { same("シミズ", "シミヅ"); }

TEST(Kana, ButChiIsNotShiAndTsuIsNotSu) {
    different("チバ", "シバ");
    different("ツツキ", "ススキ");
    EXPECT_EQ(kana_search_key("チバ"), kana_search_key("シバ"));  // the key only never misses
}

TEST(Kana, WaAndHa) { same("カワラ", "カハラ"); }

TEST(Kana, Vu) {
    same("ヴァイオレット", "バイオレット");
    same("ヴィクトリア", "ビクトリア");
    same("ヴ", "ブ");
    same("イヴ", "イブ");
    same("ヴェラ", "ベラ");
    same("ヴォルフ", "ボルフ");
    same("ｳﾞｨｸﾄﾘｱ", "ビクトリア");
    same("エヴラ", "エブラ");
}

TEST(Kana, OAndWo) { same("カヲル", "カオル"); }
TEST(Kana, OldLetters) { same("ヰノウヱ", "イノウエ"); }

TEST(Kana, SmallAndLarge) {
    same("ハットリ", "ハツトリ");
    same("キョウコ", "キヨウコ");
    same("ァィゥェォャュョヮ", "アイウエオヤユヨワ");
    same("ヵヶ", "カケ");
}

TEST(Kana, LongMarkIsIgnored) {
    same("オーノ", "オノ");
    same("ローラ", "ロラ");
    same("ﾛｰﾗ", "ロラ");
}

TEST(Kana, ORowAndUFromTheSecondLetterOn) {
    same("コウノ", "コオノ");
    same("オウタ", "オオタ");
    same("サトウ", "サトオ");
    same("ショウジ", "ショオジ");
    different("ウノ", "オノ");      // first letter
    different("クウガ", "クオガ");  // not after a letter of the オ row
}

TEST(Kana, BlanksAreIgnored) {
    same("ヤマダ タロウ", "ヤマダタロウ");
    same("ヤマダ　タロウ", "ヤマダ タロウ");
    same("ジョン・スミス", "ジョンスミス");
}

TEST(Kana, HyphensAreAlike) {
    const char* plain = "ローズ";
    for (const char* text : {"ロ―ズ", "ロ－ズ", "ロ‐ズ", "ロｰズ", "ロ-ズ", "ロ−ズ", "ロ–ズ"}) {
        same(plain, text);
    }
}

TEST(Kana, WidthAndScript) {
    same("ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダハナコ");
    same("やまだ はなこ", "ヤマダハナコ");
    same("みすゞ", "ミスズ");
    same("ａｂｃ", "ABC");
    EXPECT_EQ(kana_search_key("カ\u3099"), kana_search_key("ガ"));
}

TEST(Kana, PartsOfAKeyFindPartsOfAName) {
    EXPECT_NE(kana_search_key("オオタ ショウコ").find(kana_search_key("しょうこ")),
              std::string::npos);
}

TEST(Kana, ContainsLetterByLetter) {
    EXPECT_TRUE(kana_contains("オオタ ショウコ", "しょうこ"));
    EXPECT_TRUE(kana_contains("チバ タロウ", "チバ"));
    EXPECT_FALSE(kana_contains("チバ タロウ", "シバ"));
    EXPECT_TRUE(kana_contains("サトコ ウメ", "ウメ"));  // コウ counts as コオ
    EXPECT_TRUE(kana_contains("フジタ", "フヂ"));
    EXPECT_FALSE(kana_contains("フジ", "フジタ"));
}

TEST(Name, VariantsFold) {
    EXPECT_EQ(name_search_key("渡邊"), name_search_key("渡辺"));
    EXPECT_EQ(name_search_key("渡邉"), name_search_key("渡辺"));
    EXPECT_EQ(name_search_key("髙﨑"), name_search_key("高崎"));
    EXPECT_EQ(name_search_key("濱田"), name_search_key("浜田"));
    EXPECT_EQ(name_search_key("齋藤"), name_search_key("斉藤"));
    EXPECT_EQ(name_search_key("𠮷澤"), name_search_key("吉沢"));
    EXPECT_NE(name_search_key("山田"), name_search_key("山川"));
}

TEST(Name, WidthBlanksSelectorsAndRepetition) {
    EXPECT_EQ(name_search_key("葛󠄀城　太郎"), name_search_key("葛城太郎"));
    EXPECT_EQ(name_search_key("加藤󠄀"), name_search_key("加藤"));
    EXPECT_EQ(name_search_key("佐々木"), name_search_key("佐佐木"));
    EXPECT_EQ(name_search_key("㈱アオゾラ"), name_search_key("(株)ｱｵｿﾞﾗ"));
    EXPECT_EQ(name_search_key("smith"), name_search_key("ＳＭＩＴＨ"));
    EXPECT_EQ(name_search_key("鎌ヶ谷"), name_search_key("鎌ケ谷"));
    EXPECT_EQ(name_search_key("々木"), "々木");
}

TEST(Name, VariantGroupsAreDisjoint) {
    std::set<char32_t> seen;
    for (const std::u32string_view group : detail::kKanjiVariants) {
        EXPECT_GE(group.size(), 2U);
        for (const char32_t c : group) {
            EXPECT_TRUE(seen.insert(c).second) << std::hex << static_cast<std::uint32_t>(c);
        }
    }
}

// A text of up to 12 kana, with marks and blanks between.
rc::Gen<std::string> kana_text() {
    static const std::vector<std::string> kLetters{"ア", "カ", "ガ", "シ", "ジ", "チ", "ヂ", "ツ",
                                                   "ズ", "ヅ", "ウ", "オ", "コ", "ー", "ッ", "ヴ",
                                                   "ァ", " ",  "ワ", "ハ", "ン", "ゝ"};
    return rc::gen::map(rc::gen::resize(12, rc::gen::container<std::vector<std::string>>(
                                                rc::gen::elementOf(kLetters))),
                        [](const std::vector<std::string>& parts) {
                            std::string text;
                            for (const std::string& part : parts) text += part;
                            return text;
                        });
}

RC_GTEST_PROP(KanaProperty, TheKeyNeverMissesAMatch, ()) {
    const std::string a = *kana_text();
    const std::string b = *kana_text();
    if (kana_matches(a, b)) RC_ASSERT(kana_search_key(a) == kana_search_key(b));
    RC_ASSERT(kana_matches(a, a));
    RC_ASSERT(kana_search_key(kana_search_key(a)) == kana_search_key(a));
}

}  // namespace
}  // namespace daicho
