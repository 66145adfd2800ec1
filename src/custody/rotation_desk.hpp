// Rotation of the city key while a server runs.
//
// Only the process that writes can rewrap a key. Whoever runs `daicho key rotate` beside it
// leaves a request in the data's folder (city.key.request: for its owner alone, who might as
// well stop the server), the server does it between two commands and answers (city.key.answer).
// Readers and sessions go on: keys in memory stay as they are. Rejected: a route of the API (a
// command line has no session), a table (a second process would have to write). Threading: the
// desk has a thread of its own; `ask` waits.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>

#include "base/fiscal_year.hpp"
#include "register/kernel.hpp"

namespace daicho::custody {

struct RotationRequest {
    std::string by;        // account
    std::string keep_old;  // file, or empty
    std::string token;     // vault/token.hpp, or empty
};

// Beside a running server. Errors: those of rotate_city_key, office.no_account, key.no_answer.
Result<CommitNumber> ask_for_rotation(const std::filesystem::path& home,
                                      const RotationRequest& request, int wait_ms = 30'000);

class RotationDesk {
public:
    explicit RotationDesk(registers::Kernel& kernel);
    RotationDesk(const RotationDesk&) = delete;
    RotationDesk& operator=(const RotationDesk&) = delete;
    ~RotationDesk();

private:
    void look();
    void watch_the_year();
    registers::Kernel& kernel_;
    std::atomic<bool> ends_ = false;
    FiscalYear year_{0};  // of the period of bodies in use, when it is known
    std::thread thread_;
};

}  // namespace daicho::custody
