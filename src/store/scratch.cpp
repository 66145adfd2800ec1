#include "store/scratch.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "store/detail/setting.hpp"
#include "store/postgres.hpp"

namespace daicho::store {
namespace {

// Another database at the same address; what the address says of a schema is not meant for it.
std::string with_database(const std::string& store, const std::string& name) {
    const std::string address = detail::address_of(store);
    if (!detail::is_uri(address)) {
        return std::string(detail::kPostgres) + address + " dbname=" + name + " options=''";
    }
    const char* before = address.find('?') == std::string::npos ? "?" : "&";
    return address + before + "dbname=" + name + "&options=";
}

Result<ConnectionPointer> server_of(const std::string& store) {
    DAICHO_TRY(kind, kind_of(store));
    DAICHO_ASSERT(kind == StoreKind::postgres);
    return open_postgres(detail::address_of(store), PostgresMode::write);
}

Status drop(Connection& server, const std::string& name) {
    return server.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
}

bool is_plain(const std::string& name) {
    return !name.empty() && name.size() <= 60 && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

Status may_make(Connection& server) {
    DAICHO_TRY(may, server.integer("SELECT count(*) FROM pg_roles WHERE rolname = current_user "
                                   "AND (rolcreatedb OR rolsuper)"));
    return may != 0 ? Status() : Status(conflict_error("store.no_scratch"));
}

}  // namespace

Status may_make_scratch(const std::string& store) {
    DAICHO_TRY(server, server_of(store));
    return may_make(*server);
}

Status Scratch::sweep(const std::string& store, const std::string& name) {
    DAICHO_ASSERT(is_plain(name));
    DAICHO_TRY(server, server_of(store));
    return drop(*server, name);
}

Result<Scratch> Scratch::make(const std::string& store, const std::string& name) {
    DAICHO_ASSERT(is_plain(name));
    DAICHO_TRY(server, server_of(store));
    DAICHO_CHECK(may_make(*server));
    DAICHO_CHECK(drop(*server, name));
    DAICHO_CHECK(server->execute("CREATE DATABASE " + name + " TEMPLATE template0"));
    return Scratch(std::move(server), name, with_database(store, name));
}

Scratch::~Scratch() {
    // What cannot be dropped now is dropped by the next of that name.
    if (server_) (void)drop(*server_, name_).has_value();
}

}  // namespace daicho::store
