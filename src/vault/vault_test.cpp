#include "vault/vault.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <functional>

#include "store/test_store.hpp"
#include "vault/migrations.hpp"

namespace daicho::vault {
namespace {

constexpr std::string_view kCity = "139999";
constexpr FieldPlace kPlace{51, 7, 4, 12};

class VaultTest : public daicho::testing::StoreTest {
protected:
    VaultTest() {
        auto opened = store_.open();
        EXPECT_TRUE(opened);
        database_ = std::move(*opened);
        connection_ = &database_->writer();
        vault_ = std::move(*open(key_file(), true));
    }

    std::filesystem::path key_file() const { return folder_.path() / "city.key"; }

    Result<std::unique_ptr<Vault>> open(const std::filesystem::path& file, bool create = false,
                                        std::string_view municipality = kCity) {
        if (create) EXPECT_TRUE(store::migrate(*connection_, migrations(), Instant{0}));
        return Vault::open(*connection_, file, std::string(municipality), create);
    }

    Bytes seal(const FieldPlace& place, std::string_view plain) {
        auto sealed = vault_->seal_field(*connection_, place, plain);
        EXPECT_TRUE(sealed);
        return std::move(*sealed);
    }

    // The plain text, or the error's id.
    std::string read(const FieldPlace& place, ByteView sealed) {
        const auto plain = vault_->open_field(*connection_, place, sealed);
        return plain ? *plain : plain.error().id;
    }

    static void write(const std::filesystem::path& file, const std::string& text, mode_t mode) {
        std::ofstream(file, std::ios::binary) << text;
        ASSERT_EQ(::chmod(file.c_str(), mode), 0);
    }

