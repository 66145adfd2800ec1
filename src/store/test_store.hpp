// Both stores for tests: one suite, run on each (decisions 26).
//
//     class MyTest : public daicho::testing::StoreTest { … store_.options() … };
//     TEST_P(MyTest, Works) { … }
//     DAICHO_ON_BOTH_STORES(MyTest);
// Each test has a fresh store. PostgreSQL's is a database in a private cluster, one for each test
// program, which tests/oracle/cluster.sh starts on a socket in a temporary folder. The script waits
// for the end of its input, so the cluster ends with this process however that ends.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <string>

#include "store/database.hpp"
#include "store/postgres.hpp"
#include "store/sqlite.hpp"
#include "store/test_folder.hpp"

namespace daicho::testing {

class TestCluster {
public:
    // Empty when there is none: `fault` says why.
    static const TestCluster& shared() {
        static const TestCluster kCluster;
        return kCluster;
    }
    TestCluster(const TestCluster&) = delete;
    TestCluster& operator=(const TestCluster&) = delete;
    ~TestCluster() {
        if (input_ >= 0) ::close(input_);
        if (script_ > 0) ::waitpid(script_, nullptr, 0);
    }
    [[nodiscard]] std::string address(const std::string& database) const {
        return "host=" + folder_ + "/pg user=postgres dbname=" + database;
    }
    [[nodiscard]] std::filesystem::path files() const { return folder_ + "/pg"; }
    [[nodiscard]] bool is_running() const { return !folder_.empty(); }

private:
    // Nothing in it is kept: no need to wait for the disk.
    static constexpr const char* kScript =
        "set -e; . tests/oracle/cluster.sh; cluster_start -c fsync=off -c full_page_writes=off "
        "-c shared_buffers=32MB >&2; echo \"$CLUSTER_DIR\"; cat >/dev/null";

    TestCluster() {
        int input[2];
        int output[2];
        if (::pipe2(input, O_CLOEXEC) != 0 || ::pipe2(output, O_CLOEXEC) != 0) return;
        script_ = ::fork();
        if (script_ == 0) {
            ::dup2(input[0], 0);
            ::dup2(output[1], 1);
            (void)!::chdir(DAICHO_SOURCE_DIR);
            ::execl("/bin/bash", "bash", "-c", kScript, nullptr);
            ::_exit(127);
        }
        ::close(input[0]);
        ::close(output[1]);
        input_ = input[1];
        char byte = 0;
        std::string line;
        while (::read(output[0], &byte, 1) == 1 && byte != '\n') line += byte;
        ::close(output[0]);
        if (byte == '\n') folder_ = line;
    }

    std::string folder_;
    pid_t script_ = -1;
    int input_ = -1;
};

// One empty store; it ends with the object, which must outlive whatever is connected to it.
class TestStore {
public:
    explicit TestStore(store::StoreKind kind) : kind_(kind) {
        if (kind == store::StoreKind::sqlite) return;
        EXPECT_TRUE(cluster().is_running())
            << "these tests need PostgreSQL's server: script/bootstrap --tests";
        static std::atomic<int> count{0};
        name_ = "test_" + std::to_string(++count);
        administer("CREATE DATABASE " + name_);
    }
    TestStore(const TestStore&) = delete;
    TestStore& operator=(const TestStore&) = delete;
    ~TestStore() {
        if (!name_.empty()) administer("DROP DATABASE " + name_ + " WITH (FORCE)");
    }

    [[nodiscard]] store::StoreKind kind() const { return kind_; }
    // The setting that chooses this store.
    [[nodiscard]] std::string setting() const {
        return name_.empty() ? "sqlite" : "postgres:" + cluster().address(name_);
    }
    [[nodiscard]] store::Options options() const {
        store::Options options;
        options.store = setting();
        options.file = folder_.path() / "test.db";
        return options;
    }
    [[nodiscard]] Result<std::unique_ptr<store::Database>> open() const {
        return store::Database::open(options());
    }

    // Another connection, for whoever goes behind the program's back. `file` is SQLite's.
    [[nodiscard]] store::ConnectionPointer beside(const std::filesystem::path& file) const {
        auto opened = name_.empty()
                          ? store::open_sqlite(file, store::SqliteMode::write, false)
                          : store::open_postgres(cluster().address(name_),
                                                 store::PostgresMode::write);
        EXPECT_TRUE(opened) << opened.error().arguments[0].second;
        return std::move(*opened);
    }
    // Where the bytes of this store lie; empty for SQLite, whose file the test chose.
    [[nodiscard]] std::filesystem::path server_files() const {
        return name_.empty() ? std::filesystem::path() : cluster().files();
    }

private:
    static const TestCluster& cluster() { return TestCluster::shared(); }
    static void administer(const std::string& sql) {
        if (!cluster().is_running()) return;
        auto server = store::open_postgres(cluster().address("postgres"),
                                           store::PostgresMode::write);
        ASSERT_TRUE(server) << server.error().arguments[0].second;
        const Status done = (*server)->execute(sql);
        EXPECT_TRUE(done) << sql << ": " << done.error().arguments[0].second;
    }

    store::StoreKind kind_;
    TestFolder folder_;
    std::string name_;
};

// The words with which the database's administrator, who can do everything, takes a trigger away.
inline std::string drop_trigger(const store::Dialect& dialect, const std::string& name,
                                const std::string& table) {
    return "DROP TRIGGER IF EXISTS " + name +
           (dialect.kind() == store::StoreKind::postgres ? " ON " + table : std::string());
}

// For suites whose one city is too dear to be made for each test: the whole program runs once for
// each store (daicho_module, ON_BOTH_STORES).
inline store::StoreKind store_of_this_run() {
    const char* name = std::getenv("DAICHO_TEST_STORE");
    return name != nullptr && std::string_view(name) == "postgres" ? store::StoreKind::postgres
                                                                   : store::StoreKind::sqlite;
}

class StoreTest : public ::testing::TestWithParam<store::StoreKind> {
protected:
    TestStore store_{GetParam()};
};

inline std::string store_name(const ::testing::TestParamInfo<store::StoreKind>& info) {
    return info.param == store::StoreKind::sqlite ? "sqlite" : "postgres";
}

}  // namespace daicho::testing

#define DAICHO_ON_BOTH_STORES(Suite)                                                     \
    INSTANTIATE_TEST_SUITE_P(Stores, Suite,                                              \
                             ::testing::Values(daicho::store::StoreKind::sqlite,         \
                                               daicho::store::StoreKind::postgres),      \
                             daicho::testing::store_name)
