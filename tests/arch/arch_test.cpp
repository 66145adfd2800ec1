// The rules on this tree.
#include <gtest/gtest.h>

#include "rules.hpp"

namespace daicho::arch {
namespace {

void expect_none(const Findings& findings) {
    for (const std::string& finding : findings) ADD_FAILURE() << finding;
}

TEST(Arch, FloorsAgreeWithTheTable) { expect_none(check_floors(DAICHO_SOURCE_DIR)); }
TEST(Arch, IncludesObeyTheFloors) { expect_none(check_includes(DAICHO_SOURCE_DIR)); }
TEST(Arch, BannedNames) { expect_none(check_words(DAICHO_SOURCE_DIR)); }
TEST(Arch, ForgottenMarks) { expect_none(check_marks(DAICHO_SOURCE_DIR)); }
TEST(Arch, Sizes) { expect_none(check_sizes(DAICHO_SOURCE_DIR)); }
TEST(Arch, Headers) { expect_none(check_headers(DAICHO_SOURCE_DIR)); }
TEST(Arch, EveryModuleHasAReadme) { expect_none(check_readmes(DAICHO_SOURCE_DIR)); }

TEST(Arch, TheTreeIsFound) { EXPECT_GT(sources(DAICHO_SOURCE_DIR).size(), 100U); }

}  // namespace
}  // namespace daicho::arch
