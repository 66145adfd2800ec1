#include "vault/backup_key.hpp"

#include "vault/city_key.hpp"
#include "vault/key_table.hpp"

namespace daicho::vault {
namespace {

constexpr std::string_view kWrapping = "wrapping";
constexpr std::string_view kBackup = "backup";

Status load_wrapping(store::Connection& connection, const std::filesystem::path& city_key_file,
                     std::string_view municipality, Secret& wrapping) {
    Secret city;
    DAICHO_CHECK(read_city_key(city_key_file, city));
    Status opened = load_key(connection, municipality, kWrapping, city, wrapping);
    if (!opened && opened.error().id == "vault.cannot_open") {
        return system_error("vault.city_key.wrong").with("file", city_key_file.string());
    }
    return opened;
}

}  // namespace

Status ensure_backup_key(store::Connection& connection, const std::filesystem::path& city_key_file,
                         std::string_view municipality) {
    DAICHO_TRY(there, has_key(connection, kBackup));
    if (there) return {};
    Secret wrapping;
    DAICHO_CHECK(load_wrapping(connection, city_key_file, municipality, wrapping));
    Secret fresh;
    fresh.make_random();
    return save_key(connection, municipality, kBackup, wrapping, fresh);
}

Status load_backup_key(store::Connection& connection, const std::filesystem::path& city_key_file,
                       std::string_view municipality, Secret& key) {
    Secret wrapping;
    DAICHO_CHECK(load_wrapping(connection, city_key_file, municipality, wrapping));
    return load_key(connection, municipality, kBackup, wrapping, key);
}

}  // namespace daicho::vault
