// The machine's clock is set back while a kernel writes: the journal's times do not follow it.
#include "base/steady_clock.hpp"
#include "register/change.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"

namespace daicho::registers {
namespace {

class ClockBackTest : public testing::KernelOnStoreTest {
protected:
    void TearDown() override { kernel_.reset(); }  // asks the clock once more
    void open() {
        kernel_.reset();
        KernelOptions options = kernel_options();
        auto opened = Kernel::open(options, steady_);
        ASSERT_TRUE(opened) << describe_with_place(opened.error(), Language::english);
        kernel_ = std::move(*opened);
    }
    void pass(std::int64_t seconds) {
        wall_.set({wall_.now().micros + seconds * 1'000'000});
        ms_ += seconds * 1000;
    }
    void set_wall(std::int64_t seconds) {
        wall_.set({wall_.now().micros + seconds * 1'000'000});
    }
    void write(const char* value) {
        ChangeRequest request;
        request.register_name = "parcel";
        request.record = 1;
        request.values = {{"value_yen", value}};
        request.valid = {Date::of(2026, 1, 1), kForever};
        request.reason = "評価替え";
        const auto done = change(*kernel_, identity::system_principal(), request);
        ASSERT_TRUE(done) << describe_with_place(done.error(), Language::english);
        EXPECT_TRUE(kernel_->checkpoint());
    }
    // Of entries and of checkpoints.
    void expect_ascending() {
        auto reader = kernel_->reader();
        Instant before;
        for (std::uint64_t n = 1; n <= kernel_->newest()->value; ++n) {
            const auto entry = journal::read_entry(**reader, n);
            ASSERT_TRUE(entry);
            EXPECT_LE(before, entry->header.time) << n;
            before = entry->header.time;
        }
        EXPECT_EQ((*reader)->integer("SELECT count(*) FROM j_checkpoint a JOIN j_checkpoint b ON "
                                     "b.size > a.size AND b.time < a.time").value_or(-1), 0);
    }

    FixedClock wall_{SystemClock().now()};
    std::int64_t ms_ = 0;
    SteadyClock steady_{wall_, [this] { return ms_; }};
};
DAICHO_ON_BOTH_STORES(ClockBackTest);

TEST_P(ClockBackTest, TimesOfTheJournalNeverRunBack) {
    import_people();
    ASSERT_TRUE(import("parcel", {{"parcel_no", "taxpayer", "taxed_area", "value_yen", "use"},
                                  {"P1", "0000000019", "400.00", "34000000", "land"}}));
    ASSERT_NO_FATAL_FAILURE(open());
    for (const std::int64_t jump : {0, -3600, -86'400, 7200, -30}) {
        pass(5);
        set_wall(jump);
        write(std::to_string(31'000'000 + jump).c_str());
    }
    ASSERT_NO_FATAL_FAILURE(expect_ascending());
    const Instant newest = steady_.now();
    pass(60);
    EXPECT_EQ(steady_.now().micros - newest.micros, 60'000'000) << "a minute is a minute";
    const auto report = verify(*kernel_, {});
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->fault);
}

}  // namespace
}  // namespace daicho::registers
