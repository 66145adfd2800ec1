// Jobs through the API: queue, lanes, persons at run time, cancelling, resuming, files.
#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "register/test_crowd.hpp"
#include "server/jobs/job_files.hpp"
#include "server/test_app.hpp"
#include "tax/levy/runs.hpp"

namespace daicho::server::testing {
namespace {

using json::Value;

class JobsTest : public CityTest {
protected:
    // Nine digits and their check digit; a serial that has none gives way to the next one.
    static std::string addressee_no(std::uint64_t serial) {
        std::uint64_t sum = 0;
        for (std::uint64_t n = 0, rest = serial; n < 9; ++n, rest /= 10) {
            sum += rest % 10 * (2 + n % 6);
        }
        if (sum % 11 == 1) return addressee_no(serial + 1);
        return fmt::format("{:09}{}", serial, sum % 11 == 0 ? 0 : 11 - sum % 11);
    }
    // Waits for the job's end; its document.
    static Value ended(Client& client, const std::string& id) {
        for (int i = 0; i < 1'000; ++i) {
            Value job = client.json("/api/jobs/" + id);
            const auto state = job.at("state").as_string();
            if (state != "queued" && state != "running") return job;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        ADD_FAILURE() << "job " << id << " does not end";
        return {};
    }
    static std::string ordered(Client& client, const std::string& body) {
        const net::Response response = client.post("/api/jobs", body);
        EXPECT_EQ(response.status, 201U) << response.body;
        const auto document = json::parse(response.body);
        if (!document || !document->as_object().contains("job")) return "";
        return std::string(document->at("job").at("id").as_string());
    }
    static std::string upload(Client& client, const std::string& name, const std::string& body) {
        const net::Response response = client.post("/api/uploads?name=" + name, body);
        EXPECT_EQ(response.status, 201U) << response.body;
        return std::string(json::parse(response.body)->at("file").as_string());
    }
    // The sealed report of a job.
    static Value report(Client& client, const Value& job) {
        for (const Value& file : job.at("files").as_array()) {
            if (file.at("name") != "report.json") continue;
            return client.json("/api/jobs/" + std::string(job.at("id").as_string()) + "/files/" +
                               std::string(file.at("id").as_string()));
        }
        ADD_FAILURE() << "no report";
        return {};
    }
    static std::vector<std::string> log_of(const Value& job) {
        std::vector<std::string> lines;
        for (const Value& line : job.at("log").as_array()) {
            lines.emplace_back(line.at("text").at("en").as_string());
        }
        return lines;
    }
};

TEST_F(JobsTest, LeviesThroughTheQueueWithLogResultAndEntries) {
    Client client = signed_in(kClerk);
    const std::string id = ordered(client, R"({"kind":"levy","parameters":{"year":2026}})");
    const Value job = ended(client, id);
    EXPECT_EQ(job.at("state"), "done") << json::write(job);
    EXPECT_EQ(job.at("mine"), true);
    EXPECT_EQ(job.at("by").at("number"), kClerk);
    EXPECT_EQ(job.at("done"), job.at("total"));
    EXPECT_NE(job.at("result").at("en").as_string().find("2026-"), std::string::npos);
    const auto lines = log_of(job);
    ASSERT_GE(lines.size(), 4U);
    EXPECT_EQ(lines.front(), "queued (by 20411)");
    EXPECT_EQ(lines.back(), "done");
    EXPECT_GT(newest(journal::EntryKind::job_queued).principal, 0U);
    EXPECT_GT(newest(journal::EntryKind::job_ended).number,
              newest(journal::EntryKind::job_started).number);
    // The levy's own job is not listed beside its order.
    const Value jobs = client.json("/api/jobs");
    EXPECT_EQ(jobs.at("jobs").as_array().at(0).at("id"), id.c_str());
    EXPECT_FALSE(registers::verify(kernel(), {})->fault);
}

TEST_F(JobsTest, RefusesWhatThePersonMayNotAndWhatIsWrong) {
    Client governor = signed_in(kGovernor);
    EXPECT_EQ(error_id(governor.post("/api/jobs", R"({"kind":"levy","parameters":{"year":2026}})")),
              "register.denied");
    Client client = signed_in(kClerk);
    const auto refusal = [&](const char* body) {
        const net::Response response = client.post("/api/jobs", body);
        EXPECT_GE(response.status, 400U);
        return error_id(response);
    };
    EXPECT_EQ(refusal(R"({"kind":"dance"})"), "job.unknown_kind");
    EXPECT_EQ(refusal(R"({"kind":"levy","parameters":{"year":1}})"), "json.out_of_range");
    EXPECT_EQ(refusal(R"({"kind":"verify","at":"tomorrow"})"), "job.bad_moment");
    EXPECT_EQ(refusal(R"({"kind":"verify","every":"often"})"), "job.bad_rhythm");
    EXPECT_EQ(refusal(R"({"kind":"verify","file":"1"})"), "job.file_not_wanted");
    EXPECT_EQ(refusal(R"({"kind":"import","parameters":{"register":"parcel"}})"),
              "job.file_wanted");
    EXPECT_EQ(refusal(R"({"kind":"export","parameters":{"register":"parcel"}})"), "export.reason");
    EXPECT_EQ(client.get("/api/jobs/99999").status, 404U);
    EXPECT_EQ(client.post("/api/jobs/99999/cancel", "{}").status, 404U);
}

TEST_F(JobsTest, WaitsForItsMomentAndIsCancelledByItsOwnerOnly) {
    Client client = signed_in(kClerk);
    const std::string body =
        R"({"kind":"levy","parameters":{"year":2026},"at":"2031-01-01T02:00"})";
    const std::string id = ordered(client, body);
    EXPECT_EQ(error_id(client.post("/api/jobs", body)), "job.waits_already");
    Client other = signed_in(kApprover);
    EXPECT_EQ(error_id(other.post("/api/jobs/" + id + "/cancel", "{}")), "job.not_yours");
    EXPECT_TRUE(other.json("/api/jobs/" + id).at("parameters").is_null());
    EXPECT_EQ(client.json("/api/jobs/" + id).at("state"), "queued");
    EXPECT_EQ(client.post("/api/jobs/" + id + "/cancel", "{}").status, 200U);
    EXPECT_EQ(client.json("/api/jobs/" + id).at("state"), "cancelled");
    EXPECT_EQ(error_id(client.post("/api/jobs/" + id + "/cancel", "{}")), "job.not_running");
    EXPECT_GT(newest(journal::EntryKind::job_cancelled).number, 0U);
}

TEST_F(JobsTest, PlansComeBackAndEnd) {
    Client client = signed_in(kClerk);
    const net::Response made =
        client.post("/api/jobs", R"({"kind":"verify","every":"monthly last 02:30"})");
    ASSERT_EQ(made.status, 201U) << made.body;
    const std::string plan(json::parse(made.body)->at("plan").as_string());
    const Value plans = client.json("/api/jobs").at("plans");
    EXPECT_EQ(plans.as_array().at(0).at("rhythm"), "monthly last 02:30");
    EXPECT_GT(newest(journal::EntryKind::job_planned).number, 0U);
    Client other = signed_in(kApprover);
    EXPECT_EQ(error_id(other.post("/api/jobs/plans/" + plan + "/end", "{}")), "job.not_yours");
    EXPECT_EQ(client.post("/api/jobs/plans/" + plan + "/end", "{}").status, 204U);
    EXPECT_TRUE(client.json("/api/jobs").at("plans").as_array().empty());
}

TEST_F(JobsTest, PreviewsEveryFaultThenLandsTheSameFile) {
    Client client = signed_in(kClerk);
    const std::string good =
        "addressee_no,kind,name,kana,valid_from\n"
        "0000000043,individual,新井 一,アライ ハジメ,2025-04-01\n";
    const std::string bad = good +
                            "00000,individual,短井 番,タンイ バン,2025-04-01\n"
                            "0000000051,monster,怪井 種,カイイ シュ,2025-04-01\n";
    const auto parameters = [](const std::string& kind, const std::string& file) {
        return R"({"kind":")" + kind + R"(","parameters":{"register":"addressee"},"file":")" +
               file + R"("})";
    };
    const Value looked = ended(
        client, ordered(client, parameters("import_preview", upload(client, "bad.csv", bad))));
    EXPECT_EQ(looked.at("state"), "done") << json::write(looked);
    const Value faults = report(client, looked);
    EXPECT_EQ(faults.at("bad_rows"), 2);
    ASSERT_EQ(faults.at("errors").as_array().size(), 2U);
    EXPECT_EQ(faults.at("errors").as_array().at(0).at("line"), 3);
    EXPECT_EQ(faults.at("errors").as_array().at(1).at("line"), 4);
    // Nobody else reads it.
    Client other = signed_in(kApprover);
    EXPECT_TRUE(other.json("/api/jobs/" + std::string(looked.at("id").as_string()))
                    .at("files")
                    .as_array()
                    .empty());
    const std::string refused = upload(client, "bad.csv", bad);
    const Value failed = ended(client, ordered(client, parameters("import", refused)));
    EXPECT_EQ(failed.at("state"), "failed");
    EXPECT_EQ(report(client, failed).at("errors").as_array().size(), 2U);
    const std::string file = upload(client, "good.csv", good);
    const Value landed = ended(client, ordered(client, parameters("import", file)));
    EXPECT_EQ(landed.at("state"), "done") << json::write(landed);
    EXPECT_EQ(report(client, landed).at("landed"), 1);
    // Used up.
    EXPECT_EQ(error_id(client.post("/api/jobs", parameters("import", file))), "job.file.gone");
    EXPECT_EQ(client.json("/api/search?q=%E6%96%B0%E4%BA%95").at("hits").as_array().size(), 1U);
    EXPECT_FALSE(registers::verify(kernel(), {})->fault);
}

