#include "server/router.hpp"

#include <algorithm>
#include <exception>
#include <functional>
#include <future>

#include "base/clock.hpp"
#include "server/care_api.hpp"
#include "server/chain/chains_api.hpp"
#include "server/chain/contractor_api.hpp"
#include "server/city/audit_api.hpp"
#include "server/city/disposal_desk.hpp"
#include "server/city/findings_api.hpp"
#include "server/city/inspections_api.hpp"
#include "server/city/mayor_api.hpp"
#include "server/city/policies_api.hpp"
#include "server/criteria/assessments_api.hpp"
#include "server/criteria/criteria_api.hpp"
#include "server/entrust/entrust_api.hpp"
#include "server/idempotency.hpp"
#include "server/leaving.hpp"
#include "server/life/life_api.hpp"
#include "server/incidents/incidents_api.hpp"
#include "server/letters/letters_api.hpp"
#include "server/logs/logs_api.hpp"
#include "server/migration_orders/migration_orders_api.hpp"
#include "server/openapi.hpp"
#include "server/preferences.hpp"
#include "server/records/change_api.hpp"
#include "server/privacy/privacy_api.hpp"
#include "server/records/documents_api.hpp"
#include "server/records/drafts_api.hpp"
#include "server/requests/requests_api.hpp"
#include "server/reviews/account_reviews_api.hpp"
#include "server/routes.hpp"
#include "server/survey/surveys_api.hpp"

