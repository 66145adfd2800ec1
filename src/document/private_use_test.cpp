// Private-use characters (外字): what CP932 has a place for comes back as it was, the rest is listed.
#include <gtest/gtest.h>

#include "document/charset.hpp"
#include "document/cp932_gaps.hpp"

namespace daicho::document {
namespace {

constexpr char32_t kFirst = 0xE000;
constexpr char32_t kLastOfCp932 = 0xE757;  // 1,880 places: lead bytes F0 to F9
constexpr char32_t kLast = 0xF8FF;

std::string utf8(char32_t c) {
    return {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
            static_cast<char>(0x80 | (c & 0x3F))};
}

std::string decoded(const std::string& bytes) {
    std::string text(bytes.size() * 4, '\0');
    text.resize(decode_cp932(bytes, text.data(), text.size(), true).written);
    return text;
}

TEST(PrivateUse, ComesBackFromCp932) {
    Cp932Encoder encoder;
    Cp932Gaps gaps;
    for (char32_t c = kFirst; c <= kLastOfCp932; ++c) {
        const std::string text = "山" + utf8(c) + "田";
        std::string bytes;
        ASSERT_TRUE(encoder.encode(text, bytes).empty()) << std::hex << static_cast<unsigned>(c);
        ASSERT_EQ(decoded(bytes), text) << std::hex << static_cast<unsigned>(c);
        ASSERT_TRUE(gaps.find(text).empty()) << std::hex << static_cast<unsigned>(c);
    }
    std::string bytes;
    ASSERT_TRUE(encoder.encode(utf8(kFirst), bytes).empty());
    EXPECT_EQ(bytes, "\xF0\x40");  // as Windows numbers them
}

TEST(PrivateUse, BeyondCp932IsListedOneByOne) {
    Cp932Gaps gaps;
    for (char32_t c = kLastOfCp932 + 1; c <= kLast; ++c) {
        const auto found = gaps.find("山" + utf8(c));
        ASSERT_EQ(found.size(), 1U) << std::hex << static_cast<unsigned>(c);
        ASSERT_EQ(found.front().character, utf8(c));
    }
    EXPECT_EQ(gaps.find(utf8(0xF8FF)).front().code_point, "U+F8FF");
}

}  // namespace
}  // namespace daicho::document