TEST_F(JobsTest, ExportsForWhoeverOrderedItAlone) {
    Client client = signed_in(kApprover);
    const Value job = ended(client, ordered(client, R"({"kind":"export","parameters":{
        "register":"parcel","format":"csv","reason":"点検のため"}})"));
    ASSERT_EQ(job.at("state"), "done") << json::write(job);
    ASSERT_EQ(job.at("files").as_array().size(), 1U);
    const std::string address = "/api/jobs/" + std::string(job.at("id").as_string()) + "/files/" +
                                std::string(job.at("files").as_array().at(0).at("id").as_string());
    const net::Response file = client.get(address);
    EXPECT_EQ(file.status, 200U);
    EXPECT_TRUE(file.body.starts_with("parcel_no")) << file.body.substr(0, 80);
    Client other = signed_in(kClerk);
    EXPECT_EQ(other.get(address).status, 404U);
    // Nothing of it lies about.
    for (const auto& entry : std::filesystem::directory_iterator(kernel().home())) {
        EXPECT_FALSE(entry.path().filename().string().starts_with("job-"));
    }
}

TEST_F(JobsTest, HandsOutEncryptedWithALedgerEntryAndAPasswordReadOnce) {
    Client client = signed_in(kApprover);
    const Value job = ended(client, ordered(client, R"({"kind":"export","parameters":{
        "register":"parcel","format":"csv","reason":"委託先へ","recipient":"汐見測量（株）"}})"));
    ASSERT_EQ(job.at("state"), "done") << json::write(job);
    EXPECT_NE(job.at("result").at("en").as_string().find("M2026-0001"), std::string::npos);
    const std::string base = "/api/jobs/" + std::string(job.at("id").as_string()) + "/files/";
    std::string zip, password;
    for (const Value& file : job.at("files").as_array()) {
        const std::string id(file.at("id").as_string());
        (file.at("name") == "password.txt" ? password : zip) = id;
    }
    ASSERT_FALSE(zip.empty() || password.empty());
    EXPECT_TRUE(client.get(base + zip).body.starts_with("PK"));
    EXPECT_GE(client.get(base + password).body.size(), 20U);
    EXPECT_EQ(client.get(base + password).status, 404U);
}

