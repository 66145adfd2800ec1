// A levy beside an earlier one: figures and lists against what the two runs stored, disclosure of
// the lists, protected persons, and what cannot be compared.
#include "office/people.hpp"
#include "server/row.hpp"
#include "server/test_app.hpp"
#include "tax/levy/comparison.hpp"
#include "tax/levy/runs.hpp"

namespace daicho::server::testing {
namespace {

const std::string kPath = "/api/levy/comparison";

// Beside the levy of 2026 that every test city has: one of 2025, confirmed, and one of 2024.
class LevyComparisonTest : public CityTest {
protected:
    static void SetUpTestSuite() {
        CityTest::SetUpTestSuite();
        levy(2024);
        levy(2025);
        ASSERT_TRUE(tax::levy::confirm_run(kernel(), principal(kApprover), "2025-1", "確認"));
    }
    static identity::Principal principal(const char* number) {
        auto reader = kernel().reader();
        auto account = office::find_account(kernel(), **reader, number);
        return office::find_person(kernel(), **reader, **account, Date::of(2026, 4, 10))->principal;
    }
    static void levy(int year) {
        tax::levy::LevyOptions options;
        options.year = FiscalYear(year);
        options.city = tax::levy::municipality_of(app().settings, options.year);
        options.provisional = true;
        const auto report =
            tax::levy::run_levy(kernel(), principal(kClerk), app().statute, options);
        ASSERT_TRUE(report) << told(report.error());
    }
    // Annual tax by taxpayer, read row by row from the register of results.
    static std::map<std::uint64_t, std::int64_t> taxes(std::string_view run_no) {
        auto reader = kernel().reader();
        const auto runs = kernel().definition("levy_run");
        const auto results = kernel().definition("levy_taxpayer");
        const auto run = registers::find_record(**reader, **runs, run_no);
        registers::ListQuery query;
        query.limit = 1'000;
        query.moment.as_of = Date::of(2026, 4, 10);
        query.filters = {
            {(*results)->index_of("run"), registers::FilterKind::equals, std::to_string(**run)}};
        auto page = registers::list_records(**reader, **results, query);
        std::map<std::uint64_t, std::int64_t> found;
        for (const auto& version : page->rows) {
            const Row row(**results, version);
            found[static_cast<std::uint64_t>(row.integer("taxpayer"))] =
                row.integer("annual_tax_yen");
        }
        return found;
    }
};

TEST_F(LevyComparisonTest, WithNothingConfirmedBeforeThereIsNothingToCompare) {
    Client client = signed_in(kClerk);
    // That of 2024 is provisional: not what a levy is measured by, unless somebody names it.
    const net::Response alone = client.get(kPath + "?run_no=2025-1");
    EXPECT_EQ(alone.status, 404U);
    EXPECT_EQ(error_id(alone), "levy.nothing_to_compare");
    EXPECT_EQ(client.json(kPath + "?run_no=2025-1&with=2024-1").at("with").at("fiscal_year"), 2024);
    EXPECT_EQ(error_id(client.get(kPath + "?run_no=2031-9")), "levy.no_run");
    EXPECT_EQ(error_id(client.get(kPath + "?run_no=2026-1&with=2031-9")), "levy.no_run");
    EXPECT_EQ(error_id(client.get(kPath)), "levy.no_run");
}

TEST_F(LevyComparisonTest, FiguresAreThoseOfTheTwoRuns) {
    Client client = signed_in(kClerk);
    const auto before = taxes("2025-1");
    const auto after = taxes("2026-1");
    ASSERT_FALSE(before.empty());
    std::map<std::string, std::int64_t> counted;
    std::int64_t sum_before = 0, sum_after = 0;
    for (const auto& [taxpayer, tax] : before) sum_before += tax;
    for (const auto& [taxpayer, tax] : after) sum_after += tax;
    const json::Value document = client.json(kPath + "?run_no=2026-1");
    EXPECT_EQ(document.at("with").at("run_no"), "2025-1");
    EXPECT_EQ(document.at("before_yen"), sum_before);
    EXPECT_EQ(document.at("after_yen"), sum_after);
    std::int64_t taxpayers = 0;
    for (const json::Value& one : document.at("movements").as_array()) {
        if (one.at("id") == "outlier") continue;
        counted[std::string(one.at("id").as_string())] = one.at("taxpayers").as_int64();
        taxpayers += one.at("taxpayers").as_int64();
        sum_before -= one.at("before_yen").as_int64();
        sum_after -= one.at("after_yen").as_int64();
    }
    EXPECT_EQ(sum_before, 0);
    EXPECT_EQ(sum_after, 0);
    std::set<std::uint64_t> everybody;
    for (const auto* run : {&before, &after}) {
        for (const auto& [taxpayer, tax] : *run) everybody.insert(taxpayer);
    }
    EXPECT_EQ(taxpayers, static_cast<std::int64_t>(everybody.size()));
    std::int64_t same = 0;
    for (const auto& [taxpayer, tax] : after) {
        if (before.contains(taxpayer) && before.at(taxpayer) == tax) ++same;
    }
    EXPECT_EQ(counted["same"], same);
    EXPECT_EQ(counted["appeared"] + static_cast<std::int64_t>(before.size()),
              counted["gone"] + static_cast<std::int64_t>(after.size()));
}

TEST_F(LevyComparisonTest, AListShowsWhomItNamesAndRecordsIt) {
    Client client = signed_in(kClerk);
    const auto before = taxes("2025-1");
    const auto after = taxes("2026-1");
    std::size_t rows = 0;
    for (const char* name : {"up", "down", "newly_taxed", "new_zero", "appeared", "gone"}) {
        SCOPED_TRACE(name);
        const std::uint64_t last = entries();
        const json::Value list = client.json(kPath + "/" + name + std::string("?run_no=2026-1"));
        const auto& shown = list.at("rows").as_array();
        EXPECT_EQ(list.at("total").as_int64(), static_cast<std::int64_t>(shown.size()));
        for (const json::Value& row : shown) {
            const std::uint64_t id = std::stoull(std::string(row.at("id").as_string()));
            const auto was = before.find(id);
            const auto is = after.find(id);
            EXPECT_EQ(row.at("before_yen"), was == before.end() ? 0 : was->second);
            EXPECT_EQ(row.at("after_yen"), is == after.end() ? 0 : is->second);
            EXPECT_EQ(row.at("name").is_null(), row.at("protected").as_bool());
            ++rows;
        }
        if (!shown.empty()) {
            EXPECT_EQ(newest(journal::EntryKind::disclosure_view).number, last + 1);
        }
    }
    EXPECT_GT(rows, 0U);
    EXPECT_EQ(client.get(kPath + "/same?run_no=2026-1").status, 404U);
    EXPECT_EQ(client.get(kPath + "/up/x?run_no=2026-1").status, 404U);
}

TEST_F(LevyComparisonTest, ALevyUnderLawThatIsNotEnactedIsNeverConfirmed) {
    levy(2027);
    const Status confirmed =
        tax::levy::confirm_run(kernel(), principal(kApprover), "2027-1", "確認");
    ASSERT_FALSE(confirmed);
    EXPECT_EQ(confirmed.error().id, "levy.law_not_enacted");
}

TEST_F(LevyComparisonTest, NotForThoseWhoMayNotSeeLevies) {
    Client governor = signed_in(kGovernor);
    EXPECT_EQ(governor.get(kPath + "?run_no=2026-1").status, 403U);
    EXPECT_EQ(governor.get(kPath + "/up?run_no=2026-1").status, 403U);
}

}  // namespace
}  // namespace daicho::server::testing
