// Overlaps of working groups: worked cases, and properties.
#include "govern/digital/overlaps.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace daicho::govern {
namespace {

TEST(Overlaps, SameSectionsOrTheSameTheme) {
    const std::vector<GroupFact> groups = {
        {1, "市民向けの手続のオンライン化", {10, 10, 20, 30}},
        {2, "手続のオンライン化を支える申請フォーム", {40}},
        {3, "会議の紙を減らす", {10, 10, 30}},
    };
    const auto found = overlaps_of(groups, {3, 50});
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].first, 0u);
    EXPECT_EQ(found[0].second, 1u);
    EXPECT_TRUE(found[0].same_theme);
    EXPECT_FALSE(found[0].same_members);
    EXPECT_EQ(found[1].second, 2u);
    EXPECT_EQ(found[1].members, 3);
    EXPECT_TRUE(found[1].same_members);
}

TEST(Overlaps, ShortAndEmptyThemesAreLikeNothing) {
    EXPECT_EQ(likeness_percent("", "手続"), 0);
    EXPECT_EQ(likeness_percent("手", "手続"), 0);
    EXPECT_EQ(likeness_percent("手続", "手続"), 100);
    EXPECT_EQ(likeness_percent("電子決裁", "電子契約"), 33);  // 電子 of 電子 子決 決裁
    EXPECT_EQ(likeness_percent("手続・契約", "続契"), 0);     // a sign is no bridge
}

RC_GTEST_PROP(OverlapsModel, LikenessIsMutualWithinBoundsAndWholeForItself, ()) {
    const auto text = [] {
        std::string made;
        const auto count = *rc::gen::inRange(0, 12);
        for (int i = 0; i < count; ++i) {
            made += *rc::gen::element<std::string>("手", "続", "電", "子", "a", " ", "、", "𠮷");
        }
        return made;
    };
    const std::string a = text(), b = text();
    const auto likeness = likeness_percent(a, b);
    RC_ASSERT(likeness == likeness_percent(b, a));
    RC_ASSERT(likeness >= 0 && likeness <= 100);
    const auto own = likeness_percent(a, a);
    RC_ASSERT(own == 0 || own == 100);
}

}  // namespace
}  // namespace daicho::govern
