#include "document/text_fit.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace daicho::document {
namespace {

constexpr FitCell kCell{400, 80};

TEST(TextFit, LeavesAloneWhatFits) {
    const TextFit fit = fit_text(400, 100, kCell);
    EXPECT_EQ(fit.size, 100);
    EXPECT_EQ(fit.percent, 100);
    EXPECT_EQ(fit.lines, 1);
    EXPECT_FALSE(fit.overflow);
}

TEST(TextFit, CondensesFirst) {
    const TextFit fit = fit_text(500, 100, kCell);
    EXPECT_EQ(fit.size, 100);
    EXPECT_EQ(fit.percent, 80);
}

TEST(TextFit, ThenShrinks) {
    const TextFit fit = fit_text(700, 100, kCell);
    EXPECT_LT(fit.size, 100);
    EXPECT_GE(fit.percent, 70);
    EXPECT_EQ(fit.lines, 1);
}

TEST(TextFit, ThenTakesASecondLine) {
    const TextFit fit = fit_text(1'500, 100, kCell);
    EXPECT_EQ(fit.lines, 2);
    EXPECT_EQ(fit.size, 60);
    EXPECT_FALSE(fit.overflow);
}

TEST(TextFit, ReportsWhatDoesNotFit) {
    EXPECT_TRUE(fit_text(4'000, 100, kCell).overflow);
    EXPECT_TRUE(fit_text(1'500, 100, {400, 30}).overflow) << "no room for a second line";
}

RC_GTEST_PROP(TextFit, StaysInTheCell, ()) {
    const auto natural = *rc::gen::inRange(1, 20'000);
    const auto size = *rc::gen::inRange(50, 200);
    const FitCell cell{*rc::gen::inRange(50, 2'000), *rc::gen::inRange(20, 300)};
    const TextFit fit = fit_text(natural, size, cell);
    RC_ASSERT(fit.size <= size && fit.percent <= 100 && fit.percent >= 30);
    if (fit.overflow) return;
    RC_ASSERT(fit.percent >= 70);
    RC_ASSERT(fit.size >= std::min(size, 60));
    const std::int64_t width = std::int64_t{natural} * fit.size / size * fit.percent / 100;
    RC_ASSERT(width <= std::int64_t{cell.width} * fit.lines);
    RC_ASSERT(fit.lines == 1 || fit.lines * line_height(fit.size) <= cell.height);
}

RC_GTEST_PROP(TextFit, MoreRoomIsNeverWorse, ()) {
    const auto natural = *rc::gen::inRange(1, 5'000);
    const FitCell cell{*rc::gen::inRange(50, 1'000), 80};
    const TextFit narrow = fit_text(natural, 100, cell);
    const TextFit wide = fit_text(natural, 100, {cell.width + 100, cell.height});
    RC_ASSERT(narrow.overflow || !wide.overflow);
    RC_ASSERT(wide.lines <= narrow.lines);
}

}  // namespace
}  // namespace daicho::document
