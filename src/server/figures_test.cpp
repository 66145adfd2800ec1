// Figures: sums agree with what the registers say, by right, on either store.
#include "register/change.hpp"
#include "register/query.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using json::Value;

constexpr std::int64_t kDayMicros = 86'400'000'000LL;

class FiguresTest : public CityTest {
protected:
    static void enter(const char* note, Date day) {
        city_->clock().set(Instant{day.days() * kDayMicros});
        registers::ChangeRequest request;
        request.register_name = "department";
        request.values = {{"department_no", note}, {"name", "試験係"}, {"kind", "section"},
                          {"starts", "2024-04-01"}};
        request.valid = {Date::of(2024, 4, 1), kForever};
        request.reason = "test";
        const auto done = registers::change(kernel(), identity::system_principal(), request);
        ASSERT_TRUE(done) << told(done.error());
    }
};

const Value* figure(const Value& seen, std::string_view id) {
    for (const Value& one : seen.at("figures").as_array()) {
        if (one.at("id") == Value(id)) return &one;
    }
    return nullptr;
}

// The value of a series at a category; -1 when there is none.
std::int64_t at(const Value& one, std::string_view series, std::string_view category) {
    const auto& categories = one.at("categories").as_array();
    for (std::size_t i = 0; i < categories.size(); ++i) {
        if (categories[i].at("key") != Value(category)) continue;
        for (const Value& each : one.at("series").as_array()) {
            if (each.at("id") == Value(series)) {
                return each.at("values").at(i).to_number<std::int64_t>();
            }
        }
    }
    return -1;
}

TEST_F(FiguresTest, TheLevyIsThatOfTheRun) {
    Client client = signed_in(kClerk);
    const Value seen = client.json("/api/figures");
    const Value runs = client.json("/api/levy/runs");
    const Value& run = runs.at("runs").at(0);
    const std::string year = std::to_string(run.at("fiscal_year").to_number<std::int64_t>());
    const Value* levy = figure(seen, "levy");
    ASSERT_NE(levy, nullptr);
    EXPECT_EQ(at(*levy, "fixed", year),
              run.at("totals").at("fixed_tax_yen").to_number<std::int64_t>());
    EXPECT_EQ(at(*levy, "city_planning", year),
              run.at("totals").at("city_planning_tax_yen").to_number<std::int64_t>());
    EXPECT_GT(at(*levy, "fixed", year), 0);
    EXPECT_EQ(levy->at("categories").as_array().back().at("open"),
              run.at("state") != "confirmed");
    const Value totals =
        client.json("/api/levy/totals?run_no=" + std::string(run.at("run_no").as_string()));
    const Value* assets = figure(seen, "assets");
    ASSERT_NE(assets, nullptr);
    for (const Value& row : totals.at("rows").as_array()) {
        if (row.at("class") == "total") continue;
        EXPECT_EQ(at(*assets, "value", row.at("class").as_string()),
                  row.at("value_yen").to_number<std::int64_t>());
    }
    // What a clerk of taxes may not see is not among them.
    EXPECT_EQ(figure(seen, "disclosures"), nullptr);
    EXPECT_EQ(figure(seen, "findings"), nullptr);
}

TEST_F(FiguresTest, DaysAreCountedOnceEachAndGoOn) {
    ASSERT_NO_FATAL_FAILURE(enter("7001", Date::of(2026, 4, 11)));
    ASSERT_NO_FATAL_FAILURE(enter("7002", Date::of(2026, 4, 13)));
    Client governor = signed_in(kGovernor);
    const auto on = [&](const char* day) {
        const Value seen = governor.json("/api/figures");
        const Value* changes = figure(seen, "changes");
        return changes == nullptr ? -1 : at(*changes, "by_hand", day);
    };
    EXPECT_EQ(on("2026-04-11"), 1);
    EXPECT_EQ(on("2026-04-12"), 0);
    EXPECT_EQ(on("2026-04-13"), 1);
    ASSERT_NO_FATAL_FAILURE(enter("7003", Date::of(2026, 4, 13)));
    EXPECT_EQ(on("2026-04-13"), 2) << "what is new since is added";
    EXPECT_EQ(on("2026-04-13"), 2) << "and never twice";
    EXPECT_EQ(on("2026-03-30"), -1) << "older than two weeks";
}

TEST_F(FiguresTest, DisclosuresAreCountedByPurpose) {
    Client governor = signed_in(kGovernor);
    const auto sum = [](const Value& seen) {
        std::int64_t all = 0;
        const Value* one = figure(seen, "disclosures");
        if (one == nullptr) return std::int64_t{-1};
        EXPECT_LE(one->at("series").as_array().size(), 3U);
        for (const Value& series : one->at("series").as_array()) {
            for (const Value& value : series.at("values").as_array()) {
                if (!value.is_null()) all += value.to_number<std::int64_t>();
            }
        }
        return all;
    };
    const std::int64_t before = sum(governor.json("/api/figures"));
    ASSERT_GE(before, 0);
    Client client = signed_in(kClerk);
    ASSERT_EQ(client.get("/api/registers/addressee/records/1").status, 200U);
    // One or two looks are not told; three are.
    const auto looks = [&](int times) {
        for (int i = 0; i < times; ++i) {
            ASSERT_EQ(client.get("/api/registers/addressee/records/1").status, 200U);
        }
    };
    EXPECT_EQ(sum(governor.json("/api/figures")), before);
    ASSERT_NO_FATAL_FAILURE(looks(1));
    EXPECT_EQ(sum(governor.json("/api/figures")), before);
    ASSERT_NO_FATAL_FAILURE(looks(1));
    EXPECT_EQ(sum(governor.json("/api/figures")), before + 3);
    const Value seen = governor.json("/api/figures");
    EXPECT_EQ(figure(seen, "disclosures")->at("least"), 3);
    EXPECT_TRUE(figure(seen, "changes")->at("least").is_null());
}

TEST_F(FiguresTest, FindingsAndCostsAddUp) {
    Client governor = signed_in(kGovernor);
    const Value seen = governor.json("/api/figures");
    const Value home = governor.json("/api/home");
    const Value* findings = figure(seen, "findings");
    ASSERT_NE(findings, nullptr);
    for (const char* state : {"fit", "caution", "unfit"}) {
        std::int64_t all = 0;
        for (const Value& series : findings->at("series").as_array()) {
            all += at(*findings, series.at("id").as_string(), state);
        }
        EXPECT_EQ(all, home.at("counts").at("findings").at(state).to_number<std::int64_t>());
    }
    EXPECT_EQ(figure(seen, "levy"), nullptr) << "taxes are no business of governance";
}

}  // namespace
}  // namespace daicho::server::testing