    daicho::testing::TestFolder folder_;
    std::unique_ptr<store::Database> database_;
    store::Connection* connection_ = nullptr;
    std::unique_ptr<Vault> vault_;
};
DAICHO_ON_BOTH_STORES(VaultTest);

TEST_P(VaultTest, AFieldComesBack) {
    for (const std::string_view text : {"123456789018", "", "渡\xF3\xA0\x84\x81辺"}) {
        EXPECT_EQ(read(kPlace, seal(kPlace, text)), text);
    }
}

TEST_P(VaultTest, EqualValuesAreSealedDifferently) {
    EXPECT_NE(seal(kPlace, "123456789018"), seal(kPlace, "123456789018"));
}

TEST_P(VaultTest, TheValueStandsNowhereInTheDatabase) {
    const Bytes sealed = seal(kPlace, "123456789018");
    EXPECT_EQ(as_text(sealed).find("123456789018"), std::string_view::npos);
}

TEST_P(VaultTest, AnyFlippedBitOfABlobIsRefused) {
    const Bytes sealed = seal(kPlace, "123456789018");
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        Bytes changed = sealed;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        EXPECT_EQ(read(kPlace, changed), "vault.cannot_open") << bit;
    }
}

TEST_P(VaultTest, ACutBlobIsRefused) {
    const Bytes sealed = seal(kPlace, "123456789018");
    for (std::size_t size = 0; size < sealed.size(); ++size) {
        EXPECT_EQ(read(kPlace, ByteView(sealed).first(size)), "vault.cannot_open");
    }
}

TEST_P(VaultTest, ABlobMovedToAnotherPlaceIsRefused) {
    const Bytes sealed = seal(kPlace, "123456789018");
    for (const std::function<void(FieldPlace&)>& move :
         {std::function<void(FieldPlace&)>([](FieldPlace& at) { at.record = 8; }),
          std::function<void(FieldPlace&)>([](FieldPlace& at) { at.register_number = 52; }),
          std::function<void(FieldPlace&)>([](FieldPlace& at) { at.field = 5; }),
          std::function<void(FieldPlace&)>([](FieldPlace& at) { at.version = 13; })}) {
        FieldPlace other = kPlace;
        move(other);
        seal(other, "another");  // its record has a key
        EXPECT_EQ(read(other, sealed), "vault.cannot_open");
    }
}

TEST_P(VaultTest, ARecordKeyMovedToAnotherRecordIsRefused) {
    const Bytes sealed = seal(kPlace, "123456789018");
    ASSERT_TRUE(connection_->execute("UPDATE w_record_key SET record_id = 8"));
    FieldPlace other = kPlace;
    other.record = 8;
    EXPECT_EQ(read(other, sealed), "vault.cannot_open");
}

TEST_P(VaultTest, AnErasedRecordIsGoneAndOthersAreNot) {
    FieldPlace other = kPlace;
    other.record = 8;
    const Bytes first = seal(kPlace, "123456789018");
    const Bytes second = seal(other, "234567890123");
    ASSERT_TRUE(vault_->erase_record_key(*connection_, kPlace.register_number, kPlace.record));
    EXPECT_EQ(read(kPlace, first), "vault.erased");
    EXPECT_EQ(read(other, second), "234567890123");
    // A later value of the same record has a new key; the old value stays closed.
    EXPECT_EQ(read(kPlace, seal(kPlace, "345678901234")), "345678901234");
    EXPECT_EQ(read(kPlace, first), "vault.cannot_open");
}

TEST_P(VaultTest, AnErasureRolledBackIsNone) {
    const Bytes sealed = seal(kPlace, "123456789018");
    {
        auto point = store::Savepoint::open(*connection_);
        ASSERT_TRUE(point);
        ASSERT_TRUE(vault_->erase_record_key(*connection_, kPlace.register_number, kPlace.record));
    }
    EXPECT_EQ(read(kPlace, sealed), "123456789018");
}

TEST_P(VaultTest, EverythingOpensAgainAfterReopening) {
    const Bytes field = seal(kPlace, "123456789018");
    const Bytes body = vault_->seal_body(3, as_bytes("{}")).value();
    const Bytes key = vault_->public_key();
    const Digest blind = vault_->blind_index(51, 4, "123456789018");
    vault_ = std::move(*open(key_file()));
    EXPECT_EQ(read(kPlace, field), "123456789018");
    EXPECT_EQ(as_text(vault_->open_body(3, body).value()), "{}");
    EXPECT_EQ(vault_->public_key(), key);
    EXPECT_EQ(vault_->blind_index(51, 4, "123456789018"), blind);
}

TEST_P(VaultTest, TheBlindIndexDependsOnPlaceValueAndKey) {
    const Digest blind = vault_->blind_index(51, 4, "1");
    EXPECT_NE(vault_->blind_index(51, 5, "1"), blind);
    EXPECT_NE(vault_->blind_index(52, 4, "1"), blind);
    EXPECT_NE(vault_->blind_index(51, 4, "2"), blind);
    const daicho::testing::TestStore another(GetParam());
    auto other = another.open();
    ASSERT_TRUE(other);
    ASSERT_TRUE(store::migrate((*other)->writer(), migrations(), Instant{0}));
    const auto others = Vault::open((*other)->writer(), key_file(), std::string(kCity), true);
    ASSERT_TRUE(others);
    EXPECT_NE((*others)->blind_index(51, 4, "1"), blind);
}

TEST_P(VaultTest, ABodyBelongsToItsEntry) {
    const Bytes body = vault_->seal_body(3, as_bytes("{}")).value();
    EXPECT_EQ(vault_->open_body(4, body).error().id, "vault.cannot_open");
    Bytes field = seal(kPlace, "123456789018");
    EXPECT_EQ(vault_->open_body(3, field).error().id, "vault.cannot_open");
}

TEST_P(VaultTest, ADestroyedPeriodErasesItsBodiesOnly) {
    const Bytes old = vault_->seal_body(1, as_bytes("old")).value();
    EXPECT_EQ(vault_->destroy_body_period(*connection_, 1).error().id,
              "vault.body_period.current");
    ASSERT_EQ(vault_->start_body_period(*connection_).value(), 2);
    EXPECT_EQ(vault_->body_period(), 2);
    const Bytes fresh = vault_->seal_body(2, as_bytes("new")).value();
    EXPECT_EQ(as_text(vault_->open_body(1, old).value()), "old");
    ASSERT_TRUE(vault_->destroy_body_period(*connection_, 1));
    for (int again = 0; again < 2; ++again) {
        const auto gone = vault_->open_body(1, old);
        EXPECT_EQ(gone.error().id, "vault.erased");
        EXPECT_EQ(gone.error().kind, ErrorKind::not_found);
        EXPECT_EQ(as_text(vault_->open_body(2, fresh).value()), "new");
        vault_ = std::move(*open(key_file()));
    }
    EXPECT_EQ(vault_->destroy_body_period(*connection_, 1).error().id, "vault.erased");
}

TEST_P(VaultTest, APeriodThatNeverWasIsNoErasure) {
    Bytes body = vault_->seal_body(1, as_bytes("{}")).value();
    body[2] = 9;
    EXPECT_EQ(vault_->open_body(1, body).error().id, "vault.cannot_open");
    body[2] = 0;
    EXPECT_EQ(vault_->open_body(1, body).error().id, "vault.cannot_open");
}

TEST_P(VaultTest, AnotherCityKeyOrMunicipalityDoesNotOpen) {
    const auto other = folder_.path() / "other.key";
    write(other, std::string(32, 'x'), 0600);
    EXPECT_EQ(open(other).error().id, "vault.city_key.wrong");
    EXPECT_EQ(open(other, true).error().id, "vault.city_key.wrong");
    EXPECT_EQ(open(key_file(), false, "138888").error().id, "vault.city_key.wrong");
}

TEST_P(VaultTest, AMissingCityKeyIsNotMadeAnewOverOldData) {
    std::filesystem::remove(key_file());
    EXPECT_EQ(open(key_file(), true).error().id, "vault.city_key.missing");
    EXPECT_FALSE(std::filesystem::exists(key_file()));
}

TEST_P(VaultTest, AnUnsafeCityKeyFileIsRefused) {
    for (const mode_t mode : {0640, 0604, 0660, 0666, 0610}) {
        ASSERT_EQ(::chmod(key_file().c_str(), mode), 0);
        EXPECT_EQ(open(key_file()).error().id, "vault.city_key.wrong_mode");
    }
    ASSERT_EQ(::chmod(key_file().c_str(), 0400), 0);
    EXPECT_TRUE(open(key_file()));
    const auto link = folder_.path() / "link.key";
    std::filesystem::create_symlink(key_file(), link);
    EXPECT_EQ(open(link).error().id, "vault.city_key.wrong_mode");
    EXPECT_EQ(open(folder_.path()).error().id, "vault.city_key.wrong_mode");
    const auto pipe = folder_.path() / "pipe.key";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_EQ(open(pipe).error().id, "vault.city_key.wrong_mode");
}

TEST_P(VaultTest, ACityKeyOfAnotherSizeIsRefused) {
    for (const std::size_t size : {0U, 31U, 33U}) {
        const auto other = folder_.path() / ("size" + std::to_string(size));
        write(other, std::string(size, 'x'), 0600);
        EXPECT_EQ(open(other).error().id, "vault.city_key.wrong_size");
    }
}

TEST_P(VaultTest, TheCityKeyIsMadeForItsOwnerAlone) {
    struct stat about {};
    ASSERT_EQ(::stat(key_file().c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 07777, 0600U);
    EXPECT_EQ(about.st_size, 32);
}

TEST_P(VaultTest, WithoutKeysNothingOpensUnlessAsked) {
    const daicho::testing::TestStore another(GetParam());
    auto empty = another.open();
    ASSERT_TRUE(empty);
    const auto opened = Vault::open((*empty)->writer(), key_file(), std::string(kCity), false);
    EXPECT_EQ(opened.error().id, "vault.no_key");
}

TEST_P(VaultTest, RotationChangesOneKeyAndKeepsAllValues) {
    const Bytes field = seal(kPlace, "123456789018");
    const auto rows = "SELECT wrapped FROM w_key WHERE name <> 'wrapping' ORDER BY name";
    const auto others = [&] {
        auto statement = connection_->prepare(rows);
        std::string keys;
        while ((*statement)->step().value()) keys += to_hex((*statement)->blob(0)) + ",";
        return keys;
    };
    const std::string before = others();
    const auto fresh = folder_.path() / "new.key";
    ASSERT_TRUE(vault_->rotate_city_key(*connection_, fresh));
    EXPECT_EQ(others(), before);
    EXPECT_EQ(read(kPlace, field), "123456789018");
    EXPECT_EQ(open(key_file()).error().id, "vault.city_key.wrong");
    vault_ = std::move(*open(fresh));
    EXPECT_EQ(read(kPlace, field), "123456789018");
}

TEST_P(VaultTest, ARotationRolledBackKeepsTheOldKey) {
    {
        auto point = store::Savepoint::open(*connection_);
        ASSERT_TRUE(point);
        ASSERT_TRUE(vault_->rotate_city_key(*connection_, folder_.path() / "new.key"));
    }
    EXPECT_TRUE(open(key_file()));
}

TEST_P(VaultTest, AWrappedKeyInAnothersPlaceIsRefused) {
    ASSERT_TRUE(connection_->execute(
        "UPDATE w_key SET wrapped = (SELECT wrapped FROM w_key WHERE name = 'blind') WHERE name = "
        "'signing'"));
    EXPECT_EQ(open(key_file()).error().id, "vault.cannot_open");
}

TEST_P(VaultTest, SignaturesAreOfTheTextAlone) {
    const Bytes first = vault_->sign(as_bytes("a")).value();
    EXPECT_EQ(first.size(), 64U);
    EXPECT_EQ(vault_->sign(as_bytes("a")).value(), first);
    EXPECT_NE(vault_->sign(as_bytes("b")).value(), first);
}

TEST(Random, IsNeverTheSame) {
    EXPECT_EQ(random_bytes(0).size(), 0U);
    EXPECT_NE(random_bytes(16), random_bytes(16));
    EXPECT_NE(random_salt(), random_salt());
}

}  // namespace
}  // namespace daicho::vault
