#include "receivable/delinquency.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/assert.hpp"

namespace daicho::receivable {
namespace {

constexpr std::int32_t kMaxDays = 100 * 366;

struct Wanted {
    const law::Series* ChargeLaw::*member;
    std::string_view id;
    law::ValueType type;
};
constexpr Wanted kWanted[] = {
    {&ChargeLaw::first_month, "receivable.delinquency.first_month", law::ValueType::ratio},
    {&ChargeLaw::after, "receivable.delinquency.after", law::ValueType::ratio},
    {&ChargeLaw::refund, "receivable.refund", law::ValueType::ratio},
    {&ChargeLaw::base_unit, "receivable.charge.base_unit", law::ValueType::yen},
    {&ChargeLaw::base_minimum, "receivable.charge.base_minimum", law::ValueType::yen},
    {&ChargeLaw::amount_unit, "receivable.charge.amount_unit", law::ValueType::yen},
    {&ChargeLaw::amount_minimum, "receivable.charge.amount_minimum", law::ValueType::yen},
    {&ChargeLaw::days_in_year, "receivable.charge.days_in_year", law::ValueType::integer},
};

const law::DatedRow* row_on(const law::Series& series, Date date) noexcept {
    for (const law::DatedRow& row : series.rows) {
        if (row.from <= date && date < row.to) return &row;
    }
    return nullptr;
}

Error not_published(const law::Series& series, int year) {
    return not_found_error("receivable.rate_not_published")
        .with("year", std::to_string(year))
        .with("first", std::to_string(series.rows.front().from.year()))
        .with("last", std::to_string((series.rows.back().to + -1).year()));
}

// The row on a day, or the first or last one for a day that the series does not cover.
const law::DatedRow& nearest_row(const law::Series& series, Date date) noexcept {
    const law::DatedRow* row = row_on(series, date);
    if (row != nullptr) return *row;
    return date < series.rows.front().from ? series.rows.front() : series.rows.back();
}

// A number that hardly ever changes, as of the day on which the charge is computed.
template <class T>
T number_on(const law::Series& series, Date date) noexcept {
    return std::get<T>(nearest_row(series, date).cell);
}

// @law   地方税法 附則第3条の2
// @rule  receivable.charge.period
// @round 円未満切捨て
// base × rate × days ÷ 365 for days of one calendar year and one rate.
Result<ChargePeriod> period_of(const law::Series& series, Yen base, Date from, Date to,
                               std::int64_t days_in_year, bool provisional) {
    const law::DatedRow* row = row_on(series, from);
    ChargePeriod period;
    if (row == nullptr) {
        if (!provisional) return not_published(series, from.year());
        row = &nearest_row(series, from);
        period.provisional = true;
    }
    period.from = from;
    period.to = to;
    period.days = to - from + 1;
    period.rate = std::get<Ratio>(row->cell);
    period.citation = &row->citation;
    period.yen = Yen(mul_div(base.amount(), period.rate.numerator() * period.days,
                             period.rate.denominator() * days_in_year, Rounding::floor));
    return period;
}

// The days from … to at one series, split at the end of each calendar year.
Status add_periods(const law::Series& series, Date from, Date to, std::int64_t days_in_year,
                   const ChargeQuestion& question, Charge& charge) {
    while (from <= to) {
        const Date end = std::min(to, Date::of(from.year(), 12, 31));
        DAICHO_TRY(period, period_of(series, charge.base, from, end, days_in_year,
                                     question.provisional));
        charge.periods.push_back(period);
        from = end + 1;
    }
    return {};
}

// @law   地方税法 第20条の4の2 第2項
// @rule  receivable.charge.base
// @round 1,000円未満切捨て
// The base loses what lies below 1,000 yen; less than 2,000 yen bears no charge.
Yen base_of(const ChargeLaw& law, const ChargeQuestion& question) noexcept {
    const Yen minimum = number_on<Yen>(*law.base_minimum, question.paid);
    const Yen unit = number_on<Yen>(*law.base_unit, question.paid);
    return question.amount < minimum ? 0_yen : truncate_to(question.amount, unit);
}

// @law   地方税法 第20条の4の2 第5項
// @rule  receivable.charge.amount
// @round 100円未満切捨て
// The sum of the periods loses what lies below 100 yen; less than 1,000 yen is not charged.
Yen amount_of(const ChargeLaw& law, const ChargeQuestion& question,
              const std::vector<ChargePeriod>& periods) noexcept {
    const Yen minimum = number_on<Yen>(*law.amount_minimum, question.paid);
    const Yen unit = number_on<Yen>(*law.amount_unit, question.paid);
    Yen sum;
    for (const ChargePeriod& period : periods) sum += period.yen;
    return sum < minimum ? 0_yen : truncate_to(sum, unit);
}

}  // namespace

Result<ChargeLaw> bind_charges(const law::Statute& statute) {
    ChargeLaw law;
    for (const Wanted& wanted : kWanted) {
        DAICHO_TRY(series, statute.series(wanted.id));
        if (series->type != wanted.type) {
            return input_error("receivable.series_wrong_type")
                .with("series", std::string(wanted.id));
        }
        law.*wanted.member = series;
    }
    return law;
}

Date end_of_first_month(Date due) noexcept {
    const Date start = due + 1;
    const Date same_day = add_months(start, 1);
    return same_day.day() == start.day() ? same_day + -1 : same_day;
}

Result<Charge> compute_charge(const ChargeLaw& law, const ChargeQuestion& question) {
    DAICHO_ASSERT(question.amount >= 0_yen && question.amount <= kMaxInputYen);
    Charge charge;
    charge.base = base_of(law, question);
    if (charge.base == 0_yen || question.paid <= question.due) return charge;
    if (question.paid - question.due > kMaxDays) {
        return input_error("receivable.paid_too_far")
            .with("due", format_iso(question.due))
            .with("paid", format_iso(question.paid));
    }
    const auto days_in_year = number_on<std::int64_t>(*law.days_in_year, question.paid);
    const Date from = question.due + 1;
    if (question.kind == ChargeKind::refund) {
        DAICHO_CHECK(add_periods(*law.refund, from, question.paid, days_in_year, question, charge));
    } else {
        const Date month_end = std::min(end_of_first_month(question.due), question.paid);
        DAICHO_CHECK(
            add_periods(*law.first_month, from, month_end, days_in_year, question, charge));
        DAICHO_CHECK(add_periods(*law.after, month_end + 1, question.paid, days_in_year, question,
                                 charge));
    }
    charge.amount = amount_of(law, question, charge.periods);
    return charge;
}

}  // namespace daicho::receivable
