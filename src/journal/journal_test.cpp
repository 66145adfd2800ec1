#include "journal/journal.hpp"

#include "journal/note.hpp"
#include "journal/proof.hpp"
#include "journal/test_journal.hpp"
#include "journal/tree.hpp"

namespace daicho::journal {
namespace {

using testing::JournalOnStoreTest;
DAICHO_ON_BOTH_STORES(JournalOnStoreTest);

TEST_P(JournalOnStoreTest, NumbersRunFromOne) {
    EXPECT_EQ(journal_->next().value, 1U);
    append(3);
    EXPECT_EQ(journal_->size(), 3U);
    EXPECT_EQ(journal_->next().value, 4U);
}

TEST_P(JournalOnStoreTest, AnEntryIsReadBack) {
    append(2);
    const auto entry = read_entry(*connection_, 2);
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->header.number, 2U);
    EXPECT_EQ(entry->header.time, clock_.now());
    EXPECT_EQ(entry->header.register_number, 101);
    const auto body = keys_.open(2, entry->sealed_body);
    ASSERT_TRUE(body);
    EXPECT_EQ(as_text(*body), "{\"subject\":2}");
    EXPECT_EQ(sha256({view(entry->header.body_salt), *body}), entry->header.body_hash);
    EXPECT_EQ(read_entry(*connection_, 3).error().id, "journal.no_entry");
}

TEST_P(JournalOnStoreTest, AnEmptyBodyIsNotStored) {
    EntryDraft draft;
    ASSERT_TRUE(journal_->append(*connection_, draft));
    EXPECT_EQ(connection_->integer("SELECT count(*) FROM j_entry WHERE body IS NULL").value(), 1);
    EXPECT_EQ(verified().bodies_erased, 0U);
}

TEST_P(JournalOnStoreTest, EqualBodiesHaveDifferentHashes) {
    EntryDraft draft;
    draft.body = "{}";
    ASSERT_TRUE(journal_->append(*connection_, draft));
    ASSERT_TRUE(journal_->append(*connection_, draft));
    EXPECT_NE(read_entry(*connection_, 1)->header.body_hash,
              read_entry(*connection_, 2)->header.body_hash);
}

TEST_P(JournalOnStoreTest, TheDatabaseRefusesEverythingButTheNextEntry) {
    append(3);
    checkpoint();
    const std::string zero = bytes(Bytes{0});
    std::vector<std::string> forbidden{
        "UPDATE j_entry SET header = " + zero + " WHERE number = 2",
        "UPDATE j_entry SET body = " + zero + " WHERE number = 2",
        "UPDATE j_entry SET body = NULL, leaf = " + zero + " WHERE number = 2",
        "UPDATE j_entry SET number = 9 WHERE number = 3",
        "DELETE FROM j_entry WHERE number = 3",
        "DELETE FROM j_entry",
        "INSERT INTO j_entry SELECT 2, header, body, leaf FROM j_entry WHERE number = 1",
        "INSERT INTO j_entry SELECT * FROM j_entry WHERE number = 2 ON CONFLICT DO NOTHING",
        "INSERT INTO j_entry SELECT * FROM j_entry WHERE number = 2 ON CONFLICT (number) DO "
        "UPDATE SET header = " + zero,
        "INSERT INTO j_entry SELECT 5, header, body, leaf FROM j_entry WHERE number = 1",
        "INSERT INTO j_entry SELECT 0, header, body, leaf FROM j_entry WHERE number = 1",
        "INSERT INTO j_entry (header, leaf) VALUES (" + zero + ", " + zero + ")",
        "UPDATE j_checkpoint SET note = ''",
        "UPDATE j_checkpoint SET time = 0",
        "DELETE FROM j_checkpoint",
        "INSERT INTO j_checkpoint VALUES (1, 0, '')",
    };
    const std::vector<std::string> of_sqlite{
        "UPDATE OR REPLACE j_entry SET number = 1, body = NULL WHERE number = 3",
        "UPDATE OR IGNORE j_entry SET leaf = x'00'",
        "INSERT OR REPLACE INTO j_entry SELECT * FROM j_entry WHERE number = 2",
        "REPLACE INTO j_entry SELECT 2, header, NULL, leaf FROM j_entry WHERE number = 1",
        "INSERT OR IGNORE INTO j_entry SELECT * FROM j_entry WHERE number = 2",
        "REPLACE INTO j_checkpoint SELECT * FROM j_checkpoint",
    };
    const std::vector<std::string> of_postgres{"TRUNCATE j_entry", "TRUNCATE j_checkpoint"};
    const auto& more = GetParam() == store::StoreKind::sqlite ? of_sqlite : of_postgres;
    forbidden.insert(forbidden.end(), more.begin(), more.end());
    for (const std::string& sql : forbidden) {
        const Status status = connection_->execute(sql);
        ASSERT_FALSE(status) << sql;
        EXPECT_EQ(status.error().id, "store.refused") << sql;
    }
    EXPECT_EQ(fault(), "");
}

TEST_P(JournalOnStoreTest, BodiesAreErasedByTheirKeyAndTheTreeStillVerifies) {
    append(5);
    checkpoint();
    keys_.open = [](std::uint64_t, ByteView) -> Result<Bytes> {
        return not_found_error("vault.erased").with("period", "1");
    };
    const Verification found = verified();
    EXPECT_FALSE(found.fault);
    EXPECT_EQ(found.bodies_erased, 5U);
    EXPECT_EQ(found.periods_erased, (std::map<std::uint16_t, std::uint64_t>{{1, 1}}));
}

TEST_P(JournalOnStoreTest, AnEmptiedBodyIsAFault) {
    append(5);
    checkpoint();
    EXPECT_FALSE(connection_->execute("UPDATE j_entry SET body = NULL WHERE number = 3"));
    drop_triggers();
    run("UPDATE j_entry SET body = NULL WHERE number = 3");
    EXPECT_EQ(fault(), "body_emptied 3");
}

TEST_P(JournalOnStoreTest, RestoringTheMarkUndoesAFailedCommand) {
    append(3);
    ASSERT_TRUE(connection_->begin());
    {
        auto point = store::Savepoint::open(*connection_);
        ASSERT_TRUE(point);
        const Frontier mark = journal_->mark();
        ASSERT_TRUE(journal_->append(*connection_, draft(4)));
        journal_->restore(mark);
    }
    ASSERT_TRUE(journal_->append(*connection_, draft(40)));
    ASSERT_TRUE(connection_->commit());
    checkpoint();
    EXPECT_EQ(journal_->size(), 4U);
    EXPECT_EQ(fault(), "");
}

TEST_P(JournalOnStoreTest, WithoutTheMarkTheDatabaseRefusesTheGap) {
    append(3);
    ASSERT_TRUE(connection_->begin());
    ASSERT_TRUE(journal_->append(*connection_, draft(4)));
    ASSERT_TRUE(connection_->rollback());
    EXPECT_EQ(journal_->append(*connection_, draft(5)).error().id, "store.refused");
    ASSERT_TRUE(journal_->reload(*connection_));
    EXPECT_TRUE(journal_->append(*connection_, draft(4)));
    EXPECT_EQ(fault(), "");
}

TEST_P(JournalOnStoreTest, ACheckpointIsMadeOnceForEachSize) {
    EXPECT_EQ(checkpoint(), "");
    append(2);
    const std::string first = checkpoint();
    const auto opened = open_note(first, keys_.name, keys_.public_key);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->size, 2U);
    EXPECT_EQ(opened->root, journal_->mark().root());
    EXPECT_EQ(checkpoint(), "");
    const auto latest = latest_checkpoint(*connection_);
    ASSERT_TRUE(latest);
    EXPECT_EQ(latest->note, first);
    EXPECT_EQ(latest->root, opened->root);
    append(1);
    EXPECT_NE(checkpoint(), "");
}

