// What keeps the city safe, through the API: backup, its trial, pruning, the last look.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "register/change.hpp"
#include "server/jobs/custody_jobs.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using json::Value;

class CustodyJobsTest : public CityTest {
protected:
    static void SetUpTestSuite() {
        CityTest::SetUpTestSuite();
        import(kernel(), "role_assignment",
               {{"account", "role", "task", "department", "from"},
                { kGovernor,
                  "admin",
                  "staff_administration",
                  "2011",
                  "2024-04-01" }});
    }
    static bool on_sqlite() {
        return *store::kind_of(kernel().store_options().store) == store::StoreKind::sqlite;
    }
    static Value ended(Client& client, const net::Response& ordered) {
        EXPECT_EQ(ordered.status, 201U) << ordered.body;
        const std::string id(json::parse(ordered.body)->at("job").at("id").as_string());
        for (int i = 0; i < 3'000; ++i) {
            Value job = client.json("/api/jobs/" + id);
            const auto state = job.at("state").as_string();
            if (state != "queued" && state != "running") return job;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        ADD_FAILURE() << "job " << id << " does not end";
        return {};
    }
    static Value order(Client& client, const std::string& body) {
        return ended(client, client.post("/api/jobs", body));
    }
    static std::string newest_backup(Client& client) {
        const Value seen = client.json("/api/health");
        return std::string(seen.at("backups").at("list").at(0).at("name").as_string());
    }
    static std::string named(const char* kind, const std::string& name) {
        return fmt::format(R"({{"kind":"{}","parameters":{{"name":"{}"}}}})", kind, name);
    }
};

TEST_F(CustodyJobsTest, ABackupIsMadeTriedAndSaysSo) {
    Client client = signed_in(kGovernor);
    EXPECT_EQ(order(client, R"({"kind":"backup"})").at("state"), "done");
    const Value seen = client.json("/api/health");
    EXPECT_EQ(seen.at("may_order"), true);
    const Value& first = seen.at("backups").at("list").at(0);
    EXPECT_EQ(first.at("there"), true);
    EXPECT_EQ(first.at("keys"), true);
    EXPECT_TRUE(first.at("tried").is_null());
    const std::string name = newest_backup(client);
    const net::Response asked = client.post("/api/jobs", named("backup_trial", name));
    EXPECT_EQ(seen.at("backups").at("may_try"), true);
    const Value tried = ended(client, asked);
    EXPECT_EQ(tried.at("state"), "done") << json::write(tried);
    const Value after = client.json("/api/health");
    EXPECT_EQ(after.at("backups").at("list").at(0).at("tried").at("passed"), true);
    EXPECT_FALSE(std::filesystem::exists(kernel().home() / "trial")) << "nothing is left of it";
    EXPECT_FALSE(registers::verify(kernel(), {})->fault);
}

// A trial that could not fail would prove nothing.
TEST_F(CustodyJobsTest, ADamagedBackupFailsItsTrial) {
    Client client = signed_in(kGovernor);
    // One second later, so that it has a name of its own.
    city_->clock().set({kernel().clock().now().micros + 1'500'000});
    ASSERT_EQ(order(client, R"({"kind":"backup"})").at("state"), "done");
    const std::string name = newest_backup(client);
    const auto file = backup_folder(kernel().home()) / name / "data.dcb";
    {
        std::fstream data(file, std::ios::binary | std::ios::in | std::ios::out);
        data.seekp(200);
        data.put('\x5a');
        data.put('\xa5');
    }
    EXPECT_EQ(order(client, named("backup_trial", name)).at("state"), "failed");
    const Value after = client.json("/api/health");
    EXPECT_EQ(after.at("backups").at("list").at(0).at("tried").at("passed"), false);
}

// What opens with the key of its time alone is not bad because of that.
TEST_F(CustodyJobsTest, ABackupOfAnOlderKeyIsNotJudged) {
    Client client = signed_in(kGovernor);
    city_->clock().set({kernel().clock().now().micros + 1'500'000});
    ASSERT_EQ(order(client, R"({"kind":"backup"})").at("state"), "done");
    const std::string name = newest_backup(client);
    ASSERT_EQ(client.post("/api/keys/rotate", R"({"keep_old":true})").status, 200U);
    const Value tried = order(client, named("backup_trial", name));
    EXPECT_EQ(tried.at("state"), "failed");
    EXPECT_NE(tried.at("result").at("en").as_string().find("does not open with this key"),
              std::string::npos)
        << json::write(tried);
    EXPECT_TRUE(client.json("/api/health").at("backups").at("list").at(0).at("tried").is_null());
}

TEST_F(CustodyJobsTest, PruningTakesWhatWasLookedAtAndNothingElse) {
    Client client = signed_in(kGovernor);
    EXPECT_EQ(
        error_id(client.post("/api/jobs", R"({"kind":"backup_prune","parameters":{"names":[]}})")),
        "backup.nothing_too_old");
    office::Settings& settings = const_cast<office::Settings&>(app().settings);
    const office::CustodyPolicy before = settings.custody;
    for (int i = 0; i < 2; ++i) {
        city_->clock().set({kernel().clock().now().micros + 1'500'000});
        ASSERT_EQ(order(client, R"({"kind":"backup"})").at("state"), "done");
    }
    settings.custody.at_least = 1;
    settings.custody.keep_days = 0;
    settings.custody.keep_keys_days = 0;
    const Value seen = client.json("/api/health");
    const auto& old = seen.at("backups").at("too_old").as_array();
    ASSERT_GE(old.size(), 1U);
    EXPECT_EQ(error_id(client.post("/api/jobs",
                                   R"({"kind":"backup_prune","parameters":{"names":["x"]}})")),
              "backup.prune_changed");
    json::Array names;
    for (const Value& one : old) names.push_back(one.at("name"));
    const std::string kept = newest_backup(client);
    const Value done = order(client, R"({"kind":"backup_prune","parameters":{"names":)" +
                                         json::write(Value(names)) + "}}");
    settings.custody = before;
    EXPECT_EQ(done.at("state"), "done") << json::write(done);
    const Value after = client.json("/api/health");
    for (const Value& one : after.at("backups").at("list").as_array()) {
        EXPECT_EQ(one.at("there"), one.at("name") == kept.c_str());
    }
    EXPECT_EQ(error_id(client.post("/api/jobs",
                                   named("backup_trial", std::string(names[0].as_string())))),
              "backup.unknown");
}

TEST_F(CustodyJobsTest, OnlyAdministratorsOrderAndOthersAreRefused) {
    Client head = signed_in(kApprover);
    EXPECT_EQ(head.json("/api/health").at("may_order"), false);
    EXPECT_EQ(error_id(head.post("/api/jobs", R"({"kind":"backup"})")), "job.machine_only");
    EXPECT_EQ(error_id(head.post("/api/jobs", named("backup_trial", "x"))), "job.machine_only");
    Client clerk = signed_in(kClerk);
    const std::uint64_t before = entries();
    EXPECT_EQ(clerk.get("/api/health").status, 403U);
    EXPECT_GT(entries(), before) << "the refusal is in the journal";
}

}  // namespace
}  // namespace daicho::server::testing
