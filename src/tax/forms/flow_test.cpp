#include "tax/forms/detail/flow.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace daicho::tax::forms::detail {
namespace {

Section section(std::vector<std::int32_t> rows) {
    Section made;
    made.head_height = 100;
    made.rows = std::move(rows);
    return made;
}

TEST(Flow, NoRowsNoPages) { EXPECT_TRUE(paginate({section({})}, {0, 1'000, 40}).empty()); }

TEST(Flow, RowsNeverTearAndHeadsRepeat) {
    const auto pages = paginate({section({400, 400, 400})}, {0, 1'000, 40});
    ASSERT_EQ(pages.size(), 2U);
    EXPECT_EQ(pages[0].front().last, 2U);
    EXPECT_EQ(pages[1].front().first, 2U);
    EXPECT_EQ(pages[1].front().bottom, 500) << "head and one row";
}

TEST(Flow, ARowTallerThanThePageHasAPageOfItsOwn) {
    EXPECT_EQ(paginate({section({50, 5'000, 50})}, {0, 1'000, 40}).size(), 3U);
}

RC_GTEST_PROP(Flow, EveryRowOnceInOrderInsideThePage, ()) {
    const FlowArea area{300, 2'800, 45};
    std::vector<Section> sections;
    const auto count = *rc::gen::inRange(1, 4);
    for (int i = 0; i < count; ++i) {
        sections.push_back(
            section(*rc::gen::container<std::vector<std::int32_t>>(rc::gen::inRange(40, 400))));
    }
    std::size_t at_section = 0;
    std::size_t at_row = 0;
    const auto skip_empty = [&] {
        while (at_section < sections.size() && at_row == sections[at_section].rows.size()) {
            ++at_section;
            at_row = 0;
        }
    };
    for (const FlowPage& page : paginate(sections, area)) {
        for (const Part& part : page) {
            skip_empty();
            RC_ASSERT(part.section == at_section && part.first == at_row);
            RC_ASSERT(part.last > part.first && part.bottom <= area.bottom && part.y >= area.top);
            at_row = part.last;
        }
    }
    skip_empty();
    RC_ASSERT(at_section == sections.size());
}

}  // namespace
}  // namespace daicho::tax::forms::detail