TEST_P(JournalOnStoreTest, ACheckpointRolledBackIsMadeAgain) {
    append(2);
    {
        auto point = store::Savepoint::open(*connection_);
        ASSERT_TRUE(point);
        EXPECT_NE(checkpoint(), "");
    }
    EXPECT_NE(checkpoint(), "");
}

TEST_P(JournalOnStoreTest, ReopeningFindsTheSameRoot) {
    for (const std::uint64_t count : {1U, 254U, 1U, 1U, 300U, 65'200U, 5U}) {
        append(count);
        if (count % 2 == 0) checkpoint();
        const Digest root = journal_->mark().root();
        const std::uint64_t size = journal_->size();
        reopen();
        ASSERT_EQ(journal_->size(), size);
        ASSERT_EQ(journal_->mark().root(), root);
    }
    checkpoint();
    EXPECT_EQ(fault(), "");
}

TEST_P(JournalOnStoreTest, AFalseTreeTableIsRebuiltWhenOpened) {
    append(600);
    checkpoint();
    const Digest root = journal_->mark().root();
    for (const std::string& sql :
         {"UPDATE w_tree SET hash = " + bytes(Bytes(32)) + " WHERE position = 1",
          std::string("DELETE FROM w_tree")}) {
        run(sql);
        EXPECT_EQ(fault().substr(0, 4), "tree") << sql;
        reopen();
        EXPECT_EQ(journal_->mark().root(), root);
        EXPECT_EQ(fault(), "");
    }
}

TEST_P(JournalOnStoreTest, ATamperedJournalOpensButTakesNoEntryInItsHole) {
    append(5);
    checkpoint();
    drop_triggers();
    run("DELETE FROM j_entry WHERE number = 3");
    reopen();
    EXPECT_FALSE(journal_->append(*connection_, draft(5)));
    EXPECT_EQ(fault(), "missing 3");
}

using ProofParameter = std::tuple<store::StoreKind, std::uint64_t>;
class ProofTest : public testing::JournalTest,
                  public ::testing::WithParamInterface<ProofParameter> {
protected:
    ProofTest() : JournalTest(std::get<0>(GetParam())) {}
};

TEST_P(ProofTest, EntriesAndOldCheckpointsAreProvenFromTheTables) {
    const std::uint64_t size = std::get<1>(GetParam());
    std::vector<Digest> roots(1);
    ASSERT_TRUE(connection_->begin());
    for (std::uint64_t i = 1; i <= size; ++i) {
        ASSERT_TRUE(journal_->append(*connection_, draft(i)));
        roots.push_back(journal_->mark().root());
    }
    ASSERT_TRUE(connection_->commit());
    for (std::uint64_t number = 1; number <= size; number += 1 + size / 37) {
        const auto entry = read_entry(*connection_, number);
        const auto inclusion = prove_inclusion(*connection_, number, size);
        ASSERT_TRUE(entry && inclusion);
        EXPECT_TRUE(verify_inclusion(leaf_hash(encode(entry->header)), number - 1, size,
                                     *inclusion, roots[size]));
        const auto consistency = prove_consistency(*connection_, number, size);
        ASSERT_TRUE(consistency);
        EXPECT_TRUE(verify_consistency(number, roots[number], size, roots[size], *consistency));
    }
}

INSTANTIATE_TEST_SUITE_P(
    Sizes, ProofTest,
    ::testing::Combine(::testing::Values(store::StoreKind::sqlite, store::StoreKind::postgres),
                       ::testing::Values(1, 2, 255, 256, 257, 1000, 66'000)));

TEST_P(JournalOnStoreTest, ProofsOfWhatIsNotThereAreRefused) {
    append(3);
    EXPECT_FALSE(prove_inclusion(*connection_, 0, 3));
    EXPECT_FALSE(prove_inclusion(*connection_, 4, 3));
    EXPECT_FALSE(prove_inclusion(*connection_, 4, 4));
    EXPECT_FALSE(prove_consistency(*connection_, 4, 3));
}

}  // namespace
}  // namespace daicho::journal
