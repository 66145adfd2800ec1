// A witness and a journal that goes on, was rewritten at its end and grew again, or shows different
// people different histories: only what is proven to continue is taken.

#include <filesystem>
#include <fstream>
#include <sstream>

#include "journal/bundle_writer.hpp"
#include "journal/note.hpp"
#include "journal/test_journal.hpp"
#include "journal/witness_book.hpp"
#include "store/test_folder.hpp"

namespace daicho::journal {
namespace {

// One history; two of them have the same key and other entries (their salts are random).
class History : public testing::JournalTest {
public:
    void TestBody() override {}
    std::string grow(std::uint64_t count) {
        append(count);
        return checkpoint();
    }
    std::string proof(std::uint64_t held, std::uint64_t size) {
        const auto made = write_bundle(*connection_, keys_.name, {0, 0, held, size, {}});
        EXPECT_TRUE(made) << made.error().id;
        return made ? *made : "";
    }
};

class WitnessProofTest : public ::testing::Test {
protected:
    void SetUp() override {
        file_ = (folder_.path() / "notes").string();
        first_ = city_.grow(5);
        ASSERT_TRUE(*book().take(first_));
    }
    [[nodiscard]] WitnessBook book() const {
        const Keys keys = testing::test_keys();
        return *WitnessBook::open(file_, keys.name, keys.public_key);
    }
    std::string take(const std::string& sent) {
        WitnessBook one = book();
        const std::uint64_t before = one.size();
        const auto taken = one.take(sent);
        if (!taken) {
            EXPECT_EQ(book().size(), before) << "nothing is kept of what is refused";
        }
        return taken ? "" : taken.error().id;
    }
    [[nodiscard]] std::string read(const std::string& file) const {
        std::ifstream in(file, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        return text.str();
    }
    daicho::testing::TestFolder folder_;
    std::string file_;
    std::string first_;
    History city_;
};

TEST_F(WitnessProofTest, WhatContinuesIsTakenWithItsProof) {
    city_.grow(300);
    const std::string proof = city_.proof(5, 305);
    EXPECT_EQ(take(proof), "");
    EXPECT_EQ(book().size(), 305U);
    EXPECT_EQ(split_notes(read(file_)).whole.size(), 2U);
    EXPECT_EQ(read(file_ + ".proof"), proof + "\n");
    EXPECT_EQ(take(proof), "") << "the same again";
    city_.grow(7);
    EXPECT_EQ(take(city_.proof(305, 312)), "");
    EXPECT_EQ(split_notes(read(file_)).whole.size(), 3U);
    EXPECT_FALSE(std::filesystem::exists(file_ + ".refused"));
}

TEST_F(WitnessProofTest, ATailThatWasRewrittenAndGrewIsRefused) {
    History rewritten;
    rewritten.grow(5);
    const std::string larger = rewritten.grow(40);
    EXPECT_EQ(take(larger), "witness.no_proof") << "its size alone looks well";
    EXPECT_EQ(take(rewritten.proof(5, 45)), "witness.split_view");
    // Both histories, signed by the city: what an auditor needs.
    EXPECT_NE(read(file_ + ".refused").find(larger), std::string::npos);
    EXPECT_EQ(read(file_), first_ + "\n");
}

TEST_F(WitnessProofTest, AProofThatDoesNotPassTheCheckpointHeldProvesNothing) {
    History rewritten;
    rewritten.grow(3);
    rewritten.grow(60);
    EXPECT_EQ(take(rewritten.proof(3, 63)), "witness.no_proof");
    EXPECT_EQ(take(rewritten.proof(0, 63)), "witness.no_proof");
    city_.grow(60);
    EXPECT_EQ(take(city_.proof(0, 65)), "witness.no_proof") << "an honest one that leaves it out";
    EXPECT_EQ(take(city_.proof(5, 65)), "");
}

TEST_F(WitnessProofTest, OlderStatesAndOtherRootsAreRefusedInABundleToo) {
    city_.grow(10);
    ASSERT_EQ(take(city_.proof(5, 15)), "");
    EXPECT_EQ(take(city_.proof(0, 5)), "witness.rolled_back");
    History other;
    other.grow(15);
    EXPECT_EQ(take(other.proof(0, 15)), "witness.other_root");
}

TEST_F(WitnessProofTest, ATouchedOrForeignBundleIsNoEvidence) {
    city_.grow(20);
    const std::string proof = city_.proof(5, 25);
    std::string touched = proof;
    const std::size_t at = touched.find("tree ") + 10;
    touched[at] = touched[at] == 'A' ? 'B' : 'A';
    EXPECT_NE(take(touched), "");
    EXPECT_NE(take("daicho journal 1\n"), "");
    EXPECT_NE(take(proof.substr(0, proof.size() / 2)), "");
    EXPECT_FALSE(std::filesystem::exists(file_ + ".refused")) << "the city did not sign it";
    EXPECT_EQ(take(proof), "");
}

}  // namespace
}  // namespace daicho::journal
