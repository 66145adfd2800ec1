#include "govern/migration/order.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace daicho::govern::migration {
namespace {

constexpr std::string_view kLine = "private_line";
constexpr std::string_view kMedium = "sealed_medium";

bool in_term(const Order& order, Date day) { return day >= order.starts && day <= order.ends; }

void look_at_way(const Order& order, const Extraction& one, Hindrances& list) {
    if (one.way != kLine && one.way != kMedium) {
        list.emplace_back("wrong_way");
        return;
    }
    if (one.way != order.way) list.emplace_back("other_way");
    if (one.way != kMedium) return;
    if (!one.encrypted) list.emplace_back("not_encrypted");
    if (one.medium.empty() || one.seal.empty()) list.emplace_back("not_sealed");
    if (!one.write_protected) list.emplace_back("writable");
}

bool method_fits(const Rules& rules, const Clearing& one) {
    for (const MethodRule& rule : rules.methods) {
        if (rule.kind != one.kind) continue;
        return std::find(rule.methods.begin(), rule.methods.end(), one.method) !=
               rule.methods.end();
    }
    return false;
}

void look_at_proof(const Rules& rules, const Clearing& one, Hindrances& list) {
    if (!one.erased_on || one.method.empty() || !one.certificate) {
        list.push_back("no_date:" + one.what);
    }
    if (!one.method.empty() && !method_fits(rules, one)) list.push_back("wrong_method:" + one.what);
    if (!one.misuse_checked) list.push_back("misuse_unchecked:" + one.what);
}

bool is_listed(const Order& order, const std::string& medium) {
    return std::any_of(order.clearings.begin(), order.clearings.end(),
                       [&](const Clearing& one) { return one.medium == medium; });
}

void look_at_extractions(const Order& order, Hindrances& list) {
    for (const Extraction& one : order.extractions) {
        if (one.refused) continue;
        if (!one.confirmed()) list.push_back("unconfirmed:" + one.number);
        if (one.way == kMedium && !is_listed(order, one.medium)) {
            list.push_back(fmt::format("unlisted_medium:{}:{}", one.number, one.medium));
        }
    }
}

void look_at_clearings(const Rules& rules, const Order& order, Hindrances& list) {
    if (order.clearings.empty()) list.emplace_back("no_clearing");
    bool environment = false;
    for (const Clearing& one : order.clearings) {
        environment = environment || one.kind == "environment";
        if (!one.cleared) {
            list.push_back("not_cleared:" + one.what);
        } else {
            look_at_proof(rules, one, list);
        }
    }
    if (!order.clearings.empty() && !environment) list.emplace_back("no_environment");
}

void look_at_log(const Order& order, Date day, Hindrances& list) {
    std::optional<Date> newest, last;
    for (const Extraction& one : order.extractions) {
        if (!one.refused) last = last ? std::max(*last, one.on) : one.on;
    }
    for (const Look& one : order.looks) {
        if (one.looked) newest = newest ? std::max(*newest, *one.looked) : *one.looked;
        if (!one.looked && one.due <= day) list.push_back("look_missing:" + format_iso(one.due));
        if (one.suspicious && !one.incident) list.push_back("suspicious:" + one.number);
    }
    if (!newest || (last && *newest < *last)) list.emplace_back("no_last_look");
}

}  // namespace

Hindrances against_worker(const Rules& rules, const Order& order, const Worker& worker) {
    Hindrances list;
    if (order.state != State::proposed) list.emplace_back("approved_already");
    if (rules.role(worker.role) == nullptr) {
        list.push_back(fmt::format("role_too_wide:{}:{}", worker.account, worker.role));
    }
    const bool inside = worker.from >= order.starts && worker.to <= order.ends + 1 &&
                        worker.from < worker.to;
    if (!inside || worker.to - worker.from > rules.longest_days) {
        list.push_back(fmt::format("too_long:{}:{}", worker.account, rules.longest_days));
    }
    if (order.workers.size() >= rules.most_workers) list.emplace_back("too_many");
    return list;
}

Hindrances against_approval(const Rules& rules, const Order& order, std::uint64_t by) {
    Hindrances list;
    if (order.state != State::proposed) list.emplace_back("not_running");
    if (by == 0 || by == order.proposed_by) list.emplace_back("same_person");
    if (!order.minimal) list.emplace_back("not_minimal");
    if (order.way != kLine && order.way != kMedium) list.emplace_back("wrong_way");
    if (order.log_days < 1 || order.log_days > rules.longest_look) {
        list.push_back(fmt::format("look_too_rare:{}", rules.longest_look));
    }
    const auto second = std::count_if(order.workers.begin(), order.workers.end(),
                                      [](const Worker& one) { return one.second; });
    const auto all = static_cast<std::ptrdiff_t>(order.workers.size());
    if (second == 0 || second == all) list.emplace_back("one_worker");
    return list;
}

Hindrances against_extraction(const Order& order, const Extraction& extraction, bool worker,
                              const std::string& account) {
    Hindrances list;
    if (order.state != State::running) list.emplace_back("not_running");
    if (!in_term(order, extraction.on)) list.emplace_back("outside_term");
    if (!worker) list.push_back("not_a_worker:" + account);
    look_at_way(order, extraction, list);
    return list;
}

Hindrances against_confirmation(const Order& order, const Extraction& extraction,
                                std::uint64_t by, bool worker, const std::string& account) {
    Hindrances list;
    if (order.state != State::running) list.emplace_back("not_running");
    if (by == 0 || by == extraction.first) list.emplace_back("same_person");
    if (!worker) list.push_back("not_a_worker:" + account);
    look_at_way(order, extraction, list);
    return list;
}

Hindrances against_test_data(const Order& order, const TestData& data) {
    Hindrances list;
    if (order.state != State::running) list.emplace_back("not_running");
    if (data.kind == "masked" && !data.fields_named) list.emplace_back("not_masked");
    const bool known = data.kind == "masked" || data.kind == "invented";
    const bool excepted = data.exception_by != 0 && data.exception_by != data.made_by;
    if (!known && !excepted) list.emplace_back("real_data");
    return list;
}

Hindrances against_clearing(const Rules& rules, const Order& order, const Clearing& clearing) {
    Hindrances list;
    if (order.state != State::running) list.emplace_back("not_running");
    if (clearing.cleared) look_at_proof(rules, clearing, list);
    return list;
}

Hindrances against_closing(const Rules& rules, const Order& order, Date day) {
    Hindrances list;
    if (order.state != State::running) list.emplace_back("not_running");
    look_at_extractions(order, list);
    look_at_clearings(rules, order, list);
    look_at_log(order, day, list);
    for (const TestData& one : order.test_data) {
        const bool excepted = one.exception_by != 0 && one.exception_by != one.made_by;
        if (one.kind == "real" && !excepted) add_reason(list, "real_data");
    }
    for (const Worker& one : order.workers) {
        if (one.open && !one.ended) list.push_back("right_open:" + one.account);
    }
    return list;
}

std::vector<Date> look_days(Date starts, Date ends, std::int64_t log_days) {
    constexpr std::size_t kMostLooks = 400;
    std::vector<Date> days;
    if (log_days < 1 || ends < starts) return days;
    for (Date day = starts + static_cast<int>(log_days); day < ends && days.size() < kMostLooks;
         day = day + static_cast<int>(log_days)) {
        days.push_back(day);
    }
    days.push_back(ends);
    return days;
}

}  // namespace daicho::govern::migration
