// Bad definitions are explained: every fault at once, with file and line.
#include "register/lint.hpp"

#include <gmock/gmock.h>

#include "register/dictionary.hpp"
#include "register/test_kernel.hpp"

namespace daicho::registers {
namespace {

class LintTest : public ::testing::Test {
protected:
    void SetUp() override {
        write("person/addressee", testing::kPersonYaml);
        write("tax/parcel", testing::kParcelYaml);
    }
    void write(const std::string& name, std::string_view text) {
        const auto file = folder_.path() / (name + ".yaml");
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << text;
    }
    // The parcel register with one part replaced.
    void write_parcel(std::string_view from, std::string_view to) {
        std::string text(testing::kParcelYaml);
        const std::size_t at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        write("tax/parcel", text.replace(at, from.size(), to));
    }
    LintReport lint(const std::string& place = "") {
        auto report = lint_definitions(folder_.path() / place);
        EXPECT_TRUE(report);
        return report ? *report : LintReport{};
    }
    // "id line" of each.
    static std::vector<std::string> said(const std::vector<Error>& list) {
        std::vector<std::string> out;
        for (const Error& one : list) {
            out.push_back(one.id + " " + std::to_string(one.where.line));
            for (const Language language : {Language::japanese, Language::english}) {
                EXPECT_EQ(describe(one, language).find('{'), std::string::npos) << one.id;
            }
        }
        return out;
    }
    daicho::testing::TestFolder folder_;
};

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_F(LintTest, GoodDefinitionsHaveNoFaults) {
    const LintReport report = lint();
    EXPECT_EQ(report.files, 2U);
    EXPECT_THAT(said(report.faults), IsEmpty());
    EXPECT_THAT(said(report.warnings), ElementsAre("lint.number_purpose 20"));
}

TEST_F(LintTest, SeveralFaultsAreNamedAtOnceWithTheirLines) {
    std::string text(testing::kParcelYaml);
    text.replace(text.find("type: yen"), 9, "type: won");
    text.replace(text.find("field: taxed_area"), 17, "field: taxed_acre");
    text.replace(text.find("number: 101"), 11, "number: 51 ");
    text.replace(text.find("target: addressee"), 17, "target: nobody   ");
    text += "surplus: 1\n";
    write("tax/parcel", text);
    EXPECT_THAT(said(lint().faults),
                ElementsAre("lint.twice 3", "register.definition.no_target 16",
                            "yaml.not_one_of 20", "register.definition.no_field 29",
                            "yaml.unknown_key 30"))
        << describe_with_place(lint().faults.front(), Language::english);
}

TEST_F(LintTest, AFileThatIsNoYamlIsOneFault) {
    write("tax/parcel", "register: [parcel\nnumber: }");
    const LintReport report = lint();
    ASSERT_EQ(report.faults.size(), 1U);
    EXPECT_EQ(report.faults[0].id, "yaml.syntax");
    EXPECT_EQ(report.faults[0].where.file, "tax/parcel.yaml");
}

TEST_F(LintTest, OneFileIsReportedAloneButReadWithItsNeighbours) {
    write("person/addressee", "register: addressee\nnumber: x\n");
    const LintReport report = lint("tax/parcel.yaml");
    EXPECT_EQ(report.files, 1U);
    EXPECT_THAT(said(report.faults), IsEmpty()) << "addressee is known though it is wrong";
    EXPECT_FALSE(lint("person").faults.empty());
    EXPECT_FALSE(lint_definitions(folder_.path() / "nowhere"));
}

TEST_F(LintTest, TheFileHasTheNameOfTheRegister) {
    write("tax/lot", testing::kParcelYaml);
    std::filesystem::remove(folder_.path() / "tax/parcel.yaml");
    EXPECT_THAT(said(lint().faults), ElementsAre("lint.file_name 2"));
}

struct Doubt {
    const char* from;
    const char* to;
    const char* warning;
};
class LintDoubts : public LintTest, public ::testing::WithParamInterface<Doubt> {};

TEST_P(LintDoubts, AreWarnings) {
    write_parcel(GetParam().from, GetParam().to);
    const LintReport report = lint("tax/parcel.yaml");
    EXPECT_THAT(said(report.faults), IsEmpty());
    EXPECT_THAT(said(report.warnings), ElementsAre(GetParam().warning));
}

INSTANTIATE_TEST_SUITE_P(
    All, LintDoubts,
    ::testing::Values(
        Doubt{"label: {ja: 土地, en: Land}", "label: {ja: 土地, en: 土地}", "lint.label 5"},
        Doubt{"en: Value}", "en: \"\"}", "lint.label 20"},
        Doubt{"{years: 10", "{years: 0", "lint.retention 10"},
        Doubt{"view: [tax_clerk]", "view: []", "lint.nobody_views 11"},
        Doubt{"import: [tax_clerk, loader]", "import: [tax_cleric]", "lint.unknown_role 11"},
        Doubt{"temporal: valid_time", "temporal: valid_time\nfour_eyes: true",
              "lint.no_approver 9"},
        Doubt{"list: 4", "list: 3", "lint.list_twice 20"},
        Doubt{"type: yen", "type: yen, search: number", "lint.search 20"},
        Doubt{"type: yen", "type: document, sort: true", "lint.sort 20"},
        Doubt{"type: yen", "type: yen, group: money", "lint.no_group 20"},
        Doubt{"target: addressee", "target: addressee, own_index: false", "lint.own_index 16"}));

TEST_F(LintTest, ARegisterThatShowsNamesMustRecordItsViews) {
    std::string text(testing::kPersonYaml);
    text.replace(text.find("register: addressee"), 19, "register: clerk");
    text.replace(text.find("number: 51"), 10, "number: 52");
    write("person/clerk", text);
    write_parcel("target: addressee", "target: clerk");
    EXPECT_THAT(said(lint("tax/parcel.yaml").warnings), ElementsAre("lint.undisclosed_ref 16"));
}

// What is shipped starts, and nothing in it is doubtful but what is known.
TEST(LintShipped, HasNoFaults) {
    const auto report =
        lint_definitions(std::filesystem::path(DAICHO_SOURCE_DIR) / "registers");
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->faults.empty());
    std::vector<std::string> warnings;
    for (const Error& one : report->warnings) warnings.push_back(one.id + " " + one.where.file);
    EXPECT_THAT(warnings, ElementsAre("lint.undisclosed_ref office/role_assignment.yaml"));
}

TEST(Dictionary, NamesEveryRegisterFieldAndCodeInBothLanguages) {
    const auto definitions =
        Definitions::load(std::filesystem::path(DAICHO_SOURCE_DIR) / "registers");
    ASSERT_TRUE(definitions);
    for (const Language language : {Language::japanese, Language::english}) {
        const auto pages = data_dictionary(*definitions, language);
        ASSERT_EQ(pages.size(), definitions->all().size() + 1);
        const std::string& index = pages.front().text;
        for (const auto& one : definitions->all()) {
            const std::string path = one->area + "/" + one->name + ".md";
            EXPECT_NE(index.find("](" + path + ")"), std::string::npos) << path;
            const auto page = std::ranges::find(pages, path, &DictionaryPage::path);
            ASSERT_NE(page, pages.end()) << path;
            EXPECT_NE(page->text.find(one->label.in(language)), std::string::npos);
            EXPECT_NE(page->text.find(one->legal_basis), std::string::npos);
            for (const Field& field : one->fields) {
                const std::string row =
                    "| " + std::to_string(field.id) + " | `" + field.name + "` | ";
                EXPECT_NE(page->text.find(row), std::string::npos) << one->name << field.name;
                for (const Code& code : field.codes) {
                    EXPECT_NE(page->text.find("| `" + code.key + "` | "), std::string::npos);
                }
            }
        }
    }
}

TEST(Dictionary, IsTheSameEachTime) {
    const auto folder = std::filesystem::path(DAICHO_SOURCE_DIR) / "registers";
    const auto one = Definitions::load(folder);
    const auto two = Definitions::load(folder);
    ASSERT_TRUE(one && two);
    const auto first = data_dictionary(*one, Language::english);
    const auto second = data_dictionary(*two, Language::english);
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].text, second[i].text);
}

}  // namespace
}  // namespace daicho::registers
