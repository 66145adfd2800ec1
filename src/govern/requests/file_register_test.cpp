// The register of files: what is missing is named, what changed since an edition is told column by
// column, and the paper holds every column of every file.
#include "govern/requests/file_register.hpp"

#include "document/test_pdf_tools.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

FileEntry entry(const std::string& name) {
    FileEntry one{"F-001", {}};
    for (const FileColumn& column : file_columns()) one.values.push_back(column.label.ja + "の値");
    one.values[0] = name;
    return one;
}

TEST(FileRegister, NamesRequiredColumnsThatAreEmpty) {
    FileEntry one = entry("家屋所有者ファイル");
    EXPECT_TRUE(missing_columns(one).empty());
    one.values[3].clear();  // purpose
    one.values[8].clear();  // provided_to may be empty
    ASSERT_EQ(missing_columns(one).size(), 1U);
    EXPECT_EQ(missing_columns(one)[0].ja, "利用目的");
}

TEST(FileRegister, TellsWhichColumnsChanged) {
    const FileEntry before = entry("家屋所有者ファイル");
    FileEntry now = before;
    EXPECT_TRUE(changed_columns(published_content(before), published_content(now)).empty());
    now.values[4] = "氏名\n住所";
    now.values.back().clear();
    const auto changed = changed_columns(published_content(before), published_content(now));
    ASSERT_EQ(changed.size(), 2U);
    EXPECT_EQ(changed[0].en, "Items recorded");
    EXPECT_EQ(changed[1].en, "Individual Numbers");
}

TEST(FileRegister, PrintsEveryColumnOfEveryFile) {
    FileRegisterPaper paper{"汐見市", "FR-2026-000001", "令和8年11月22日", {}, {}};
    for (int i = 0; i < 9; ++i) paper.entries.push_back(entry("第" + std::to_string(i) + "簿"));
    std::string lengthy;
    for (int i = 0; i < 150; ++i) lengthy += "項目" + std::to_string(i) + "、";
    paper.entries[4].values[4] = lengthy + "末尾";
    paper.entries[5].values[3].clear();
    const PrintedRegister printed = value_of(file_register_pdf(paper));
    EXPECT_TRUE(printed.issues.empty()) << printed.issues.front();
    const std::string text = document::testing::PdfFile(printed.bytes).text();
    for (const char* part : {"個人情報ファイル簿", "FR-2026-000001", "第0簿", "第8簿", "末尾",
                             "（未記入）", "経常的提供先の値", "個人番号の値"}) {
        EXPECT_NE(text.find(part), std::string::npos) << part;
    }
}

}  // namespace
}  // namespace daicho::govern
