#include "journal/entry.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace daicho::journal {
namespace {

EntryHeader sample() {
    EntryHeader header;
    header.number = 0x0102030405060708;
    header.time = {0x1112131415161718};
    header.kind = EntryKind::import;
    header.principal = 0x2122232425262728;
    header.capacity = 0x3132;
    header.purpose = 0x4142;
    header.register_number = 0x5152;
    header.first_version = 0x6162636465666768;
    header.row_count = 10'000;
    header.row_root.fill(0xaa);
    header.body_salt.fill(0xbb);
    header.body_hash.fill(0xcc);
    return header;
}

// docs/formats.md as bytes: this must never change.
TEST(EntryHeader, HasTheDocumentedBytes) {
    const std::string expected = "01" "0102030405060708" "1112131415161718" "0015"
                                 "2122232425262728" "3132" "4142" "5152" "6162636465666768"
                                 "00002710" + std::string(64, 'a') + std::string(64, 'b') +
                                 std::string(64, 'c');
    EXPECT_EQ(to_hex(encode(sample())), expected);
    EXPECT_EQ(encode(sample()).size(), 141U);
}

TEST(EntryHeader, OtherSizesAndFormatsAreRefused) {
    const Bytes good = encode(sample());
    for (std::size_t size = 0; size < good.size(); ++size) {
        EXPECT_FALSE(decode_header(ByteView(good).first(size)));
    }
    Bytes longer = good;
    longer.push_back(0);
    EXPECT_FALSE(decode_header(longer));
    Bytes newer = good;
    newer[0] = 2;
    EXPECT_EQ(decode_header(newer).error().id, "journal.bad_header");
}

TEST(EntryHeader, TooManyRowsAreRefused) {
    EntryHeader header = sample();
    header.row_count = 10'001;
    EXPECT_FALSE(decode_header(encode(header)));
}

RC_GTEST_PROP(EntryHeaderProperty, WhateverIsReadIsWrittenBackTheSame, ()) {
    Bytes bytes = encode(sample());
    const auto from = *rc::gen::inRange<std::size_t>(1, bytes.size());
    bytes[from] = *rc::gen::arbitrary<std::uint8_t>();
    const auto header = decode_header(bytes);
    if (header) RC_ASSERT(encode(*header) == bytes);
}

}  // namespace
}  // namespace daicho::journal
