// What joins two tasks names the law that allows it, or the definitions are refused: by lint with
// file and line, and whenever they are loaded.
#include "register/task_links.hpp"

#include <gmock/gmock.h>

#include "register/dictionary.hpp"
#include "register/lint.hpp"
#include "register/test_kernel.hpp"

namespace daicho::registers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view kHealthYaml = R"(
register: checkup
number: 201
version: 1
label: {ja: 健診, en: Check-ups}
task: {id: health, ja: 健康増進に関する事務, en: Health affairs}
legal_basis: 健康増進法 第19条の2
temporal: valid_time
key: [checkup_no]
retention: {years: 5, from: recorded, basis: 例}
permissions: {view: [tax_clerk]}
fields:
  - {id: 1, name: checkup_no, type: text, label: {ja: 番号, en: Number}, required: true, list: 1}
  - {id: 2, name: result, type: text, label: {ja: 結果, en: Result}, classification: personal}
)";

class TaskLinksTest : public ::testing::Test {
protected:
    void SetUp() override {
        write("person/addressee", std::string(testing::kPersonYaml));
        write("tax/parcel", std::string(testing::kParcelYaml));
    }
    void write(const std::string& name, const std::string& text) {
        const auto file = folder_.path() / (name + ".yaml");
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << text;
    }
    static std::string replaced(std::string_view yaml, std::string_view from,
                                std::string_view to) {
        std::string text(yaml);
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return text.replace(at, from.size(), to);
    }
    // "id line" of each fault of lint; of each warning after them.
    std::vector<std::string> lint() const {
        const auto report = lint_definitions(folder_.path());
        std::vector<std::string> out;
        if (!report) return {report.error().id};
        for (const auto* list : {&report->faults, &report->warnings}) {
            for (const Error& one : *list) {
                if (one.id == "lint.number_purpose") continue;
                out.push_back(one.id + " " + std::to_string(one.where.line));
                EXPECT_THAT(describe(one, Language::japanese), Not(HasSubstr("{"))) << one.id;
                EXPECT_THAT(describe(one, Language::english), Not(HasSubstr("{"))) << one.id;
            }
        }
        return out;
    }
    std::string loaded() const {
        const auto set = Definitions::load(folder_.path());
        return set ? "" : set.error().id;
    }
    daicho::testing::TestFolder folder_;
};

constexpr std::string_view kBasis = "link_basis: 地方税法 第343条, ";

TEST_F(TaskLinksTest, ARefIntoAnotherTaskNamesItsLaw) {
    EXPECT_THAT(lint(), IsEmpty());
    EXPECT_EQ(loaded(), "");
    write("tax/parcel", replaced(testing::kParcelYaml, kBasis, ""));
    // The role that may view both has no law either.
    EXPECT_THAT(lint(), ElementsAre("register.definition.no_role_basis 11",
                                    "register.definition.no_link_basis 16"));
    EXPECT_EQ(loaded(), "register.definition.no_link_basis");
    write("tax/parcel", replaced(testing::kParcelYaml, "第343条", ""));
    EXPECT_EQ(loaded(), "") << "an act without an article is the city's to judge";
    write("tax/parcel", replaced(testing::kParcelYaml, "地方税法 第343条", "\"\""));
    EXPECT_EQ(loaded(), "register.definition.no_link_basis");
}

TEST_F(TaskLinksTest, ABasisBelongsToARefThatLeavesItsTask) {
    write("tax/parcel", replaced(testing::kParcelYaml, "type: yen,", "type: yen, link_basis: 法,"));
    EXPECT_THAT(lint(), ElementsAre("register.definition.link_basis 20"));
    write("tax/parcel",
          replaced(testing::kParcelYaml, "{id: fixed_asset_tax", "{id: addressee"));
    EXPECT_THAT(lint(), ElementsAre("lint.idle_link_basis 16"));
}

TEST_F(TaskLinksTest, ARoleAcrossTasksNamesItsLaw) {
    write("health/checkup", std::string(kHealthYaml));
    // With persons (addressee) and with what names them (parcel).
    EXPECT_THAT(lint(), ElementsAre("register.definition.no_role_basis 11",
                                    "register.definition.no_role_basis 11"));
    EXPECT_EQ(loaded(), "register.definition.no_role_basis");
    const std::string link =
        "role_links: [{role: tax_clerk, tasks: [addressee, fixed_asset_tax], basis: 例示法 第1条}]\n";
    write("health/checkup", replaced(kHealthYaml, "fields:\n", link + "fields:\n"));
    EXPECT_EQ(loaded(), "");
    const std::string half =
        "role_links: [{role: tax_clerk, tasks: [addressee], basis: 例示法 第1条}]\n";
    write("health/checkup", replaced(kHealthYaml, "fields:\n", half + "fields:\n"));
    EXPECT_THAT(lint(), ElementsAre("register.definition.no_role_basis 11"));
    const std::string other =
        "role_links: [{role: auditor, tasks: [addressee, fixed_asset_tax], basis: 例示法 第1条}]\n";
    write("health/checkup", replaced(kHealthYaml, "fields:\n", other + "fields:\n"));
    EXPECT_EQ(loaded(), "register.definition.no_role_basis") << "another role's law covers nobody";
}

TEST_F(TaskLinksTest, RegistersThatTellOfNobodyJoinNothing) {
    write("health/checkup", replaced(kHealthYaml, ", classification: personal", ""));
    EXPECT_EQ(loaded(), "");
}

TEST_F(TaskLinksTest, TheDictionaryPrintsEveryLinkWithItsLaw) {
    const auto set = Definitions::load(folder_.path());
    ASSERT_TRUE(set);
    for (const auto& page : data_dictionary(*set, Language::japanese)) {
        if (page.path == "tax/parcel.md" || page.path == "README.md") {
            EXPECT_THAT(page.text, HasSubstr("地方税法 第343条 |")) << page.path;
        }
    }
}

}  // namespace
}  // namespace daicho::registers
