#include "vault/vault.hpp"

#include <sodium.h>

#include <array>
#include <map>
#include <mutex>
#include <shared_mutex>

#include "base/assert.hpp"
#include "vault/city_key.hpp"
#include "vault/key_table.hpp"
#include "vault/place.hpp"
#include "vault/seal.hpp"

namespace daicho::vault {
namespace {

constexpr std::string_view kWrapping = "wrapping";
constexpr std::string_view kBlind = "blind";
constexpr std::string_view kSigning = "signing";

std::string body_key_name(std::uint16_t period) { return "bodies/" + std::to_string(period); }

Error erased() { return not_found_error("vault.erased"); }

// One record key at a time in each thread, wiped when its use ends.
class RecordKey {
public:
    RecordKey() : key_(&own()) {}
    RecordKey(const RecordKey&) = delete;
    RecordKey& operator=(const RecordKey&) = delete;
    ~RecordKey() { key_->wipe(); }
    Secret& operator*() const noexcept { return *key_; }

private:
    static Secret& own() {
        thread_local Secret kScratch;
        return kScratch;
    }
    Secret* key_;
};

Status make_key(store::Connection& connection, std::string_view municipality,
                std::string_view name, const Secret& wrapping) {
    Secret fresh;
    fresh.make_random();
    return save_key(connection, municipality, name, wrapping, fresh);
}

// All keys of a new municipality, from the key-encryption key down.
Status make_keys(store::Connection& connection, std::string_view municipality,
                 const Secret& city_key) {
    DAICHO_CHECK(make_key(connection, municipality, kWrapping, city_key));
    Secret wrapping;
    DAICHO_CHECK(load_key(connection, municipality, kWrapping, city_key, wrapping));
    DAICHO_CHECK(make_key(connection, municipality, kBlind, wrapping));
    DAICHO_CHECK(make_key(connection, municipality, kSigning, wrapping));
    return make_key(connection, municipality, body_key_name(1), wrapping);
}

}  // namespace

struct Vault::Keys {
    std::string municipality;
    Secret wrapping;  // key-encryption key: wraps the others
    Secret blind;
    Secret signing_seed;
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> verifying{};
    mutable std::shared_mutex bodies_mutex;
    std::map<std::uint16_t, Secret> bodies;  // never empty; the last is in use

