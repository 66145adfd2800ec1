// Bytes, their spellings, and digests.
#include "base/bytes.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/digest.hpp"

namespace daicho {
namespace {

TEST(Bytes, Hex) {
    EXPECT_EQ(to_hex(as_bytes("\x01\xFFz")), "01ff7a");
    EXPECT_EQ(from_hex("01FF7a").value(), (Bytes{1, 255, 0x7A}));
    EXPECT_EQ(from_hex("").value(), Bytes{});
    for (const char* text : {"0", "0g", "0x", " 00", "00 "}) {
        EXPECT_EQ(from_hex(text).error().id, "bytes.not_hex") << text;
    }
}

TEST(Bytes, Base64) {
    EXPECT_EQ(to_base64(as_bytes("")), "");
    EXPECT_EQ(to_base64(as_bytes("f")), "Zg==");
    EXPECT_EQ(to_base64(as_bytes("foobar")), "Zm9vYmFy");
    EXPECT_EQ(as_text(from_base64("Zm9vYg==").value()), "foob");
    EXPECT_EQ(from_base64("").value(), Bytes{});
}

TEST(Bytes, Base64IsStrict) {
    // blanks, misplaced padding and bits behind the end are other texts of the same bytes
    for (const char* text : {"Zg", "Zg=", "====", "Zg==Zg==", "Z===", "QQ==    ", "    ",
                             "\n\n\n\n", "Zh==", "Zm9=", "Zm-_", "Zm9v\n", " Zm9vYg=", "あ="}) {
        const auto bytes = from_base64(text);
        ASSERT_FALSE(bytes.has_value()) << text;
        EXPECT_EQ(bytes.error().id, "bytes.not_base64");
    }
}

RC_GTEST_PROP(BytesProperty, SpellingsReadBack, (const Bytes& bytes)) {
    RC_ASSERT(from_hex(to_hex(bytes)).value() == bytes);
    RC_ASSERT(from_base64(to_base64(bytes)).value() == bytes);
}

TEST(Bytes, WriterAndReaderAgree) {
    Bytes bytes;
    ByteWriter writer(bytes);
    writer.u8(1);
    writer.u16(0x0203);
    writer.u32(0x04050607);
    writer.u64(0x08090A0B0C0D0E0F);
    writer.i64(-2);
    writer.sized(as_bytes("abc"));
    EXPECT_EQ(to_hex(ByteView(bytes).first(15)), "0102030405060708090a0b0c0d0e0f");
    ByteReader reader(bytes);
    EXPECT_EQ(reader.u8(), 1);
    EXPECT_EQ(reader.u16(), 0x0203);
    EXPECT_EQ(reader.u32(), 0x04050607U);
    EXPECT_EQ(reader.u64(), 0x08090A0B0C0D0E0FU);
    EXPECT_EQ(reader.i64(), -2);
    EXPECT_EQ(as_text(reader.sized()), "abc");
    EXPECT_TRUE(reader.ok());
    EXPECT_TRUE(reader.at_end());
}

TEST(Bytes, ShortReadsAreBounded) {
    const Bytes bytes{0xFF, 0xFF, 0xFF, 0xFF, 'a'};
    ByteReader reader(bytes);
    EXPECT_TRUE(reader.sized().empty());
    EXPECT_FALSE(reader.ok());
    EXPECT_EQ(reader.u64(), 0U);
    EXPECT_FALSE(reader.ok());
}

TEST(Digest, KnownVectors) {
    EXPECT_EQ(to_hex(view(sha256(as_bytes("")))),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(to_hex(view(sha256(as_bytes("abc")))),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const Bytes key(20, 0x0B);  // RFC 4231, case 1
    EXPECT_EQ(to_hex(view(hmac_sha256(key, as_bytes("Hi There")))),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
}

RC_GTEST_PROP(DigestProperty, PartsEqualTheWhole, (const Bytes& a, const Bytes& b)) {
    Bytes whole = a;
    whole.insert(whole.end(), b.begin(), b.end());
    Sha256 incremental;
    incremental.add(a);
    incremental.add(b);
    RC_ASSERT(sha256({a, b}) == sha256(whole));
    RC_ASSERT(incremental.finish() == sha256(whole));
}

}  // namespace
}  // namespace daicho
