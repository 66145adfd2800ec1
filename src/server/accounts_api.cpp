// Accounts that need somebody: locked ones, and unlocking by a second person.
#include "register/query.hpp"
#include "server/access.hpp"
#include "server/accounts_api.hpp"

namespace daicho::server {
namespace {

Result<json::Array> locked_json(const Call& call, const Allowed& allowed,
                                store::Connection& connection) {
    json::Array list;
    std::vector<std::uint64_t> shown;
    DAICHO_TRY(locked, office::locked_accounts(connection, call.app.settings.accounts.lock));
    for (const office::LockedAccount& one : locked) {
        const auto person =
            office::find_person(call.app.kernel, connection, one.account, today(call.app));
        if (!person) continue;  // ended: there is nobody to let in
        const identity::Principal& who = person->principal;
        list.push_back(json::Object{{"id", id_text(one.account)},
                                    {"number", who.number},
                                    {"name", who.name},
                                    {"department", texts({who.department, who.department})},
                                    {"failures", one.failures},
                                    {"since", instant_text(one.since)}});
        shown.push_back(one.account);
    }
    DAICHO_CHECK(disclose_before_leaving(call, allowed, journal::EntryKind::disclosure_search,
                                         shown, R"("list":"locked")"));
    return list;
}

Answer overview(const Call& call) {
    DAICHO_TRY(allowed, viewable(call, "account"));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(locked, locked_json(call, allowed, *reader));
    const office::AccountPolicy& policy = call.app.settings.accounts;
    DAICHO_TRY(administrators, administrators_json(call, *reader));
    return json_answer(json::Object{
        {"may_unlock", may(call, *allowed.definition, registers::Action::approve)},
        {"may_reset", may(call, *allowed.definition, registers::Action::change)},
        {"administrators", std::move(administrators)},
        {"lock", json::Object{{"failures", policy.lock.failures}, {"cite", policy.lock.cite}}},
        {"locked", std::move(locked)}});
}

Answer unlock(const Call& call) {
    DAICHO_TRY(account, parse_id(call.path[1]));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string reason = in.text("reason", 400);
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(office::unlock(call.app.kernel, call.app.settings.accounts.lock,
                                call.session.person.principal, account, reason));
    return no_content();
}

}  // namespace

Answer accounts_api(const Call& call) {
    const bool get = call.request.method == net::Method::get;
    if (get && call.path.size() == 1) return overview(call);
    if (get && call.path.size() == 2 && call.path[1] == "departments") {
        return old_departments(call);
    }
    const bool post = call.request.method == net::Method::post;
    if (post && call.path.size() == 3 && call.path[2] == "unlock") return unlock(call);
    if (post && call.path.size() == 2) {
        if (call.path[1] == "reset-password") return reset_password(call);
        if (call.path[1] == "reset-factors") return reset_factors(call);
    }
    return no_such_address(call);
}

}  // namespace daicho::server
