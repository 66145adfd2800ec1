// The answer to every step of a sign-in: a session with its cookie, or what comes next.
#pragma once

#include "office/sign_in.hpp"
#include "server/app.hpp"

namespace daicho::server {

// `recovery`: codes made in this step, shown this once.
Answer sign_in_answer(App& app, const Result<office::SignIn>& given,
                      const std::vector<std::string>& recovery = {});

}  // namespace daicho::server
