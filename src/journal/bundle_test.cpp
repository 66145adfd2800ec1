// A piece of the journal, checked as a stranger does; and every way to cheat with it.
#include "journal/bundle_writer.hpp"

#include "journal/note.hpp"
#include "journal/test_journal.hpp"

namespace daicho::journal {
namespace {

class BundleTest : public testing::JournalTest {
protected:
    void SetUp() override {
        for (const std::uint64_t count : {1U, 5U, 300U, 7U}) {
            append(count);
            notes_.push_back(checkpoint());
        }
    }
    std::string bundle(const BundleRequest& request) {
        const auto written = write_bundle(*connection_, keys_.name, request);
        EXPECT_TRUE(written) << written.error().id;
        return written ? *written : "";
    }
    std::string fault(const std::string& text, const std::string& notes = "") {
        const auto found = check_bundle(text, notes, keys_.name, keys_.public_key);
        return found ? "" : found.error().id;
    }
    std::vector<std::string> notes_;  // sizes 1, 6, 306, 313
};

TEST_F(BundleTest, EveryRangeAndEveryPairOfCheckpointsChecks) {
    for (const std::uint64_t from : {1U, 2U, 6U, 7U, 256U, 257U, 313U}) {
        for (const std::uint64_t to : {from, std::min<std::uint64_t>(from + 60, 313)}) {
            std::vector<std::uint64_t> seen;
            const auto found = check_bundle(
                bundle({from, to, 0, 0}), notes_[1] + notes_[2], keys_.name, keys_.public_key,
                [&](const EntryHeader& header, const Digest&) { seen.push_back(header.number); });
            ASSERT_TRUE(found) << found.error().id << from;
            EXPECT_EQ(found->first, from);
            EXPECT_EQ(found->last, to);
            EXPECT_EQ(seen.size(), to - from + 1);
        }
    }
    for (const std::uint64_t old_size : {1U, 6U, 306U}) {
        const auto found = check_bundle(bundle({0, 0, old_size, 313}), "", keys_.name,
                                        keys_.public_key);
        ASSERT_TRUE(found) << found.error().id;
        EXPECT_EQ(found->sizes, (std::vector<std::uint64_t>{old_size, 313}));
    }
    EXPECT_LT(bundle({200, 200, 0, 0}).size(), 2000U) << "a proof is short";
}

TEST_F(BundleTest, EntriesMayStandAsTheirLeavesAlone) {
    BundleRequest request{200, 200, 0, 0, {1, 2, 7, 150, 199}};
    std::vector<std::uint64_t> seen;
    const std::string text = bundle(request);
    const VisitEntry visit = [&](const EntryHeader& header, const Digest&) {
        seen.push_back(header.number);
    };
    const auto found = check_bundle(text, notes_[3], keys_.name, keys_.public_key, visit);
    ASSERT_TRUE(found) << found.error().id;
    EXPECT_EQ(seen, std::vector<std::uint64_t>{200});
    for (const std::uint64_t entry : request.leaves) {
        const Digest leaf = leaf_hash(encode(read_entry(*connection_, entry)->header));
        const std::size_t at = text.find("tree 0 " + to_base64(view(leaf)) + "\n");
        ASSERT_NE(at, std::string::npos) << entry;
        std::string other = text;
        other[at + 7] = other[at + 7] == 'A' ? 'B' : 'A';
        EXPECT_EQ(fault(other), "bundle.root") << "another entry in its place";
    }
}

TEST_F(BundleTest, WhatIsNotThereIsSaid) {
    for (const BundleRequest& request :
         {BundleRequest{1, 314, 0, 0}, {5, 4, 0, 0}, {0, 3, 0, 0}, {1, 1, 0, 300}, {0, 0, 5, 0}}) {
        EXPECT_FALSE(write_bundle(*connection_, keys_.name, request));
    }
    append(1);
    EXPECT_EQ(write_bundle(*connection_, keys_.name, {314, 314, 0, 0}).error().id,
              "journal.no_checkpoint");
}

TEST_F(BundleTest, NoCheatingPasses) {
    const std::string good = bundle({10, 12, 6, 0});
    ASSERT_EQ(fault(good), "");
    // Another journal's note of the same size, signed by the same key: a rewritten history.
    const std::string forged =
        *sign_note(keys_, checkpoint_text(keys_.name, 306, Digest{}, clock_.now()));
    EXPECT_EQ(fault(good, forged), "bundle.root");
    // An entry left out, exchanged, or one too many at the end.
    const std::size_t entry = good.find("entry ");
    const std::size_t next = good.find("entry ", entry + 1);
    std::string cut = good;
    EXPECT_EQ(fault(cut.erase(entry, next - entry)), "bundle.entry");
    std::string twice = good;
    EXPECT_EQ(fault(twice.insert(entry, good.substr(entry, next - entry))), "bundle.entry");
    std::string longer = good;
    const std::string tree = "tree 0 " + to_base64(view(Digest{})) + "\n";
    EXPECT_EQ(fault(longer.insert(good.find("\n\n") + 1, tree)), "bundle.no_note");
    EXPECT_EQ(fault(good.substr(0, good.find("\n\n") + 2)), "bundle.no_note");
    EXPECT_EQ(check_bundle(good, "", keys_.name, testing::test_keys(8).public_key).error().id,
              "journal.note.bad_signature");
    EXPECT_EQ(check_bundle(good, "", "daicho/131016", keys_.public_key).error().id,
              "bundle.wrong_origin");
}

TEST_F(BundleTest, NoChangedByteOfWhatIsProvenPasses) {
    const std::string good = bundle({10, 12, 6, 0});
    const std::size_t end = good.find("\n\n");
    for (std::size_t at = 0; at < end; ++at) {
        std::string bad = good;
        bad[at] = bad[at] == 'A' ? 'B' : 'A';
        EXPECT_NE(fault(bad), "") << at;
    }
}

TEST(Bundle, TreesThatCannotBeAreMalformed) {
    const std::string root = to_base64(view(Digest{}));
    const std::string head = "daicho journal 1\norigin x\n";
    for (const std::string& items :
         {"tree 0 " + root + "\ntree 1 " + root + "\n", "tree 48 " + root + "\n",
          "tree -1 " + root + "\n", std::string("tree 0 AAAA\n"), std::string("tree 0\n"),
          std::string("leaf 0 AAAA\n"), std::string("entry AAAA\n")}) {
        EXPECT_EQ(walk_bundle(head + items + "\n").error().id, "bundle.malformed") << items;
    }
    std::string many = head;
    for (int i = 0; i < 3; ++i) many += "tree 47 " + root + "\n";
    EXPECT_EQ(walk_bundle(many + "\n").error().id, "bundle.malformed");
    EXPECT_EQ(walk_bundle(head + "tree 3 " + root + "\n\n")->size, 8U);
}

}  // namespace
}  // namespace daicho::journal
