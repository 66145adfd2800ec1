// Second factors of one's own: which there are, adding, removing. Changes ask for the password.
#include "office/passwords.hpp"
#include "server/router.hpp"
#include "server/sign_in/factor_answer.hpp"

namespace daicho::server {
namespace {

json::Array texts_of(const std::vector<std::string>& list) {
    json::Array out;
    for (const std::string& one : list) out.push_back(json::Value(one));
    return out;
}

std::string_view session_token(const Call& call) { return *call.request.cookie(kSessionCookie); }

std::uint64_t own(const Call& call) { return call.session.person.principal.account; }

// The present password, from the body; `rest` reads what else stands there.
Status confirm(const Call& call, json::ObjectReader& in) {
    const std::string current = in.text("current", 512);
    DAICHO_CHECK(in.finish());
    return office::confirm_password(call.app.kernel, call.app.settings.accounts, own(call),
                                    current);
}

Answer show(const Call& call) {
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(factors, office::factors_of(*reader, own(call)));
    const office::SecondFactorPolicy& policy = call.app.settings.accounts.second_factor;
    json::Array passkeys;
    for (const office::PasskeyEntry& one : factors.passkeys) {
        passkeys.push_back(json::Object{{"id", one.id},
                                        {"name", one.name},
                                        {"made", instant_text(one.made)},
                                        {"used", instant_text(one.used)}});
    }
    const std::string_view needed =
        office::needs_factor(call.app.kernel, policy, call.session.person.principal);
    return json_answer(json::Object{{"totp", factors.totp},
                                    {"passkeys", std::move(passkeys)},
                                    {"recovery_left", factors.recovery_left},
                                    {"needed", needed},
                                    {"required", policy.required},
                                    {"reason", texts(policy.reason)},
                                    {"cite", policy.cite}});
}

Answer offer(const Call& call, json::ObjectReader& in) {
    DAICHO_CHECK(confirm(call, in));
    DAICHO_TRY(made, office::offer_totp(call.app.kernel, call.app.settings.accounts.second_factor,
                                        call.session.person));
    return json_answer(offer_json(made));
}

Answer confirm_offer(const Call& call, json::ObjectReader& in) {
    const std::string code = in.text("code", 20);
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(recovery,
               office::confirm_totp(call.app.kernel, call.app.settings.accounts.second_factor,
                                    own(call), code));
    return json_answer(json::Object{{"recovery", texts_of(recovery)}});
}

Answer challenge(const Call& call, json::ObjectReader& in) {
    DAICHO_CHECK(confirm(call, in));
    DAICHO_TRY(made, office::session_challenge(call.app.kernel, session_token(call)));
    return passkey_request(call.app, call.session.person, made);
}

Answer add(const Call& call, const json::Value& body) {
    DAICHO_TRY(answer, read_passkey_answer(body));
    const office::SecondFactorPolicy& policy = call.app.settings.accounts.second_factor;
    DAICHO_TRY(made, office::take_session_challenge(call.app.kernel, session_token(call)));
    const identity::PasskeyChallenge asked{
        made, policy.rp_id,
        std::string(call.request.header("origin").value_or(std::string_view()))};
    DAICHO_TRY(recovery, office::add_passkey(call.app.kernel, policy, own(call), asked, answer));
    return json_answer(json::Object{{"recovery", texts_of(recovery)}});
}

Answer remove(const Call& call, json::ObjectReader& in) {
    const std::string id = in.text("id", 2000);
    DAICHO_CHECK(confirm(call, in));
    DAICHO_CHECK(office::remove_factor(call.app.kernel, call.app.settings.accounts.second_factor,
                                       call.session.person, id));
    return no_content();
}

}  // namespace

json::Value offer_json(const office::TotpOffer& offer) {
    return json::Object{{"secret", offer.secret},
                        {"uri", offer.uri},
                        {"qr", json::Object{{"size", offer.qr.size}, {"path", offer.qr.path}}}};
}

Answer passkey_request(App& app, const office::Person& person, ByteView challenge) {
    DAICHO_TRY(reader, app.kernel.reader());
    DAICHO_TRY(ids, office::passkey_ids(*reader, person.principal.account));
    const Bytes user = {person.principal.number.begin(), person.principal.number.end()};
    return json_answer(json::Object{{"challenge", identity::to_base64url(challenge)},
                                    {"rp_id", app.settings.accounts.second_factor.rp_id},
                                    {"rp_name", app.settings.accounts.second_factor.issuer},
                                    {"user", json::Object{{"id", identity::to_base64url(user)},
                                                          {"name", person.principal.number},
                                                          {"display", person.principal.name}}},
                                    {"known", texts_of(ids)}});
}

Result<office::PasskeyAnswer> read_passkey_answer(const json::Value& body) {
    json::ObjectReader in(body, "");
    office::PasskeyAnswer answer;
    answer.credential = in.text("credential", 2'048);
    answer.client_data = in.text("client_data", 16'384);
    answer.attestation = in.optional_text("attestation", 24'000).value_or("");
    answer.authenticator_data = in.optional_text("authenticator_data", 16'384).value_or("");
    answer.signature = in.optional_text("signature", 4'096).value_or("");
    answer.name = in.optional_text("name", 200).value_or("");
    DAICHO_CHECK(in.finish());
    return answer;
}

Answer session_factors(const Call& call) {
    if (call.path.size() == 2 && call.request.method == net::Method::get) return show(call);
    if (call.path.size() == 3 && call.request.method == net::Method::post) {
        DAICHO_TRY(body, json::parse(call.request.body, {65'536, 4}));
        json::ObjectReader in(body, "");
        const std::string_view what = call.path[2];
        if (what == "totp") return offer(call, in);
        if (what == "totp-confirm") return confirm_offer(call, in);
        if (what == "challenge") return challenge(call, in);
        if (what == "passkey") return add(call, body);
        if (what == "remove") return remove(call, in);
    }
    return no_such_address(call);
}

}  // namespace daicho::server
