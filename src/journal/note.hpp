// Signed notes (C2SP signed-note, checkpoint body of transparency logs):
//
//     daicho/139999            origin
//     12345                    tree size
//     q83v…=                   root, Base64
//     2026-04-10T01:40:00.000000Z
//                              (blank)
//     — daicho/139999 5jQ…=    key id (4 bytes) and Ed25519 signature, Base64
#pragma once

#include "journal/journal.hpp"

namespace daicho::journal {

std::string checkpoint_text(std::string_view origin, std::uint64_t size, const Digest& root,
                            Instant time);
// Key id: the first four bytes of SHA-256(name ‖ "\n" ‖ 0x01 ‖ public key).
std::uint32_t key_id(std::string_view name, ByteView public_key) noexcept;
Result<std::string> sign_note(const Keys& keys, const std::string& text);

}  // namespace daicho::journal
