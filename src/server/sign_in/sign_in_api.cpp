// A half-done sign-in: second factor, enrolling one, a new password. Its cookie opens nothing else.
#include "server/router.hpp"
#include "server/sign_in/factor_answer.hpp"
#include "server/sign_in/sign_in_answer.hpp"

namespace daicho::server {
namespace {

struct Half {
    App& app;
    const net::Request& request;
    std::string_view token;
    const json::Value& body;

    [[nodiscard]] const office::AccountPolicy& policy() const { return app.settings.accounts; }
    [[nodiscard]] std::string_view origin() const {
        return request.header("origin").value_or(std::string_view());
    }
};

// The one text of a body that has no other.
Result<std::string> only_text(const Half& half, std::string_view name) {
    json::ObjectReader in(half.body, "");
    std::string text = in.text(name, 512);
    DAICHO_CHECK(in.finish());
    return text;
}

Answer code(const Half& half) {
    DAICHO_TRY(given, only_text(half, "code"));
    return sign_in_answer(half.app,
                          office::sign_in_code(half.app.kernel, half.policy(), half.token, given));
}

Answer password(const Half& half) {
    DAICHO_TRY(fresh, only_text(half, "password"));
    return sign_in_answer(
        half.app, office::sign_in_password(half.app.kernel, half.policy(), half.token, fresh));
}

Answer challenge(const Half& half) {
    DAICHO_TRY(made, office::sign_in_challenge(half.app.kernel, half.token));
    DAICHO_TRY(at, office::pending_sign_in(half.app.kernel, half.policy(), half.token));
    return passkey_request(half.app, at.session.person, made);
}

Answer passkey(const Half& half) {
    DAICHO_TRY(answer, read_passkey_answer(half.body));
    return sign_in_answer(half.app, office::sign_in_passkey(half.app.kernel, half.policy(),
                                                            half.token, half.origin(), answer));
}

Answer offer(const Half& half) {
    DAICHO_TRY(made, office::sign_in_offer(half.app.kernel, half.policy(), half.token));
    return json_answer(offer_json(made));
}

Answer enrol_code(const Half& half) {
    DAICHO_TRY(given, only_text(half, "code"));
    DAICHO_TRY(enrolled,
               office::sign_in_enrol_code(half.app.kernel, half.policy(), half.token, given));
    return sign_in_answer(half.app, enrolled.next, enrolled.recovery);
}

Answer enrol_passkey(const Half& half) {
    DAICHO_TRY(answer, read_passkey_answer(half.body));
    DAICHO_TRY(enrolled, office::sign_in_enrol_passkey(half.app.kernel, half.policy(), half.token,
                                                       half.origin(), answer));
    return sign_in_answer(half.app, enrolled.next, enrolled.recovery);
}

struct StepRoute {
    std::string_view name;
    Answer (*handler)(const Half&);
};
constexpr StepRoute kSteps[] = {{"code", code},
                                {"password", password},
                                {"challenge", challenge},
                                {"passkey", passkey},
                                {"totp", offer},
                                {"totp-confirm", enrol_code},
                                {"passkey-enrol", enrol_passkey}};

}  // namespace

Answer sign_in_api(App& app, const net::Request& request, const std::vector<std::string>& path) {
    const auto token = request.cookie(kPendingCookie);
    if (!token) return denied_error("session.none");
    if (path.size() == 1 && request.method == net::Method::get) {
        return sign_in_answer(app,
                              office::pending_sign_in(app.kernel, app.settings.accounts, *token));
    }
    if (path.size() == 2 && request.method == net::Method::post) {
        DAICHO_TRY(body, json::parse(request.body, {65'536, 4}));
        for (const StepRoute& step : kSteps) {
            if (step.name == path[1]) return step.handler({app, request, *token, body});
        }
    }
    return not_found_error("api.no_such_address").with("path", request.path);
}

}  // namespace daicho::server