    Status load(store::Connection& connection, const Secret& city_key,
                const std::filesystem::path& city_key_file);
    Status load_bodies(store::Connection& connection,
                       std::map<std::uint16_t, Secret>& into) const;
};

Status Vault::Keys::load(store::Connection& connection, const Secret& city_key,
                         const std::filesystem::path& city_key_file) {
    auto opened = load_key(connection, municipality, kWrapping, city_key, wrapping);
    if (!opened && opened.error().id == "vault.cannot_open") {
        return system_error("vault.city_key.wrong").with("file", city_key_file.string());
    }
    DAICHO_CHECK(std::move(opened));
    DAICHO_CHECK(load_key(connection, municipality, kBlind, wrapping, blind));
    DAICHO_CHECK(load_key(connection, municipality, kSigning, wrapping, signing_seed));
    return load_bodies(connection, bodies);
}

Status Vault::Keys::load_bodies(store::Connection& connection,
                                std::map<std::uint16_t, Secret>& into) const {
    DAICHO_TRY(periods, body_periods(connection));
    for (const std::uint16_t period : periods) {
        DAICHO_CHECK(load_key(connection, municipality, body_key_name(period), wrapping,
                              into[period]));
    }
    if (into.empty()) return system_error("vault.no_key").with("name", body_key_name(1));
    return {};
}

Vault::Vault(std::unique_ptr<Keys> keys) noexcept : keys_(std::move(keys)) {}
Vault::~Vault() = default;

Result<std::unique_ptr<Vault>> Vault::open(store::Connection& connection,
                                           const std::filesystem::path& city_key_file,
                                           std::string municipality, bool create) {
    DAICHO_TRY(tables, connection.integer(connection.dialect().count_table("w_record_key")));
    if (tables == 0) return system_error("vault.no_key").with("name", std::string(kWrapping));
    DAICHO_TRY(has_keys, has_key(connection, kWrapping));
    if (!has_keys && !create) {
        return system_error("vault.no_key").with("name", std::string(kWrapping));
    }
    std::error_code code;
    if (!has_keys && !std::filesystem::exists(city_key_file, code)) {
        DAICHO_CHECK(create_city_key(city_key_file));
    }
    Secret city_key;
    DAICHO_CHECK(read_city_key(city_key_file, city_key));
    if (!has_keys) {
        DAICHO_TRY(whole, store::Savepoint::open(connection));
        DAICHO_CHECK(make_keys(connection, municipality, city_key));
        DAICHO_CHECK(whole.keep());
    }
    auto keys = std::make_unique<Keys>();
    keys->municipality = std::move(municipality);
    DAICHO_CHECK(keys->load(connection, city_key, city_key_file));
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> pair{};
    crypto_sign_seed_keypair(keys->verifying.data(), pair.data(),
                             keys->signing_seed.view().data());
    sodium_memzero(pair.data(), pair.size());
    return std::unique_ptr<Vault>(new Vault(std::move(keys)));
}

Result<Bytes> Vault::seal_field(store::Connection& connection, const FieldPlace& place,
                                std::string_view plain, bool new_record) {
    const RecordPlace record{place.register_number, place.record};
    const RecordKey key;
    bool there = false;
    if (!new_record) {
        DAICHO_TRY_AS(there, load_record_key(connection, keys_->municipality, record,
                                             keys_->wrapping, *key));
    }
    if (!there) {
        (*key).make_random();
        DAICHO_CHECK(save_record_key(connection, keys_->municipality, record, keys_->wrapping,
                                     *key));
    }
    return seal(*key, field_place(keys_->municipality, place), as_bytes(plain));
}

Result<std::string> Vault::open_field(store::Connection& connection, const FieldPlace& place,
                                      ByteView sealed) const {
    const RecordPlace record{place.register_number, place.record};
    const RecordKey key;
    DAICHO_TRY(there, load_record_key(connection, keys_->municipality, record, keys_->wrapping,
                                      *key));
    if (!there) return erased();
    DAICHO_TRY(plain, vault::open(*key, field_place(keys_->municipality, place), sealed));
    std::string text(as_text(plain));
    sodium_memzero(plain.data(), plain.size());
    return text;
}

Status Vault::erase_record_key(store::Connection& connection, std::uint16_t register_number,
                               std::uint64_t record) {
    return delete_record_key(connection, {register_number, record});
}

Result<Bytes> Vault::seal_part(store::Connection& connection, const PartPlace& place,
                               std::string_view plain) {
    const RecordPlace document{kDocumentKeys, place.document};
    const RecordKey key;
    bool there = false;
    if (place.part != 0) {
        DAICHO_TRY_AS(there, load_record_key(connection, keys_->municipality, document,
                                             keys_->wrapping, *key));
    }
    if (!there) {
        (*key).make_random();
        DAICHO_CHECK(save_record_key(connection, keys_->municipality, document, keys_->wrapping,
                                     *key));
    }
    return seal(*key, part_place(keys_->municipality, place), as_bytes(plain));
}

Result<std::string> Vault::open_part(store::Connection& connection, const PartPlace& place,
                                     ByteView sealed) const {
    const RecordPlace document{kDocumentKeys, place.document};
    const RecordKey key;
    DAICHO_TRY(there, load_record_key(connection, keys_->municipality, document, keys_->wrapping,
                                      *key));
    if (!there) return erased();
    DAICHO_TRY(plain, vault::open(*key, part_place(keys_->municipality, place), sealed));
    std::string text(as_text(plain));
    sodium_memzero(plain.data(), plain.size());
    return text;
}

Status Vault::erase_document_key(store::Connection& connection, std::uint64_t document) {
    return delete_record_key(connection, {kDocumentKeys, document});
}

Digest Vault::blind_index(std::uint16_t register_number, std::uint16_t field,
                          std::string_view value) const noexcept {
    Bytes message;
    message.reserve(64 + value.size());  // never reallocated: no copy is left unwiped
    ByteWriter out(message);
    out.sized(as_bytes(keys_->municipality));
    out.u16(register_number);
    out.u16(field);
    out.sized(as_bytes(value));
    const Digest digest = hmac_sha256(keys_->blind.view(), message);
    sodium_memzero(message.data(), message.size());
    return digest;
}

Result<Digest> Vault::blind_of_sealed(store::Connection& connection, const FieldPlace& place,
                                      ByteView sealed) const {
    DAICHO_TRY(plain, open_field(connection, place, sealed));
    const Digest digest = blind_index(place.register_number, place.field, plain);
    sodium_memzero(plain.data(), plain.size());
    return digest;
}

// The pair is made from the seed each time: only the seed stays in (locked) memory.
Result<Bytes> Vault::sign(ByteView message) const {
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> pair{};
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> verifying{};
    crypto_sign_seed_keypair(verifying.data(), pair.data(), keys_->signing_seed.view().data());
    Bytes signature(crypto_sign_BYTES);
    const bool done = crypto_sign_detached(signature.data(), nullptr, message.data(),
                                           message.size(), pair.data()) == 0;
    sodium_memzero(pair.data(), pair.size());
    DAICHO_ASSERT(done && verifying == keys_->verifying);
    return signature;
}

Bytes Vault::public_key() const { return {keys_->verifying.begin(), keys_->verifying.end()}; }

Result<Bytes> Vault::seal_body(std::uint64_t entry, ByteView plain) const {
    const std::shared_lock lock(keys_->bodies_mutex);
    const auto& [period, key] = *keys_->bodies.rbegin();
    return seal(key, body_place(keys_->municipality, entry), plain, period);
}

Result<Bytes> Vault::open_body(std::uint64_t entry, ByteView sealed) const {
    const auto period = key_number(sealed);
    if (!period) return conflict_error("vault.cannot_open");
    const std::shared_lock lock(keys_->bodies_mutex);
    const auto key = keys_->bodies.find(*period);
    if (key != keys_->bodies.end()) {
        return vault::open(key->second, body_place(keys_->municipality, entry), sealed);
    }
    // A number that was never given out is no erasure.
    const bool never = *period == 0 || *period > keys_->bodies.rbegin()->first;
    if (never) return conflict_error("vault.cannot_open");
    return erased().with("period", std::to_string(*period));
}

std::uint16_t Vault::body_period() const {
    const std::shared_lock lock(keys_->bodies_mutex);
    return keys_->bodies.rbegin()->first;
}

Result<std::uint16_t> Vault::start_body_period(store::Connection& connection) {
    const std::unique_lock lock(keys_->bodies_mutex);
    const std::uint32_t period = keys_->bodies.rbegin()->first + 1U;
    DAICHO_ASSERT(period <= 0xffffU);
    const auto number = static_cast<std::uint16_t>(period);
    Secret fresh;
    fresh.make_random();
    DAICHO_CHECK(save_key(connection, keys_->municipality, body_key_name(number), keys_->wrapping,
                          fresh));
    keys_->bodies.emplace(number, std::move(fresh));
    return number;
}

Status Vault::destroy_body_period(store::Connection& connection, std::uint16_t period) {
    const std::unique_lock lock(keys_->bodies_mutex);
    if (period == keys_->bodies.rbegin()->first) {
        return conflict_error("vault.body_period.current").with("period", std::to_string(period));
    }
    const auto key = keys_->bodies.find(period);
    if (key == keys_->bodies.end()) return erased();
    DAICHO_CHECK(delete_key(connection, body_key_name(period)));
    keys_->bodies.erase(key);
    return {};
}

Status Vault::reload_body_periods(store::Connection& connection) {
    const std::unique_lock lock(keys_->bodies_mutex);
    std::map<std::uint16_t, Secret> bodies;
    DAICHO_CHECK(keys_->load_bodies(connection, bodies));
    keys_->bodies = std::move(bodies);
    return {};
}

Status Vault::rotate_city_key(store::Connection& connection,
                              const std::filesystem::path& new_city_key_file) {
    std::error_code code;
    if (!std::filesystem::exists(new_city_key_file, code)) {
        DAICHO_CHECK(create_city_key(new_city_key_file));
    }
    Secret city_key;
    DAICHO_CHECK(read_city_key(new_city_key_file, city_key));
    return save_key(connection, keys_->municipality, kWrapping, city_key, keys_->wrapping);
}

Bytes random_bytes(std::size_t size) {
    Bytes bytes(size);
    if (size != 0) randombytes_buf(bytes.data(), size);
    return bytes;
}

Digest random_salt() {
    Digest salt;
    randombytes_buf(salt.data(), salt.size());
    return salt;
}

}  // namespace daicho::vault
