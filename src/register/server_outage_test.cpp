// A city on PostgreSQL whose servers are killed under load: nothing acknowledged is lost, nothing
// is there that was said to be lost, and the journal verifies.
#include <atomic>
#include <set>
#include <thread>

#include "register/change.hpp"
#include "register/query.hpp"
#include "register/schema.hpp"
#include "register/test_kernel.hpp"
#include "register/verify.hpp"
#include "store/test_servers.hpp"

namespace daicho::registers {
namespace {

using testing::KernelTest;

class ServerOutageTest : public KernelTest {
protected:
    void SetUp() override {
        write_definition("person", "addressee", testing::kPersonYaml);
        write_definition("tax", "parcel", testing::kParcelYaml);
    }
    void open(const std::string& store) {
        kernel_.reset();
        KernelOptions options = kernel_options();
        options.store = store;
        options.create = true;
        auto opened = Kernel::open(options, clock_);
        ASSERT_TRUE(opened) << describe_with_place(opened.error(), Language::english);
        kernel_ = std::move(*opened);
    }
    Status add_person(int number) {
        ChangeRequest request;
        request.register_name = "addressee";
        request.valid = {Date::of(2024, 1, 1), kForever};
        request.values = {{"addressee_no", std::to_string(1'000'000'000 + number)},
                          {"name", "試験 " + std::to_string(number)},
                          {"kana", "シケン"}};
        request.reason = "試験";
        const auto done = change(*kernel_, identity::system_principal(), request);
        return done ? Status() : Status(Error(done.error()));
    }
    void start_load() {
        stop_ = false;
        for (int i = 0; i < 8; ++i) {
            crowd_.emplace_back([this] {
                while (!stop_) {
                    const int number = next_++;
                    const Status done = add_person(number);
                    const std::lock_guard lock(mutex_);
                    if (done) saved_.insert(number);
                    else if (done.error().id == "store.outcome_unknown") unknown_.insert(number);
                    else lost_[number] = done.error().id;
                    if (!done) std::this_thread::sleep_for(std::chrono::milliseconds(5));
                }
            });
        }
    }
    void end_load() {
        stop_ = true;
        for (std::thread& thread : crowd_) thread.join();
        crowd_.clear();
    }
    std::size_t saved() {
        const std::lock_guard lock(mutex_);
        return saved_.size();
    }
    void wait_for_saved(std::size_t more) {
        const std::size_t before = saved();
        while (saved() < before + more) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    void expect_all_there() {
        auto reader = kernel_->reader();
        ASSERT_TRUE(reader);
        auto rows = (*reader)->prepare("SELECT key FROM " + key_table(definition("addressee")));
        ASSERT_TRUE(rows);
        std::set<int> found;
        while ((*rows)->step().value()) {
            found.insert(std::stoi(std::string((*rows)->text(0))) - 1'000'000'000);
        }
        for (const int number : saved_) EXPECT_TRUE(found.contains(number)) << number;
        for (const auto& [number, id] : lost_) {
            EXPECT_EQ(id, "store.lost");
            EXPECT_FALSE(found.contains(number)) << number;
        }
        const auto proof = verify(*kernel_, {});
        ASSERT_TRUE(proof) << describe_with_place(proof.error(), Language::english);
        EXPECT_FALSE(proof->fault) << describe_with_place(*proof->fault, Language::english);
        EXPECT_GE(proof->rows, saved_.size());
    }

    daicho::testing::TestServers servers_;
    std::mutex mutex_;
    std::set<int> saved_;
    std::set<int> unknown_;
    std::map<int, std::string> lost_;
    std::atomic<int> next_{1};
    std::atomic<bool> stop_{false};
    std::vector<std::thread> crowd_;
};

TEST_F(ServerOutageTest, AServerKilledAndStartedUnderLoad) {
    open("postgres:" + servers_.primary());
    start_load();
    for (int i = 0; i < 3; ++i) {
        wait_for_saved(10);
        servers_.tell("kill");
        servers_.tell("start");
    }
    wait_for_saved(10);  // the same process goes on by itself
    end_load();
    expect_all_there();
    EXPECT_FALSE(lost_.empty());
}

TEST_F(ServerOutageTest, APrimaryKilledUnderLoadAndItsStandbyPromoted) {
    servers_.tell("standby");
    open("postgres:" + servers_.primary() + " replica:" + servers_.standby());
    {
        // What was acknowledged a moment ago is read from the replica.
        ASSERT_TRUE(add_person(next_++));
        saved_.insert(1);
        auto reader = kernel_->reader();
        ASSERT_TRUE(reader);
        EXPECT_EQ((*reader)->integer("SELECT pg_is_in_recovery()").value_or(0), 1);
        EXPECT_EQ((*reader)->integer("SELECT count(*) FROM w_key_addressee").value_or(0), 1);
    }
    start_load();
    wait_for_saved(20);
    servers_.tell("kill");
    end_load();
    // What could not be told from here is not counted; the rest must be there.
    servers_.tell("promote");
    open("postgres:" + servers_.standby());
    expect_all_there();
    EXPECT_TRUE(add_person(next_++));
}

}  // namespace
}  // namespace daicho::registers
