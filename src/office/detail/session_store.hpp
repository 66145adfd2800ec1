// Rows of w_credential, w_session and w_pending: for the flows of this module alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/sessions.hpp"

namespace daicho::office::detail {

struct Credential {
    std::string hash;
    PreviousSignIn previous;
};
Result<std::optional<Credential>> read_credential(store::Connection& connection,
                                                  std::uint64_t account);

// A token for a cookie and what is kept of it.
inline constexpr std::size_t kTokenBytes = 32;
// Error: session.none.
Result<Digest> token_hash(std::string_view token);

// Inserts the session and its entry; sets token, csrf and start. `how` is the body's text.
Status start_session(registers::Context& context, Session& session, std::string_view how);
// Ends all sessions and half-done sign-ins of an account.
Status end_all(registers::Context& context, std::uint64_t account, std::string_view because);

}  // namespace daicho::office::detail
