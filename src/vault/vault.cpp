#include "vault/vault.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/assert.hpp"
#include "vault/city_key.hpp"
#include "vault/seal.hpp"

namespace daicho::vault {
namespace {

constexpr std::string_view kTables =
    "CREATE TABLE IF NOT EXISTS w_key (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, "
    "WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS w_record_key (register INTEGER NOT NULL, record_id INTEGER NOT "
    "NULL, wrapped BLOB NOT NULL, PRIMARY KEY (register, record_id)) STRICT, WITHOUT ROWID;";

// 32 bytes in memory that is locked, guarded and wiped at the end.
class SecretKey {
public:
    SecretKey() : bytes_(static_cast<std::uint8_t*>(sodium_malloc(kKeySize))) {
        DAICHO_ASSERT(bytes_ != nullptr);
    }
    SecretKey(const SecretKey&) = delete;
    SecretKey& operator=(const SecretKey&) = delete;
    ~SecretKey() { sodium_free(bytes_); }
    void set(ByteView key) {
        DAICHO_ASSERT(key.size() == kKeySize);
        std::memcpy(bytes_, key.data(), kKeySize);
    }
    [[nodiscard]] ByteView view() const noexcept { return {bytes_, kKeySize}; }

private:
    std::uint8_t* bytes_;
};

void wipe(Bytes& bytes) { sodium_memzero(bytes.data(), bytes.size()); }

Bytes field_place(std::string_view municipality, const FieldPlace& place) {
    Bytes bytes;
    ByteWriter out(bytes);
    out.sized(as_bytes(municipality));
    out.u16(place.register_number);
    out.u64(place.record);
    out.u16(place.field);
    out.u64(place.version);
    return bytes;
}

Bytes record_place(std::string_view municipality, std::uint16_t register_number,
                   std::uint64_t record) {
    Bytes bytes;
    ByteWriter out(bytes);
    out.sized(as_bytes(municipality));
    out.u16(register_number);
    out.u64(record);
    return bytes;
}

Bytes named_place(std::string_view municipality, std::string_view name) {
    Bytes bytes;
    ByteWriter out(bytes);
    out.sized(as_bytes(municipality));
    out.sized(as_bytes(name));
    return bytes;
}

Bytes body_place(std::string_view municipality, std::uint64_t entry) {
    Bytes bytes;
    ByteWriter out(bytes);
    out.sized(as_bytes(municipality));
    out.u64(entry);
    return bytes;
}

// The stored key of that name, unwrapped; made and stored first when `create`.
Status load_key(store::Connection& connection, std::string_view municipality,
                std::string_view name, ByteView wrapping, bool create, SecretKey& key) {
    const Bytes place = named_place(municipality, name);
    DAICHO_TRY(select, connection.prepare("SELECT wrapped FROM w_key WHERE name = ?"));
    select->bind_text(0, name);
    DAICHO_TRY(there, select->step());
    if (there) {
        auto plain = vault::open(wrapping, place, select->blob(0));
        if (!plain || plain->size() != kKeySize) return system_error("vault.city_key.wrong");
        key.set(*plain);
        wipe(*plain);
        return {};
    }
    if (!create) return system_error("vault.no_key").with("name", std::string(name));
    Bytes fresh = random_bytes(kKeySize);
    key.set(fresh);
    DAICHO_TRY(wrapped, seal(wrapping, place, fresh));
    wipe(fresh);
    DAICHO_TRY(insert, connection.prepare("INSERT INTO w_key VALUES (?, ?)"));
    insert->bind_text(0, name);
    insert->bind_blob(1, wrapped);
    return insert->run();
}

}  // namespace

struct Vault::Keys {
    std::string municipality;
    SecretKey wrapping;  // key-encryption key: wraps the others
    SecretKey blind;
    SecretKey bodies;
    SecretKey signing_seed;
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> signing{};
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> verifying{};

