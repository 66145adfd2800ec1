// People: names of those who did something, by account; read once per answer.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "register/disclosure.hpp"
#include "server/app.hpp"

namespace daicho::server {

class People {
public:
    People(App& app, store::Connection& connection) : app_(&app), connection_(&connection) {}
    // Null for the system itself and for accounts that are gone.
    const office::Person* find(std::uint64_t account);
    [[nodiscard]] std::string name(std::uint64_t account);

private:
    App* app_;
    store::Connection* connection_;
    std::map<std::uint64_t, std::optional<office::Person>> known_;
};

// Who was shown a record, newest first.
Result<json::Array> viewers_json(registers::Kernel& kernel,
                                 const registers::Definition& definition, std::uint64_t record,
                                 People& people);

}  // namespace daicho::server
