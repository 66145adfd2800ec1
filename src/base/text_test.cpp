#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/decimal.hpp"

namespace daicho {
namespace {

TEST(Text, Utf8IsCheckedStrictly) {
    for (const char* good : {"", "abc", "葛󠄀城", "𠮷野", "é"})
        EXPECT_TRUE(is_valid_utf8(good));
    for (const char* bad :
         {"\x80", "\xC3", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
          "\xF8\x88\x80\x80\x80", "\xE3\x81", "a\xFF", "\x82\xA0"}) {
        EXPECT_FALSE(is_valid_utf8(bad)) << bad;
    }
    EXPECT_TRUE(is_valid_utf8(std::string_view("\0", 1)));
}

TEST(Text, ControlCharactersAreRefused) {
    EXPECT_TRUE(check_text("山田 太郎").has_value());
    EXPECT_EQ(check_text("a\nb").error().id, "text.control_character");
    EXPECT_TRUE(check_text("a\n\tb", true).has_value());
    EXPECT_FALSE(check_text("a\rb", true).has_value());
    EXPECT_EQ(check_text("a\u0085b").error().arguments.at(0).second, "U+0085");
    EXPECT_EQ(check_text("\xFF").error().id, "text.not_utf8");
}

TEST(Text, NfkcKeepsVariationSelectors) {
    EXPECT_EQ(nfkc("ｱﾊﾟｰﾄ１０１"), "アパート101");
    EXPECT_EQ(nfkc("㈱大和"), "(株)大和");
    EXPECT_EQ(nfkc("が"), "が");
    EXPECT_EQ(nfkc("葛󠄀城"), "葛󠄀城");
}

TEST(Text, Trim) {
    EXPECT_EQ(trim("　 山田　太郎 \t\n"), "山田　太郎");
    EXPECT_EQ(trim(" 　"), "");
    EXPECT_EQ(trim(""), "");
    EXPECT_EQ(trim("\uFEFF番号"), "番号");
}

TEST(Text, AsciiWidthLeavesKanaAlone) {
    EXPECT_EQ(to_ascii_width("１２３－４５６　ＡＢｃ！～"), "123-456 ABc!~");
    EXPECT_EQ(to_ascii_width("ｱイ㈱"), "ｱイ㈱");
}

TEST(Text, NumberInput) {
    EXPECT_EQ(clean_number_input(" １，２３４，５６７ 円"), "1234567");
    EXPECT_EQ(clean_number_input("￥1,234"), "1234");
    EXPECT_EQ(clean_number_input("¥ 1,234"), "1234");
    EXPECT_EQ(clean_number_input("－５"), "-5");
    EXPECT_EQ(clean_number_input("−1,000"), "-1000");
    EXPECT_EQ(clean_number_input("1,234.50"), "1234.50");
    EXPECT_EQ(clean_number_input("１２５．５"), "125.5");
    // What is not a separator of thousands stays, so that the parser refuses it.
    for (const char* text : {"12,34", "1,2345", ",123", "1,,234", "1234,567", "1,234,56", "1.2,345",
                             "1,234,", "a,123", "1-2"}) {
        EXPECT_FALSE(parse_decimal(clean_number_input(text), 2).has_value()) << text;
    }
    EXPECT_EQ(clean_number_input("12,34"), "12,34");
}

TEST(Text, CharactersAreWhatAReaderCounts) {
    EXPECT_EQ(count_characters("葛󠄀城市"), 3U);
    EXPECT_EQ(count_code_points("葛󠄀城市"), 4U);
    EXPECT_EQ(count_characters("𠮷野"), 2U);
    EXPECT_EQ(count_characters("か\u3099"), 1U);
    EXPECT_EQ(count_characters("a\r\nb"), 3U);
    EXPECT_EQ(count_characters(""), 0U);
    EXPECT_EQ(first_characters("葛󠄀城市役所", 2), "葛󠄀城");
    EXPECT_EQ(first_characters("市", 5), "市");
    EXPECT_EQ(first_characters("市", 0), "");
}

TEST(Text, Thousands) {
    EXPECT_EQ(format_yen(1'234'567_yen), "1,234,567");
    EXPECT_EQ(format_thousands(0), "0");
    EXPECT_EQ(format_thousands(999), "999");
    EXPECT_EQ(format_thousands(1000), "1,000");
    EXPECT_EQ(format_thousands(-999), "-999");
    EXPECT_EQ(format_thousands(-1000), "-1,000");
    EXPECT_EQ(format_thousands(INT64_MIN), "-9,223,372,036,854,775,808");
}

TEST(Text, CsvFields) {
    EXPECT_EQ(csv_field("山田"), "山田");
    EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_field("a\"b"), "\"a\"\"b\"");
    EXPECT_EQ(csv_field("a\nb"), "\"a\nb\"");
    EXPECT_EQ(csv_field(" a"), "\" a\"");
    EXPECT_EQ(csv_field("=1+1"), "=1+1");
    EXPECT_EQ(csv_field("=1+1", FormulaGuard::on), "'=1+1");
    EXPECT_EQ(csv_field("@SUM(A1,B1)", FormulaGuard::on), "\"'@SUM(A1,B1)\"");
    EXPECT_EQ(csv_field("山=川", FormulaGuard::on), "山=川");
}

RC_GTEST_PROP(TextProperty, ThousandsReadBack, (std::int64_t number)) {
    RC_ASSERT(clean_number_input(format_thousands(number)) == std::to_string(number));
}

RC_GTEST_PROP(TextProperty, AnyBytesAreSafe, (const std::string& text)) {
    RC_ASSERT(is_valid_utf8(nfkc(text)) || !is_valid_utf8(text));
    RC_ASSERT(count_characters(text) <= text.size());
    RC_ASSERT(is_valid_utf8(first_characters(text, 3)));
    RC_ASSERT(trim(trim(text)) == trim(text));
    (void)clean_number_input(text);
}

}  // namespace
}  // namespace daicho
