#include "identity/totp.hpp"

#include <gtest/gtest.h>

namespace daicho::identity {
namespace {

constexpr std::string_view kSecret = "12345678901234567890";

Instant at(std::int64_t seconds) { return {seconds * 1'000'000}; }

// RFC 6238, appendix B, the last six of its eight digits.
TEST(Totp, GivesTheCodesOfTheStandard) {
    const std::pair<std::int64_t, const char*> vectors[] = {
        {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
        {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
    for (const auto& [seconds, code] : vectors) {
        EXPECT_EQ(totp_code(as_bytes(kSecret), totp_step(at(seconds))), code) << seconds;
    }
}

TEST(Totp, TakesTheCodeBeforeAndAfterAndNoOther) {
    const Instant now = at(1111111111);
    const std::int64_t step = totp_step(now);
    for (std::int64_t shift = -3; shift <= 3; ++shift) {
        const auto matched =
            match_totp(as_bytes(kSecret), totp_code(as_bytes(kSecret), step + shift), now, 0);
        EXPECT_EQ(matched.has_value(), shift >= -1 && shift <= 1) << shift;
        EXPECT_EQ(matched.value_or(step + shift), step + shift);
    }
    for (const char* code : {"", "12345", "1234567", "abcdef"}) {
        EXPECT_FALSE(match_totp(as_bytes(kSecret), code, now, 0)) << code;
    }
}

TEST(Totp, ACodeCountsOnceAndOlderOnesNeverAgain) {
    const Instant now = at(1111111111);
    const std::int64_t step = totp_step(now);
    const std::string code = totp_code(as_bytes(kSecret), step);
    EXPECT_TRUE(match_totp(as_bytes(kSecret), code, now, step - 1));
    EXPECT_FALSE(match_totp(as_bytes(kSecret), code, now, step));
    EXPECT_FALSE(match_totp(as_bytes(kSecret), totp_code(as_bytes(kSecret), step - 1), now, step));
    EXPECT_TRUE(match_totp(as_bytes(kSecret), totp_code(as_bytes(kSecret), step + 1), now, step));
}

// RFC 4648, section 10, without padding.
TEST(Base32, GivesTheTextsOfTheStandard) {
    EXPECT_EQ(base32(as_bytes("")), "");
    EXPECT_EQ(base32(as_bytes("f")), "MY");
    EXPECT_EQ(base32(as_bytes("fo")), "MZXQ");
    EXPECT_EQ(base32(as_bytes("foo")), "MZXW6");
    EXPECT_EQ(base32(as_bytes("foob")), "MZXW6YQ");
    EXPECT_EQ(base32(as_bytes("fooba")), "MZXW6YTB");
    EXPECT_EQ(base32(as_bytes("foobar")), "MZXW6YTBOI");
}

TEST(TotpUri, IsEscapedAndFitsAQrCode) {
    const std::string uri = totp_uri(as_bytes(kSecret), "汐見市 A", "20411");
    EXPECT_EQ(uri,
              "otpauth://totp/%E6%B1%90%E8%A6%8B%E5%B8%82%20A:20411?secret="
              "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E6%B1%90%E8%A6%8B%E5%B8%82%20A"
              "&algorithm=SHA1&digits=6&period=30");
    const auto code = qr_code(uri);
    ASSERT_TRUE(code);
    EXPECT_GE(code->size, 21);
    EXPECT_TRUE(code->path.starts_with("M0 0h1v1h-1z")) << "the corner of the finder is dark";
}

}  // namespace
}  // namespace daicho::identity
