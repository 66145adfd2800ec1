// What a word processor opens: escaped text, bookmarks, tables, equal bytes for equal calls.
#include "document/docx_writer.hpp"

#include <gtest/gtest.h>

#include "document/media_type.hpp"

namespace daicho::document {
namespace {

std::string made(std::string_view text) {
    DocxWriter docx({.title = "題 & <名>", .subject = "件", .seconds = 1'700'000'000});
    docx.title(text);
    docx.heading("第1条", "OC_01");
    docx.paragraph(text);
    docx.note("注");
    docx.table({{"条", "条項"}, {"第1条", "OC-01"}});
    docx.page_break();
    auto bytes = docx.finish();
    EXPECT_TRUE(bytes);
    return bytes ? *bytes : std::string();
}

TEST(Docx, IsTakenForWhatItIs) {
    const auto type = media_type_of(made("文"));
    ASSERT_TRUE(type);
    EXPECT_EQ(*type, "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
}

TEST(Docx, EqualCallsGiveEqualBytes) {
    EXPECT_EQ(made("文"), made("文"));
    EXPECT_NE(made("文"), made("別の文"));
}

TEST(Docx, TextIsEscapedAndWhatXmlCannotHoldIsLeftOut) {
    EXPECT_EQ(xml_text("a<b>&\"c\""), "a&lt;b&gt;&amp;&quot;c&quot;");
    EXPECT_EQ(xml_text(std::string("a\x01\x1f" "b\n\t", 6)), "ab\n\t");
    EXPECT_EQ(xml_text("𠮷野家"), "𠮷野家");
}

}  // namespace
}  // namespace daicho::document
