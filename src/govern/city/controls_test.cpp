// Catalogs of controls and measures: what they say is read strictly, and every fault has its line.
#include "govern/city/controls.hpp"
#include "govern/city/measures.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

std::string controls_file() { return read_text("catalogs/controls/findings.yaml"); }
std::string measures_file() { return read_text("catalogs/measures/pia-property-tax.yaml"); }

std::string fault_of(const Error& error) { return explain_error(error); }

// The text of the fault; the test fails when there is none.
std::string control_fault(const std::string& text) {
    const auto catalog = parse_control_catalog(text, "controls.yaml");
    EXPECT_FALSE(catalog);
    return catalog ? "" : fault_of(catalog.error());
}
std::string measure_fault(const std::string& text) {
    const auto catalog = parse_measure_catalog(text, "measures.yaml");
    EXPECT_FALSE(catalog);
    return catalog ? "" : fault_of(catalog.error());
}

const Control& control_of(const ControlCatalog& catalog, std::string_view finding) {
    return catalog.controls.at(place_of(catalog.controls, &Control::finding, finding));
}

TEST(Controls, SayWhatTheyNameAndWhatIsExpected) {
    const auto catalog =
        value_of(load_control_catalog(source_path("catalogs/controls/findings.yaml")));
    const Control& badge = control_of(catalog, "W03");
    EXPECT_EQ(badge.kind, ControlKind::prevents);
    ASSERT_EQ(badge.proofs.tests.size(), 1U);
    EXPECT_EQ(badge.proofs.tests[0].file, "src/server/city/controls_test.cpp");
    EXPECT_EQ(badge.proofs.tests[0].name, "ControlsTest.AVisitorWithoutABadgeIsRefused");
    ASSERT_EQ(badge.proofs.queries.size(), 2U);
    EXPECT_EQ(badge.proofs.queries[0].name, "controlled_area.no_badge");
    EXPECT_TRUE(badge.proofs.queries[0].none);
    const Control& lock = control_of(catalog, "W13");
    ASSERT_EQ(lock.proofs.queries.size(), 2U);
    EXPECT_FALSE(lock.proofs.queries[1].none);
    EXPECT_EQ(
        lock.proofs.queries[1].where,
        (std::vector<std::pair<std::string, std::string>>{{"owner_kind", "designated_manager"}}));
    const Control& plan = control_of(catalog, "W59");
    EXPECT_EQ(plan.kind, ControlKind::tracks);
    EXPECT_EQ(plan.place, "improvement_plan");
}

TEST(Controls, WhatOnlyTracksNamesNoProofAndTheOthersNameOne) {
    const std::string text = controls_file();
    const std::string at = "  - finding: W13\n    kind: detects";
    EXPECT_NE(control_fault(changed(text, at, "  - finding: W13\n    kind: tracks")).find("W13"),
              std::string::npos);
    const std::string tracks = "  - finding: W59\n    kind: tracks";
    const std::string fault =
        control_fault(changed(text, tracks, "  - finding: W59\n    kind: detects"));
    EXPECT_NE(fault.find("W59"), std::string::npos) << fault;
    EXPECT_NE(fault.find("controls.yaml line "), std::string::npos) << fault;
}

TEST(Controls, AFindingStandsOnce) {
    EXPECT_NE(control_fault(changed(controls_file(), "  - finding: W02\n", "  - finding: W01\n"))
                  .find("W01"),
              std::string::npos);
}

TEST(Proofs, AreReadStrictly) {
    const auto broken = [](const std::string& line) {
        return control_fault(changed(controls_file(), "      - {query: terminal.no_lock}\n",
                                     "      - " + line + "\n"));
    };
    EXPECT_NE(broken("{query: terminal}").find("terminal"), std::string::npos);
    EXPECT_NE(broken("{query: terminal.}").find("terminal."), std::string::npos);
    EXPECT_NE(broken("{query: Terminal/../x.no_lock}").find("Terminal"), std::string::npos);
    EXPECT_NE(broken("{query: terminal.no_lock, expect: some}").find("terminal.no_lock"),
              std::string::npos);
    EXPECT_NE(broken("{query: terminal.no_lock, where: {zone: lgwan}}").find("terminal.no_lock"),
              std::string::npos);
    EXPECT_NE(broken("{query: terminal.count, expect: many}"), "");
    EXPECT_NE(broken("{test: \"/etc/passwd:x\"}").find("/etc/passwd"), std::string::npos);
    EXPECT_NE(broken("{test: \"../elsewhere.cpp:X.Y\"}").find("elsewhere"), std::string::npos);
    EXPECT_NE(broken("{test: \"src/a.cpp\"}").find("src/a.cpp"), std::string::npos);
    EXPECT_NE(broken("{query: terminal.no_lock, test: \"a:b\"}"), "");
    EXPECT_NE(broken("{}"), "");
}

TEST(Measures, WhatIsBuiltNamesATestAndNothingElseDoes) {
    const auto catalog =
        value_of(load_measure_catalog(source_path("catalogs/measures/pia-property-tax.yaml")));
    std::size_t built = 0;
    for (const Measure& measure : catalog.measures) {
        EXPECT_EQ(measure.cover == Cover::built, !measure.proofs.tests.empty()) << measure.no;
        EXPECT_EQ(measure.cover == Cover::simulated, !measure.how.ja.empty()) << measure.no;
        built += measure.cover == Cover::built ? 1 : 0;
    }
    EXPECT_GT(built, 0U);
    const std::string text = measures_file();
    const std::size_t first = text.find("    cover: built\n");
    ASSERT_NE(first, std::string::npos);
    std::string other = text;
    other.replace(first, 17, "    cover: none\n");
    EXPECT_NE(measure_fault(other), "");
    const std::size_t none = text.find("    cover: none\n");
    ASSERT_NE(none, std::string::npos);
    other = text;
    other.replace(none, 16, "    cover: built\n");
    EXPECT_NE(measure_fault(other), "");
    EXPECT_NE(measure_fault(changed(text, "  - no: M02\n", "  - no: M01\n")).find("M01"),
              std::string::npos);
}

}  // namespace
}  // namespace daicho::govern