// The account is asked when the job's turn comes, not when it was ordered.
TEST_F(JobsTest, AnExpiredAccountsJobIsRefusedWhenItsTurnComes) {
    Client client = signed_in(kClerk);
    const std::string id =
        ordered(client, R"({"kind":"levy","parameters":{"year":2026},"at":"2026-04-12T02:00"})");
    import(kernel(), "account",
           {{"account_no", "name", "department", "class", "state", "starts", "ends"},
            { kClerk,
              "小田切 美帆",
              "2011",
              "personal",
              "active",
              "2024-04-01",
              "2026-04-11" }});
    const Instant before = city_->clock().now();
    city_->clock().set(Instant{Date::of(2026, 4, 13).days() * 86'400'000'000LL});
    Client other = signed_in(kApprover);
    const Value job = ended(other, id);
    EXPECT_EQ(job.at("state"), "failed") << json::write(job);
    EXPECT_NE(job.at("result").at("en").as_string().find("cannot act any more"), std::string::npos);
    EXPECT_GT(newest(journal::EntryKind::refusal).number, 0U);
    city_->clock().set(before);
}

// Cancelled between slices: what was written stays provisional, is marked, and goes on never.
TEST_F(JobsTest, ACancelledLevyIsWithdrawn) {
    std::uint64_t inner = 0;
    std::string run_no;
    tax::levy::LevyOptions options;
    options.year = FiscalYear(2026);
    options.city = tax::levy::municipality_of(app().settings, options.year);
    options.opened = [&](std::uint64_t job, const std::string& number) -> Status {
        inner = job;
        run_no = number;
        return {};
    };
    options.stop = [] { return true; };
    const auto stopped =
        tax::levy::run_levy(kernel(), identity::system_principal(), app().statute, options);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().id, "job.cancelled");
    ASSERT_TRUE(kernel().command([&](registers::Context& context) {
        return tax::levy::withdraw_run(context, identity::system_principal(), inner, run_no, "x");
    }));
    auto reader = kernel().reader();
    EXPECT_EQ((*job::find_by_id(**reader, inner))->state, job::State::cancelled);
    const auto confirmed =
        tax::levy::confirm_run(kernel(), identity::system_principal(), run_no, "x");
    ASSERT_FALSE(confirmed);
    EXPECT_EQ(confirmed.error().id, "levy.not_provisional");
    options.stop = {};
    options.opened = {};
    const auto again =
        tax::levy::run_levy(kernel(), identity::system_principal(), app().statute, options);
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->resumed);
    EXPECT_NE(again->run_no, run_no);
}

