// What a list of changes may say: every taxpayer stands in one movement, steps and lists lose and
// invent nobody, and what is out of the ordinary is exactly what the header says.
#include "tax/levy/comparison.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace daicho::tax::levy {
namespace {

Moved moved(std::uint64_t taxpayer, std::int64_t before, std::int64_t after, Movement movement) {
    return {taxpayer, Yen(before), Yen(after), movement};
}

std::vector<std::uint64_t> taxpayers(const std::vector<Moved>& list) {
    std::vector<std::uint64_t> records;
    for (const Moved& one : list) records.push_back(one.taxpayer);
    return records;
}

Comparison sample() {
    Comparison comparison;
    comparison.taxpayers = {moved(1, 100'000, 100'000, Movement::same),
                            moved(2, 100'000, 105'000, Movement::up),
                            moved(3, 40'000, 80'000, Movement::up),
                            moved(4, 9'000, 18'900, Movement::up),
                            moved(5, 300'000, 20'000, Movement::down),
                            moved(6, 100'000, 99'900, Movement::down),
                            moved(7, 0, 70'000, Movement::newly_taxed),
                            moved(8, 55'500, 0, Movement::new_zero),
                            moved(9, 0, 12'300, Movement::appeared),
                            moved(10, 31'000, 0, Movement::gone),
                            moved(11, 90'000, 170'000, Movement::up)};
    return comparison;
}

TEST(LevyComparison, ListsBeginWithTheLargest) {
    const Comparison comparison = sample();
    using List = std::vector<std::uint64_t>;
    EXPECT_EQ(taxpayers(list_of(comparison, Listed::up)), (List{11, 3, 4, 2}));
    EXPECT_EQ(taxpayers(list_of(comparison, Listed::down)), (List{5, 6}));
    EXPECT_EQ(taxpayers(list_of(comparison, Listed::newly_taxed)), (List{7}));
    EXPECT_EQ(taxpayers(list_of(comparison, Listed::new_zero)), (List{8}));
    EXPECT_EQ(taxpayers(list_of(comparison, Listed::appeared)), (List{9}));
    EXPECT_EQ(taxpayers(list_of(comparison, Listed::gone)), (List{10}));
}

// Twice as much and 10,000 yen: 9,000 → 18,900 lacks the yen, 90,000 → 170,000 the factor.
TEST(LevyComparison, OutOfTheOrdinary) {
    EXPECT_EQ(taxpayers(list_of(sample(), Listed::outlier)), (std::vector<std::uint64_t>{5, 3}));
    EXPECT_TRUE(moved(1, 10'000, 20'000, Movement::up).is_outlier({}));
    EXPECT_FALSE(moved(1, 10'001, 20'001, Movement::up).is_outlier({}));
    EXPECT_FALSE(moved(1, 0, 500'000, Movement::newly_taxed).is_outlier({}));
}

// Half as much again and 5,000 yen: 9,000 → 18,900 and 90,000 → 170,000 as well.
TEST(LevyComparison, OutOfTheOrdinaryIsWhatSomebodyAsksFor) {
    const Attention closer{Ratio(3, 2), Yen(5'000)};
    EXPECT_EQ(taxpayers(list_of(sample(), Listed::outlier, closer)),
              (std::vector<std::uint64_t>{5, 11, 3, 4}));
    EXPECT_TRUE(moved(1, 10'000, 15'000, Movement::up).is_outlier(closer));
    EXPECT_FALSE(moved(1, 10'000, 14'999, Movement::up).is_outlier(closer));
    EXPECT_FALSE(moved(1, 9'998, 14'997, Movement::up).is_outlier(closer));
    // No product of two sums of yen overflows.
    const Attention huge{Ratio(1'000, 1), Yen(0)};
    EXPECT_FALSE(
        moved(1, 900'000'000'000'000, 1, Movement::down).is_outlier({Ratio(1, 1), kMaxInputYen}));
    EXPECT_TRUE(moved(1, 900'000'000'000'000, 1, Movement::down).is_outlier(huge));
}

TEST(LevyComparison, StepsOfChange) {
    std::map<std::pair<std::int64_t, std::int64_t>, std::uint64_t> found;
    for (const Step& step : steps_of(sample())) {
        if (step.taxpayers != 0) {
            found[{step.from.value_or(-1'000), step.to.value_or(1'000)}] = step.taxpayers;
        }
    }
    const std::map<std::pair<std::int64_t, std::int64_t>, std::uint64_t> expected = {
        {{-1'000, -50}, 1}, {{-5, 0}, 1}, {{0, 0}, 1}, {{5, 10}, 1},
        {{50, 100}, 1},     {{100, 1'000}, 2}};
    EXPECT_EQ(found, expected);
}

TEST(LevyComparison, NamesOfLists) {
    EXPECT_EQ(listed_of("new_zero"), Listed::new_zero);
    EXPECT_FALSE(listed_of("same"));
    EXPECT_FALSE(listed_of(""));
}

RC_GTEST_PROP(LevyComparison, NobodyIsLostBetweenTheSteps, ()) {
    const auto taxes = *rc::gen::container<std::vector<std::pair<std::int64_t, std::int64_t>>>(
        rc::gen::pair(rc::gen::inRange<std::int64_t>(1, 1'000'000'000'000),
                      rc::gen::inRange<std::int64_t>(1, 1'000'000'000'000)));
    Comparison comparison;
    Yen difference;
    for (const auto& [before, after] : taxes) {
        const Movement movement = before == after ? Movement::same
                                  : after > before ? Movement::up
                                                   : Movement::down;
        comparison.taxpayers.push_back(
            moved(comparison.taxpayers.size() + 1, before, after, movement));
        difference += Yen(after - before);
    }
    std::uint64_t counted = 0;
    Yen summed;
    std::optional<std::int64_t> last;
    for (const Step& step : steps_of(comparison)) {
        counted += step.taxpayers;
        summed += step.difference;
        RC_ASSERT(step.from == last);  // without a hole
        last = step.to;
    }
    RC_ASSERT(!last.has_value());
    RC_ASSERT(counted == taxes.size());
    RC_ASSERT(summed == difference);
    const std::size_t listed = list_of(comparison, Listed::up).size() +
                               list_of(comparison, Listed::down).size();
    std::size_t changed = 0;
    for (const auto& [before, after] : taxes) changed += before != after ? 1 : 0;
    RC_ASSERT(listed == changed);
}

}  // namespace
}  // namespace daicho::tax::levy
