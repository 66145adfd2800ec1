// What a definition says about approval, corrections and purposes: read strictly, explained.
#include <gmock/gmock.h>

#include "register/dictionary.hpp"
#include "register/lint.hpp"
#include "register/test_kernel.hpp"

namespace daicho::registers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class WorkflowDefinitionTest : public ::testing::Test {
protected:
    // The parcel register with this behind it.
    std::vector<std::string> faults(std::string_view more, bool event = false) {
        std::string text(testing::kParcelYaml);
        if (event) text.replace(text.find("valid_time"), 10, "event");
        const auto write = [&](const std::string& name, std::string_view what) {
            const auto file = folder_.path() / (name + ".yaml");
            std::filesystem::create_directories(file.parent_path());
            std::ofstream(file) << what;
        };
        write("person/addressee", testing::kPersonYaml);
        write("tax/parcel", text + std::string(more));
        const auto report = lint_definitions(folder_.path());
        EXPECT_TRUE(report);
        std::vector<std::string> ids;
        for (const Error& one : report->faults) {
            ids.push_back(one.id);
            EXPECT_EQ(describe(one, Language::japanese).find('{'), std::string::npos) << one.id;
            EXPECT_GT(one.where.line, 0U) << one.id;
        }
        warnings_.clear();
        for (const Error& one : report->warnings) warnings_.push_back(one.id);
        return ids;
    }
    std::vector<std::string> warnings_;
    daicho::testing::TestFolder folder_;
};

constexpr std::string_view kGood = R"(
workflow:
  states:
    - {id: entered, number: 1, ja: 入力, en: Entered, days: 14}
    - {id: checked, number: 2, ja: 点検, en: Checked}
  steps:
    - {from: entered, to: checked, roles: [tax_clerk], ja: 点検, en: Check}
    - {from: checked, to: confirmed, roles: [tax_approver], ja: 決裁, en: Decide}
purposes: [{number: 7, ja: 修正, en: Correction}]
purpose_asked: [view]
)";

TEST_F(WorkflowDefinitionTest, IsReadAndStandsInTheDictionary) {
    EXPECT_THAT(faults(kGood), IsEmpty());
    const auto set = Definitions::load(folder_.path());
    ASSERT_TRUE(set);
    const Definition& parcel = *set->find("parcel");
    ASSERT_EQ(parcel.workflow.states.size(), 2U);
    EXPECT_EQ(parcel.workflow.states[0].days, 14);
    EXPECT_TRUE(parcel.workflow.steps[0].four_eyes);
    EXPECT_TRUE(parcel.purposes.to_view && !parcel.purposes.to_change);
    std::string page;
    for (const DictionaryPage& one : data_dictionary(*set, Language::english)) {
        if (one.path == "tax/parcel.md") page = one.text;
    }
    EXPECT_THAT(page, HasSubstr("| Decide | Checked → confirmed | Tax approver | yes |  |"));
    EXPECT_THAT(page, HasSubstr("| 7 | Correction |"));
}

TEST_F(WorkflowDefinitionTest, FaultsAreNamed) {
    EXPECT_THAT(faults("four_eyes: true" + std::string(kGood)),
                ElementsAre("register.definition.workflow_both"));
    EXPECT_THAT(faults("four_eyes: true\n", true),
                ElementsAre("register.definition.workflow_event"));
    EXPECT_THAT(faults(R"(
workflow:
  states:
    - {id: entered, number: 1, ja: 入力, en: Entered}
    - {id: lost, number: 1, ja: 迷子, en: Lost}
  steps:
    - {from: entered, to: confirmed, roles: [tax_approver], ja: 決裁, en: Decide}
    - {from: entered, to: nowhere, roles: [tax_approver], ja: 決裁, en: Decide}
)"),
                ElementsAre("register.definition.workflow_no_way",
                            "register.definition.workflow_twice",
                            "register.definition.workflow_state"));
    EXPECT_THAT(faults("purpose_asked: [change]\n"),
                ElementsAre("register.definition.no_purposes"));
    EXPECT_THAT(faults("purposes: [{number: 1, ja: 甲, en: A}, {number: 1, ja: 乙, en: B}]\n"),
                ElementsAre("register.definition.purpose_twice"));
    EXPECT_THAT(faults("correction: {articles: true}\n"), ElementsAre("yaml.unknown_key"));
}

TEST_F(WorkflowDefinitionTest, WhatNobodyCanDoOrOneAloneIsWarnedOf) {
    EXPECT_THAT(faults(R"(
workflow:
  states: [{id: entered, number: 1, ja: 入力, en: Entered}]
  steps:
    - {from: entered, to: confirmed, roles: [], ja: 決裁, en: Decide}
    - {from: entered, to: confirmed, roles: [wizard], four_eyes: false, ja: 即決, en: Alone}
)"),
                IsEmpty());
    EXPECT_THAT(warnings_, ::testing::IsSupersetOf({"lint.step_roles", "lint.step_alone",
                                                    "lint.unknown_role"}));
}

}  // namespace
}  // namespace daicho::registers
