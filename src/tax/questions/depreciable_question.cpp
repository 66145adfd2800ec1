#include "tax/questions/depreciable_question.hpp"

#include <algorithm>
#include <string>

#include "tax/rules/depreciable_rules.hpp"
#include "tax/statute/depreciable_statute.hpp"

namespace daicho::tax::questions {
namespace {

constexpr std::int32_t kFirstAcquisition = 1901;
constexpr json::IntegerRange kFiscalYears{.min = 1950, .max = 2200};
constexpr std::size_t kMaxAcquiredBytes = 100;
constexpr std::size_t kFullDate = std::string_view("2023-05-01").size();

struct Question {
    rules::DepreciableAsset asset;
    FiscalYear from;
    FiscalYear to;
};

Result<rules::AcquisitionDate> parse_acquired(const std::string& text) {
    Error unreadable = input_error("tax.depreciable.acquired_unreadable").with("value", text);
    rules::AcquisitionDate acquired;
    if (text.size() == kFullDate) {
        const auto date = parse_iso_date(text);
        if (!date) return unreadable;
        acquired = rules::acquired_on(*date);
    } else {
        const auto month = parse_year_month(text);
        if (!month) return unreadable;
        acquired = rules::acquired_on(*month);
    }
    const bool sane = acquired.year >= kFirstAcquisition && acquired.year <= kFiscalYears.max;
    if (!sane) return unreadable;
    return acquired;
}

Result<Question> read(const json::Value& value) {
    json::ObjectReader in(value, "");
    Question question;
    question.asset.cost = in.yen("cost_yen");
    question.asset.life_years = static_cast<std::int32_t>(
        in.integer("life_years", {.min = rules::kMinLifeYears, .max = rules::kMaxLifeYears}));
    const json::Value* acquired_value = in.raw("acquired");
    const std::string text = in.text("acquired", kMaxAcquiredBytes);
    if (acquired_value != nullptr && acquired_value->is_string()) {
        auto acquired = parse_acquired(text);
        if (acquired) question.asset.acquired = *acquired;
        else in.fault("acquired", std::move(acquired.error()));
    }
    question.from = FiscalYear(static_cast<std::int32_t>(in.integer("from", kFiscalYears)));
    question.to = FiscalYear(static_cast<std::int32_t>(in.integer("to", kFiscalYears)));
    const bool both = in.has("from") && in.has("to");
    if (both && question.from > question.to) {
        in.fault("from", input_error("tax.depreciable.years_reversed")
                             .with("from", std::to_string(question.from.year()))
                             .with("to", std::to_string(question.to.year())));
    }
    DAICHO_CHECK(in.finish());
    return question;
}

// The rates are the same in every fiscal year since 2009, so one year's law answers for all: the
// latest whose rows are enacted.
Result<rules::DepreciableLaw> latest_law(const law::Statute& statute) {
    const auto& years = statute.years();
    for (auto year = years.rbegin(); year != years.rend(); ++year) {
        law::Binder bind(*year);
        rules::DepreciableLaw law = statute::bind_depreciable(bind);
        DAICHO_CHECK(bind.finish());
        if (bind.status() == LawStatus::enacted) return law;
    }
    return not_found_error("law.row_missing")
        .with("row", "depreciable.residual_rates")
        .with("year", years.empty() ? "–" : std::to_string(years.back().fiscal_year().year()));
}

}  // namespace

Result<json::Value> answer_depreciable(const law::Statute& statute, const json::Value& question) {
    DAICHO_TRY(asked, read(question));
    DAICHO_TRY(law, latest_law(statute));
    const FiscalYear first = rules::first_fiscal_year(asked.asset.acquired);
    const auto& factor = law.factors[static_cast<std::size_t>(asked.asset.life_years)];
    rules::NoTrace trace;
    json::Array years;
    for (FiscalYear year = std::max(asked.from, first); year <= asked.to; year = year.next()) {
        const auto result = rules::assess_depreciable(law, year, asked.asset, trace);
        const std::int32_t residual = year == first ? factor.first : factor.later;
        json::Object line;
        line["fiscal_year"] = year.year();
        line["residual_rate"] = format_ratio(Ratio(residual, rules::kResidualScale));
        line["assessed_value_yen"] = result.assessed_value.amount();
        years.push_back(std::move(line));
    }
    json::Object out;
    out["years"] = std::move(years);
    return json::Value(std::move(out));
}

}  // namespace daicho::tax::questions
