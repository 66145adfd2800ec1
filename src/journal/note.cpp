#include "journal/note.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <charconv>

namespace daicho::journal {
namespace {

constexpr std::size_t kMaxNote = 4096;
constexpr std::uint8_t kEd25519 = 0x01;
constexpr std::string_view kSignatureMark = "\xE2\x80\x94 ";  // em dash and a blank

Error malformed() { return input_error("journal.note.malformed"); }

std::string_view take_line(std::string_view& rest) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return line;
}

}  // namespace

std::string checkpoint_text(std::string_view origin, std::uint64_t size, const Digest& root,
                            Instant time) {
    return fmt::format("{}\n{}\n{}\n{}\n", origin, size, to_base64(view(root)), format_utc(time));
}

std::uint32_t key_id(std::string_view name, ByteView public_key) noexcept {
    const std::uint8_t separator[] = {'\n', kEd25519};
    const Digest digest = sha256({as_bytes(name), ByteView(separator, 2), public_key});
    return static_cast<std::uint32_t>(digest[0]) << 24 | static_cast<std::uint32_t>(digest[1]) << 16 |
           static_cast<std::uint32_t>(digest[2]) << 8 | digest[3];
}

Result<std::string> sign_note(const Keys& keys, const std::string& text) {
    DAICHO_TRY(signature, keys.sign(as_bytes(text)));
    Bytes blob;
    ByteWriter out(blob);
    out.u32(key_id(keys.name, keys.public_key));
    out.raw(signature);
    return fmt::format("{}\n{}{} {}\n", text, kSignatureMark, keys.name, to_base64(blob));
}

Result<Checkpoint> open_note(std::string_view note, std::string_view key_name,
                             ByteView public_key) {
    const std::size_t blank = note.find("\n\n");
    if (note.size() > kMaxNote || blank == std::string_view::npos) return malformed();
    const std::string_view text = note.substr(0, blank + 1);
    std::string_view signatures = note.substr(blank + 2);
    std::string_view rest = text;
    Checkpoint checkpoint;
    if (take_line(rest) != key_name) return malformed();
    const std::string_view size = take_line(rest);
    const auto parsed = std::from_chars(size.data(), size.data() + size.size(), checkpoint.size);
    const auto root = from_base64(take_line(rest));
    if (parsed.ec != std::errc() || parsed.ptr != size.data() + size.size() || !root ||
        root->size() != checkpoint.root.size()) {
        return malformed();
    }
    std::copy(root->begin(), root->end(), checkpoint.root.begin());
    checkpoint.note = std::string(note);
    const std::string start = std::string(kSignatureMark) + std::string(key_name) + " ";
    while (!signatures.empty()) {
        const std::string_view line = take_line(signatures);
        if (!line.starts_with(start)) continue;
        const auto blob = from_base64(line.substr(start.size()));
        if (!blob || blob->size() != 4 + crypto_sign_BYTES) return malformed();
        ByteReader in(*blob);
        const bool same_key = in.u32() == key_id(key_name, public_key);
        const ByteView signature = in.raw(crypto_sign_BYTES);
        if (same_key && public_key.size() == crypto_sign_PUBLICKEYBYTES &&
            crypto_sign_verify_detached(signature.data(), as_bytes(text).data(), text.size(),
                                        public_key.data()) == 0) {
            return checkpoint;
        }
        return input_error("journal.note.bad_signature");
    }
    return malformed();
}

}  // namespace daicho::journal
