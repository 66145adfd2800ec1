// A run over logs through a job: what is recorded, who may, who reviews.
#include "server/logs/log_desk.hpp"

#include "document/charset.hpp"
#include "journal/entry.hpp"
#include "journal/journal.hpp"
#include "register/list.hpp"
#include "server/jobs/test_jobs.hpp"
#include "server/row.hpp"

namespace daicho::server::testing {
namespace {

using json::Value;

const std::string kLog =
    "操作日時,職員番号,宛名番号,端末,操作,件数,受付番号,結果,画面,対象期間\n"
    "2026/10/22 10:00:00,u1,,T1,出力,600,R1,正常,,\n"
    "2026/10/22 11:00:00,u1,,T1,出力,500,R2,正常,,\n"
    "壊れた行\n"
    "2026/11/01 10:00:00,u1,,T1,出力,9999,R2,正常,,\n";

class LogDesk : public CityTest {
protected:
    static void SetUpTestSuite() {
        CityTest::SetUpTestSuite();
        import(
            kernel(), "log_source",
            {{"source_no", "name", "mapping", "state", "rhythm", "rules", "thresholds", "origin"},
             {"L-9", "試験", "residents-utf8", "in_use", "monthly", "export_peak", "",
              "constructed"},
             {"L-10", "試験", "vpn-syslog", "in_use", "monthly", "out_of_hours", "no_such=1",
              "constructed"},
             { "L-1",
               "試験",
               "residents-csv",
               "in_use",
               "monthly",
               "export_peak log_gap",
               "export_rows=1000",
               "constructed" }});
    }
    static Value ran(Client& client, const std::string& source, const std::string& log) {
        const net::Response file = client.post("/api/uploads?name=log.csv", log);
        EXPECT_EQ(file.status, 201U) << file.body;
        const std::string id(json::parse(file.body)->at("file").as_string());
        return ended_job(client, R"({"kind":"logs","file":")" + id +
                                     R"(","parameters":{"source":")" + source +
                                     R"(","from":"2026-10-01","to":"2026-10-31"}})");
    }
    static std::vector<registers::RecordVersion> rows(const char* name) {
        const auto* definition = *kernel().definition(name);
        auto reader = kernel().reader();
        registers::ListQuery query;
        query.moment.as_of = Date::of(2030, 1, 1);
        auto page = registers::list_records(**reader, *definition, query);
        EXPECT_TRUE(page);
        return page ? std::move(page->rows) : std::vector<registers::RecordVersion>();
    }
    static identity::Principal person(std::uint64_t account, const char* number) {
        identity::Principal principal = identity::system_principal();
        principal.account = account;
        principal.number = number;
        principal.grants.push_back({"auditor", "information_governance"});
        return principal;
    }
};

std::string in_cp932(const std::string& text) {
    document::Cp932Encoder encoder;
    std::string out;
    EXPECT_TRUE(encoder.encode(text, out).empty());
    return out;
}

TEST_F(LogDesk, ARunIsProvedAndItsHitsAreCases) {
    Client client = signed_in(kGovernor);
    const Value job = ran(client, "L-1", in_cp932(kLog));
    ASSERT_EQ(job.at("state"), "done") << json::write(job);
    const auto runs = rows("log_run");
    ASSERT_EQ(runs.size(), 1U);
    const Row run(**kernel().definition("log_run"), runs.front());
    EXPECT_EQ(run.text("run_no"), "L-1-202610");
    EXPECT_EQ(run.integer("lines"), 5);
    EXPECT_EQ(run.integer("events"), 2);
    EXPECT_EQ(run.integer("outside"), 1);
    EXPECT_EQ(run.integer("rejected"), 1);
    EXPECT_EQ(run.text("ran_by"), kGovernor);
    EXPECT_NE(run.text("files").find(to_hex(view(sha256(as_bytes(in_cp932(kLog)))))),
              std::string::npos);
    EXPECT_NE(run.text("thresholds").find("export_rows=1000"), std::string::npos);
    int peaks = 0;
    for (const auto& version : rows("log_hit")) {
        const Row hit(**kernel().definition("log_hit"), version);
        if (hit.text("rule") != "export_peak") continue;
        ++peaks;
        EXPECT_EQ(hit.text("account"), "u1");
        EXPECT_EQ(hit.text("measure"), "1100");
        EXPECT_EQ(hit.text("state"), "open");
    }
    EXPECT_EQ(peaks, 1);
    auto reader = kernel().reader();
    bool entered = false;
    for (std::uint64_t n = 1; n < kernel().journal().next().value; ++n) {
        const auto entry = journal::read_entry(**reader, n);
        entered = entered || (entry && entry->header.kind == journal::EntryKind::logs_analysed);
    }
    EXPECT_TRUE(entered);
}

TEST_F(LogDesk, WhatIsWrongRecordsNothing) {
    Client client = signed_in(kGovernor);
    const std::size_t before = rows("log_run").size();
    EXPECT_EQ(ran(client, "L-77", kLog).at("state"), "failed");
    EXPECT_EQ(ran(client, "L-9", kLog).at("state"), "failed");   // no such mapping
    EXPECT_EQ(ran(client, "L-10", kLog).at("state"), "failed");  // no such threshold
    EXPECT_EQ(ran(client, "L-1", "a,b\n1,2\n").at("state"), "failed");
    EXPECT_EQ(rows("log_run").size(), before);
    Client clerk = signed_in(kClerk);
    const net::Response refused =
        clerk.post("/api/jobs", R"({"kind":"logs","file":"1","parameters":{"source":"L-1",)"
                                R"("from":"2026-10-01","to":"2026-10-31"}})");
    EXPECT_EQ(refused.status, 403U) << refused.body;
}

TEST_F(LogDesk, SomebodyElseReviewsAndNotBeforeTheHitsWereTakenUp) {
    Client client = signed_in(kGovernor);
    EXPECT_EQ(ran(client, "L-1", in_cp932(kLog)).at("state"), "done");
    const auto runs = rows("log_run");
    const Row newest(**kernel().definition("log_run"), runs.back());
    const std::string run = newest.text("run_no");
    const auto tried = [&](const identity::Principal& who, const char* verdict) {
        const auto done = review_log_run(kernel(), who, {run, verdict, "所見"});
        return done ? std::string("done") : done.error().id;
    };
    EXPECT_EQ(tried(person(1, kGovernor), "in_order"), "logs.desk.own_run");
    EXPECT_EQ(tried(person(2, "80110"), "in_order"), "logs.desk.hits_open");
    EXPECT_EQ(tried(person(2, "80110"), "fine"), "logs.desk.verdict");
    EXPECT_EQ(tried(person(2, "80110"), "run_again"), "done");
    EXPECT_EQ(tried(person(2, "80110"), "run_again"), "logs.desk.reviewed");
}

}  // namespace
}  // namespace daicho::server::testing
