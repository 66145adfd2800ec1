// Session cache: who sits behind a session cookie, without asking the database at every request.
//
// What it answers is what office::resume would: an entry holds while nobody's account, role,
// department or session was written (Kernel::generation_of_office) and at most a second, so that
// idle and longest times are looked at in time. Keys are digests of tokens, as in w_session.
// Threading: thread-safe.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "office/sessions.hpp"
#include "register/kernel.hpp"

namespace daicho::server {

class SessionCache {
public:
    // Errors: those of office::resume.
    Result<std::shared_ptr<const office::Session>> resume(registers::Kernel& kernel,
                                                          const office::SessionPolicy& policy,
                                                          std::string_view token, office::Use use);

private:
    struct Kept {
        std::shared_ptr<const office::Session> session;
        std::uint64_t generation = 0;
        Instant asked;
        office::Use use = office::Use::background;
    };
    std::mutex mutex_;
    std::map<Digest, Kept> kept_;
};

}  // namespace daicho::server
