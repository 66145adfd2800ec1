// Runs tests/law/depreciable.yaml: values year by year, each with its arithmetic and its trace,
// the printed tables, and the table of law/ itself.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "base/message.hpp"
#include "tax/rules/depreciable_rules.hpp"
#include "tax/statute/depreciable_statute.hpp"
#include "tax/statute/house_golden_arithmetic.hpp"
#include "yaml/node.hpp"

namespace daicho::tax::statute {
namespace {

using rules::DepreciableLaw;

const std::string kFile = DAICHO_SOURCE_DIR "/tests/law/depreciable.yaml";

const law::Statute& statute() {
    static const law::Statute loaded = [] {
        auto result = law::load(DAICHO_SOURCE_DIR "/law");
        EXPECT_TRUE(result) << describe_with_place(result.error(), Language::english);
        return result ? std::move(*result) : law::Statute();
    }();
    return loaded;
}

DepreciableLaw law_of(const law::Year& year) {
    law::Binder bind(year);
    const DepreciableLaw law = bind_depreciable(bind);
    EXPECT_TRUE(bind.finish()) << year.fiscal_year().year();
    return law;
}
DepreciableLaw law_of_2026() { return law_of(**statute().year(FiscalYear(2026))); }

struct Case {
    rules::DepreciableAsset asset;
    std::vector<rules::LifeRevision> revisions;
};

Case read_case(const yaml::Node& node) {
    Case test;
    test.asset.cost = Yen(node.at("cost_yen").integer(0, kMaxInputYen.amount()));
    test.asset.life_years = static_cast<std::int32_t>(node.at("life_years").integer(2, 100));
    const std::string acquired = node.at("acquired").text();
    test.asset.acquired = acquired.size() == 10
                              ? rules::acquired_on(parse_iso_date(acquired).value())
                              : rules::acquired_on(parse_year_month(acquired).value());
    const yaml::Node fraction = node.find("base_fraction");
    if (fraction.exists()) test.asset.base_fraction = fraction.ratio();
    for (const yaml::Node& revision : node.find("revisions").elements()) {
        test.revisions.push_back(
            {FiscalYear(static_cast<std::int32_t>(revision.at("from").integer(1950, 2100))),
             static_cast<std::int32_t>(revision.at("life_years").integer(2, 100))});
    }
    return test;
}

std::int64_t amount(const yaml::Node& node) { return node.integer(0, kMaxInputYen.amount()); }

void check_value(const yaml::Node& node, const rules::DepreciableResult& result,
                 std::int64_t last) {
    const std::int64_t yen = amount(node.at("yen"));
    EXPECT_EQ(result.assessed_value.amount(), yen);
    EXPECT_TRUE(golden::arithmetic(node.at("is").text(), last).equals(yen)) << "arithmetic";
    const yaml::Node wrong = node.find("wrong");
    if (wrong.exists()) {
        EXPECT_NE(result.assessed_value.amount(), amount(wrong)) << "counterexample came out";
        EXPECT_TRUE(golden::arithmetic(node.at("wrong_is").text(), last).equals(amount(wrong)));
    }
    const yaml::Node base = node.find("base_yen");
    if (base.exists()) {
        EXPECT_EQ(result.base.amount(), amount(base));
        EXPECT_TRUE(golden::arithmetic(node.at("base_is").text()).equals(amount(base)));
    }
    const yaml::Node book = node.find("book_yen");
    if (book.exists()) {
        EXPECT_EQ(result.theoretical_book_value.amount(), amount(book));
    }
}

void run_case(const DepreciableLaw& law, const yaml::Node& node) {
    SCOPED_TRACE(node.at("id").text());
    EXPECT_FALSE(node.at("source").text().empty());
    static_cast<void>(node.find("note"));
    const std::string kind = node.at("kind").one_of({"worked", "derived", "counterexample"});
    Case test = read_case(node.at("asset"));
    test.asset.revisions = test.revisions;
    FiscalYear year(static_cast<std::int32_t>(node.at("first").integer(1950, 2100)));
    rules::NoTrace silent;
    EXPECT_FALSE(rules::assess_depreciable(law, year.previous(), test.asset, silent).taxed);
    std::int64_t last = 0;
    bool has_wrong = false;
    for (const yaml::Node& value : node.at("values").elements()) {
        const auto result = rules::assess_depreciable(law, year, test.asset, silent);
        check_value(value, result, last);
        rules::Recording recording;
        const auto traced = rules::assess_depreciable(law, year, test.asset, recording);
        EXPECT_EQ(traced.base, result.base);
        EXPECT_EQ(recording.steps().back().result, std::to_string(result.base.amount()));
        has_wrong = has_wrong || value.find("wrong").exists();
        last = result.assessed_value.amount();
        year = year.next();
    }
    EXPECT_EQ(has_wrong, kind == "counterexample");
}

void run_table(const DepreciableLaw& law, const yaml::Node& table) {
    SCOPED_TRACE(table.at("id").text());
    EXPECT_FALSE(table.at("source").text().empty());
    for (const yaml::Node& row : table.at("rows").elements()) {
        const auto cells = row.elements();
        const auto& factor = law.factors[static_cast<std::size_t>(cells[0].integer(2, 100))];
        EXPECT_EQ(factor.rate, cells[1].integer(1, 999));
        EXPECT_EQ(factor.first, cells[2].integer(1, 999));
        EXPECT_EQ(factor.later, cells[3].integer(1, 999));
    }
}

void run_rates(const DepreciableLaw& law, const yaml::Node& rates) {
    SCOPED_TRACE(rates.at("id").text());
    EXPECT_FALSE(rates.at("source").text().empty());
    auto life = static_cast<std::size_t>(rates.at("from").integer(2, 100));
    for (const yaml::Node& rate : rates.at("thousandths").elements()) {
        EXPECT_EQ(law.factors.at(life).rate, rate.integer(1, 999)) << life;
        ++life;
    }
    EXPECT_EQ(life, 101U);
}

void run_used_life(const DepreciableLaw& law, const yaml::Node& node) {
    SCOPED_TRACE(node.at("id").text());
    EXPECT_FALSE(node.at("source").text().empty());
    const auto legal = static_cast<std::int32_t>(node.at("legal").integer(2, 100));
    const auto elapsed = static_cast<std::int32_t>(node.at("elapsed").integer(0, 100));
    const std::int64_t life = node.at("life").integer(2, 100);
    rules::NoTrace silent;
    rules::Recording recording;
    EXPECT_EQ(rules::used_asset_life(law, legal, elapsed, silent), life);
    EXPECT_EQ(rules::used_asset_life(law, legal, elapsed, recording), life);
    EXPECT_TRUE(golden::arithmetic(node.at("is").text()).equals(life));
}

TEST(DepreciableGolden, CasesTablesAndLives) {
    auto document = yaml::Document::load(kFile);
    ASSERT_TRUE(document) << describe_with_place(document.error(), Language::english);
    const DepreciableLaw law = law_of_2026();
    const yaml::Node root = document->root();
    for (const yaml::Node& node : root.at("cases").elements()) run_case(law, node);
    for (const yaml::Node& table : root.at("tables").elements()) run_table(law, table);
    for (const yaml::Node& rates : root.at("rates").elements()) run_rates(law, rates);
    for (const yaml::Node& node : root.at("used_lives").elements()) run_used_life(law, node);
    const Status faults = document->finish();
    EXPECT_TRUE(faults) << describe_with_place(faults.error(), Language::english);
}

// r as the formula would have it, 1 − 0.1^(1/life) to three decimals, in fixed point: the first
// rate whose upper half leaves less than one tenth after all its years.
int rate_by_formula(int life) {
    constexpr __int128 kUnit = static_cast<__int128>(1) << 60;
    for (int rate = 1; rate < 1000; ++rate) {
        __int128 left = kUnit;
        for (int year = 0; year < life; ++year) left = left * (2000 - 2 * rate - 1) / 2000;
        if (left * 10 < kUnit) return rate;
    }
    return 0;
}

TEST(ResidualRates, EveryYearHasNinetyNineLivesThatFall) {
    for (const law::Year& year : statute().years()) {
        SCOPED_TRACE(year.fiscal_year().year());
        const DepreciableLaw law = law_of(year);
        for (std::size_t life = 2; life <= 100; ++life) {
            const rules::ResidualFactor& factor = law.factors[life];
            ASSERT_GT(factor.rate, 0) << life;
            // A = 1 − r/2 with r/2 rounded half up: twice A's fall is r or r + 1.
            const int fall = 1000 - factor.first;
            EXPECT_EQ(fall, (factor.rate + 1) / 2) << life;
            EXPECT_EQ(factor.later, 1000 - factor.rate) << life;
            if (life > 2) {
                EXPECT_LE(factor.rate, law.factors[life - 1].rate) << life;
            }
        }
    }
}

TEST(ResidualRates, FormulaFailsAtSixLivesOnly) {
    const DepreciableLaw law = law_of_2026();
    std::set<int> differ;
    for (int life = 2; life <= 100; ++life) {
        if (law.factors[static_cast<std::size_t>(life)].rate != rate_by_formula(life)) {
            differ.insert(life);
        }
    }
    EXPECT_EQ(differ, (std::set<int>{24, 34, 72, 77, 85, 93}));
}

}  // namespace
}  // namespace daicho::tax::statute
