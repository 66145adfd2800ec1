#include "govern/procurement/lock_in.hpp"

#include <algorithm>

namespace daicho::govern {
namespace {

using Facts = std::vector<const ContractFact*>;

Facts begun_by(std::span<const ContractFact> contracts, Date today) {
    Facts list;
    for (const ContractFact& one : contracts) {
        if (one.vendor != 0 && one.begins <= today) list.push_back(&one);
    }
    std::stable_sort(list.begin(), list.end(), [](const ContractFact* a, const ContractFact* b) {
        return a->begins != b->begins ? a->begins < b->begins : a->contract < b->contract;
    });
    return list;
}

std::uint64_t vendor_of_today(const Facts& facts) {
    const auto chosen = std::find_if(facts.rbegin(), facts.rend(),
                                     [](const ContractFact* one) { return !one->changes_only; });
    return chosen == facts.rend() ? facts.back()->vendor : (*chosen)->vendor;
}

}  // namespace

std::optional<VendorRun> vendor_run(std::span<const ContractFact> contracts, Date today) {
    const Facts facts = begun_by(contracts, today);
    if (facts.empty()) return std::nullopt;
    VendorRun run;
    run.vendor = vendor_of_today(facts);
    for (auto at = facts.rbegin(); at != facts.rend(); ++at) {
        const ContractFact& one = **at;
        if (one.vendor != run.vendor) {
            if (one.changes_only) continue;
            break;
        }
        run.since = one.begins;
        run.contracts.push_back(one.contract);
        run.law_changes += one.law_change ? 1 : 0;
        run.single_tenders += one.single_tender ? 1 : 0;
        run.bidders_known += one.bidders ? 1 : 0;
        run.single_bidders += one.bidders && *one.bidders <= 1 ? 1 : 0;
    }
    std::reverse(run.contracts.begin(), run.contracts.end());
    return run;
}

std::int64_t whole_years(Date since, Date today) {
    if (today <= since) return 0;
    std::int64_t years = today.year() - since.year();
    const bool leap_day = since.month() == 2 && since.day() == 29;
    const int day = leap_day ? 28 : since.day();
    const bool before = today.month() != since.month() ? today.month() < since.month()
                                                       : today.day() < day;
    if (before) --years;
    return years;
}

}  // namespace daicho::govern
