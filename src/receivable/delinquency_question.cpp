#include "receivable/delinquency_question.hpp"

namespace daicho::receivable {
namespace {

Result<ChargeQuestion> read(const json::Value& value, bool provisional) {
    json::ObjectReader in(value, "");
    ChargeQuestion question;
    const std::string kind = in.one_of("kind", {"delinquency", "refund"});
    question.kind = kind == "refund" ? ChargeKind::refund : ChargeKind::delinquency;
    question.amount = in.yen("amount_yen");
    question.due = in.date("due");
    question.paid = in.date("paid");
    question.provisional = provisional;
    DAICHO_CHECK(in.finish());
    return question;
}

json::Object written(const ChargePeriod& period) {
    json::Object out;
    out["from"] = format_iso(period.from);
    out["to"] = format_iso(period.to);
    out["days"] = period.days;
    out["rate"] = format_ratio(period.rate);
    out["yen"] = period.yen.amount();
    if (period.provisional) out["provisional"] = true;
    return out;
}

}  // namespace

Result<json::Value> answer_delinquency(const law::Statute& statute, const json::Value& question,
                                       bool provisional) {
    DAICHO_TRY(asked, read(question, provisional));
    DAICHO_TRY(law, bind_charges(statute));
    auto charge = compute_charge(law, asked);
    if (!charge) {
        Error error = std::move(charge.error());
        error.kind = ErrorKind::input;
        return std::move(error).at("paid");
    }
    json::Object out;
    out["base_yen"] = charge->base.amount();
    json::Array periods;
    for (const ChargePeriod& period : charge->periods) periods.push_back(written(period));
    out["periods"] = std::move(periods);
    out["amount_yen"] = charge->amount.amount();
    return json::Value(std::move(out));
}

}  // namespace daicho::receivable
