#include "cli/account_commands.hpp"

#include <algorithm>
#include <iostream>

#include "cli/city.hpp"
#include "cli/department_command.hpp"
#include "cli/survey_command.hpp"
#include "office/attempts.hpp"
#include "office/emergency.hpp"
#include "office/passwords.hpp"
#include "office/rules.hpp"
#include "office/second_factor.hpp"
#include "register/query.hpp"

namespace daicho::cli {
namespace {

// An account named on the command line and whoever acts on it.
struct Errand {
    City city;
    std::uint64_t account = 0;
    identity::Principal by;
};

// --by NUMBER; without it the system itself: whoever may read the city's key.
Result<Errand> open_errand(Invocation& invocation, const std::string& number,
                           const std::string& by) {
    DAICHO_TRY(city, open_city(invocation.places, {}));
    Errand errand{std::move(city), 0, operator_principal()};
    DAICHO_TRY(principal, principal_of(errand.city, number));
    errand.account = principal.account;
    if (!by.empty()) {
        DAICHO_TRY(person, principal_of(errand.city, by));
        errand.by = std::move(person);
    }
    return errand;
}

Result<Exit> unlock(Invocation& invocation) {
    const std::string by = invocation.arguments.option("--by");
    const std::string reason = invocation.arguments.option("--reason");
    const std::string number = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    // Letting somebody in needs a second person, so the system itself may not.
    if (by.empty()) return input_error("cli.account.no_by");
    DAICHO_TRY(errand, open_errand(invocation, number, by));
    DAICHO_CHECK(office::unlock(*errand.city.kernel, errand.city.settings.accounts.lock, errand.by,
                                errand.account, reason));
    print_json(json::Object{{"unlocked", number}});
    return Exit::done;
}

Result<Exit> end_sessions(Invocation& invocation) {
    const std::string by = invocation.arguments.option("--by");
    const std::string reason = invocation.arguments.option("--reason");
    const std::string number = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(errand, open_errand(invocation, number, by));
    DAICHO_CHECK(office::end_sessions(*errand.city.kernel, errand.by, errand.account, reason));
    print_json(json::Object{{"ended", number}});
    return Exit::done;
}

// Passwords come by standard input, one a line: arguments stand in process lists.
Result<Exit> password(Invocation& invocation) {
    const std::string number = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    std::string current;
    std::string fresh;
    std::getline(std::cin, current);
    std::getline(std::cin, fresh);
    DAICHO_TRY(errand, open_errand(invocation, number, ""));
    DAICHO_CHECK(office::change_password(*errand.city.kernel, errand.city.settings.accounts,
                                         errand.account, current, fresh));
    print_json(json::Object{{"changed", number}});
    return Exit::done;
}

Result<Exit> reset_password(Invocation& invocation) {
    const std::string by = invocation.arguments.option("--by");
    const std::string number = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(errand, open_errand(invocation, number, by));
    DAICHO_TRY(given, office::reset_password(*errand.city.kernel,
                                             errand.city.settings.accounts.password, errand.by,
                                             errand.account));
    print_json(json::Object{{"account", number}, {"first_password", given}});
    return Exit::done;
}

Result<Exit> reset_factors(Invocation& invocation) {
    const std::string by = invocation.arguments.option("--by");
    const std::string number = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(errand, open_errand(invocation, number, by));
    DAICHO_CHECK(office::reset_factors(*errand.city.kernel, errand.by, errand.account));
    print_json(json::Object{{"reset", number}});
    return Exit::done;
}

json::Value optional_time(const std::optional<Instant>& at) {
    return at ? json::Value(format_utc(*at)) : json::Value(nullptr);
}

Result<json::Object> account_json(City& city, store::Connection& connection,
                                  std::uint64_t account, bool locked) {
    const Instant now = city.kernel->clock().now();
    const office::AccountPolicy& policy = city.settings.accounts;
    DAICHO_TRY(person, office::find_person(*city.kernel, connection, account, japan_date(now)));
    DAICHO_TRY(state, office::password_state(connection, policy.password, person.account_class,
                                             account));
    DAICHO_TRY(factors, office::factors_of(connection, account));
    json::Array roles;
    for (const identity::Grant& grant : person.principal.grants) {
        roles.push_back(json::Value(grant.role + "/" + grant.task));
    }
    return json::Object{
        {"number", person.principal.number},
        {"department", person.principal.department},
        {"class", person.account_class},
        {"active", person.active},
        {"locked", locked},
        {"roles", std::move(roles)},
        {"password", state.there ? (state.given ? "given" : "own") : "none"},
        {"password_expires", optional_time(state.expires)},
        {"code_generator", factors.totp},
        {"passkeys", factors.passkeys.size()},
        {"needs_second_factor",
         office::needs_factor(*city.kernel, policy.second_factor, person.principal)}};
}

Result<Exit> list(Invocation& invocation) {
    DAICHO_CHECK(invocation.arguments.finish());
    OpenCity options;
    options.read_only = true;
    DAICHO_TRY(city, open_city(invocation.places, options));
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(definition, city.kernel->definition("account"));
    const Date today = japan_date(city.kernel->clock().now());
    std::vector<std::uint64_t> records;
    DAICHO_CHECK(registers::scan(*reader, *definition, {}, {today, std::nullopt},
                                 [&](std::uint64_t record, std::span<const registers::Cell>) {
                                     records.push_back(record);
                                     return Status();
                                 }));
    DAICHO_TRY(locked, office::locked_accounts(*reader, city.settings.accounts.lock));
    json::Array accounts;
    for (const std::uint64_t record : records) {
        const bool is_locked = std::ranges::any_of(
            locked, [record](const auto& one) { return one.account == record; });
        DAICHO_TRY(row, account_json(city, *reader, record, is_locked));
        accounts.push_back(std::move(row));
    }
    const office::AdministratorPolicy& policy = city.settings.accounts.administrators;
    DAICHO_TRY(admins, office::administrators(*city.kernel, *reader, policy, today));
    print_json(json::Object{{"accounts", std::move(accounts)},
                            {"administrators", admins.size()},
                            {"most_administrators", policy.most}});
    return Exit::done;
}

}  // namespace

std::vector<Command> account_commands() {
    return {
        department_command(),
        survey_command(),
        {"account list", "",
         {"利用者IDの一覧：状態、役割、パスワードの期限、二要素、管理者の数",
          "lists accounts: state, roles, age of the password, second factors, administrators"},
         list},
        {"account unlock", "NUMBER --by NUMBER --reason TEXT",
         {"停止した利用者IDを、別の人が理由を書いて解除します",
          "lets a locked account in again, by a second person with a reason"},
         unlock},
        {"account end-sessions", "NUMBER --reason TEXT [--by NUMBER]",
         {"利用者IDのセッションをすべて終えます", "ends all sessions of an account"},
         end_sessions},
        {"account password", "NUMBER",
         {"自分のパスワードを変えます（標準入力に、今のもの、新しいものの順で1行ずつ）",
          "changes one's own password; reads the present and the new one, a line each"},
         password},
        {"account reset-password", "NUMBER [--by NUMBER]",
         {"最初のパスワードを作って一度だけ表示します（最初のサインインで変更が必要）",
          "makes a first password, shown once; it must be changed at the first sign-in"},
         reset_password},
        {"account reset-factors", "NUMBER [--by NUMBER]",
         {"なくした二要素をすべて外します", "removes all second factors of somebody who lost them"},
         reset_factors},
    };
}

}  // namespace daicho::cli
