// Each rule finds what it is for: a small sound tree, then one violation at a time.
#include <algorithm>

#include "planted_tree.hpp"
#include "rules.hpp"

namespace daicho::arch {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTable = R"(# Architecture
<!-- floors: read by tests/arch -->
| floor | module | may include | what |
|---|---|---|---|
| 2 | `tax` | base law | tax |
| 1 | `law` | base | law |
| 0 | `base` | | base |
)";

class Planted : public PlantedTree {
protected:
    Planted()
        : PlantedTree({check_floors, check_includes, check_words, check_marks, check_sizes,
                       check_headers, check_readmes}) {
        write("docs/architecture.md", kTable);
        write("src/base/CMakeLists.txt", "daicho_module(base)\n");
        write("src/law/CMakeLists.txt", "daicho_module(law USES base)\n");
        write("src/tax/CMakeLists.txt", "set(uses base)\nforeach(m law)\n  list(APPEND uses ${m})\n"
                                        "endforeach()\ndaicho_module(tax USES ${uses})\n");
        for (const char* module : {"base", "law", "tax"}) {
            write(std::string("src/") + module + "/README.md", "# module\n");
        }
        write("src/base/yen.hpp", "// Yen.\n#pragma once\n");
        write("src/tax/levy.cpp", "#include \"base/yen.hpp\"\n#include \"law/row.hpp\"\n");
    }
};

TEST_F(Planted, ASoundTreeHasNoFindings) {
    for (const auto& finding : all()) ADD_FAILURE() << finding;
}

TEST_F(Planted, IncludeUpwards) {
    write("src/law/row.cpp", "#include \"tax/levy.hpp\"\n");
    expect_one("src/law/row.cpp:1: law may not include tax");
}

TEST_F(Planted, IncludeOfAnothersDetail) {
    write("src/tax/a.cpp", "\n#include \"law/detail/file.hpp\"\n");
    expect_one("src/tax/a.cpp:2: law/detail/file.hpp");
}

TEST_F(Planted, RulesIncludeBaseAlone) {
    write("src/tax/rules/land.hpp", "// Land.\n#pragma once\n#include \"law/row.hpp\"\n");
    expect_one("src/tax/rules/land.hpp:3: ");
}

TEST_F(Planted, RelativeInclude) {
    write("src/tax/a.cpp", "#include \"levy.hpp\"\n");
    expect_one("src/tax/a.cpp:1: ");
}

TEST_F(Planted, CMakeSaysMoreThanTheTable) {
    write("src/law/CMakeLists.txt", "daicho_module(law USES base store)\n");
    expect_one("src/law/CMakeLists.txt:1: USES {base store}");
}

TEST_F(Planted, ModuleWithoutALine) {
    write("src/extra/CMakeLists.txt", "daicho_module(extra)\n");
    write("src/extra/README.md", "# extra\n");
    expect_one("src/extra/CMakeLists.txt:1: extra has no line");
}

TEST_F(Planted, Cycle) {
    write("src/base/CMakeLists.txt", "daicho_module(base USES tax)\n");
    const Findings found = all();
    EXPECT_NE(std::find(found.begin(), found.end(),
                        "src/law/CMakeLists.txt:1: law is in a cycle"),
              found.end());
}

TEST_F(Planted, TableThatPointsUp) {
    write("docs/architecture.md",
          std::string(kTable).replace(std::string(kTable).find("| 1 | `law`"), 11, "| 3 | `law`"));
    expect_one("docs/architecture.md:1: tax may not include law");
}

TEST_F(Planted, FloatingPoint) {
    write("src/tax/a.cpp", "// double is only spoken of here\nconst char* s = \"float\";\n"
                           "double rate() { return 1; }\n");
    expect_one("src/tax/a.cpp:3: double");
}

TEST_F(Planted, BannedCalls) {
    const char* calls[] = {"int a = std::rand();", "strcpy(to, from);", "sprintf(to, from);",
                           "std::system(\"ls\");", "auto t = std::time(nullptr);",
                           "auto n = std::chrono::system_clock::now();", "throw 1;", "assert(a);",
                           "popen(command, \"r\");", "std::ranges::unique(list);"};
    for (const char* call : calls) {
        write("src/law/a.cpp", std::string("void f() {\n    ") + call + "\n}\n");
        expect_one("src/law/a.cpp:2: ");
    }
}

TEST_F(Planted, ClockInBaseClockOnly) {
    write("src/base/clock.cpp", "auto n = std::chrono::system_clock::now();\n");
    EXPECT_TRUE(all().empty());
}

TEST_F(Planted, BenchesMayMeasure) {
    write("src/tax/a_bench.cpp", "double seconds = 1;\nauto n = steady_clock::now();\n");
    EXPECT_TRUE(all().empty());
    write("src/tax/a_test.cpp", "double rate = 1;\n");
    expect_one("src/tax/a_test.cpp:1: double");
}

TEST_F(Planted, TestThatIsOff) {
    write("src/law/a_test.cpp", std::string("TEST(A, DISA") + "BLED_b) {}\n");
    expect_one("src/law/a_test.cpp:1: ");
}

TEST_F(Planted, ForgottenMark) {
    write("src/law/a.cpp", std::string("// TO") + "DO: later\n");
    expect_one("src/law/a.cpp:1: ");
}

TEST_F(Planted, LongLineCountsCharacters) {
    std::string kanji;
    for (int i = 0; i < 90; ++i) kanji += "税";
    write("src/law/a.cpp", "// " + kanji + "\n");
    EXPECT_TRUE(all().empty());
    write("src/law/a.cpp", "int " + std::string(100, 'a') + ";\n");
    expect_one("src/law/a.cpp:1: a line of 105 columns");
    write("src/law/a.cpp", "    \"" + std::string(120, 'a') + "\",\n");
    EXPECT_TRUE(all().empty());
}

TEST_F(Planted, LongFunctionAndFile) {
    std::string body;
    for (int i = 0; i < 69; ++i) body += "    work();\n";
    write("src/law/a.cpp", "namespace x {\nvoid f(int a) {\n" + body + "}\n}\n");
    expect_one("src/law/a.cpp:2: a function of 71 lines");
    write("src/law/a.cpp", "const Row kTable[] = {\n" + body + "};\n");
    EXPECT_TRUE(all().empty());
    write("src/law/a.cpp", std::string(701, '\n'));
    expect_one("src/law/a.cpp:1: a file of 701 lines");
}

TEST_F(Planted, HeaderWithoutComment) {
    write("src/law/a.hpp", "#pragma once\n");
    expect_one("src/law/a.hpp:1: ");
}

TEST_F(Planted, MissingReadme) {
    fs::remove(root_ / "src/law/README.md");
    expect_one("src/law/README.md:1: is missing");
}

}  // namespace
}  // namespace daicho::arch
