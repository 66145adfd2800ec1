// The demonstration (decisions 25): a data set that goes through public importers and commands.
#pragma once

#include "cli/city.hpp"
#include "demo/plan.hpp"

namespace daicho::cli {

struct DemoOptions {
    demo::CityOptions city;
    std::string size_name = "city";
    bool levy = true;
};

// Log-ins made for the demonstration, kept in <home>/logins.json (mode 0600) to be shown again.
struct DemoLogin {
    std::string account;
    std::string name;
    BilingualText role;
    std::string password;
};

// Makes the city in an empty home: registers of three years, three levies, confirmed by a second
// person, log-ins. Errors: demo.not_empty, and those of importing and levying.
Status make_demo_city(City& city, const Places& places, const DemoOptions& options);

// The file demo.making stands in the home from before its first byte until the city is whole: what
// was interrupted is not taken for a city. `discard` removes such a half-made one (true: it did).
// Error: store.in_use (another process is making it).
Status mark_half_made(const Places& places);
Result<bool> discard_half_made(const Places& places);
Result<std::vector<DemoLogin>> read_logins(const Places& places);

}  // namespace daicho::cli
