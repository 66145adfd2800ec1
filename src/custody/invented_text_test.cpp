#include "custody/invented_text.hpp"

#include <gtest/gtest.h>

#include "base/era.hpp"
#include "base/text.hpp"

namespace daicho::custody {
namespace {

const Bytes kKey(32, 7);

Draw draw_of(std::string_view text, unsigned attempt = 0) { return {kKey, "test", text, attempt}; }

TEST(InventedText, TheSameTextGivesTheSameAndAnotherKeyAnother) {
    const auto name_by = [](const Bytes& key, std::string_view text) {
        Draw draw(key, "name", text);
        return invent_name(draw, text).name;
    };
    EXPECT_EQ(name_by(kKey, "小田切 美帆"), name_by(kKey, "小田切 美帆"));
    EXPECT_NE(name_by(kKey, "小田切 美帆"), name_by(kKey, "小田切 美保"));
    EXPECT_NE(name_by(kKey, "小田切 美帆"), name_by(Bytes(32, 8), "小田切 美帆"));
}

TEST(InventedText, NamesKeepTheirFormAndNothingElse) {
    for (const char* text : {"小田切 美帆", "林　実", "㈱大畑木材", "株式会社海猫硝子",
                             "宮前 梅乃 外12名"}) {
        Draw draw = draw_of(text);
        const InventedName made = invent_name(draw, text);
        EXPECT_EQ(count_characters(made.name), count_characters(text)) << made.name;
        EXPECT_NE(made.name, text);
        EXPECT_FALSE(made.kana.empty());
    }
    Draw group = draw_of("a");
    const InventedName made = invent_name(group, "宮前 梅乃 外12名");
    EXPECT_TRUE(made.name.ends_with(" 外12名")) << made.name;
    EXPECT_TRUE(made.kana.ends_with(" ホカ１２メイ")) << made.kana;
    Draw company = draw_of("b");
    EXPECT_TRUE(invent_name(company, "㈱大畑木材").name.starts_with("㈱"));
}

TEST(InventedText, AddressesKeepTheCityAndTheSameTownStaysOneTown) {
    const auto made = [](std::string_view text) {
        Draw draw = draw_of(same_place(text, "汐見市"));
        return invent_address(kKey, draw, text, "汐見市");
    };
    const std::string one = made("汐見市緑浜一丁目13番3号");
    const std::string other = made("汐見市緑浜二丁目7番21号");
    EXPECT_TRUE(one.starts_with("汐見市")) << one;
    EXPECT_NE(one.find("一丁目"), std::string::npos) << one;
    EXPECT_EQ(one.find("緑浜"), std::string::npos) << one;
    EXPECT_EQ(one.substr(0, 15), other.substr(0, 15)) << one << " " << other;
    EXPECT_EQ(count_characters(one), count_characters("汐見市緑浜一丁目13番3号"));
    // However its numbers are joined, and with or without the city, a place is one place.
    const std::string lot = made("汐見台二丁目 1番19");
    const std::string house = made("汐見台二丁目 1番地19");
    EXPECT_EQ(same_place(lot, ""), same_place(house, "")) << lot << " " << house;
    EXPECT_TRUE(made("東京都港区芝1-2-3").starts_with("東京都"));
}

TEST(InventedText, NumbersKeepTheirShape) {
    for (unsigned i = 0; i < 200; ++i) {
        Draw draw = draw_of("D-25404", i);
        const std::string made = invent_digits(draw, "D-05404");
        ASSERT_EQ(made.size(), 7U);
        EXPECT_TRUE(made.starts_with("D-0")) << made;
        Draw free = draw_of("x", i);
        EXPECT_NE(invent_digits(free, "25404")[0], '0');
    }
}

TEST(InventedText, ADayStaysInItsYearAndEra) {
    const Date last_of_showa = Date::of(1989, 1, 7);
    for (unsigned i = 0; i < 200; ++i) {
        Draw draw = draw_of("day", i);
        const Date made = invent_day(draw, last_of_showa);
        EXPECT_LE(made, last_of_showa);
        EXPECT_EQ(made.year(), 1989);
        Draw other = draw_of("other", i);
        const Date born = invent_day(other, Date::of(1964, 10, 10));
        EXPECT_EQ(born.year(), 1964);
        EXPECT_NE(born, Date::of(1964, 10, 10));
    }
}

}  // namespace
}  // namespace daicho::custody
