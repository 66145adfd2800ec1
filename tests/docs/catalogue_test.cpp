// Ids and roles on this tree.
#include <gtest/gtest.h>

#include "rules.hpp"

namespace daicho::arch {
namespace {

void expect_none(const Findings& findings) {
    for (const std::string& finding : findings) ADD_FAILURE() << finding;
}

TEST(Catalogue, HoldsEveryIdThatIsRaised) { expect_none(check_raised_ids(DAICHO_SOURCE_DIR)); }
TEST(Catalogue, HoldsNothingThatIsNeverUsed) { expect_none(check_unused_ids(DAICHO_SOURCE_DIR)); }
TEST(Catalogue, IsSorted) { expect_none(check_catalogue_order(DAICHO_SOURCE_DIR)); }
TEST(Registers, NameRolesThatExist) { expect_none(check_roles(DAICHO_SOURCE_DIR)); }

}  // namespace
}  // namespace daicho::arch
