// Care of the city key: rotation, and a copy of it apart from everything else.
//
// Rotation: a new key is made beside the old one (city.key.next), one transaction rewraps the
// key-encryption key under it and enters that, then the new file takes the old one's place. Killed
// at any point, the data open with one of the two files: `settle_rotation` finds out which.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "identity/principal.hpp"
#include "register/kernel.hpp"

namespace daicho::custody {

// Errors: register.denied, backup.cannot_write. `keep_old`: where the old key goes (key files of
// older backups open with it alone); empty: it is gone. `token`: the new key is sealed in it
// (vault/token.hpp); empty: it stands in the file.
Result<CommitNumber> rotate_city_key(registers::Kernel& kernel,
                                     const identity::Principal& principal,
                                     const std::filesystem::path& keep_old,
                                     const std::string& token = {});
// Before a new municipality is made: its key, sealed in the token. Does nothing where there are
// data or a key already, or no token is named.
Status prepare_city_key(const std::filesystem::path& home, const store::Options& store,
                        const std::string& token);
// Where the key is and whether it opens: `token` empty for a plain file.
struct KeyPlace {
    std::string token;
    std::optional<Error> fault;
};
KeyPlace look_at_city_key(const std::filesystem::path& home);
// Before the data are opened: ends a rotation that was killed. Does nothing otherwise.
Status settle_rotation(const std::filesystem::path& home, const store::Options& store,
                       std::string_view municipality);

// The city key sealed under a passphrase (Argon2id, AES-256-GCM). Never overwrites.
// Errors: key.short_passphrase, backup.cannot_write.
Status back_up_key(const std::filesystem::path& city_key, const std::filesystem::path& to,
                   std::string_view municipality, std::string_view passphrase);
// Errors: key.wrong_passphrase (or a damaged file), backup.cannot_read, backup.cannot_write.
Status restore_key(const std::filesystem::path& from, const std::filesystem::path& to,
                   std::string_view municipality, std::string_view passphrase);

}  // namespace daicho::custody
