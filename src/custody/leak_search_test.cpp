#include "custody/leak_search.hpp"

#include <gtest/gtest.h>

namespace daicho::custody {
namespace {

TEST(LeakSearch, FindsAValueInEveryFormAndInConcatenations) {
    LeakSearch search;
    search.add_name("小田切 美帆");
    search.add_kana("オダギリ　ミホ");
    search.add("汐見市緑浜一丁目13番3号", "汐見市");
    search.add("0100000067");
    search.settle();
    for (const char* text : {"x小田切 美帆y", "小田切美帆", "様小田切　美帆様", "オダギリ ミホ",
                             "オダギリミホ", "個人緑浜一丁目13番3号0100000068", "\x01" "0100000067x"}) {
        EXPECT_FALSE(search.find(text).empty()) << text;
    }
    for (const char* text : {"", "小田切", "美帆", "汐見市", "緑浜一丁目13番4号", "010000006",
                             "90100000067", "01000000671"}) {
        EXPECT_TRUE(search.find(text).empty()) << text;
    }
    EXPECT_TRUE(search.find("x0100000067y", LeakSearch::In::file).empty()) << "chance";
    EXPECT_GE(search.longest(), std::string_view("緑浜一丁目13番3号").size());
}

TEST(LeakSearch, WhatEverybodyHasIsNobodys) {
    LeakSearch search;
    search.add_name("移行・連携");
    search.add_name("小田切 美帆");
    search.settle("codes: [{key: loader, ja: 移行・連携}]");
    EXPECT_TRUE(search.find("移行・連携").empty());
    EXPECT_FALSE(search.find("小田切美帆").empty());
}

TEST(LeakSearch, TheLastBytesOfABlockCount) {
    LeakSearch search;
    search.add("123456789012");
    search.settle();
    const std::string block = std::string(1000, 'x') + "123456789012";
    EXPECT_EQ(search.find(block), "123456789012");
    EXPECT_TRUE(search.find(std::string_view(block).substr(0, block.size() - 1)).empty());
}

}  // namespace
}  // namespace daicho::custody
