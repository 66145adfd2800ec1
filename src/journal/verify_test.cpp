// Attacks on the journal by somebody who can do everything to the database (triggers dropped).
#include "journal/journal.hpp"
#include "journal/note.hpp"
#include "journal/test_journal.hpp"
#include "journal/tree.hpp"

namespace daicho::journal {
namespace {

constexpr std::uint64_t kEntries = 700;

// 700 entries, checkpoints over 200, 500 and 700; the witness saw all three.
class TamperTest : public testing::JournalOnStoreTest {
protected:
    TamperTest() {
        for (const std::uint64_t count : {200U, 300U, 200U}) {
            append(count);
            witness_ += checkpoint() + "\n";
        }
        drop_triggers();
    }

    // Somebody who holds the code, but not the signing key: header and leaf agree.
    void replace_entry(std::uint64_t number, const EntryHeader& header) {
        const Bytes encoded = encode(header);
        const Digest leaf = leaf_hash(encoded);
        const std::string at = " WHERE number = " + std::to_string(number);
        run("UPDATE j_entry SET header = " + bytes(encoded) + ", leaf = " + bytes(view(leaf)) + at);
    }

    void forge(std::uint64_t number) {
        EntryHeader header = read_entry(*connection_, number)->header;
        header.principal += 1;
        replace_entry(number, header);
    }

    // Cuts the journal back and writes another tail, signed with the true key.
    void rewrite_from(std::uint64_t number, std::uint64_t count) {
        run("DELETE FROM j_checkpoint WHERE size >= " + std::to_string(number));
        run("DELETE FROM j_entry WHERE number >= " + std::to_string(number));
        run("DELETE FROM w_tree");
        auto rebuilt = rebuild_tree(*connection_);
        ASSERT_TRUE(rebuilt);
        journal_->restore(std::move(*rebuilt));
        append(count);
        checkpoint();
    }

