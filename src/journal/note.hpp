// Signed notes (C2SP signed-note, checkpoint body of transparency logs):
//
//     daicho/139999            origin
//     12345                    tree size
//     q83v…=                   root, Base64
//     2026-04-10T01:40:00.000000Z
//                              (blank)
//     — daicho/139999 5jQ…=    key id (4 bytes) and Ed25519 signature, Base64
#pragma once

#include <string_view>
#include <vector>

#include "journal/journal.hpp"

namespace daicho::journal {

std::string checkpoint_text(std::string_view origin, std::uint64_t size, const Digest& root,
                            Instant time);
// Key id: the first four bytes of SHA-256(name ‖ "\n" ‖ 0x01 ‖ public key).
std::uint32_t key_id(std::string_view name, ByteView public_key) noexcept;
// A note's parts, its signatures not checked. Error: journal.note.malformed.
struct ParsedNote {
    Checkpoint checkpoint;
    std::string_view text;        // what is signed; a part of the note given
    std::string_view signatures;  // the lines after the blank one
};
Result<ParsedNote> parse_note(std::string_view note);
// Notes one after the other, blank lines between them allowed.
struct Notes {
    std::vector<std::string_view> whole;
    std::string_view rest;  // what stands behind the last whole one
};
Notes split_notes(std::string_view text);
Result<std::string> sign_note(const Keys& keys, const std::string& text);

}  // namespace daicho::journal
