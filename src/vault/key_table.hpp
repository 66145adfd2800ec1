// w_key: the municipality's own keys by name, each wrapped by the one above it (decisions 13, 15).
// w_record_key: one key for each record with sealed fields, wrapped by the key-encryption key.
#pragma once

#include <string_view>
#include <vector>

#include "store/connection.hpp"
#include "vault/secret.hpp"

namespace daicho::vault {

Result<bool> has_key(store::Connection& connection, std::string_view name);
// Errors: vault.no_key, vault.cannot_open.
Status load_key(store::Connection& connection, std::string_view municipality,
                std::string_view name, const Secret& wrapping, Secret& key);
// Stores the key wrapped, in place of one of the same name.
Status save_key(store::Connection& connection, std::string_view municipality,
                std::string_view name, const Secret& wrapping, const Secret& key);
Status delete_key(store::Connection& connection, std::string_view name);
// Numbers n of the names "bodies/n", in order.
Result<std::vector<std::uint16_t>> body_periods(store::Connection& connection);

struct RecordPlace {
    std::uint16_t register_number = 0;
    std::uint64_t record = 0;
};
// False: there is none. Error: vault.cannot_open.
Result<bool> load_record_key(store::Connection& connection, std::string_view municipality,
                             const RecordPlace& place, const Secret& wrapping, Secret& key);
Status save_record_key(store::Connection& connection, std::string_view municipality,
                       const RecordPlace& place, const Secret& wrapping, const Secret& key);
Status delete_record_key(store::Connection& connection, const RecordPlace& place);

}  // namespace daicho::vault
