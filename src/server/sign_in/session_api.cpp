// Signing in and out, and what anybody may see before.
#include <algorithm>

#include "office/passwords.hpp"
#include "office/sign_in.hpp"
#include "server/app.hpp"
#include "server/preferences.hpp"
#include "server/router.hpp"
#include "server/sign_in/sign_in_answer.hpp"

namespace daicho::server {
namespace {

std::string cookie(const App& app, std::string_view name, std::string_view token, bool end) {
    std::string value(name);
    value += '=';
    value += token;
    value += "; Path=/; HttpOnly; SameSite=Strict";
    if (app.secure) value += "; Secure";
    if (end) value += "; Max-Age=0";
    return value;
}

json::Value password_rule(const App& app, std::string_view account_class) {
    const office::PasswordClassPolicy& rule = app.settings.accounts.password.of(account_class);
    return json::Object{{"shortest", rule.shortest},
                        {"history", rule.history},
                        {"longest_days", rule.longest_days},
                        {"cite", rule.cite}};
}

// Null, or how many days the password lasts once it is time to warn.
json::Value password_days(App& app, const office::Session& session) {
    const office::PasswordPolicy& policy = app.settings.accounts.password;
    const auto reader = app.kernel.reader();
    if (!reader) return nullptr;
    const auto state = office::password_state(**reader, policy, session.person.account_class,
                                              session.person.principal.account);
    if (!state) return nullptr;
    const auto left = office::days_left(*state, policy, app.kernel.clock().now());
    return left ? json::Value(*left) : json::Value(nullptr);
}

json::Array texts_array(const std::vector<std::string>& list) {
    json::Array out;
    for (const std::string& one : list) out.push_back(json::Value(one));
    return out;
}

// Which second factors could be shown: for somebody who gave the right password alone.
json::Value factors_at_step(App& app, const office::SignIn& sign_in) {
    const auto reader = app.kernel.reader();
    if (!reader) return nullptr;
    const auto factors = office::factors_of(**reader, sign_in.session.person.principal.account);
    if (!factors) return nullptr;
    return json::Object{{"totp", factors->totp}, {"passkey", !factors->passkeys.empty()}};
}

// With the session, so that the first screen is drawn as this person likes it.
json::Object preferences_object(App& app, std::uint64_t account) {
    json::Object out;
    const auto reader = app.kernel.reader();
    if (!reader) return out;
    const auto kept = preferences_of(app.kernel, **reader, account);
    if (!kept) return out;
    for (const auto& [name, value] : *kept) out[name] = value;
    return out;
}

json::Value session_document(App& app, const office::Session& session) {
    const identity::Principal& who = session.person.principal;
    json::Array roles;
    for (const identity::Grant& grant : who.grants) {
        if (std::find(roles.begin(), roles.end(), json::Value(grant.role)) == roles.end()) {
            roles.push_back(json::Value(grant.role));
        }
    }
    json::Value previous = nullptr;
    if (session.previous.at) {
        previous = json::Object{{"at", instant_text(session.previous.at)},
                                {"ended", instant_text(session.previous.ended)},
                                {"failures", session.previous.failures}};
    }
    return json::Object{
        {"csrf", session.csrf},
        {"account", json::Object{{"id", id_text(who.account)},
                                 {"number", who.number},
                                 {"name", who.name},
                                 {"department", texts({who.department, who.department})},
                                 {"roles", std::move(roles)}}},
        {"previous", std::move(previous)},
        {"password_days_left", password_days(app, session)},
        {"password_rule", password_rule(app, session.person.account_class)},
        {"preferences", preferences_object(app, who.account)}};
}

}  // namespace

Answer place(App& app) {
    const office::Settings& settings = app.settings;
    return json_answer(json::Object{{"municipality", json::Object{{"id", settings.municipality},
                                                                  {"name", texts(settings.name)}}},
                                    {"demonstration", settings.demonstration},
                                    {"contact", texts(settings.help)},
                                    {"lock_after", settings.accounts.lock.failures},
                                    {"journal", journal_glance(app)},
                                    {"today", format_iso(today(app))}});
}

Answer sign_in_answer(App& app, const Result<office::SignIn>& given,
                      const std::vector<std::string>& recovery) {
    if (!given) return given.error();
    const office::SignIn& sign_in = *given;
    if (sign_in.step == office::Step::done) {
        json::Value document = session_document(app, sign_in.session);
        document.as_object()["recovery"] = texts_array(recovery);
        net::Response response = json_answer(document);
        response.header("Set-Cookie", cookie(app, kSessionCookie, sign_in.session.token, false));
        response.header("Set-Cookie", cookie(app, kPendingCookie, "", true));
        return response;
    }
    net::Response response = json_answer(
        json::Object{{"step", office::to_string(sign_in.step)},
                     {"because", sign_in.because},
                     {"factors", factors_at_step(app, sign_in)},
                     {"recovery", texts_array(recovery)},
                     {"name", sign_in.session.person.principal.name},
                     {"password_rule", password_rule(app, sign_in.session.person.account_class)}});
    if (!sign_in.pending.empty()) {
        response.header("Set-Cookie", cookie(app, kPendingCookie, sign_in.pending, false));
    }
    return response;
}

Answer session_start(App& app, const net::Request& request) {
    DAICHO_TRY(body, json::parse(request.body, {4096, 4}));
    json::ObjectReader in(body, "");
    const std::string account = in.text("account", 40);
    const std::string password = in.text("password", 256);
    DAICHO_CHECK(in.finish());
    return sign_in_answer(app,
                          office::sign_in(app.kernel, app.settings.accounts, account, password));
}

Answer session_show(const Call& call) {
    return json_answer(session_document(call.app, call.session));
}

// POST /api/session/password: the owner's own change.
Answer session_password(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string current = in.text("current", 512);
    const std::string fresh = in.text("password", 512);
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(office::change_password(call.app.kernel, call.app.settings.accounts,
                                         call.session.person.principal.account, current, fresh));
    return no_content();
}

Answer session_end(const Call& call) {
    DAICHO_CHECK(office::sign_out(call.app.kernel, *call.request.cookie(kSessionCookie)));
    net::Response response = no_content();
    response.header("Set-Cookie", cookie(call.app, kSessionCookie, "", true));
    return response;
}

}  // namespace daicho::server
