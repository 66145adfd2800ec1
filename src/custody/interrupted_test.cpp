// What was interrupted, and what came back with an old file of keys: neither opens what is closed.
#include "custody/backup.hpp"
#include "custody/rotation_desk.hpp"
#include "custody/test_city.hpp"

namespace daicho::custody {
namespace {

namespace fs = std::filesystem;

class InterruptedTest : public testing::CityTest {
protected:
    fs::path backups() const { return folder_.path() / "backups"; }
    fs::path back_up_now() {
        const auto made = back_up(*kernel_, backups(), true);
        EXPECT_TRUE(made) << describe_with_place(made.error(), Language::english);
        return made->folder / made->name;
    }
    RestoreOptions options(const fs::path& from, const std::string& setting) {
        RestoreOptions options;
        options.from = from;
        options.home = folder_.path() / "restored";
        options.city_key = folder_.path() / "home" / "city.key";
        options.definitions = folder_.path() / "registers";
        options.store = setting;
        return options;
    }
    // The first period ends in 2025, and its years are over.
    void many_years_later() {
        for (const int year : {2025, 2040}) {
            clock_set_.set(Date::of(year, 4, 2));
            ASSERT_TRUE(kernel_->begin_body_period_when_due());
        }
    }
    daicho::testing::TestStore target_{GetParam()};
};
DAICHO_ON_BOTH_STORES(InterruptedTest);

TEST_P(InterruptedTest, AHalfRestoredDatabaseIsRefusedAndRedone) {
    const fs::path from = back_up_now();
    const RestoreOptions how = options(from, target_.setting());
    ASSERT_TRUE(restore(how, clock_set_));
    // As a kill behind the last row leaves it: all there, erasures not yet erased again.
    registers::KernelOptions open = kernel_options();
    open.home = how.home;
    open.store = how.store;
    {
        auto whole = registers::Kernel::open(open, clock_set_);
        ASSERT_TRUE(whole);
        ASSERT_TRUE((*whole)->command([](registers::Context& context) {
            return context.connection.execute("CREATE TABLE w_restoring (began INTEGER NOT NULL)");
        }));
    }
    for (const bool read_only : {false, true}) {
        open.read_only = read_only;
        const auto half = registers::Kernel::open(open, clock_set_);
        ASSERT_FALSE(half);
        EXPECT_EQ(half.error().id, "kernel.half_restored");
    }
    fs::remove_all(how.home);
    const auto again = restore(how, clock_set_);
    ASSERT_TRUE(again) << describe_with_place(again.error(), Language::english);
    open.read_only = false;
    auto whole = registers::Kernel::open(open, clock_set_);
    ASSERT_TRUE(whole);
    EXPECT_FALSE(registers::verify(**whole, {})->fault);
}

TEST_P(InterruptedTest, OldKeysDoNotReopenBodies) {
    end_person(1, Date::of(2024, 6, 1));
    const std::uint64_t entry = kernel_->newest()->value;
    auto reader = kernel_->reader();
    const auto sealed = journal::read_entry(**reader, entry);
    ASSERT_FALSE(sealed->sealed_body.empty());
    ASSERT_TRUE(kernel_->journal().keys().open(entry, sealed->sealed_body));
    const fs::path from = back_up_now();
    ASSERT_NO_FATAL_FAILURE(many_years_later());
    ASSERT_EQ(erase(FiscalYear(2040)), "");
    const auto gone = kernel_->journal().keys().open(entry, sealed->sealed_body);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().id, "vault.erased");
    ASSERT_TRUE(publish_erasures(*kernel_));
    const auto done = restore(options(from, target_.setting()), clock_set_);
    ASSERT_TRUE(done) << describe_with_place(done.error(), Language::english);
    registers::KernelOptions open = kernel_options();
    open.home = folder_.path() / "restored";
    open.store = target_.setting();
    auto restored = registers::Kernel::open(open, clock_set_);
    ASSERT_TRUE(restored);
    const auto closed = (*restored)->journal().keys().open(entry, sealed->sealed_body);
    ASSERT_FALSE(closed);
    EXPECT_EQ(closed.error().id, "vault.erased");
    const auto report = registers::verify(**restored, {});
    EXPECT_FALSE(report->fault) << report->fault->id;
}

// A run that was killed behind its first commits goes on where it stopped.
TEST_P(InterruptedTest, AnErasureGoesOnAndIsWiped) {
    end_person(1, Date::of(2025, 3, 31));
    ASSERT_NO_FATAL_FAILURE(many_years_later());
    const auto made = propose(*kernel_, proposer(), FiscalYear(2040), {});
    ASSERT_TRUE(made);
    ASSERT_GE(made->size(), 2U) << "a register, and the journal's bodies";
    const std::string number = made->front().number;
    ASSERT_TRUE(decide(*kernel_, approver(), number, true, "満了"));
    // What a kill behind the commit leaves: the mark.
    std::ofstream(kernel_->home() / "erasure.unfinished") << number << "\n";
    ASSERT_TRUE(settle_erasure(*kernel_));
    EXPECT_FALSE(fs::exists(kernel_->home() / "erasure.unfinished"));
    ASSERT_TRUE(run(*kernel_, proposer(), number));
    EXPECT_EQ(run(*kernel_, proposer(), number).error().id, "retention.not_approved");
    EXPECT_FALSE(fs::exists(kernel_->home() / "erasure.unfinished"));
    EXPECT_EQ(first_fault(), "");
}

// Entries sealed before and after midnight of 1 April, while nobody restarts anything: their bodies
// have keys of their own, as soon as the desk has looked.
TEST_P(InterruptedTest, AServerRunsOverTheFirstOfApril) {
    clock_set_.set(Date::of(2025, 3, 31));
    ASSERT_TRUE(kernel_->begin_body_period_when_due());
    const std::uint16_t before = kernel_->vault().body_period();
    end_person(1, Date::of(2025, 3, 31));
    const std::uint64_t of_march = kernel_->newest()->value;
    clock_set_.set(Date::of(2025, 4, 1));
    {
        const RotationDesk desk(*kernel_);
        for (int i = 0; i < 50 && kernel_->vault().body_period() == before; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    }
    ASSERT_EQ(kernel_->vault().body_period(), before + 1);
    end_person(2, Date::of(2025, 4, 1));
    const std::uint64_t of_april = kernel_->newest()->value;
    ASSERT_TRUE(kernel_->command([&](registers::Context& context) {
        return context.vault.destroy_body_period(context.connection, before);
    }));
    auto reader = kernel_->reader();
    const auto body = [&](std::uint64_t entry) {
        const auto stored = journal::read_entry(**reader, entry);
        const auto opened = kernel_->journal().keys().open(entry, stored->sealed_body);
        return opened ? std::string("opens") : opened.error().id;
    };
    EXPECT_EQ(body(of_march), "vault.erased");
    EXPECT_EQ(body(of_april), "opens");
}

}  // namespace
}  // namespace daicho::custody
