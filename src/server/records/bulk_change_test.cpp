// Bulk changes: looked at row by row, sent as one order, each row by the path of a single change.
#include "server/records/bulk_change.hpp"

#include <fmt/format.h>

#include "server/jobs/test_jobs.hpp"

namespace daicho::server::testing {
namespace {

constexpr int kMore = 120;  // parcels of the open person: more than two parts

class BulkChangeTest : public CityTest {
protected:
    static void SetUpTestSuite() {
        CityTest::SetUpTestSuite();
        if (::testing::Test::HasFatalFailure()) return;
        app().signed_in = {1'000'000, 1'000'000};
        Rows rows{{"parcel_no", "location", "change_reason", "owner", "taxpayer", "land_category",
                   "land_use", "exempt_reason", "city_planning_area", "ledger_area", "taxed_area",
                   "unit_price_yen", "value_yen", "dwellings"}};
        for (int i = 0; i < kMore; ++i) {
            rows.push_back({fmt::format("30000{:03}", i), "汐見市緑浜一丁目", "initial",
                            kOpenPerson, kOpenPerson, "building_land", "building_land", "none",
                            "true", "100.00", "100.00", "20000", "2000000", "0"});
        }
        import(kernel(), "parcel", std::move(rows));
    }
    static std::string record(Client& client, const std::string& key) {
        const json::Value page =
            client.json("/api/registers/parcel/records?filter.parcel_no=%3D" + key);
        return std::string(page.at("rows").at(0).at("id").as_string());
    }
    // Looks at what `values` would do with these records ("1","2").
    static json::Value preview(Client& client, const std::string& selection,
                               const std::string& values, unsigned status = 200) {
        const net::Response response =
            client.post("/api/registers/parcel/bulk-changes",
                        fmt::format(R"({{"selection":{},"values":{},"valid_from":"2026-05-01",)"
                                    R"("reason":"評価替え"}})",
                                    selection, values));
        EXPECT_EQ(response.status, status) << response.body;
        return *json::parse(response.body);
    }
    static std::string order_of(const json::Value& preview, const char* name = "parcel") {
        const std::string file(preview.at("file").as_string());
        return fmt::format(R"({{"kind":"bulk_change","parameters":{{"register":"{}",)"
                           R"("preview":"{}"}},"file":"{}"}})",
                           name, file, file);
    }
    static json::Value report_of(Client& client, const json::Value& job) {
        return *json::parse(file_of_job(client, job, "report.json"));
    }
    static std::string ids(const std::vector<std::string>& records) {
        std::string list;
        for (const std::string& one : records) list += (list.empty() ? "\"" : ",\"") + one + "\"";
        return R"({"ids":[)" + list + "]}";
    }
    static std::size_t versions(Client& client, const std::string& id) {
        return client.json("/api/registers/parcel/records/" + id + "?parts=history")
            .at("history")
            .as_array()
            .size();
    }
};

TEST_F(BulkChangeTest, ThePreviewSaysRowByRowWhatWouldBecomeOfIt) {
    Client client = signed_in(kClerk);
    const std::string open = record(client, "30000000");
    const std::uint64_t before = entries();
    const json::Value told =
        preview(client, ids({open, "2", "3", "999999"}), R"({"value_yen":"2500000"})");
    EXPECT_EQ(told.at("total"), 4);
    EXPECT_EQ(told.at("ready"), 1);
    EXPECT_EQ(told.at("refused"), 3);
    EXPECT_EQ(told.at("approval"), false);
    for (const json::Value& row : told.at("rows").as_array()) {
        const bool is_open = row.at("id").as_string() == open;
        EXPECT_EQ(row.at("state"), is_open ? "ready" : "refused") << json::write(row);
        if (!is_open) {
            EXPECT_TRUE(row.at("differences").as_array().empty());
            EXPECT_EQ(row.at("reasons").as_array().size(), 1U);
            continue;
        }
        const json::Value& one = row.at("differences").at(0);
        EXPECT_EQ(one.at("field"), "value_yen");
        EXPECT_EQ(one.at("before").at("value"), 2'000'000);
        EXPECT_EQ(one.at("after").at("value"), 2'500'000);
    }
    for (const char* word : kHiddenWords) {
        EXPECT_EQ(json::write(told).find(word), std::string::npos) << word;
    }
    // Nothing was changed; that these rows were looked at is known.
    EXPECT_EQ(versions(client, open), 1U);
    EXPECT_EQ(newest(journal::EntryKind::disclosure_search).number > before, true);
    EXPECT_LT(newest(journal::EntryKind::change).number, before);
}

TEST_F(BulkChangeTest, WhatIsSoAlreadyIsNotSentAndAFaultIsToldOfEveryRow) {
    Client client = signed_in(kClerk);
    const std::string open = record(client, "30000001");
    const json::Value same = preview(client, ids({open}), R"({"value_yen":"2000000"})");
    EXPECT_EQ(same.at("same"), 1);
    EXPECT_EQ(same.at("ready"), 0);
    const json::Value bad = preview(client, ids({open}), R"({"value_yen":"-1","land_use":"moon"})");
    EXPECT_EQ(bad.at("refused"), 1);
    EXPECT_EQ(bad.at("rows").at(0).at("reasons").as_array().size(), 2U);
}

TEST_F(BulkChangeTest, AnOrderChangesEachRowOnceAndTellsOfAll) {
    Client client = signed_in(kClerk);
    const json::Value all = preview(client,
                                    R"({"all":true,"filters":{"parcel_no":"300001"},"except":[")" +
                                        record(client, "30000100") + R"("]})",
                                    R"({"unit_price_yen":"21000","value_yen":"2100000"})");
    EXPECT_EQ(all.at("ready"), 19);  // 30000101 … 30000119
    const json::Value job = ended_job(client, order_of(all));
    EXPECT_EQ(job.at("state"), "done") << json::write(job);
    const json::Value report = report_of(client, job);
    EXPECT_EQ(report.at("done"), 19);
    EXPECT_EQ(report.at("refused"), 0);
    EXPECT_EQ(report.at("not_done"), 0);
    EXPECT_EQ(report.at("rows").as_array().size(), 19U);
    for (const json::Value& row : report.at("rows").as_array()) {
        EXPECT_EQ(row.at("outcome"), "changed");
        EXPECT_EQ(versions(client, std::string(row.at("id").as_string())), 2U);
    }
    EXPECT_EQ(versions(client, record(client, "30000100")), 1U) << "left out";
    EXPECT_EQ(newest(journal::EntryKind::change).principal,
              newest(journal::EntryKind::job_queued).principal);
    // The parts are in the report now, and what was looked at is used up.
    EXPECT_EQ(job.at("files").as_array().size(), 1U);
    const net::Response again = client.post("/api/jobs", order_of(all));
    EXPECT_EQ(error_id(again), "job.file.gone");
}

