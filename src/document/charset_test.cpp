#include "document/charset.hpp"

#include <gtest/gtest.h>
#include <iconv.h>

namespace daicho::document {
namespace {

std::string decode(std::string_view bytes) {
    std::string out(bytes.size() * 3 + 3, '\0');
    const auto progress = decode_cp932(bytes, out.data(), out.size(), true);
    EXPECT_EQ(progress.consumed, bytes.size());
    out.resize(progress.written);
    return out;
}

TEST(Charset, FindsTheFirstBadByte) {
    EXPECT_EQ(first_bad_byte(""), 0U);
    EXPECT_EQ(first_bad_byte("plain ascii text, longer than eight"), 35U);
    EXPECT_EQ(first_bad_byte("葛\U000E0100城 𠮷田"), std::string_view("葛\U000E0100城 𠮷田").size());
    for (std::size_t at = 0; at < 20; ++at) {  // NUL and a lone continuation in every position
        std::string text(20, 'x');
        text[at] = '\0';
        EXPECT_EQ(first_bad_byte(text), at);
        text[at] = '\x80';
        EXPECT_EQ(first_bad_byte(text), at);
    }
    for (const char* bad :
         {"\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xE3\x81", "\xF0\x9F\x98"}) {
        EXPECT_EQ(first_bad_byte(std::string("a") + bad), 1U) << bad;
    }
    for (const char* good : {"\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                             "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80",
                             "\xF4\x8F\xBF\xBF"}) {
        EXPECT_EQ(first_bad_byte(good), std::string_view(good).size()) << good;
    }
}

TEST(Charset, KnowsAnIncompleteTail) {
    EXPECT_EQ(incomplete_tail(""), 0U);
    EXPECT_EQ(incomplete_tail("a"), 0U);
    EXPECT_EQ(incomplete_tail("あ"), 0U);
    EXPECT_EQ(incomplete_tail("a\xE3"), 1U);
    EXPECT_EQ(incomplete_tail("a\xE3\x81"), 2U);
    EXPECT_EQ(incomplete_tail("\xF0\xA0\xAE"), 3U);
    EXPECT_EQ(incomplete_tail("\x80\x80\x80\x80"), 0U);
}

TEST(Charset, DecodesWhatIconvDecodes) {
    iconv_t converter = iconv_open("UTF-8", "CP932");
    for (unsigned first = 0x80; first < 0x100; ++first) {
        for (unsigned second = 0x40; second < 0x100; ++second) {
            const char bytes[2] = {static_cast<char>(first), static_cast<char>(second)};
            char out[16];
            char* source = const_cast<char*>(bytes);
            char* target = out;
            std::size_t left = 2;
            std::size_t room = sizeof out;
            iconv(converter, nullptr, nullptr, nullptr, nullptr);
            const bool good = iconv(converter, &source, &left, &target, &room) == 0;
            ASSERT_EQ(is_cp932({bytes, 2}, true), good) << first << " " << second;
            if (good) {
                ASSERT_EQ(decode({bytes, 2}), std::string(out, target));
            }
        }
    }
    iconv_close(converter);
}

TEST(Charset, KeepsTheSelectionsOfNecAndIbm) {
    EXPECT_EQ(decode("\x87\x40\x87\x54\x87\x8A\xFB\xFC\xFA\xB1\x81\x60\x81\x7C"), "①Ⅰ㈱髙﨑～－");
    EXPECT_EQ(decode("\x93\x79\xFF"), "土\xFF");
    EXPECT_EQ(decode("\x93"), "\xFF");
}

TEST(Charset, RoundTripsTheTable) {
    Cp932Encoder encoder;
    std::string bytes;
    EXPECT_TRUE(encoder.encode("汐見市①㈱髙﨑～－ｱｲ abc", bytes).empty());
    EXPECT_EQ(decode(bytes), "汐見市①㈱髙﨑～－ｱｲ abc");
    bytes.clear();
    EXPECT_EQ(encoder.encode("𠮷\xFFx", bytes), (std::vector<char32_t>{U'𠮷', U'\uFFFD'}));
    EXPECT_EQ(decode(bytes), "〓〓x");
}

}  // namespace
}  // namespace daicho::document
