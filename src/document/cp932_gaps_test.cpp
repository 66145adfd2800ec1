#include "document/cp932_gaps.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "document/csv_reader.hpp"
#include "document/csv_writer.hpp"
#include "document/formula_guard.hpp"

namespace daicho::document {
namespace {

TEST(Cp932Gaps, NamesWhatIsLostAndTheNearestForm) {
    Cp932Gaps gaps;
    EXPECT_TRUE(gaps.find("汐見市 髙﨑① (株)").empty()) << "NEC and IBM characters are there";
    const auto found = gaps.find("𠮷田𝟙");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].character, "𠮷");
    EXPECT_EQ(found[0].code_point, "U+20BB7");
    EXPECT_EQ(found[0].suggestion, "吉");
    EXPECT_EQ(found[1].suggestion, "1");
    const auto selector = gaps.find("葛\xF3\xA0\x84\x80飾");
    ASSERT_EQ(selector.size(), 1U) << "a variation selector would be gone";
    EXPECT_EQ(selector[0].code_point, "U+E0100");
    EXPECT_EQ(selector[0].suggestion, "");
    const auto none = gaps.find("한");
    ASSERT_EQ(none.size(), 1U);
    EXPECT_EQ(none[0].suggestion, "");
}

TEST(FormulaGuard, StandsBeforeWhatASpreadsheetRuns) {
    for (const char* text : {"=1+1", "+1", "-1", "@SUM", "\tx", "＝1", "＋", "'=1", "''-"}) {
        EXPECT_EQ(guard_formula(text), "'" + std::string(text));
    }
    for (const char* text : {"", "'", "'quoted'", "a=1", "汐見", " =1"}) {
        EXPECT_EQ(guard_formula(text), text);
        EXPECT_EQ(unguard_formula(text), text);
    }
}

RC_GTEST_PROP(FormulaGuardProperty, EveryTextComesBackAndNoneIsRun, ()) {
    const auto text = *rc::gen::container<std::string>(
        rc::gen::element('\'', '=', '+', '-', '@', '\t', 'a', ' '));
    const std::string guarded = guard_formula(text);
    RC_ASSERT(!begins_formula(guarded));
    RC_ASSERT(unguard_formula(guarded) == text);
}

}  // namespace
}  // namespace daicho::document
