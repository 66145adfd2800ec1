// What is missing is made when a kernel opens, all of it or nothing; what is newer is left alone.
#include "register/migrations.hpp"

#include <array>

#include "register/change.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"

namespace daicho::registers {
namespace {

// A change of the first parcel, confirmed at once; false when it was refused.
bool change_parcel(Kernel& kernel, const char* value) {
    ChangeRequest request;
    request.register_name = "parcel";
    request.record = 1;
    request.values = {{"value_yen", value}};
    request.valid = {Date::of(2026, 1, 1), kForever};
    request.reason = "評価替え";
    const auto changed = change(kernel, identity::system_principal(), request);
    if (!changed) ADD_FAILURE() << describe_with_place(changed.error(), Language::english);
    return changed.has_value();
}

void expect_sound(Kernel& kernel, std::uint64_t rows) {
    const auto report = verify(kernel, {});  // heads, too: it makes them anew and compares
    ASSERT_TRUE(report) << describe(report.error(), Language::english);
    EXPECT_FALSE(report->fault) << describe(*report->fault, Language::english);
    EXPECT_EQ(report->rows, rows);
}

class MigrationsTest : public testing::KernelOnStoreTest {
protected:
    void plainly(const std::string& sql) {
        kernel_.reset();
        auto plain = store_.beside(kernel_options().home / "daicho.db");
        const Status done = plain->execute(sql);
        ASSERT_TRUE(done) << describe(done.error(), Language::english);
    }
    std::string refusal(bool read_only) {
        KernelOptions options = kernel_options();
        options.create = false;
        options.read_only = read_only;
        const auto opened = Kernel::open(options, clock_);
        return opened ? "" : opened.error().id;
    }
    std::int64_t steps() {
        return (*kernel_->reader())
            ->integer("SELECT count(*) FROM w_migration WHERE module = 'register'")
            .value_or(-1);
    }
    void import_some() {
        import_people();
        ASSERT_TRUE(import("parcel", {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use"},
                                      {"P1", "0000000019", "400.00", "34000000", "land"}}));
    }
};
DAICHO_ON_BOTH_STORES(MigrationsTest);

TEST_P(MigrationsTest, EachStepIsDoneOnce) {
    const auto all = static_cast<std::int64_t>(migrations().steps.size());
    EXPECT_EQ(steps(), all);
    reopen();
    EXPECT_EQ(steps(), all);
}

TEST_P(MigrationsTest, DataWithoutANumberAreTakenAsTheyAre) {
    import_some();
    ASSERT_NO_FATAL_FAILURE(
        plainly("DROP TABLE w_migration; DROP TABLE w_schema; DROP TABLE w_seen_upto"));
    EXPECT_EQ(refusal(true), "store.not_migrated");
    reopen();
    ASSERT_TRUE(change_parcel(*kernel_, "31000000"));
    expect_sound(*kernel_, 4);
}

TEST_P(MigrationsTest, DataHalfWayGetWhatIsMissing) {
    import_some();
    ASSERT_NO_FATAL_FAILURE(plainly("DELETE FROM w_migration WHERE module = 'register' AND number "
                                    "> 1; DROP TABLE w_seen_upto"));
    EXPECT_EQ(refusal(true), "store.not_migrated");
    reopen();
    EXPECT_EQ(steps(), static_cast<std::int64_t>(migrations().steps.size()));
    expect_sound(*kernel_, 3);
}

TEST_P(MigrationsTest, DataOfANewerProgramAreLeftAlone) {
    import_some();
    for (const char* module : {"register", "journal", "vault", "job"}) {
        ASSERT_NO_FATAL_FAILURE(plainly("INSERT INTO w_migration VALUES ('" + std::string(module) +
                                        "', 9, 0, '9.0')"));
        EXPECT_EQ(refusal(false), "store.newer_data") << module;
        EXPECT_EQ(refusal(true), "store.newer_data") << module;
        ASSERT_NO_FATAL_FAILURE(plainly("DELETE FROM w_migration WHERE number = 9"));
    }
    reopen();
    expect_sound(*kernel_, 3);
}

// The module of the floor above comes last, and what came before it goes back with it.
TEST_P(MigrationsTest, AStepThatFailsLeavesEverythingAsItWas) {
    import_some();
    ASSERT_NO_FATAL_FAILURE(plainly("DELETE FROM w_migration WHERE module = 'register' AND number "
                                    "> 1; DROP TABLE w_seen_upto"));
    static constexpr std::array kBroken = {
        store::Migration{1, "works", "CREATE TABLE w_new (id INTEGER PRIMARY KEY) STRICT;"},
        store::Migration{2, "does not", "INSERT INTO w_nowhere VALUES (1);"}};
    KernelOptions options = kernel_options();
    options.modules = {{"above", kBroken}};
    const auto opened = Kernel::open(options, clock_);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().id, "store.failed");
    auto plain = store_.beside(kernel_options().home / "daicho.db");
    for (const char* table : {"w_new", "w_seen_upto"}) {
        EXPECT_EQ(plain->integer(plain->dialect().count_table(table)).value_or(-1), 0) << table;
    }
    EXPECT_EQ(plain->integer("SELECT count(*) FROM w_migration WHERE module IN ('above', "
                             "'register')").value_or(-1), 1);
    plain.reset();
    reopen();
    expect_sound(*kernel_, 3);
}

}  // namespace
}  // namespace daicho::registers
