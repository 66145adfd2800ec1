#include "office/rules.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "register/query.hpp"

namespace daicho::office {
namespace {

using registers::Cell;
using registers::Context;
using registers::Definition;

constexpr std::size_t kMostDays = 100;  // on which something begins, ahead of us

struct Period {
    const Cell& from;
    const Cell& to;
    [[nodiscard]] bool holds(Date day) const {
        if (from.is_null() || from.integer > day.days()) return false;
        return to.is_null() || to.integer > day.days();
    }
};

Result<std::set<std::uint64_t>> active_accounts(registers::Kernel& kernel,
                                                store::Connection& connection, Date day) {
    DAICHO_TRY(account, kernel.definition("account"));
    const std::size_t fields[] = {account->index_of("state"), account->index_of("starts"),
                                  account->index_of("ends")};
    std::set<std::uint64_t> active;
    DAICHO_CHECK(registers::scan(connection, *account, fields, {day, std::nullopt},
                                 [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
                                     const bool open = Period{cells[1], cells[2]}.holds(day);
                                     if (open && cells[0].bytes == "active") active.insert(record);
                                     return {};
                                 }));
    return active;
}

// Today and the days ahead on which a grant or an account begins.
Result<std::vector<Date>> days_ahead(registers::Kernel& kernel, store::Connection& connection,
                                     Date today) {
    std::set<std::int32_t> days = {today.days()};
    for (const auto& [name, field] : {std::pair{"role_assignment", "from"},
                                      std::pair{"account", "starts"}}) {
        DAICHO_TRY(definition, kernel.definition(name));
        const std::size_t fields[] = {definition->index_of(field)};
        DAICHO_CHECK(registers::scan(
            connection, *definition, fields, {kForever + -1, std::nullopt},
            [&](std::uint64_t, std::span<const Cell> cells) -> Status {
                const bool ahead = !cells[0].is_null() && cells[0].integer > today.days();
                if (ahead && days.size() < kMostDays) {
                    days.insert(static_cast<std::int32_t>(cells[0].integer));
                }
                return {};
            }));
    }
    std::vector<Date> list;
    for (const std::int32_t day : days) list.push_back(Date::from_days(day));
    return list;
}

Status check_administrators(Context& context, store::Connection& before,
                            const AdministratorPolicy& policy, Date day) {
    registers::Kernel& kernel = context.kernel;
    DAICHO_TRY(now, administrators(kernel, context.connection, policy, day));
    if (now.size() <= policy.most) return {};
    DAICHO_TRY(were, administrators(kernel, before, policy, day));
    if (now.size() <= were.size()) return {};
    return denied_error("office.too_many_administrators")
        .with("most", std::to_string(policy.most))
        .with("count", std::to_string(now.size()))
        .with("day", format_iso(day))
        .with("cite", policy.cite);
}

Status check_second(Context& context, store::Connection& before, Date day) {
    DAICHO_TRY(now, second_accounts(context.kernel, context.connection, day));
    if (now.empty()) return {};
    DAICHO_TRY(were, second_accounts(context.kernel, before, day));
    if (now.size() <= were.size()) return {};
    return denied_error("office.second_account")
        .with("first", now.back().first)
        .with("second", now.back().second);
}

// A privileged account belongs to a human, who is named by her personal account.
Status check_named(Context& context) {
    DAICHO_TRY(account, context.kernel.definition("account"));
    const std::size_t fields[] = {account->index_of("class"), account->index_of("account_no"),
                                  account->index_of("personal_account")};
    std::map<std::uint64_t, bool> personal;
    std::vector<std::pair<std::string, std::uint64_t>> named;
    DAICHO_CHECK(registers::scan(
        context.connection, *account, fields, {kForever + -1, std::nullopt},
        [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
            personal[record] = cells[0].bytes == "personal";
            if (!cells[2].is_null()) {
                named.emplace_back(cells[1].bytes, static_cast<std::uint64_t>(cells[2].integer));
            }
            return {};
        }));
    for (const auto& [number, target] : named) {
        if (personal[target]) continue;
        return input_error("office.not_a_personal_account").with("number", number);
    }
    return {};
}

// A loader's rows are confirmed at once: whoever can sign in must not hold that role.
Result<std::set<std::string>> loaders_of_people(registers::Kernel& kernel,
                                                store::Connection& connection) {
    DAICHO_TRY(account, kernel.definition("account"));
    const std::size_t fields[] = {account->index_of("class"), account->index_of("account_no")};
    std::map<std::uint64_t, std::string> people;
    DAICHO_CHECK(registers::scan(
        connection, *account, fields, {kForever + -1, std::nullopt},
        [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
            if (cells[0].bytes != "loader") people[record] = std::string(cells[1].bytes);
            return {};
        }));
    DAICHO_TRY(grants, kernel.definition("role_assignment"));
    const std::size_t granted[] = {grants->index_of("account"), grants->index_of("role")};
    std::set<std::string> found;
    DAICHO_CHECK(registers::scan(
        connection, *grants, granted, {kForever + -1, std::nullopt},
        [&](std::uint64_t, std::span<const Cell> cells) -> Status {
            const auto holder = people.find(static_cast<std::uint64_t>(cells[0].integer));
            if (cells[1].bytes == "loader" && holder != people.end()) found.insert(holder->second);
            return {};
        }));
    return found;
}

Status check_loaders(Context& context, store::Connection& before) {
    DAICHO_TRY(now, loaders_of_people(context.kernel, context.connection));
    if (now.empty()) return {};
    DAICHO_TRY(were, loaders_of_people(context.kernel, before));
    for (const std::string& number : now) {
        if (!were.contains(number)) {
            return denied_error("office.loader_role").with("number", number);
        }
    }
    return {};
}

std::string stem(std::string_view number) {
    const auto end = std::ranges::find_if(number, [](char c) { return c < '0' || c > '9'; });
    return {number.begin(), end};
}

}  // namespace

Result<std::vector<std::uint64_t>> administrators(registers::Kernel& kernel,
                                                  store::Connection& connection,
                                                  const AdministratorPolicy& policy, Date day) {
    DAICHO_TRY(active, active_accounts(kernel, connection, day));
    DAICHO_TRY(grants, kernel.definition("role_assignment"));
    const std::size_t fields[] = {grants->index_of("account"), grants->index_of("role"),
                                  grants->index_of("from"), grants->index_of("to")};
    std::set<std::uint64_t> found;
    DAICHO_CHECK(registers::scan(
        connection, *grants, fields, {day, std::nullopt},
        [&](std::uint64_t, std::span<const Cell> cells) -> Status {
            const bool role = std::ranges::find(policy.roles, cells[1].bytes) != policy.roles.end();
            const auto account = static_cast<std::uint64_t>(cells[0].integer);
            if (role && Period{cells[2], cells[3]}.holds(day) && active.contains(account)) {
                found.insert(account);
            }
            return {};
        }));
    return std::vector<std::uint64_t>(found.begin(), found.end());
}

Result<std::vector<SecondAccount>> second_accounts(registers::Kernel& kernel,
                                                   store::Connection& connection, Date day) {
    DAICHO_TRY(active, active_accounts(kernel, connection, day));
    DAICHO_TRY(account, kernel.definition("account"));
    const std::size_t fields[] = {account->index_of("class"), account->index_of("account_no"),
                                  account->index_of("kana")};
    std::map<std::pair<std::string, std::string>, std::string> humans;
    std::vector<SecondAccount> found;
    DAICHO_CHECK(registers::scan(
        connection, *account, fields, {day, std::nullopt},
        [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
            const std::string digits = stem(cells[1].bytes);
            if (cells[0].bytes != "personal" || digits.empty() || !active.contains(record)) {
                return {};
            }
            const std::string number(cells[1].bytes);
            const auto [there, fresh] =
                humans.try_emplace({digits, std::string(cells[2].bytes)}, number);
            if (!fresh) found.push_back({there->second, number});
            return {};
        }));
    return found;
}

void install_rules(registers::Kernel& kernel, const AccountPolicy& policy) {
    kernel.rules.push_back([policy = policy.administrators](Context& context,
                                                            const Definition& written) -> Status {
        const bool accounts = written.name == "account";
        if (!accounts && written.name != "role_assignment") return {};
        const Date today = japan_date(context.now);
        DAICHO_TRY(before, context.kernel.reader());
        DAICHO_TRY(days, days_ahead(context.kernel, context.connection, today));
        for (const Date day : days) {
            DAICHO_CHECK(check_administrators(context, *before, policy, day));
            if (accounts) DAICHO_CHECK(check_second(context, *before, day));
        }
        DAICHO_CHECK(check_loaders(context, *before));
        return accounts ? check_named(context) : Status();
    });
}

}  // namespace daicho::office