namespace daicho::server {
namespace {

using net::Method;
using net::Request;
using net::Response;
using Header = std::pair<std::string, std::string>;

struct Route {
    std::string_view first;
    Answer (*handler)(const Call&);
};

constexpr Route kRoutes[] = {
    {"home", home},
    {"search", search},
    {"registers", registers_api},
    {"taxpayers", taxpayers_api},
    {"levy", levy_api},
    {"systems", systems_api},
    {"journal", journal_api},
    {"tax", tax_api},
    {"jobs", jobs_api},
    {"checks", checks_api},
    {"accounts", accounts_api},
    {"inbox", inbox_api},
    {"emergencies", emergencies_api},
    {"protections", protections_api},
    {"health", health_api},
    {"keys", keys_api},
    {"retention", retention_api},
    {"copies", copies_api},
    {"settings", settings_api},
    {"figures", figures_api},
    {"criteria", criteria_api},
    {"assessments", assessments_api},
    {"inspections", inspections_api},
    {"uploads", uploads_api},
    {"drafts", drafts_api},
    {"preferences", preferences_api},
    {"documents", documents_api},
    {"surveys", surveys_api},
    {"survey-answers", survey_answers_api},
    {"selection", selection_api},
    {"privacy-assessments", privacy_api},
    {"account-reviews", account_reviews_api},
    {"account-lists", account_lists_api},
    {"findings", findings_api},
    {"measures", measures_api},
    {"mayor", mayor_api},
    {"audit", audit_api},
    {"policies", policies_api},
    {"continuity", continuity_api},
    {"procurement", procurement_api},
    {"lock-in", lock_in_api},
    {"digital-plan", digital_plan_api},
    {"disposals", disposals_api},
    {"cloud-exits", cloud_exits_api},
    {"portable-media", portable_api},
    {"daily", daily_api},
    {"incidents", incidents_api},
    {"migration-orders", migration_orders_api},
    {"logs", logs_api},
    {"entrust", entrust_api},
    {"chains", chains_api},
    {"contractor", contractor_api},
    {"letters", letters_api},
    {"requests", requests_api},
    {"request-appeals", request_appeals_api},
    {"inquiries", inquiries_api},
    {"file-register", file_register_api},
};

std::vector<std::string> parts_of(std::string_view path) {
    std::vector<std::string> parts;
    path.remove_prefix(std::string_view("/api").size());
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        const std::size_t end = std::min(path.find('/'), path.size());
        parts.emplace_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return parts;
}

// Where the browser names its origin it must be ours (no cross-site requests).
bool same_origin(const Request& request) {
    const auto site = request.header("sec-fetch-site");
    if (site && *site != "same-origin" && *site != "none") return false;
    const auto origin = request.header("origin");
    const auto host = request.header("host");
    if (!origin || !host) return true;
    const std::size_t scheme = origin->find("://");
    return scheme != std::string_view::npos && origin->substr(scheme + 3) == *host;
}

Status check_csrf(const Request& request, const office::Session& session) {
    if (request.method == Method::get || request.method == Method::head) return {};
    const auto token = request.header("x-daicho-csrf");
    if (!token || *token != session.csrf) return denied_error("api.csrf");
    return {};
}

// Whoever is signed in is counted by session: one address may be a whole office. Others, invented
// sessions among them, are counted by address.
Status check_rate(App& app, const std::string& who, const Rate& rate) {
    const std::int64_t wait = app.rates.ask(who, rate, monotonic_ms());
    if (wait == 0) return {};
    return denied_error("api.too_many").with("seconds", std::to_string(wait));
}

using SharedSession = std::shared_ptr<const office::Session>;

Result<SharedSession> session_of(App& app, const Request& request) {
    const auto token = request.cookie(kSessionCookie);
    const auto use =
        request.header("x-daicho-background") ? office::Use::background : office::Use::person;
    Result<SharedSession> session =
        token ? app.sessions.resume(app.kernel, app.settings.accounts.session, *token, use)
              : Result<SharedSession>(denied_error("session.none"));
    if (session) {
        DAICHO_CHECK(check_rate(app, "s" + (*session)->csrf, app.signed_in));
    } else {
        DAICHO_CHECK(check_rate(app, "a" + request.peer, app.strangers));
    }
    return session;
}

// Once a minute, while anybody asks anything.
Status sweep_sessions(App& app) {
    constexpr std::int64_t kEvery = 60LL * 1'000'000;
    const std::int64_t now = app.kernel.clock().now().micros;
    std::int64_t last = app.swept.load();
    if (now - last < kEvery || !app.swept.compare_exchange_strong(last, now)) return {};
    DAICHO_CHECK(sweep_drafts(app));
    return office::end_expired(app.kernel, app.settings.accounts.session);
}

// What changes something is carried out once for each Idempotency-Key.
Answer handle_once(App& app, const Request& request, const office::Session& session,
                   const std::function<Answer()>& work) {
    DAICHO_TRY(key, idempotency_key(request, session.person.principal.account));
    if (!key) return work();
    DAICHO_TRY(before, answer_before(app.kernel, *key));
    if (before) return *std::move(before);
    Answer answer = work();
    // A failure of the system leaves open what was saved: the key stays unanswered.
    if (!answer && answer.error().kind == ErrorKind::system) return answer;
    if (answer) {
        DAICHO_CHECK(keep_answer(app.kernel, *key, *answer));
    } else {
        DAICHO_CHECK(forget_key(app.kernel, *key));
    }
    return answer;
}

// The session itself: passwords and secrets of factors in these answers are never kept.
Answer session_answer(const Call& call) {
    const std::string_view part = call.path.size() > 1 ? std::string_view(call.path[1]) : "";
    if (part.empty() && call.request.method == Method::get) return session_show(call);
    if (part.empty() && call.request.method == Method::del) return session_end(call);
    if (part == "password" && call.path.size() == 2) return session_password(call);
    if (part == "factors") return session_factors(call);
    return no_such_address(call);
}

Answer dispatch(App& app, const Request& request, Leaving& leaving) {
    const std::vector<std::string> parts = parts_of(request.path);
    const std::string_view first = parts.empty() ? std::string_view() : parts.front();
    if (request.method != Method::get && !same_origin(request)) return denied_error("api.origin");
    DAICHO_CHECK(sweep_sessions(app));
    if (first == "place" && parts.size() == 1 && request.method == Method::get) {
        DAICHO_CHECK(check_rate(app, "a" + request.peer, app.strangers));
        return place(app);
    }
    const bool alone = parts.size() == 1;
    const bool starts = first == "session" && alone && request.method == Method::post;
    if (starts || first == "sign-in") {
        DAICHO_CHECK(check_rate(app, "a" + request.peer, app.strangers));
        return starts ? session_start(app, request) : sign_in_api(app, request, parts);
    }
    DAICHO_TRY(session, session_of(app, request));
    DAICHO_CHECK(check_csrf(request, *session));
    const bool asks = request.method == Method::get;
    const Call call{app, request, *session, parts, asks ? &leaving : nullptr};
    // Before anything says whether there is such an address: a guess teaches nothing.
    if (is_outsider(*session) && !open_to_outsiders(parts)) return refuse_outsider(call);
    if (!is_route(request.method, parts)) {
        return not_found_error("api.no_such_address").with("path", request.path);
    }
    if (first == "session") return session_answer(call);
    // A first password is in this answer: never kept either.
    if (first == "accounts" && parts.back() == "reset-password") return accounts_api(call);
    return handle_once(app, request, *session, [&]() -> Answer {
        for (const Route& route : kRoutes) {
            if (route.first == first) return route.handler(call);
        }
        return not_found_error("api.no_such_address").with("path", request.path);
    });
}

// The same for everybody: it names registers and fields, no record.
Answer describe_api(App& app, const Request& request) {
    DAICHO_CHECK(check_rate(app, "a" + request.peer, app.strangers));
    return json_answer(openapi_document(app.kernel.definitions()));
}

}  // namespace

void add_security_headers(Response& response, bool secure) {
    if (secure) response.header("Strict-Transport-Security", "max-age=31536000");
    response.header("X-Content-Type-Options", "nosniff");
    response.header("X-Frame-Options", "DENY");
    response.header("Referrer-Policy", "no-referrer");
    response.header("Cross-Origin-Opener-Policy", "same-origin");
    response.header("Cross-Origin-Resource-Policy", "same-origin");
    response.header("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    // React sets style attributes through the CSSOM, which the policy does not count as inline.
    // A document says for itself that it may do nothing (documents_api).
    if (std::ranges::find(response.headers, "Content-Security-Policy", &Header::first) !=
        response.headers.end()) {
        return;
    }
    response.header("Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; "
                    "img-src 'self' data:; connect-src 'self'; font-src 'self'; "
                    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
}

std::vector<std::string_view> first_parts() {
    std::vector<std::string_view> parts{"place", "session", "sign-in"};
    for (const Route& route : kRoutes) parts.push_back(route.first);
    return parts;
}

void handle(App& app, const Request& request, net::Reply reply) {
    const auto leaving = std::make_shared<Leaving>(std::move(reply), request.secure);
    Response response;
    if (request.path.starts_with("/api/") || request.path == "/api") {
        Answer answer = [&]() -> Answer {
            try {
                return dispatch(app, request, *leaving);
            } catch (const std::exception&) {  // memory, the standard library
                return system_error("api.failed");
            }
        }();
        response = answer ? std::move(*answer) : error_answer(answer.error());
    } else if (request.path == "/openapi.json" && request.method == Method::get) {
        const Answer answer = describe_api(app, request);
        response = answer ? *answer : error_answer(answer.error());
    } else {
        response = web_file(request);
    }
    add_security_headers(response, request.secure);
    leaving->send(std::move(response));
}

Response handle(App& app, const Request& request) {
    std::promise<Response> answered;
    handle(app, request,
           [&answered](Response response) { answered.set_value(std::move(response)); });
    return answered.get_future().get();
}

}  // namespace daicho::server
