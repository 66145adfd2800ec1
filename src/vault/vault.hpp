// Vault: keys and sealed fields (decisions 13–15).
//
// The city key (city_key.hpp: a file outside the database, or one that a PKCS#11 token seals)
// unwraps one key-encryption key, stored wrapped in w_key. That key wraps: the blind-index key, the
// body keys of the journal (one for each retention period), the Ed25519 signing key, and a key for
// each sealed record (w_record_key). Fields are AES-256-GCM with a random 96-bit nonce; the blob
// carries format version, nonce, ciphertext and tag. Associated data: municipality, register,
// record, field, version. Rotating the city key rewraps one key. Keys in memory are locked
// (sodium_malloc) and wiped.
// Threading: const functions from any thread; those with a Connection on that connection's thread;
// changes to the body keys wait for readers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/result.hpp"
#include "store/connection.hpp"

namespace daicho::vault {

// Identity of one sealed field value: associated data of its encryption.
struct FieldPlace {
    std::uint16_t register_number = 0;
    std::uint64_t record = 0;
    std::uint16_t field = 0;
    std::uint64_t version = 0;
};

// Identity of one part of a document (register/document_store.hpp).
struct PartPlace {
    std::uint16_t register_number = 0;
    std::uint64_t record = 0;
    std::uint16_t field = 0;
    std::uint64_t document = 0;
    std::uint32_t part = 0;
};
// Stands for documents where keys of records are kept: no register has this number.
inline constexpr std::uint16_t kDocumentKeys = 65'535;

class Vault {
public:
    // Opens (or, with `create`, makes) the keys of a municipality in tables that are there
    // (migrations.hpp). The city key file is created
    // too when it is missing, `create` is set and the database has no keys yet (a new city key
    // would not open old ones). Errors: vault.city_key.missing / .wrong_mode / .wrong_size /
    // .wrong, vault.no_key.
    static Result<std::unique_ptr<Vault>> open(store::Connection& connection,
                                               const std::filesystem::path& city_key_file,
                                               std::string municipality, bool create);
    ~Vault();

    // Field sealing with a key per record; the record's key is made on first use. For the first
    // sealed field of a `new_record` no key is looked for.
    Result<Bytes> seal_field(store::Connection& connection, const FieldPlace& place,
                             std::string_view plain, bool new_record = false);
    Result<std::string> open_field(store::Connection& connection, const FieldPlace& place,
                                   ByteView sealed) const;
    // Destroys the record's key: its sealed fields are gone for good (open_field: vault.erased).
    Status erase_record_key(store::Connection& connection, std::uint16_t register_number,
                            std::uint64_t record);

    // Parts of a document, all under one key of its own, made with the first part. Without it
    // (open_part: vault.erased) the document is gone, whatever is left of its parts.
    Result<Bytes> seal_part(store::Connection& connection, const PartPlace& place,
                            std::string_view plain);
    Result<std::string> open_part(store::Connection& connection, const PartPlace& place,
                                  ByteView sealed) const;
    Status erase_document_key(store::Connection& connection, std::uint64_t document);

    // Keyed blind index of a normalised value: equality search without the value.
    [[nodiscard]] Digest blind_index(std::uint16_t register_number, std::uint16_t field,
                                     std::string_view value) const noexcept;
    // Of a sealed value; the value itself does not leave.
    Result<Digest> blind_of_sealed(store::Connection& connection, const FieldPlace& place,
                                   ByteView sealed) const;

    // For journal::Keys.
    [[nodiscard]] Result<Bytes> sign(ByteView message) const;
    [[nodiscard]] Bytes public_key() const;
    [[nodiscard]] Result<Bytes> seal_body(std::uint64_t entry, ByteView plain) const;
    [[nodiscard]] Result<Bytes> open_body(std::uint64_t entry, ByteView sealed) const;

    // Bodies are sealed under the newest body key. Each retention period begins with a new one;
    // destroying an old period's key erases its bodies (open_body: vault.erased), and the journal
    // still verifies. Alone in their command: memory does not follow a rollback.
    // Errors of destroy: vault.body_period.current, vault.erased (not there).
    Result<std::uint16_t> start_body_period(store::Connection& connection);
    Status destroy_body_period(store::Connection& connection, std::uint16_t period);
    [[nodiscard]] std::uint16_t body_period() const;
    // After a rollback that may have taken a period with it.
    Status reload_body_periods(store::Connection& connection);

    // Rewraps the key-encryption key under a new city key file, which is made when it is missing;
    // nothing else changes. The old file opens nothing once this is committed.
    Status rotate_city_key(store::Connection& connection,
                           const std::filesystem::path& new_city_key_file);

private:
    struct Keys;
    explicit Vault(std::unique_ptr<Keys> keys) noexcept;
    std::unique_ptr<Keys> keys_;
};

// Cryptographically random bytes.
Bytes random_bytes(std::size_t size);
Digest random_salt();

}  // namespace daicho::vault
