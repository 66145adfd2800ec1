#include "custody/key_care.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <mutex>

#include "custody/detail/names.hpp"
#include "register/access.hpp"
#include "vault/city_key.hpp"
#include "vault/key_table.hpp"
#include "vault/seal.hpp"

namespace daicho::custody {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWrapping = "wrapping";
constexpr std::string_view kMagic = "DAICHOK1";
constexpr std::uint8_t kPlaceKind = 6;
constexpr std::size_t kLeastPassphrase = 12;  // bytes
constexpr std::uint32_t kMostPasses = 16;
constexpr std::uint64_t kMostMemory = 1ULL << 30;

fs::path next_of(const fs::path& home) { return home / "city.key.next"; }

// Whether the data open with this file.
Result<bool> opens(store::Connection& connection, const fs::path& file,
                   std::string_view municipality) {
    vault::Secret city;
    vault::Secret wrapping;
    if (const Status read = vault::read_city_key(file, city); !read) {
        // A token that is away says nothing about which file is the right one.
        if (read.error().id.starts_with("vault.token.")) return Error(read.error());
        return false;
    }
    const Status opened = vault::load_key(connection, municipality, kWrapping, city, wrapping);
    if (opened) return true;
    return opened.error().id == "vault.cannot_open" ? Result<bool>(false) : Error(opened.error());
}

Status put_in_place(const fs::path& home) {
    std::error_code code;
    fs::rename(next_of(home), home / "city.key", code);
    if (code) return system_error("backup.cannot_write").with("file", (home / "city.key").string());
    return sync_folder(home);
}

Bytes place_of(std::string_view municipality) {
    Bytes bytes;
    ByteWriter out(bytes);
    out.u8(kPlaceKind);
    out.sized(as_bytes(municipality));
    return bytes;
}

bool stretch(std::string_view passphrase, ByteView salt, std::uint32_t passes,
             std::uint64_t memory, vault::Secret& key) {
    return crypto_pwhash(key.bytes().data(), vault::kKeySize, passphrase.data(), passphrase.size(),
                         salt.data(), passes, memory, crypto_pwhash_ALG_ARGON2ID13) == 0;
}

// A secret's file: for its owner alone, never over another.
Status write_new(const fs::path& file, ByteView bytes) {
    const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool done = out >= 0 && ::write(out, bytes.data(), bytes.size()) ==
                                static_cast<ssize_t>(bytes.size());
    done = done && ::fsync(out) == 0;
    if (out >= 0) ::close(out);
    if (!done) return system_error("backup.cannot_write").with("file", file.string());
    const fs::path folder = file.parent_path();
    return sync_folder(folder.empty() ? fs::path(".") : folder);
}

}  // namespace

Result<CommitNumber> rotate_city_key(registers::Kernel& kernel,
                                     const identity::Principal& principal,
                                     const fs::path& keep_old, const std::string& token) {
    DAICHO_TRY(accounts, kernel.definition("account"));
    const auto capacity = registers::authorise(principal, *accounts, registers::Action::change);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, principal, *accounts, registers::Action::change));
        return Error(capacity.error());
    }
    // The desk beside a command line and the screens may both want it: one after the other.
    static std::mutex one_at_a_time;
    const std::lock_guard lock(one_at_a_time);
    const fs::path old_file = kernel.home() / "city.key";
    const fs::path next = next_of(kernel.home());
    vault::Secret old_key;
    DAICHO_CHECK(vault::read_city_key(old_file, old_key));
    // The file as it is: what a token sealed stays sealed.
    if (!keep_old.empty()) {
        DAICHO_CHECK(write_new(keep_old, as_bytes(detail::read_file(old_file))));
    }
    std::error_code code;
    fs::remove(next, code);  // of one that was killed before it changed anything
    DAICHO_CHECK(vault::create_city_key(next, token));
    CommitNumber entry;
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        journal::EntryDraft draft;
        draft.kind = journal::EntryKind::city_key_rotated;
        draft.principal = principal.account;
        draft.capacity = *capacity;
        DAICHO_TRY_AS(entry, context.journal.append(context.connection, draft));
        return context.vault.rotate_city_key(context.connection, next);
    }));
    DAICHO_CHECK(put_in_place(kernel.home()));
    DAICHO_CHECK(kernel.scrub({"w_key"}));
    return entry;
}

