// Each rule finds what it is for: a small sound tree, then one violation at a time.
#include "planted_tree.hpp"
#include "rules.hpp"

namespace daicho::arch {
namespace {

namespace fs = std::filesystem;

constexpr const char* kReadme = R"(# Daicho
```sh
script/demo --size small
build/daicho tax case FILE
```
| `base` | values |
[more](docs/glossary.md)
)";

class PlantedPage : public PlantedTree {
protected:
    PlantedPage()
        : PlantedTree({check_raised_ids, check_unused_ids, check_catalogue_order, check_roles,
                       check_links, check_commands, check_readme_pair, check_glossary,
                       check_machine_names}) {
        for (const char* page : {"README.md", "README.ja.md"}) write(page, kReadme);
        for (const char* page : {"CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"}) {
            write(page, "text\n");
        }
        write("docs/glossary.md", "| 地目 | `land_use` | ちもく | – |\n");
        write("script/demo", "");
        fs::permissions(root_ / "script/demo", fs::perms::owner_all);
        write("src/base/CMakeLists.txt", "daicho_module(base)\n");
        write("src/cli/questions.cpp", "Command c{\"tax case\", \"FILE\"};\n");
        write("src/base/a.cpp", "auto e = input_error(\"date.not_iso\");\n");
        write("catalogue/base.yaml", "date.not_iso:\n  ja: x\n  en: x\n");
        write("src/identity/principal.cpp", "{1, \"auditor\", \"監査\", \"Auditor\"},\n");
        write("registers/tax/parcel.yaml", "permissions: {view: [auditor], change: []}\n");
    }
};

TEST_F(PlantedPage, ASoundTreeHasNoFindings) {
    for (const auto& finding : all()) ADD_FAILURE() << finding;
}

TEST_F(PlantedPage, IdWithoutText) {
    write("src/base/b.cpp", "\nauto e = system_error(\"no.such\");\n");
    expect_one("src/base/b.cpp:2: no.such");
}

TEST_F(PlantedPage, TextWithoutUse) {
    write("catalogue/law.yaml", "law.unused:\n  ja: x\n  en: x\n");
    expect_one("catalogue/law.yaml:1: law.unused");
    write("tests/docs/computed_ids.txt", "law.* src/base/a.cpp\n");
    EXPECT_TRUE(all().empty());
}

TEST_F(PlantedPage, CatalogueOutOfOrder) {
    write("src/base/b.cpp", "f(\"law.a\"); f(\"law.b\");\n");
    write("catalogue/law.yaml", "law.b:\n  ja: x\nlaw.a:\n  ja: x\n");
    expect_one("catalogue/law.yaml:3: law.a stands out of order");
}

TEST_F(PlantedPage, UnknownRole) {
    write("registers/tax/house.yaml", "permissions: {view: [auditor, wizard]}\n");
    expect_one("registers/tax/house.yaml:1: no role is called wizard");
}

TEST_F(PlantedPage, DeadLink) {
    write("docs/law.md", "[x](nowhere.md)\n");
    expect_one("docs/law.md:1: the link nowhere.md");
}

TEST_F(PlantedPage, UnknownCommands) {
    write("SECURITY.md", "```sh\nscript/fly\n```\n");
    expect_one("SECURITY.md:2: script/fly");
    write("SECURITY.md", "```sh\ndaicho fly --high\n```\n");
    expect_one("SECURITY.md:2: no such command");
}

TEST_F(PlantedPage, ReadmesThatDiffer) {
    std::string other = kReadme;
    other.replace(other.find("small"), 5, "large");
    write("README.ja.md", other);
    expect_one("README.ja.md:1: ");
}

TEST_F(PlantedPage, TermThatStandsTwice) {
    write("docs/glossary.md", "| 地目 | `land_use` | x | – |\n| 用途 | `land_use` | x | – |\n");
    expect_one("docs/glossary.md:2: land_use stands twice");
}

TEST_F(PlantedPage, MachinePath) {
    write("docs/law.md", std::string("see /ro") + "ot/notes\n");
    expect_one("docs/law.md:1: ");
}

}  // namespace
}  // namespace daicho::arch
