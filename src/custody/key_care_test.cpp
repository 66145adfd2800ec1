#include "custody/key_care.hpp"

#include "custody/backup.hpp"
#include "custody/test_city.hpp"
#include "vault/city_key.hpp"

namespace daicho::custody {
namespace {

namespace fs = std::filesystem;

class KeyCareTest : public testing::CityTest {
protected:
    fs::path home() { return folder_.path() / "home"; }
    identity::Principal admin() {
        identity::Principal principal = proposer();
        principal.grants = {{"admin", "staff_administration"}};
        return principal;
    }
    std::string key_bytes(const char* name) {
        std::ifstream in(home() / name, std::ios::binary);
        std::ostringstream all;
        all << in.rdbuf();
        return std::move(all).str();
    }
    void put(const char* name, const std::string& bytes) {
        fs::remove(home() / name);
        std::ofstream(home() / name, std::ios::binary) << bytes;
        fs::permissions(home() / name, fs::perms::owner_read | fs::perms::owner_write);
    }
    std::string number_of_the_first() {
        auto reader = kernel_->reader();
        const auto person = registers::read_record(**reader, definition("addressee"), 1,
                                                   {Date::of(2024, 5, 1), std::nullopt});
        return kernel_->vault().open_field(**reader, {51, 1, 4, (*person)->version},
                                           as_bytes((*person)->values[3].bytes)).value_or("");
    }
};
DAICHO_ON_BOTH_STORES(KeyCareTest);

TEST_P(KeyCareTest, RotationChangesTheKeyAndNothingElse) {
    const std::string before = key_bytes("city.key");
    EXPECT_EQ(rotate_city_key(*kernel_, proposer(), {}).error().id, "register.denied");
    const auto done = rotate_city_key(*kernel_, admin(), folder_.path() / "old.key");
    ASSERT_TRUE(done) << describe_with_place(done.error(), Language::english);
    EXPECT_NE(key_bytes("city.key"), before);
    EXPECT_FALSE(fs::exists(home() / "city.key.next"));
    EXPECT_EQ(number_of_the_first(), "123456789018") << "the open city goes on";
    open_city();
    EXPECT_EQ(number_of_the_first(), "123456789018");
    EXPECT_EQ(first_fault(), "");
    const store::Options store = kernel_->store_options();
    // The old key opens nothing.
    put("city.key", before);
    kernel_.reset();
    EXPECT_EQ(registers::Kernel::open(kernel_options(), clock_set_).error().id,
              "vault.city_key.wrong");
}

TEST_P(KeyCareTest, KilledAtAnyPointOneKeyOpens) {
    const store::Options store = kernel_->store_options();
    const std::string before = key_bytes("city.key");
    // Killed before the transaction: the new file is there and is nobody's key.
    put("city.key.next", std::string(32, 'n'));
    ASSERT_TRUE(settle_rotation(home(), store, "139999"));
    EXPECT_EQ(key_bytes("city.key"), before);
    ASSERT_TRUE(rotate_city_key(*kernel_, admin(), {}));
    const std::string after = key_bytes("city.key");
    kernel_.reset();
    // Killed between the transaction and the new name.
    put("city.key", before);
    put("city.key.next", after);
    ASSERT_TRUE(settle_rotation(home(), store, "139999"));
    EXPECT_EQ(key_bytes("city.key"), after);
    EXPECT_FALSE(fs::exists(home() / "city.key.next"));
    open_city();
    EXPECT_EQ(number_of_the_first(), "123456789018");
    // Some other wrong key beside a leftover: neither is touched.
    kernel_.reset();
    put("city.key", before);
    put("city.key.next", std::string(32, 'n'));
    ASSERT_TRUE(settle_rotation(home(), store, "139999"));
    EXPECT_EQ(key_bytes("city.key"), before);
    EXPECT_EQ(key_bytes("city.key.next"), std::string(32, 'n'));
}

TEST_P(KeyCareTest, ABackupOfBeforeOpensWithNewerKeys) {
    const auto old_backup = back_up(*kernel_, folder_.path() / "backups", true);
    ASSERT_TRUE(old_backup);
    ASSERT_TRUE(rotate_city_key(*kernel_, admin(), {}));
    clock_set_.set(Date::of(2024, 5, 3));
    const auto new_backup = back_up(*kernel_, folder_.path() / "backups", true);
    ASSERT_TRUE(new_backup);
    daicho::testing::TestStore target(GetParam());
    RestoreOptions options;
    options.from = old_backup->folder / old_backup->name;
    options.home = folder_.path() / "restored";
    options.city_key = home() / "city.key";
    options.store = target.setting();
    options.definitions = folder_.path() / "registers";
    EXPECT_EQ(restore(options, clock_set_).error().id, "backup.wrong_key");
    options.keys = new_backup->folder / new_backup->name / "keys.dcb";
    const auto done = restore(options, clock_set_);
    EXPECT_TRUE(done) << describe_with_place(done.error(), Language::english);
}

TEST(KeyBackup, OpensWithItsPassphraseAlone) {
    const daicho::testing::TestFolder folder;
    const fs::path key = folder.path() / "city.key";
    const fs::path copy = folder.path() / "copy";
    const fs::path back = folder.path() / "back.key";
    ASSERT_TRUE(vault::create_city_key(key));
    EXPECT_EQ(back_up_key(key, copy, "139999", "short").error().id, "key.short_passphrase");
    ASSERT_TRUE(back_up_key(key, copy, "139999", "汐の満ちる港で"));
    EXPECT_EQ(back_up_key(key, copy, "139999", "汐の満ちる港で").error().id,
              "backup.cannot_write") << "never overwritten";
    EXPECT_EQ(restore_key(copy, back, "139999", "汐の満ちる港だ").error().id,
              "key.wrong_passphrase");
    EXPECT_EQ(restore_key(copy, back, "139998", "汐の満ちる港で").error().id,
              "key.wrong_passphrase") << "another municipality's";
    EXPECT_FALSE(fs::exists(back));
    ASSERT_TRUE(restore_key(copy, back, "139999", "汐の満ちる港で"));
    vault::Secret first;
    vault::Secret second;
    ASSERT_TRUE(vault::read_city_key(key, first));
    ASSERT_TRUE(vault::read_city_key(back, second));
    EXPECT_EQ(to_hex(first.view()), to_hex(second.view()));
    // Numbers of the file that would take all memory.
    std::ofstream(folder.path() / "huge", std::ios::binary)
        << "DAICHOK1" << std::string(12, '\xff') << std::string(100, 'x');
    EXPECT_EQ(restore_key(folder.path() / "huge", folder.path() / "x", "139999", "0123456789ab")
                  .error().id,
              "key.wrong_passphrase");
}

}  // namespace
}  // namespace daicho::custody
