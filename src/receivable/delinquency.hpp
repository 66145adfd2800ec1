// 延滞金 (charge for delinquency) and 還付加算金 (interest on a refund).
//
//     DAICHO_TRY(law, bind_charges(statute));
//     DAICHO_TRY(charge, compute_charge(law, {ChargeKind::delinquency, Yen(100'000),
//                                             Date::of(2026, 4, 30), Date::of(2026, 8, 31)}));
//
// The days counted are those after `due` up to and including `paid`; each has the rate of its
// calendar year, always over 365 days. Periods are split where the first month ends
// (delinquency) and at the end of each calendar year; each is cut to the yen, their sum to 100
// yen, and less than 1,000 yen is nothing. Integers only. Threads: any.
#pragma once

#include <cstdint>
#include <vector>

#include "base/citation.hpp"
#include "base/date.hpp"
#include "base/ratio.hpp"
#include "base/result.hpp"
#include "base/yen.hpp"
#include "law/statute.hpp"

namespace daicho::receivable {

enum class ChargeKind : std::uint8_t { delinquency, refund };

// Series of law/rates.yaml; they belong to the statute, which must outlive this.
struct ChargeLaw {
    const law::Series* first_month = nullptr;     // delinquency, up to one month
    const law::Series* after = nullptr;           // delinquency, from then on
    const law::Series* refund = nullptr;
    const law::Series* base_unit = nullptr;       // 1,000 yen
    const law::Series* base_minimum = nullptr;    // 2,000 yen
    const law::Series* amount_unit = nullptr;     // 100 yen
    const law::Series* amount_minimum = nullptr;  // 1,000 yen
    const law::Series* days_in_year = nullptr;    // 365, leap years too
};

// Errors: law.series_missing, receivable.series_wrong_type.
Result<ChargeLaw> bind_charges(const law::Statute& statute);

struct ChargeQuestion {
    ChargeKind kind = ChargeKind::delinquency;
    Yen amount;  // unpaid tax of one instalment, or the over-payment; 0 … kMaxInputYen
    // Delinquency: the due date (納期限). Refund: the last day without interest, that is the day
    // of the payment, or one month after it for a mere mis-payment (法 第17条の4).
    Date due;
    Date paid;  // Delinquency: day of payment. Refund: day on which the refund is decided.
    bool provisional = false;  // years without a published rate take that of the nearest year
};

struct ChargePeriod {
    Date from;
    Date to;  // inclusive
    std::int32_t days = 0;
    Ratio rate;
    Yen yen;
    const Citation* citation = nullptr;
    bool provisional = false;  // the year's own rate is not published
};

struct Charge {
    Yen base;  // 0 when the amount is too small to bear any
    std::vector<ChargePeriod> periods;
    Yen amount;
};

// Last day of the first month after `due`: the day before the same day of the next month, counted
// from the day after `due`, or the last day of that month where there is no such day
// (民法 第143条 第2項).
Date end_of_first_month(Date due) noexcept;

// Errors: receivable.rate_not_published (names the year), receivable.paid_too_far.
// Nothing is due when `paid` is not after `due`.
Result<Charge> compute_charge(const ChargeLaw& law, const ChargeQuestion& question);

}  // namespace daicho::receivable
