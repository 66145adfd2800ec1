// Second factors as JSON: offers, challenges, answers of a browser.
#pragma once

#include "office/second_factor.hpp"
#include "server/app.hpp"

namespace daicho::server {

json::Value offer_json(const office::TotpOffer& offer);
// Challenge, relying party and the passkeys there are.
Answer passkey_request(App& app, const office::Person& person, ByteView challenge);
// Errors: those of reading JSON.
Result<office::PasskeyAnswer> read_passkey_answer(const json::Value& body);

}  // namespace daicho::server