Status prepare_city_key(const fs::path& home, const store::Options& store,
                        const std::string& token) {
    std::error_code code;
    if (token.empty() || fs::exists(home / "city.key", code)) return {};
    DAICHO_TRY(there, store::has_data(store));
    if (there) return {};
    fs::create_directories(home, code);
    return vault::create_city_key(home / "city.key", token);
}

KeyPlace look_at_city_key(const fs::path& home) {
    KeyPlace place{vault::token_of_city_key(home / "city.key"), std::nullopt};
    vault::Secret key;
    Status read = vault::read_city_key(home / "city.key", key);
    if (!read) place.fault = std::move(read.error());
    return place;
}

Status settle_rotation(const fs::path& home, const store::Options& store,
                       std::string_view municipality) {
    std::error_code code;
    if (!fs::exists(next_of(home), code)) return {};
    DAICHO_TRY(there, store::has_data(store));
    if (!there) return {};
    store::Options looking = store;
    looking.read_only = true;
    DAICHO_TRY(database, store::Database::open(looking));
    DAICHO_TRY(old_opens, opens(database->writer(), home / "city.key", municipality));
    if (old_opens) return {};  // nothing happened yet, or it happens now
    DAICHO_TRY(new_opens, opens(database->writer(), next_of(home), municipality));
    return new_opens ? put_in_place(home) : Status();
}

Status back_up_key(const fs::path& city_key, const fs::path& to, std::string_view municipality,
                   std::string_view passphrase) {
    if (passphrase.size() < kLeastPassphrase) return input_error("key.short_passphrase");
    vault::Secret city;
    DAICHO_CHECK(vault::read_city_key(city_key, city));
    const Bytes salt = vault::random_bytes(crypto_pwhash_SALTBYTES);
    const std::uint32_t passes = crypto_pwhash_OPSLIMIT_MODERATE;
    const std::uint64_t memory = crypto_pwhash_MEMLIMIT_MODERATE;
    vault::Secret key;
    if (!stretch(passphrase, salt, passes, memory, key)) return system_error("vault.cannot_seal");
    DAICHO_TRY(sealed, vault::seal(key, place_of(municipality), city.view()));
    Bytes bytes;
    ByteWriter out(bytes);
    out.raw(as_bytes(kMagic));
    out.u32(passes);
    out.u64(memory);
    out.raw(salt);
    out.sized(sealed);
    return write_new(to, bytes);
}

Status restore_key(const fs::path& from, const fs::path& to, std::string_view municipality,
                   std::string_view passphrase) {
    std::error_code code;
    if (!fs::is_regular_file(from, code)) {
        return system_error("backup.cannot_read").with("file", from.string());
    }
    const std::string text = detail::read_file(from);
    ByteReader in(as_bytes(text));
    const bool ours = as_text(in.raw(kMagic.size())) == kMagic;
    const std::uint32_t passes = in.u32();
    const std::uint64_t memory = in.u64();
    const ByteView salt = in.raw(crypto_pwhash_SALTBYTES);
    const ByteView sealed = in.sized();
    const auto wrong = [&from] {
        return Status(input_error("key.wrong_passphrase").with("file", from.string()));
    };
    // Bounds first: the numbers are the file's.
    if (!ours || !in.ok() || !in.at_end() || passes > kMostPasses || memory > kMostMemory) {
        return wrong();
    }
    vault::Secret key;
    vault::Secret city;
    if (!stretch(passphrase, salt, passes, memory, key) ||
        !vault::open_key(key, place_of(municipality), sealed, city)) {
        return wrong();
    }
    return write_new(to, city.view());
}

}  // namespace daicho::custody
