#include "store/lease.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>

#include "store/database.hpp"
#include "store/test_folder.hpp"

namespace daicho::store {
namespace {

class LeaseTest : public ::testing::Test {
protected:
    [[nodiscard]] std::filesystem::path database() const { return folder_.path() / "a.db"; }
    [[nodiscard]] std::string noted() const {
        std::ifstream in(database().string() + ".lock");
        return {std::istreambuf_iterator<char>(in), {}};
    }
    [[nodiscard]] static std::string argument(const Error& error, std::string_view name) {
        for (const auto& [key, value] : error.arguments) {
            if (key == name) return value;
        }
        return {};
    }

    daicho::testing::TestFolder folder_;
};

// Another process that holds the lease until it is killed.
class Holder {
public:
    explicit Holder(const std::filesystem::path& database) {
        std::array<int, 2> ready{};
        if (::pipe(ready.data()) != 0) return;
        process_ = ::fork();
        if (process_ == 0) {
            const auto lease = WriterLease::take(database);
            const char said = lease ? 'y' : 'n';
            (void)!::write(ready[1], &said, 1);
            while (true) ::pause();
        }
        char said = '?';
        (void)!::read(ready[0], &said, 1);
        holds = said == 'y';
        ::close(ready[0]);
        ::close(ready[1]);
    }
    Holder(const Holder&) = delete;
    Holder& operator=(const Holder&) = delete;
    ~Holder() { kill(); }
    void kill() {
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        process_ = 0;
    }
    [[nodiscard]] std::string process() const { return std::to_string(process_); }
    bool holds = false;

private:
    pid_t process_ = 0;
};

TEST_F(LeaseTest, ASecondOneIsRefusedInTheSameProcess) {
    auto first = WriterLease::take(database());
    ASSERT_TRUE(first);
    const auto second = WriterLease::take(database());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().id, "store.in_use");
    EXPECT_EQ(argument(second.error(), "process"), std::to_string(::getpid()));
    // A refused attempt takes nothing from the one who holds it.
    EXPECT_TRUE(is_leased(database()));
    EXPECT_EQ(noted(), std::to_string(::getpid()) + "\n");
}

TEST_F(LeaseTest, IsGivenBackAtTheEndOfItsLife) {
    EXPECT_FALSE(is_leased(database()));
    {
        auto made = WriterLease::take(database());
        ASSERT_TRUE(made);
        WriterLease moved = std::move(*made);
        EXPECT_TRUE(is_leased(database()));
        moved = WriterLease();
        EXPECT_FALSE(is_leased(database()));
    }
    EXPECT_EQ(noted(), "");
    EXPECT_TRUE(WriterLease::take(database()));
}

TEST_F(LeaseTest, LookingTakesNothing) {
    EXPECT_FALSE(is_leased(database()));
    EXPECT_FALSE(std::filesystem::exists(database().string() + ".lock"));
    ASSERT_TRUE(WriterLease::take(database()));
    EXPECT_FALSE(is_leased(database()));
    EXPECT_TRUE(WriterLease::take(database()));
}

TEST_F(LeaseTest, AnotherProcessIsNamedAndItsDeathFreesTheLease) {
    Holder other(database());
    ASSERT_TRUE(other.holds);
    EXPECT_TRUE(is_leased(database()));
    const auto refused = WriterLease::take(database());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().id, "store.in_use");
    EXPECT_EQ(argument(refused.error(), "process"), other.process());
    other.kill();
    EXPECT_FALSE(is_leased(database()));
    EXPECT_TRUE(WriterLease::take(database()));
}

TEST_F(LeaseTest, ADatabaseOpenForWritingHoldsItAndAReaderNeedsNone) {
    Options options;
    options.file = database();
    auto writing = Database::open(options);
    ASSERT_TRUE(writing);
    ASSERT_TRUE((*writing)->writer().execute("CREATE TABLE t (id INTEGER PRIMARY KEY)"));
    const auto second = Database::open(options);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().id, "store.in_use");
    Options reading = options;
    reading.read_only = true;
    auto beside = Database::open(reading);
    ASSERT_TRUE(beside);
    ASSERT_TRUE((*writing)->writer().execute("INSERT INTO t VALUES (1)"));
    EXPECT_EQ((*beside)->writer().integer("SELECT count(*) FROM t").value_or(0), 1);
    EXPECT_FALSE((*beside)->writer().execute("INSERT INTO t VALUES (2)"));
    writing->reset();
    EXPECT_TRUE(Database::open(options));
}

TEST_F(LeaseTest, AnAbsentDatabaseLeavesNoLockFileBehind) {
    Options options;
    options.file = database();
    options.create = false;
    EXPECT_FALSE(Database::open(options));
    EXPECT_FALSE(std::filesystem::exists(database().string() + ".lock"));
}

// Whoever only reads leaves the write-ahead log of a killed process as it was found.
TEST_F(LeaseTest, AReaderLeavesTheLogOfADeadWriterAlone) {
    const std::filesystem::path log = database().string() + "-wal";
    std::array<int, 2> ready{};
    ASSERT_EQ(::pipe(ready.data()), 0);
    const pid_t writer = ::fork();
    if (writer == 0) {
        Options options;
        options.file = database();
        auto opened = Database::open(options);
        const bool done = opened && (*opened)->writer().execute("CREATE TABLE t (id INTEGER)") &&
                          (*opened)->writer().execute("INSERT INTO t VALUES (7)");
        const char said = done ? 'y' : 'n';
        (void)!::write(ready[1], &said, 1);
        while (true) ::pause();
    }
    char said = '?';
    ASSERT_EQ(::read(ready[0], &said, 1), 1);
    ::close(ready[0]);
    ::close(ready[1]);
    ::kill(writer, SIGKILL);
    ::waitpid(writer, nullptr, 0);
    ASSERT_EQ(said, 'y');
    const auto size = std::filesystem::file_size(log);
    ASSERT_GT(size, 0U);
    Options reading;
    reading.file = database();
    reading.create = false;
    reading.read_only = true;
    {
        auto opened = Database::open(reading);
        ASSERT_TRUE(opened);
        EXPECT_EQ((*opened)->writer().integer("SELECT id FROM t").value_or(0), 7);
        auto reader = (*opened)->reader();
        ASSERT_TRUE(reader);
        EXPECT_EQ((*reader)->integer("SELECT id FROM t").value_or(0), 7);
    }
    ASSERT_TRUE(std::filesystem::exists(log));
    EXPECT_EQ(std::filesystem::file_size(log), size);
}

}  // namespace
}  // namespace daicho::store
