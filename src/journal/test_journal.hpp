// A small journal on either store for the tests of this module, with keys of its own.
#pragma once

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <string>

#include "journal/journal.hpp"
#include "store/test_store.hpp"

namespace daicho::journal::testing {

// Sealing stands in for the vault: the plain text and a keyed digest over it and its place.
inline Bytes test_seal(std::uint64_t entry, ByteView plain) {
    Bytes place;
    ByteWriter(place).u64(entry);
    Bytes message = place;
    message.insert(message.end(), plain.begin(), plain.end());
    const Digest tag = hmac_sha256(as_bytes("key of the tests"), message);
    Bytes sealed(plain.begin(), plain.end());
    sealed.insert(sealed.end(), tag.begin(), tag.end());
    return sealed;
}

inline Result<Bytes> test_open(std::uint64_t entry, ByteView sealed) {
    if (sealed.size() < 32) return conflict_error("vault.cannot_open");
    const ByteView plain = sealed.first(sealed.size() - 32);
    const Bytes again = test_seal(entry, plain);
    if (!std::equal(again.begin(), again.end(), sealed.begin())) {
        return conflict_error("vault.cannot_open");
    }
    return Bytes(plain.begin(), plain.end());
}

inline Keys test_keys(std::uint8_t seed_byte = 7, const std::string& name = "daicho/139999") {
    std::array<std::uint8_t, crypto_sign_SEEDBYTES> seed{};
    seed.fill(seed_byte);
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> verifying{};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> signing{};
    crypto_sign_seed_keypair(verifying.data(), signing.data(), seed.data());
    Keys keys;
    keys.sign = [signing](ByteView text) -> Result<Bytes> {
        Bytes signature(crypto_sign_BYTES);
        crypto_sign_detached(signature.data(), nullptr, text.data(), text.size(), signing.data());
        return signature;
    };
    keys.name = name;
    keys.public_key.assign(verifying.begin(), verifying.end());
    keys.seal = [](std::uint64_t entry, ByteView plain) -> Result<Bytes> {
        return test_seal(entry, plain);
    };
    keys.open = test_open;
    return keys;
}

class JournalTest : public ::testing::Test {
protected:
    explicit JournalTest(store::StoreKind kind = store::StoreKind::sqlite) : store_(kind) {
        auto opened = store_.open();
        EXPECT_TRUE(opened);
        database_ = std::move(*opened);
        connection_ = &database_->writer();
        reopen();
    }

    void reopen() {
        auto opened = Journal::open(*connection_, keys_, clock_);
        ASSERT_TRUE(opened) << opened.error().id;
        journal_ = std::move(*opened);
    }

    static EntryDraft draft(std::uint64_t number) {
        EntryDraft made;
        made.kind = EntryKind::disclosure_view;
        made.principal = number % 5;
        made.register_number = 101;
        made.body = "{\"subject\":" + std::to_string(number) + "}";
        return made;
    }

    // In one transaction.
    void append(std::uint64_t count) {
        ASSERT_TRUE(connection_->begin());
        for (std::uint64_t i = 0; i < count; ++i) {
            const auto made = journal_->append(*connection_, draft(journal_->next().value));
            ASSERT_TRUE(made) << made.error().id;
        }
        ASSERT_TRUE(connection_->commit());
    }

    std::string checkpoint() {
        const auto made = journal_->checkpoint(*connection_);
        EXPECT_TRUE(made);
        return made ? made->note : std::string();
    }

    // A literal of bytes.
    std::string bytes(ByteView value) { return connection_->dialect().bytes(to_hex(value)); }

    void run(const std::string& sql) {
        const Status status = connection_->execute(sql);
        ASSERT_TRUE(status) << sql << ": " << status.error().arguments[0].second;
    }

    // The database's administrator, who can do everything.
    void drop_triggers() {
        for (const std::string table : {"entry", "checkpoint"}) {
            for (const char* event : {"_insert", "_delete", "_update"}) {
                run(daicho::testing::drop_trigger(connection_->dialect(), "t_" + table + event,
                                                  "j_" + table));
            }
        }
    }

    Verification verified(std::string_view witness = {}) {
        auto found = verify(*connection_, keys_, witness, {}, {});
        EXPECT_TRUE(found) << found.error().id;
        return found ? std::move(*found) : Verification{};
    }

    // "journal.fault.leaf 12", or "" when all is well.
    std::string fault(std::string_view witness = {}) {
        const Verification found = verified(witness);
        if (!found.fault) return "";
        std::string text = found.fault->id;
        for (const auto& [name, value] : found.fault->arguments) text += " " + value;
        return text.substr(std::string_view("journal.fault.").size());
    }

    FixedClock clock_{Instant{1'775'000'000'000'000}};
    Keys keys_ = test_keys();
    daicho::testing::TestStore store_;
    std::unique_ptr<store::Database> database_;
    store::Connection* connection_ = nullptr;
    std::unique_ptr<Journal> journal_;
};

// With TEST_P and DAICHO_ON_BOTH_STORES.
class JournalOnStoreTest : public JournalTest,
                           public ::testing::WithParamInterface<store::StoreKind> {
protected:
    JournalOnStoreTest() : JournalTest(GetParam()) {}
};

}  // namespace daicho::journal::testing
