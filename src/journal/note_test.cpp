#include "journal/note.hpp"

#include <gtest/gtest.h>

#include "journal/test_journal.hpp"

namespace daicho::journal {
namespace {

const Instant kTime{1'775'000'000'123'456};

std::string note_of(const Keys& keys, std::uint64_t size = 12345) {
    Digest root{};
    root.fill(0xab);
    return sign_note(keys, checkpoint_text(keys.name, size, root, kTime)).value();
}

TEST(Note, ReadsBackWhatWasSigned) {
    const Keys keys = testing::test_keys();
    const auto opened = open_note(note_of(keys), keys.name, keys.public_key);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->size, 12345U);
    EXPECT_EQ(opened->root[31], 0xab);
    EXPECT_EQ(opened->time, kTime);
}

TEST(Note, HasTheFormOfSignedNotes) {
    const std::string note = note_of(testing::test_keys());
    EXPECT_TRUE(
        note.starts_with("daicho/139999\n12345\n"
                         "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=\n"
                         "2026-03-31T23:33:20.123456Z\n\n— daicho/139999 "));
}

// The public key line of a well-known log: its key id stands in front of the key.
TEST(Note, KeyIdAgreesWithOtherImplementations) {
    const Bytes key = from_base64("Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8").value();
    ASSERT_EQ(key.size(), 33U);
    EXPECT_EQ(key_id("sum.golang.org", ByteView(key).subspan(1)), 0x033de0aeU);
}

TEST(Note, NoChangedByteIsAccepted) {
    const Keys keys = testing::test_keys();
    const std::string note = note_of(keys);
    for (std::size_t i = 0; i < note.size(); ++i) {
        for (const int bit : {1, 32}) {
            std::string changed = note;
            changed[i] = static_cast<char>(changed[i] ^ bit);
            EXPECT_FALSE(open_note(changed, keys.name, keys.public_key)) << i << " " << changed;
        }
    }
}

TEST(Note, NoCutNoteIsAccepted) {
    const Keys keys = testing::test_keys();
    const std::string note = note_of(keys);
    for (std::size_t size = 0; size < note.size(); ++size) {
        EXPECT_FALSE(open_note(note.substr(0, size), keys.name, keys.public_key)) << size;
    }
}

TEST(Note, AnotherKeyOrNameIsRefused) {
    const Keys keys = testing::test_keys();
    const Keys others = testing::test_keys(8);
    EXPECT_EQ(open_note(note_of(others), keys.name, keys.public_key).error().id,
              "journal.note.bad_signature");
    EXPECT_FALSE(open_note(note_of(keys), "daicho/138888", keys.public_key));
    EXPECT_FALSE(open_note(note_of(keys), keys.name, Bytes()));
}

TEST(Note, SignaturesOfWitnessesArePassedOver) {
    const Keys keys = testing::test_keys();
    std::string note = note_of(keys);
    note.insert(note.find("— "), "— witness.example AAAAAAAA\n");
    EXPECT_TRUE(open_note(note, keys.name, keys.public_key));
    EXPECT_TRUE(open_note(note + "— daicho/139999x AAAA\n", keys.name, keys.public_key));
    EXPECT_FALSE(open_note(note + "something else\n", keys.name, keys.public_key));
}

TEST(Note, OnlyTheCanonicalFormIsRead) {
    const Keys keys = testing::test_keys();
    Digest root{};
    const auto opens = [&keys](const std::string& text) {
        const std::string note = sign_note(keys, text).value();
        return open_note(note, keys.name, keys.public_key).has_value();
    };
    const std::string base64 = to_base64(view(root));
    const std::string time = format_utc(kTime);
    EXPECT_TRUE(opens(keys.name + "\n7\n" + base64 + "\n" + time + "\n"));
    EXPECT_FALSE(opens(keys.name + "\n07\n" + base64 + "\n" + time + "\n"));
    EXPECT_FALSE(opens(keys.name + "\n+7\n" + base64 + "\n" + time + "\n"));
    EXPECT_FALSE(opens(keys.name + "\n99999999999999999999\n" + base64 + "\n" + time + "\n"));
    EXPECT_FALSE(opens(keys.name + "\n7\nAAAA\n" + time + "\n"));
    EXPECT_FALSE(opens(keys.name + "\n7\n" + base64 + "\n2026-02-30T00:00:00.000000Z\n"));
    EXPECT_FALSE(opens(keys.name + "\n7\n" + base64 + "\n2026-02-03T24:00:00.000000Z\n"));
    EXPECT_FALSE(opens(keys.name + "\n7\n" + base64 + "\n" + time + "\nmore\n"));
}

TEST(Notes, AreSplitWithAndWithoutBlankLines) {
    const Keys keys = testing::test_keys();
    const std::string one = note_of(keys, 1);
    const std::string two = note_of(keys, 2);
    for (const std::string& text :
         {one + two, one + "\n" + two, "\n\n" + one + "\n\n" + two + "\n"}) {
        const Notes notes = split_notes(text);
        ASSERT_EQ(notes.whole.size(), 2U);
        EXPECT_EQ(notes.whole[0], one);
        EXPECT_EQ(notes.whole[1], two);
        EXPECT_EQ(notes.rest, "");
    }
}

TEST(Notes, AnUnfinishedLastOneIsTheRest) {
    const Keys keys = testing::test_keys();
    const std::string one = note_of(keys, 1);
    const std::string two = note_of(keys, 2);
    for (std::size_t size = 1; size < two.size(); ++size) {
        const std::string text = one + two.substr(0, size);
        const Notes notes = split_notes(text);
        ASSERT_EQ(notes.whole.size(), 1U) << size;
        EXPECT_EQ(notes.rest, two.substr(0, size));
    }
}

}  // namespace
}  // namespace daicho::journal
