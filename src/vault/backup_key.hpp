// Keys of backups (decisions 15): a named key `backup`, wrapped like the others, wraps the key of a
// backup's data; the city's own key wraps that of its key tables. So the data of an old backup open
// with any newer copy of the keys, also after the city key was rotated, and not without one.
// Threading: on the connection's thread.
#pragma once

#include <filesystem>
#include <string_view>

#include "store/connection.hpp"
#include "vault/secret.hpp"

namespace daicho::vault {

// Makes the key when there is none yet: inside a command.
Status ensure_backup_key(store::Connection& connection, const std::filesystem::path& city_key_file,
                         std::string_view municipality);
// Errors: those of read_city_key, vault.city_key.wrong, vault.no_key.
Status load_backup_key(store::Connection& connection, const std::filesystem::path& city_key_file,
                       std::string_view municipality, Secret& key);

}  // namespace daicho::vault
