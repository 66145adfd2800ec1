// The parts of a store's setting: "postgres:ADDRESS replica:ADDRESS".
#pragma once

#include <string>

namespace daicho::store::detail {

inline constexpr std::string_view kPostgres = "postgres:";
inline constexpr std::string_view kReplica = " replica:";

// "postgres:host=… dbname=…"; a whole URI may stand for itself.
inline bool is_uri(const std::string& store) {
    return store.starts_with("postgres://") || store.starts_with("postgresql://");
}
inline std::string plain_address(const std::string& store) {
    return is_uri(store) || !store.starts_with(kPostgres) ? store
                                                          : store.substr(kPostgres.size());
}
// What libpq reads.
inline std::string address_of(const std::string& store) {
    return plain_address(store.substr(0, store.find(kReplica)));
}

}  // namespace daicho::store::detail
