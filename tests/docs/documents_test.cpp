// Pages on this tree.
#include <gtest/gtest.h>

#include "rules.hpp"

namespace daicho::arch {
namespace {

void expect_none(const Findings& findings) {
    for (const std::string& finding : findings) ADD_FAILURE() << finding;
}

TEST(Documents, LinksLeadSomewhere) { expect_none(check_links(DAICHO_SOURCE_DIR)); }
TEST(Documents, CommandsExist) { expect_none(check_commands(DAICHO_SOURCE_DIR)); }
TEST(Documents, BothReadmesSayTheSame) { expect_none(check_readme_pair(DAICHO_SOURCE_DIR)); }
TEST(Documents, GlossaryIsUnique) { expect_none(check_glossary(DAICHO_SOURCE_DIR)); }
TEST(Documents, NoMachineIsNamed) { expect_none(check_machine_names(DAICHO_SOURCE_DIR)); }

}  // namespace
}  // namespace daicho::arch