// The server ends while a job runs; the next one goes on with it.
TEST_F(JobsTest, ARestartedServerGoesOn) {
    Client client = signed_in(kClerk);
    std::atomic<int> turns{0};
    JobKind slow;
    slow.name = "verify";
    slow.check = [](App&, const identity::Principal&, const json::Object&) { return Status(); };
    slow.lane = [](const json::Object&) { return std::string("slow"); };
    slow.run = [&turns](JobWork& work) -> Result<json::Object> {
        ++turns;
        for (int i = 0; i < 1'000 && turns == 1; ++i) {
            if (work.stop()) return conflict_error("job.cancelled");
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return json::Object{{"ok", true}};
    };
    app().jobs = std::make_shared<JobRunner>(app(), std::vector<JobKind>{slow});
    ASSERT_TRUE(app().jobs->start());
    const std::string id = ordered(client, R"({"kind":"verify"})");
    for (int i = 0; i < 500 && turns == 0; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    app().jobs->stop();
    EXPECT_EQ(client.json("/api/jobs/" + id).at("state"), "stopped");
    app().jobs = std::make_shared<JobRunner>(app(), std::vector<JobKind>{slow});
    ASSERT_TRUE(app().jobs->start());
    const Value job = ended(client, id);
    EXPECT_EQ(job.at("state"), "done") << json::write(job);
    EXPECT_EQ(turns, 2);
    const auto lines = log_of(job);
    EXPECT_NE(std::ranges::find(lines, "queued again, because the server had stopped"),
              lines.end());
    ASSERT_TRUE(start_jobs(app()));
}

// The server ends while rows land beside somebody who waits: they stay, and the rest follows.
TEST_F(JobsTest, AnImportGoesOnBehindTheLastRowThatLanded) {
    constexpr std::size_t kRows = 5'000;
    std::string text = "addressee_no,kind,name,kana,valid_from\n";
    for (std::size_t i = 0; i < kRows; ++i) {
        text += addressee_no(500'000 + 11 * i) + ",individual,新井 一,アライ ハジメ,2025-04-01\n";
    }
    Client client = signed_in(kClerk);
    registers::testing::Crowd crowd;
    std::vector<JobKind> kinds = job_kinds();
    const auto import = std::ranges::find(kinds, "import", &JobKind::name);
    ASSERT_NE(import, kinds.end());
    import->run = [&, run = import->run ](JobWork & work) {
        work.progress = [&](std::uint64_t, std::uint64_t) {
            crowd.wait_for(kernel(), registers::testing::Crowd::look);
};
work.stop = [&] {
    auto reader = kernel().reader();
    return reader && !job::cursor(**reader, work.order.job.id)->empty();
};
return run(work);
};  // namespace
app().jobs = std::make_shared<JobRunner>(app(), kinds);
ASSERT_TRUE(app().jobs->start());
const std::string id =
    ordered(client, R"({"kind":"import","parameters":{"register":"addressee"},"file":")" +
                        upload(client, "many.csv", text) + R"("})");
EXPECT_EQ(ended(client, id).at("state"), "stopped");
crowd.leave();
const auto landed = [&] {
    auto reader = kernel().reader();
    return (*reader)->integer("SELECT count(*) FROM w_key_addressee WHERE key >= '0005'").value();
};
EXPECT_EQ(landed(), 2'000);
app().jobs->stop();
ASSERT_TRUE(start_jobs(app()));
const Value job = ended(client, id);
EXPECT_EQ(job.at("state"), "done") << json::write(job);
EXPECT_EQ(report(client, job).at("landed"), static_cast<std::int64_t>(kRows));
EXPECT_EQ(report(client, job).at("new"), static_cast<std::int64_t>(kRows));
EXPECT_EQ(landed(), static_cast<std::int64_t>(kRows));
EXPECT_FALSE(registers::verify(kernel(), {})->fault);
}  // namespace daicho::server::testing

}  // namespace
}  // namespace daicho::server::testing