TEST_F(BulkChangeTest, MoreThanOnePartIsToldWhole) {
    Client client = signed_in(kClerk);
    const json::Value all = preview(client, R"({"all":true,"filters":{"parcel_no":"300000"}})",
                                    R"({"dwellings":"1","house_floor_area":"50.00",)"
                                    R"("residential_floor_area":"50.00","storeys":"2"})");
    EXPECT_EQ(all.at("ready"), 100);
    const json::Value job = ended_job(client, order_of(all));
    const json::Value report = report_of(client, job);
    std::set<std::string> told;
    for (const json::Value& row : report.at("rows").as_array()) {
        EXPECT_EQ(row.at("outcome"), "changed") << json::write(row);
        told.emplace(row.at("id").as_string());
    }
    EXPECT_EQ(told.size(), 100U);
    EXPECT_EQ(job.at("done"), 100);
}

TEST_F(BulkChangeTest, ARowThatChangedMeanwhileIsAConflictAndTheOthersLand) {
    Client client = signed_in(kClerk);
    const std::string one = record(client, "30000010"), other = record(client, "30000011");
    const json::Value looked = preview(client, ids({one, other}), R"({"value_yen":"2600000"})");
    const json::Value now =
        client.json("/api/registers/parcel/records/" + one + "?as_of=2026-05-01");
    const net::Response single =
        client.send(net::Method::put, "/api/registers/parcel/records/" + one,
                    fmt::format(R"({{"values":{{"value_yen":"2700000"}},"valid_from":"2026-05-01",)"
                                R"("base_version":{}}})",
                                now.at("version").to_number<int>()));
    ASSERT_EQ(single.status, 200U) << single.body;
    const json::Value report = report_of(client, ended_job(client, order_of(looked)));
    for (const json::Value& row : report.at("rows").as_array()) {
        const bool moved = row.at("id").as_string() == one;
        EXPECT_EQ(row.at("outcome"), moved ? "conflict" : "changed");
        EXPECT_EQ(row.at("reasons").as_array().size(), moved ? 1U : 0U);
    }
    EXPECT_EQ(client.json("/api/registers/parcel/records/" + one + "?as_of=2026-05-01")
                  .at("values")
                  .at("value_yen"),
              2'700'000);
}

