// Places: where data and definitions are found.
//
// `home` holds the municipality's data: $DAICHO_HOME, else the user's XDG data folder.
// `store` is the database (store/database.hpp): $DAICHO_STORE, else a file in `home`.
// `data` holds law/, registers/, catalogs/ and data/: $DAICHO_DATA, else share/daicho beside the
// binary, else the source tree it was built from.
#pragma once

#include <filesystem>
#include <string>

namespace daicho::cli {

struct Places {
    std::filesystem::path home;
    std::filesystem::path data;
    std::string store = "sqlite";
};

Places find_places();

}  // namespace daicho::cli
