// A witness takes what continues, and nothing else; a file that cannot be written stays whole.
#include "journal/witness_book.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "journal/note.hpp"
#include "journal/test_journal.hpp"
#include "store/test_folder.hpp"

namespace daicho::journal {
namespace {

class WitnessBookTest : public ::testing::Test {
protected:
    void SetUp() override {
        file_ = (folder_.path() / "notes").string();
    }
    static std::string note(std::uint64_t size, std::uint8_t root = 1) {
        Digest digest{};
        digest[0] = root;
        const Keys keys = testing::test_keys();
        return *sign_note(keys, checkpoint_text(keys.name, size, digest, Instant{1}));
    }
    [[nodiscard]] WitnessBook book() const {
        const Keys keys = testing::test_keys();
        auto opened = WitnessBook::open(file_, keys.name, keys.public_key);
        EXPECT_TRUE(opened);
        return std::move(*opened);
    }
    [[nodiscard]] std::string held() const {
        std::ifstream in(file_, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        return text.str();
    }
    daicho::testing::TestFolder folder_;
    std::string file_;
};

TEST_F(WitnessBookTest, TakesWhatContinuesAndRefusesWhatWasRolledBack) {
    WitnessBook one = book();
    EXPECT_TRUE(*one.take(note(10)));
    EXPECT_FALSE(*one.take(note(10))) << "the same again is nothing new";
    EXPECT_EQ(one.take(note(12, 2)).error().id, "witness.no_proof") << "witness_proof_test";
    EXPECT_EQ(one.take(note(9, 3)).error().id, "witness.rolled_back");
    EXPECT_EQ(one.take(note(10, 9)).error().id, "witness.other_root");
    WitnessBook again = book();  // what it held is known after a restart
    EXPECT_EQ(again.size(), 10U);
    EXPECT_EQ(again.take(note(5)).error().id, "witness.rolled_back");
    EXPECT_EQ(again.take(note(10, 9)).error().id, "witness.other_root");
    EXPECT_EQ(split_notes(held()).whole.size(), 1U);
}

TEST_F(WitnessBookTest, TakesNothingThatTheKeyDidNotSign) {
    WitnessBook one = book();
    std::string forged = note(10);
    forged.replace(forged.find("10\n"), 3, "99\n");
    EXPECT_EQ(one.take(forged).error().id, "journal.note.bad_signature");
    EXPECT_FALSE(one.take("x"));
    EXPECT_FALSE(one.take(""));
    EXPECT_EQ(held(), "");
}

TEST_F(WitnessBookTest, AFaultIsToldAndLeavesTheFileWhole) {
    EXPECT_EQ(append_notes((folder_.path() / "no" / "such").string(), {note(1)}).error().id,
              "witness.cannot_write");
    if (std::filesystem::exists("/dev/full")) {
        EXPECT_EQ(append_notes("/dev/full", {note(1)}).error().id, "witness.cannot_write");
    }
    ASSERT_TRUE(append_notes(file_, {note(1), note(2)}));
    EXPECT_EQ(split_notes(held()).whole.size(), 2U);
}

}  // namespace
}  // namespace daicho::journal