TEST_F(BulkChangeTest, WhereChangesNeedApprovalEachRowBecomesAProposal) {
    Client client = signed_in(kClerk);
    const net::Response looked = client.post(
        "/api/registers/parcel_valuation/bulk-changes",
        R"({"selection":{"ids":["1"]},"values":{"depth_m":"21.00"},"valid_from":"2026-05-01",)"
        R"("reason":"x","article":"地方税法 第417条"})");
    ASSERT_EQ(looked.status, 200U) << looked.body;
    const auto preview = json::parse(looked.body);
    EXPECT_EQ(preview->at("approval"), true);
    ASSERT_EQ(preview->at("ready"), 1) << looked.body;
    const json::Value job = ended_job(client, order_of(*preview, "parcel_valuation"));
    const json::Value report = report_of(client, job);
    EXPECT_EQ(report.at("rows").at(0).at("outcome"), "proposed");
    Client approver = signed_in(kApprover);
    const json::Value waiting = approver.json("/api/registers/parcel_valuation/records/1/waiting");
    EXPECT_EQ(waiting.at("kind"), "decide");
    const std::string decision =
        fmt::format(R"({{"version":{},"digest":"{}"}})", waiting.at("version").to_number<int>(),
                    waiting.at("digest").as_string().c_str());
    const char* approve = "/api/registers/parcel_valuation/records/1/approve";
    EXPECT_EQ(client.post(approve, decision).status, 403U) << "whoever sent it";
    EXPECT_EQ(approver.post(approve, decision).status, 200U);
}

TEST_F(BulkChangeTest, WhatMayNotBeChangedSoIsRefusedAtOnce) {
    Client client = signed_in(kClerk);
    const auto refused = [&](const std::string& values, unsigned status = 400) {
        const json::Value answer = preview(client, R"({"ids":["1"]})", values, status);
        return std::string(answer.at("errors").at(0).at("id").as_string());
    };
    EXPECT_EQ(refused("{}"), "bulk.no_value");
    EXPECT_EQ(refused(R"({"parcel_no":"1"})"), "bulk.field");
    EXPECT_EQ(refused(R"({"acres":"1"})"), "change.no_field");
    const std::string body = R"("values":{"value_yen":"1"},"valid_from":"2026-05-01"})";
    EXPECT_EQ(error_id(client.post("/api/registers/parcel/bulk-changes",
                                   R"({"selection":{"ids":[]},)" + body)),
              "selection.none");
    EXPECT_EQ(error_id(client.post("/api/registers/addressee/bulk-changes",
                                   R"({"selection":{"ids":["1"]},"values":{"personal_number":)"
                                   R"("123456789018"},"valid_from":"2026-05-01"})")),
              "bulk.field");
    // The past asks for a reason, as a single change does.
    EXPECT_EQ(error_id(client.post("/api/registers/parcel/bulk-changes",
                                   R"({"selection":{"ids":["1"]},"values":{"value_yen":"1"},)"
                                   R"("valid_from":"2026-01-01"})")),
              "change.no_reason");
    Client approver = signed_in(kApprover);
    EXPECT_EQ(
        approver.post("/api/registers/parcel/bulk-changes", R"({"selection":{"ids":["1"]},)" + body)
            .status,
        403U);
}

// A preview belongs to whoever looked; nobody brings one along.
TEST_F(BulkChangeTest, APreviewIsOfWhoeverLooked) {
    Client client = signed_in(kClerk);
    const json::Value looked =
        preview(client, ids({record(client, "30000012")}), R"({"value_yen":"2800000"})");
    Client governor = signed_in(kGovernor);
    EXPECT_EQ(governor.post("/api/jobs", order_of(looked)).status, 403U);
    EXPECT_EQ(error_id(client.post("/api/uploads?name=daicho:bulk_change", "{}")),
              "job.file.bad_name");
    const net::Response brought = client.post("/api/uploads?name=a.csv", "{}");
    const auto upload = json::parse(brought.body);
    const json::Value job = ended_job(client, order_of(*upload));
    EXPECT_EQ(job.at("state"), "failed") << json::write(job);
}

}  // namespace
}  // namespace daicho::server::testing
