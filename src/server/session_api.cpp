// Signing in and out, and what anybody may see before.
#include <algorithm>

#include "server/app.hpp"
#include "server/router.hpp"

namespace daicho::server {
namespace {

std::string cookie(const net::Request& request, std::string_view token, bool end) {
    std::string value(kSessionCookie);
    value += '=';
    value += token;
    value += "; Path=/; HttpOnly; SameSite=Strict";
    if (request.secure) value += "; Secure";
    if (end) value += "; Max-Age=0";
    return value;
}

json::Value session_document(const office::Session& session) {
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
        {"previous", std::move(previous)}};
}

}  // namespace

Answer place(App& app) {
    const office::Settings& settings = app.settings;
    return json_answer(json::Object{
        {"municipality",
         json::Object{{"id", settings.municipality}, {"name", texts(settings.name)}}},
        {"demonstration", settings.demonstration},
        {"contact", texts(settings.help)},
        {"lock_after", settings.accounts.lock.failures},
        {"journal", journal_glance(app)},
        {"today", format_iso(today(app))}});
}

Answer session_start(App& app, const net::Request& request) {
    DAICHO_TRY(body, json::parse(request.body, {4096, 4}));
    json::ObjectReader in(body, "");
    const std::string account = in.text("account", 40);
    const std::string password = in.text("password", 256);
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(session, office::sign_in(app.kernel, app.settings.accounts, account, password));
    net::Response response = json_answer(session_document(session));
    response.header("Set-Cookie", cookie(request, session.token, false));
    return response;
}

Answer session_show(const Call& call) { return json_answer(session_document(call.session)); }

Answer session_end(const Call& call) {
    DAICHO_CHECK(office::sign_out(call.app.kernel, *call.request.cookie(kSessionCookie)));
    net::Response response = no_content();
    response.header("Set-Cookie", cookie(call.request, "", true));
    return response;
}

}  // namespace daicho::server
