// City: one municipality opened for a command – settings, law, kernel, protection.
#pragma once

#include <memory>

#include "cli/places.hpp"
#include "law/statute.hpp"
#include "office/settings.hpp"
#include "register/kernel.hpp"

namespace daicho::cli {

struct City {
    office::Settings settings;
    law::Statute statute;
    std::unique_ptr<registers::Kernel> kernel;
};

struct OpenCity {
    bool create = false;
    bool read_only = false;  // to look beside a process that writes: no lock, nothing is changed
    bool serves_people = false;
    std::string settings_file = "shiomi.yaml";  // under data/municipality
    std::string witness;  // file that receives checkpoints; empty: $DAICHO_WITNESS, or none
    std::string witness_url;  // server that does; empty: $DAICHO_WITNESS_URL, or none
};

// Where the city's database is.
store::Options store_options(const Places& places);
// Modules above the kernel that have tables of their own.
std::vector<store::Migrations> city_modules();
// $DAICHO_WITNESS: every command that writes hands its checkpoints there.
std::string witness_of_environment();
std::string witness_url_of_environment();

// $DAICHO_CITY_KEY: the PKCS#11 token that seals a city key when one is made; empty: none.
std::string token_of_environment();

Result<City> open_city(const Places& places, const OpenCity& options);

// An account by its number, as it may act today. Error: office.no_account.
Result<identity::Principal> principal_of(City& city, std::string_view account);

// The account that loads data for the command line: the system itself.
identity::Principal operator_principal();

}  // namespace daicho::cli
