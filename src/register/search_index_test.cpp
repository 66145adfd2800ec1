// Persons are found by what they are called and were called, in the ways that people ask.
#include "register/search_index.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "register/detail/byte_find.hpp"
#include "register/test_kernel.hpp"

namespace daicho::registers {
namespace {

class SearchIndexTest : public testing::KernelOnStoreTest {
protected:
    void SetUp() override {
        std::string yaml(testing::kPersonYaml);
        yaml += "  - {id: 5, name: address, type: text, label: {ja: 住所, en: Address},\n"
                "     classification: personal, search: address}\n";
        write_definition("tax", "parcel", testing::kParcelYaml);
        write_definition("person", "addressee", yaml);
        reopen();
        ASSERT_TRUE(import(
            "addressee", {{"addressee_no", "name", "kana", "address"},
                          {"1", "渡邊 千葉", "ワタナベ チバ", "汐見市濱町1丁目"},
                          {"2", "林 一", "ハヤシ ハジメ", "汐見市東町2丁目"},
                          {"3", "小林 一郎", "コバヤシ イチロウ", "汐見市東町3丁目"},
                          {"4", "佐藤 梅", "サトコ ウメ", "汐見市西町4丁目"},
                          {"5", "柴 高子", "シバ タカコ", "汐見市西町5丁目"},
                          {"6", "SMITH JOHN", "スミス　ジョン", "汐見市港町6丁目"}}));
        const Definition& people = definition("addressee");
        index_ = std::make_unique<SearchIndex>(
            people, std::vector<std::size_t>{people.index_of("name"), people.index_of("kana"),
                                             people.index_of("address")});
    }
    std::vector<SearchHit> hits(const std::string& text, bool whole = false,
                                Date day = Date::of(2026, 1, 1)) {
        auto reader = kernel_->reader();
        SearchRequest request;
        request.text = text;
        request.whole = whole;
        request.as_of = day;
        auto found = index_->find(**reader, request);
        EXPECT_TRUE(found) << describe_with_place(found.error(), Language::english);
        return found ? *found : std::vector<SearchHit>();
    }
    std::vector<std::uint64_t> found(const std::string& text, bool whole = false) {
        std::vector<std::uint64_t> records;
        for (const SearchHit& hit : hits(text, whole)) records.push_back(hit.record);
        return records;
    }
    std::unique_ptr<SearchIndex> index_;
};

using Records = std::vector<std::uint64_t>;

TEST_P(SearchIndexTest, WhatIsLeftOutTakesNobodysPlace) {
    auto reader = kernel_->reader();
    SearchRequest request;
    request.text = "汐見市";
    request.as_of = Date::of(2026, 1, 1);
    request.limit = 3;
    request.leave_out = [](std::uint64_t record) { return record <= 2; };
    const auto found = index_->find(**reader, request);
    ASSERT_TRUE(found);
    Records records;
    for (const SearchHit& hit : *found) records.push_back(hit.record);
    EXPECT_EQ(records, (Records{3, 4, 5}));
}

TEST_P(SearchIndexTest, NamesInEveryWayOfAsking) {
    EXPECT_EQ(found("渡辺"), Records{1}) << "variants";
    EXPECT_EQ(found("林一"), (Records{2, 3})) << "two letters, the whole name first";
    EXPECT_EQ(found("林一", true), Records{2}) << "exactly";
    EXPECT_EQ(found("林"), (Records{2, 3})) << "beginning before any part";
    EXPECT_EQ(found("一郎"), Records{3}) << "the given name alone";
    EXPECT_EQ(found("一 林"), (Records{2, 3})) << "either order";
    EXPECT_EQ(found("John Smith"), Records{6});
    EXPECT_EQ(found("ｓｍｉｔｈ"), Records{6}) << "width";
    EXPECT_EQ(found("浜町"), Records{1}) << "addresses";
    EXPECT_EQ(found("存在しない"), Records{});
    EXPECT_EQ(found(""), Records{});
    EXPECT_EQ(found("\n"), Records{});
}

TEST_P(SearchIndexTest, KanaBySoundAndLetterByLetter) {
    EXPECT_EQ(found("わたなべ"), Records{1});
    EXPECT_EQ(found("ﾜﾀﾅﾍﾞﾁﾊﾞ"), Records{1});
    EXPECT_EQ(found("ワタナヘ"), Records{1}) << "voicing";
    EXPECT_EQ(found("シバ"), (Records{5, 2})) << "チ is not シ; ハヤシ ハジメ without its blank";
    EXPECT_EQ(found("チバ"), Records{1});
    EXPECT_EQ(found("ウメ"), Records{4}) << "behind コ the key has オメ";
    EXPECT_EQ(found("スミスジヨン"), Records{6}) << "small letters";
    EXPECT_EQ(found("イチロー"), Records{3}) << "the long mark";
}

TEST_P(SearchIndexTest, PastNamesAndAddressesAreMarked) {
    ASSERT_EQ(found("東町"), (Records{2, 3}));
    ASSERT_TRUE(import("addressee", {{"addressee_no", "name", "kana", "address", "valid_from"},
                                     {"2", "森 一", "モリ ハジメ", "汐見市北町9丁目",
                                      "2025-04-01"}}));
    const auto now = hits("林一");
    ASSERT_EQ(now.size(), 2u);
    EXPECT_EQ(now[0].record, 3u) << "who is called so stands before who was";
    EXPECT_FALSE(now[0].past);
    EXPECT_EQ(now[1].record, 2u);
    EXPECT_TRUE(now[1].past);
    EXPECT_EQ(now[1].past_value, "林 一");
    EXPECT_EQ(found("モリ"), Records{2}) << "found as soon as it is written";
    const auto before = hits("林一", true, Date::of(2025, 1, 1));
    ASSERT_EQ(before.size(), 1u);
    EXPECT_FALSE(before[0].past) << "on that day it was so";
}

RC_GTEST_PROP(FindBytes, SaysWhatTheStandardLibrarySays, ()) {
    const auto letters = rc::gen::container<std::vector<std::string>>(
        rc::gen::elementOf(std::vector<std::string>{"ア", "カ", "a", "\n", "亜", "𠮷"}));
    const auto joined = [](const std::vector<std::string>& parts) {
        std::string text;
        for (const std::string& part : parts) text += part;
        return text;
    };
    const std::string text = joined(*rc::gen::resize(200, letters));
    const std::string needle = joined(*rc::gen::resize(3, letters)) + "カ";
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
    RC_ASSERT(detail::find_bytes(text, needle, at) == text.find(needle, at));
}

TEST(KeyScan, ErasedKeysAreGone) {
    KeyScan scan;
    scan.add(1, 1, "ハヤシ", 0);
    scan.add(2, 2, "コハヤシ", 0);
    scan.add(2, 3, "コハヤシ", 0);
    EXPECT_EQ(scan.size(), 2u) << "the same key once more takes no room";
    EXPECT_EQ(scan.entry(1).version, 3u);
    std::vector<std::vector<KeyScan::Found>> ranks;
    scan.find("ハヤシ", false, false, ranks);
    ASSERT_EQ(ranks[KeyScan::whole].size(), 1u);
    ASSERT_EQ(ranks[KeyScan::within].size(), 1u);
    scan.erase(1);
    ranks.clear();
    scan.find("ハヤシ", false, false, ranks);
    EXPECT_TRUE(ranks[KeyScan::within].empty());
    EXPECT_EQ(scan.key(0), "ハヤシ");
}

DAICHO_ON_BOTH_STORES(SearchIndexTest);

}  // namespace
}  // namespace daicho::registers