    ~Keys() { sodium_memzero(signing.data(), signing.size()); }
};

Vault::Vault(std::unique_ptr<Keys> keys) noexcept : keys_(std::move(keys)) {}
Vault::~Vault() = default;

Result<std::unique_ptr<Vault>> Vault::open(store::Connection& connection,
                                           const std::filesystem::path& city_key_file,
                                           std::string municipality, bool create) {
    DAICHO_ASSERT(sodium_init() >= 0);
    std::error_code code;
    if (create && !std::filesystem::exists(city_key_file, code)) {
        DAICHO_CHECK(create_city_key(city_key_file));
    }
    DAICHO_TRY(city_key, read_city_key(city_key_file));
    DAICHO_CHECK(connection.execute(kTables));
    auto keys = std::make_unique<Keys>();
    keys->municipality = std::move(municipality);
    const std::string& id = keys->municipality;
    Status loaded = load_key(connection, id, "wrapping", city_key, create, keys->wrapping);
    wipe(city_key);
    DAICHO_CHECK(std::move(loaded));
    const ByteView wrapping = keys->wrapping.view();
    DAICHO_CHECK(load_key(connection, id, "blind", wrapping, create, keys->blind));
    DAICHO_CHECK(load_key(connection, id, "bodies", wrapping, create, keys->bodies));
    DAICHO_CHECK(load_key(connection, id, "signing", wrapping, create, keys->signing_seed));
    crypto_sign_seed_keypair(keys->verifying.data(), keys->signing.data(),
                             keys->signing_seed.view().data());
    return std::unique_ptr<Vault>(new Vault(std::move(keys)));
}

Result<Bytes> Vault::seal_field(store::Connection& connection, const FieldPlace& place,
                                std::string_view plain) {
    const Bytes at = record_place(keys_->municipality, place.register_number, place.record);
    Bytes key;
    DAICHO_TRY(select, connection.cached(
                           "SELECT wrapped FROM w_record_key WHERE register = ? AND record_id = ?"));
    select->bind(0, place.register_number);
    select->bind(1, static_cast<std::int64_t>(place.record));
    DAICHO_TRY(there, select->step());
    if (there) {
        auto opened = vault::open(keys_->wrapping.view(), at, select->blob(0));
        select->reset();
        if (!opened) return Error(opened.error());
        key = std::move(*opened);
    } else {
        key = random_bytes(kKeySize);
        DAICHO_TRY(wrapped, seal(keys_->wrapping.view(), at, key));
        DAICHO_TRY(insert, connection.cached("INSERT INTO w_record_key VALUES (?, ?, ?)"));
        insert->bind(0, place.register_number);
        insert->bind(1, static_cast<std::int64_t>(place.record));
        insert->bind_blob(2, wrapped);
        DAICHO_CHECK(insert->run());
    }
    auto sealed = seal(key, field_place(keys_->municipality, place), as_bytes(plain));
    wipe(key);
    return sealed;
}

Result<std::string> Vault::open_field(store::Connection& connection, const FieldPlace& place,
                                      ByteView sealed) const {
    const Bytes at = record_place(keys_->municipality, place.register_number, place.record);
    DAICHO_TRY(select, connection.cached(
                           "SELECT wrapped FROM w_record_key WHERE register = ? AND record_id = ?"));
    select->bind(0, place.register_number);
    select->bind(1, static_cast<std::int64_t>(place.record));
    DAICHO_TRY(there, select->step());
    if (!there) return not_found_error("vault.erased");
    auto key = vault::open(keys_->wrapping.view(), at, select->blob(0));
    select->reset();
    if (!key) return Error(key.error());
    auto plain = vault::open(*key, field_place(keys_->municipality, place), sealed);
    wipe(*key);
    if (!plain) return Error(plain.error());
    std::string text(as_text(*plain));
    wipe(*plain);
    return text;
}

Status Vault::erase_record_key(store::Connection& connection, std::uint16_t register_number,
                               std::uint64_t record) {
    DAICHO_TRY(remove, connection.cached(
                           "DELETE FROM w_record_key WHERE register = ? AND record_id = ?"));
    remove->bind(0, register_number);
    remove->bind(1, static_cast<std::int64_t>(record));
    return remove->run();
}

Digest Vault::blind_index(std::uint16_t register_number, std::uint16_t field,
                          std::string_view value) const noexcept {
    Bytes message;
    ByteWriter out(message);
    out.sized(as_bytes(keys_->municipality));
    out.u16(register_number);
    out.u16(field);
    out.sized(as_bytes(value));
    const Digest digest = hmac_sha256(keys_->blind.view(), message);
    wipe(message);
    return digest;
}

Result<Bytes> Vault::sign(ByteView message) const {
    Bytes signature(crypto_sign_BYTES);
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(),
                         keys_->signing.data());
    return signature;
}

Bytes Vault::public_key() const { return {keys_->verifying.begin(), keys_->verifying.end()}; }

Result<Bytes> Vault::seal_body(std::uint64_t entry, ByteView plain) const {
    return seal(keys_->bodies.view(), body_place(keys_->municipality, entry), plain);
}

Result<Bytes> Vault::open_body(std::uint64_t entry, ByteView sealed) const {
    return vault::open(keys_->bodies.view(), body_place(keys_->municipality, entry), sealed);
}

Status Vault::rotate_city_key(store::Connection& connection,
                              const std::filesystem::path& new_city_key_file) {
    DAICHO_TRY(city_key, read_city_key(new_city_key_file));
    auto wrapped =
        seal(city_key, named_place(keys_->municipality, "wrapping"), keys_->wrapping.view());
    wipe(city_key);
    if (!wrapped) return Error(wrapped.error());
    DAICHO_TRY(update, connection.prepare("UPDATE w_key SET wrapped = ? WHERE name = 'wrapping'"));
    update->bind_blob(0, *wrapped);
    return update->run();
}

Bytes random_bytes(std::size_t size) {
    Bytes bytes(size);
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

Digest random_salt() {
    Digest salt;
    randombytes_buf(salt.data(), salt.size());
    return salt;
}

}  // namespace daicho::vault