    std::string witness_;
};
DAICHO_ON_BOTH_STORES(TamperTest);

TEST_P(TamperTest, AnUntouchedJournalVerifies) {
    const Verification found = verified(witness_);
    EXPECT_FALSE(found.fault);
    EXPECT_EQ(found.entries, kEntries);
    EXPECT_EQ(found.checkpoints, 6U);
    EXPECT_EQ(found.protected_size, kEntries);
    EXPECT_EQ(found.witnessed_size, kEntries);
}

TEST_P(TamperTest, SaysFromWhereOnNothingIsProtectedYet) {
    append(30);
    const Verification found = verified(witness_);
    EXPECT_FALSE(found.fault);
    EXPECT_EQ(found.entries, 730U);
    EXPECT_EQ(found.protected_size, 700U);
    EXPECT_EQ(found.witnessed_size, 700U);
    checkpoint();
    EXPECT_EQ(verified(witness_).protected_size, 730U);
    EXPECT_EQ(verified(witness_).witnessed_size, 700U);
}

TEST_P(TamperTest, AnyFlippedByteOfAHeaderNamesItsEntry) {
    const std::string hex = to_hex(encode(read_entry(*connection_, 321)->header));
    for (std::size_t byte = 0; byte < hex.size() / 2; ++byte) {
        std::string changed = hex;
        changed[byte * 2 + 1] = changed[byte * 2 + 1] == '0' ? '1' : '0';
        run("UPDATE j_entry SET header = " + connection_->dialect().bytes(changed) +
            " WHERE number = 321");
        const std::string found = fault();
        EXPECT_TRUE(found == "leaf 321" || found == "header 321") << byte << ": " << found;
    }
}

TEST_P(TamperTest, AnyFlippedByteOfALeafNamesItsEntry) {
    const Digest leaf = leaf_hash(encode(read_entry(*connection_, 700)->header));
    for (std::size_t byte = 0; byte < leaf.size(); ++byte) {
        Digest changed = leaf;
        changed[byte] ^= 0x80;
        run("UPDATE j_entry SET leaf = " + bytes(view(changed)) + " WHERE number = 700");
        EXPECT_EQ(fault(), "leaf 700");
    }
}

TEST_P(TamperTest, AnyFlippedByteOfABodyNamesItsEntry) {
    const Bytes body = read_entry(*connection_, 1)->sealed_body;
    for (std::size_t byte = 0; byte < body.size(); ++byte) {
        Bytes changed = body;
        changed[byte] ^= 1;
        run("UPDATE j_entry SET body = " + bytes(changed) + " WHERE number = 1");
        EXPECT_EQ(fault(), "body 1");
    }
}

TEST_P(TamperTest, ABodySealedAnewWithTheTrueKeyIsNamed) {
    const Bytes other = testing::test_seal(44, as_bytes("{\"subject\":45}"));
    run("UPDATE j_entry SET body = " + bytes(other) + " WHERE number = 44");
    EXPECT_EQ(fault(), "body 44");
}

TEST_P(TamperTest, ABodyFromAnotherEntryIsNamed) {
    run("UPDATE j_entry SET body = (SELECT body FROM j_entry WHERE number = 45) WHERE number = 44");
    EXPECT_EQ(fault(), "body 44");
}

TEST_P(TamperTest, BodiesAreLeftAloneWhenTheyCannotBeOpened) {
    run("UPDATE j_entry SET body = " + bytes(Bytes{0}) + " WHERE number = 44");
    keys_.open = nullptr;
    EXPECT_EQ(fault(), "");
}

TEST_P(TamperTest, ADestroyedBodyKeyIsNoFault) {
    keys_.open = [](std::uint64_t entry, ByteView sealed) -> Result<Bytes> {
        if (entry <= 100) return not_found_error("vault.erased");
        return testing::test_open(entry, sealed);
    };
    const Verification found = verified();
    EXPECT_FALSE(found.fault);
    EXPECT_EQ(found.bodies_erased, 100U);
}

TEST_P(TamperTest, ADroppedEntryIsMissing) {
    for (const std::uint64_t number : {700U, 400U, 1U}) {
        run("DELETE FROM j_entry WHERE number = " + std::to_string(number));
        EXPECT_EQ(fault(),
                  number == 700 ? "truncated 700 700" : "missing " + std::to_string(number));
    }
}

TEST_P(TamperTest, ADroppedEntryWithTheRestMovedUpIsNamed) {
    run("DELETE FROM j_entry WHERE number = 350");
    run("UPDATE j_entry SET number = -number WHERE number > 350");
    run("UPDATE j_entry SET number = -number - 1 WHERE number < 0");
    EXPECT_EQ(fault(), "header 350");
}

TEST_P(TamperTest, SwappedEntriesNameTheFirst) {
    run("UPDATE j_entry SET number = 9999 WHERE number = 10");
    run("UPDATE j_entry SET number = 10 WHERE number = 20");
    run("UPDATE j_entry SET number = 20 WHERE number = 9999");
    EXPECT_EQ(fault(), "header 10");
}

TEST_P(TamperTest, AnEntryInFrontOfTheFirstIsNamed) {
    run("INSERT INTO j_entry SELECT 0, header, body, leaf FROM j_entry WHERE number = 1");
    EXPECT_EQ(fault(), "missing 1");
}

// Header and leaf agree: the next checkpoint is what finds it, and names what it covers anew.
TEST_P(TamperTest, AForgedEntryIsFoundByTheNextCheckpoint) {
    forge(600);
    EXPECT_EQ(fault(), "root 501 700");
    forge(300);
    EXPECT_EQ(fault(), "root 201 500");
    forge(200);
    EXPECT_EQ(fault(), "root 1 200");
}

TEST_P(TamperTest, TheFirstOfSeveralFaultsIsNamed) {
    run("UPDATE j_entry SET leaf = " + bytes(Bytes{0}) + " WHERE number = 650");
    EXPECT_EQ(fault(), "leaf 650");
    forge(300);
    EXPECT_EQ(fault(), "root 201 500");
    run("UPDATE j_entry SET header = " + bytes(Bytes{0}) + " WHERE number = 77");
    EXPECT_EQ(fault(), "header 77");
}

TEST_P(TamperTest, ATruncatedTailIsFoundByTheCheckpointsLeft) {
    run("DELETE FROM j_entry WHERE number > 650");
    EXPECT_EQ(fault(), "truncated 651 700");
    run("DELETE FROM j_entry WHERE number > 400");
    EXPECT_EQ(fault(), "truncated 401 500");
    run("DELETE FROM j_entry");
    EXPECT_EQ(fault(), "truncated 1 200");
}

TEST_P(TamperTest, ATailTruncatedWithItsCheckpointsIsFoundByTheWitnessAlone) {
    run("DELETE FROM j_entry WHERE number > 500");
    run("DELETE FROM j_checkpoint WHERE size > 500");
    EXPECT_EQ(fault(), "");
    EXPECT_EQ(fault(witness_), "truncated_witness 501 700");
}

TEST_P(TamperTest, ATailReplacedAndSignedAnewIsFoundByTheWitnessAlone) {
    rewrite_from(501, 200);
    EXPECT_EQ(fault(), "");
    EXPECT_EQ(fault(witness_), "witness 501 700");
}

TEST_P(TamperTest, ATailReplacedInSeveralSignedStepsCountsAsUnprovenFromTheWitnessOn) {
    rewrite_from(501, 100);
    append(100);
    checkpoint();
    EXPECT_EQ(fault(), "");
    EXPECT_EQ(fault(witness_), "witness 501 700");
}

TEST_P(TamperTest, ARollbackThatGrewPastTheWitnessIsFound) {
    rewrite_from(450, 2000);
    EXPECT_EQ(fault(), "");
    EXPECT_EQ(fault(witness_), "witness 201 500");
}

TEST_P(TamperTest, AnyChangedByteOfACheckpointIsFound) {
    const std::string note = latest_checkpoint(*connection_)->note;
    auto update = connection_->prepare("UPDATE j_checkpoint SET note = ? WHERE size = 700");
    ASSERT_TRUE(update);
    for (std::size_t byte = 0; byte < note.size(); ++byte) {
        std::string changed = note;
        changed[byte] = static_cast<char>(changed[byte] ^ 1);
        (*update)->bind_text(0, changed);
        ASSERT_TRUE((*update)->run());
        EXPECT_EQ(fault(), "checkpoint 700") << byte;
    }
}

TEST_P(TamperTest, ACheckpointMovedToAnotherSizeOrTimeIsFound) {
    run("UPDATE j_checkpoint SET time = time + 1 WHERE size = 500");
    EXPECT_EQ(fault(), "checkpoint 500");
    run("UPDATE j_checkpoint SET size = 499, time = time - 1 WHERE size = 500");
    EXPECT_EQ(fault(), "checkpoint 499");
    run("UPDATE j_checkpoint SET size = 0 WHERE size = 499");
    EXPECT_EQ(fault(), "checkpoint 1");
    run("UPDATE j_checkpoint SET size = -5 WHERE size = 0");
    EXPECT_EQ(fault().substr(0, 10), "checkpoint");
}

TEST_P(TamperTest, ACheckpointOfAnotherKeyIsFound) {
    const Keys others = testing::test_keys(9);
    const Frontier mark = journal_->mark();
    const std::string text = checkpoint_text(keys_.name, 700, mark.root(), clock_.now());
    run("UPDATE j_checkpoint SET note = '" + sign_note(others, text).value() +
        "' WHERE size = 700");
    EXPECT_EQ(fault(), "checkpoint 700");
}

TEST_P(TamperTest, SwappedCheckpointsAreFound) {
    run("UPDATE j_checkpoint SET note = (SELECT note FROM j_checkpoint WHERE size = 200) WHERE "
        "size = 500");
    EXPECT_EQ(fault(), "checkpoint 500");
}

TEST_P(TamperTest, ACheckpointCutShortIsFound) {
    run("UPDATE j_checkpoint SET note = substr(note, 1, length(note) - 1) WHERE size = 200");
    EXPECT_EQ(fault(), "checkpoint 200");
    run("UPDATE j_checkpoint SET note = ''");
    EXPECT_EQ(fault(), "checkpoint 200");
}

TEST_P(TamperTest, AFalseTreeTableIsNamedWhenAllElseIsSound) {
    run("UPDATE w_tree SET hash = " + bytes(Bytes(32)) + " WHERE level = 1 AND position = 1");
    EXPECT_EQ(fault(), "tree 257");
}

TEST_P(TamperTest, AWitnessThatIsNoneIsRefused) {
    const auto refused = [this](std::string_view text) {
        const auto found = verify(*connection_, keys_, text, {}, {});
        return found ? std::string() : found.error().id + " " + found.error().arguments[0].second;
    };
    EXPECT_EQ(refused("something\n"), "journal.witness.unusable 1");
    EXPECT_EQ(refused(witness_ + "something\n"), "journal.witness.unusable 22");
    std::string changed = witness_;
    changed[changed.find("500")] = '6';
    EXPECT_EQ(refused(changed), "journal.witness.unusable 8");
    EXPECT_EQ(refused("daicho/139999\n12"), "journal.witness.unusable 1");
}

TEST_P(TamperTest, AnUnfinishedLastWitnessNoteIsPassedOver) {
    const std::string text = witness_.substr(0, witness_.size() - 40);
    EXPECT_EQ(fault(text), "");
    EXPECT_EQ(verified(text).witnessed_size, 500U);
}

TEST_P(TamperTest, VisitSeesEveryHeaderInOrderAndCanNameAFault) {
    std::uint64_t next = 1;
    auto found = verify(*connection_, keys_, {},
                        [&next](const EntryHeader& header) -> Status {
                            EXPECT_EQ(header.number, next++);
                            if (header.number == 333) return conflict_error("register.fault.row");
                            return {};
                        },
                        {});
    ASSERT_TRUE(found && found->fault);
    EXPECT_EQ(found->fault->id, "register.fault.row");
    EXPECT_EQ(found->entries, 332U);
    found = verify(*connection_, keys_, {},
                   [](const EntryHeader&) -> Status { return system_error("store.failed"); }, {});
    EXPECT_EQ(found.error().id, "store.failed");
}

// Longer than one run of the reader, to see that runs join.
TEST_P(TamperTest, FaultsAreFoundInEveryRunOfEntries) {
    append(9'000);
    checkpoint();
    EXPECT_EQ(fault(witness_), "");
    for (const std::uint64_t number : {9'700U, 8'193U, 8'192U, 4'097U, 4'096U}) {
        run("UPDATE j_entry SET leaf = " + bytes({}) + " WHERE number = " + std::to_string(number));
        EXPECT_EQ(fault(), "leaf " + std::to_string(number));
    }
}

}  // namespace
}  // namespace daicho::journal
