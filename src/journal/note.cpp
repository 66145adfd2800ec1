#include "journal/note.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <charconv>

namespace daicho::journal {
namespace {

constexpr std::size_t kMaxNote = 4096;
constexpr std::uint8_t kEd25519 = 0x01;
constexpr std::string_view kSignatureMark = "\xE2\x80\x94 ";  // em dash and a blank

Error malformed() { return input_error("journal.note.malformed"); }

// The next line without its end; nothing when the text ends first.
std::optional<std::string_view> take_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

// A whole decimal number as `{}` prints it: no sign, no zeros in front.
template <class Integer>
bool read_number(std::string_view text, Integer& value) {
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() &&
           std::to_string(value) == text;
}

// The only form is the one format_utc writes: reading it back must give the same text.
bool read_time(std::string_view text, Instant& time) {
    if (text.size() != 27) return false;
    const auto date = parse_iso_date(text.substr(0, 10));
    if (!date) return false;
    const auto digits = [text](std::size_t from, std::size_t count) {
        std::int64_t value = 0;
        for (const char c : text.substr(from, count)) value = value * 10 + (c - '0');
        return value;
    };
    const std::int64_t seconds = (date->days() * std::int64_t{24} + digits(11, 2)) * 3600 +
                                 digits(14, 2) * 60 + digits(17, 2);
    time.micros = seconds * 1'000'000 + digits(20, 6);
    return format_utc(time) == text;
}

bool read_root(std::string_view text, Digest& root) {
    const auto bytes = from_base64(text);
    if (!bytes || bytes->size() != root.size() || to_base64(*bytes) != text) return false;
    std::copy(bytes->begin(), bytes->end(), root.begin());
    return true;
}

}  // namespace

std::string checkpoint_text(std::string_view origin, std::uint64_t size, const Digest& root,
                            Instant time) {
    return fmt::format("{}\n{}\n{}\n{}\n", origin, size, to_base64(view(root)), format_utc(time));
}

std::uint32_t key_id(std::string_view name, ByteView public_key) noexcept {
    const std::uint8_t separator[] = {'\n', kEd25519};
    const Digest digest = sha256({as_bytes(name), ByteView(separator, 2), public_key});
    ByteReader in(view(digest));
    return in.u32();
}

Result<std::string> sign_note(const Keys& keys, const std::string& text) {
    DAICHO_TRY(signature, keys.sign(as_bytes(text)));
    Bytes blob;
    ByteWriter out(blob);
    out.u32(key_id(keys.name, keys.public_key));
    out.raw(signature);
    return fmt::format("{}\n{}{} {}\n", text, kSignatureMark, keys.name, to_base64(blob));
}

Result<ParsedNote> parse_note(std::string_view note) {
    const std::size_t blank = note.find("\n\n");
    if (note.size() > kMaxNote || blank == std::string_view::npos) return malformed();
    ParsedNote parsed;
    parsed.text = note.substr(0, blank + 1);
    parsed.signatures = note.substr(blank + 2);
    std::string_view rest = parsed.text;
    const auto origin = take_line(rest);
    const auto size = take_line(rest);
    const auto root = take_line(rest);
    const auto time = take_line(rest);
    Checkpoint& checkpoint = parsed.checkpoint;
    if (!origin || origin->empty() || !size || !read_number(*size, checkpoint.size) || !root ||
        !read_root(*root, checkpoint.root) || !time || !read_time(*time, checkpoint.time) ||
        !rest.empty() || !parsed.signatures.ends_with('\n')) {
        return malformed();
    }
    checkpoint.note = std::string(note);
    return parsed;
}

Notes split_notes(std::string_view text) {
    Notes notes;
    while (true) {
        while (text.starts_with('\n')) text.remove_prefix(1);
        notes.rest = text;
        const std::size_t blank = text.find("\n\n");
        if (blank == std::string_view::npos) return notes;
        std::string_view after = text.substr(blank + 2);
        bool cut = after.size() < kSignatureMark.size() && kSignatureMark.starts_with(after);
        while (!cut && after.starts_with(kSignatureMark)) cut = !take_line(after);
        if (cut) return notes;
        notes.whole.push_back(text.substr(0, text.size() - after.size()));
        text = after;
    }
}

Result<Checkpoint> open_note(std::string_view note, std::string_view key_name,
                             ByteView public_key) {
    DAICHO_TRY(parsed, parse_note(note));
    if (!parsed.text.starts_with(std::string(key_name) + "\n") ||
        public_key.size() != crypto_sign_PUBLICKEYBYTES) {
        return malformed();
    }
    const std::string start = std::string(kSignatureMark) + std::string(key_name) + " ";
    const std::uint32_t id = key_id(key_name, public_key);
    bool named = false;
    bool ours = false;
    while (const auto line = take_line(parsed.signatures)) {
        if (!line->starts_with(kSignatureMark)) return malformed();
        if (!line->starts_with(start)) continue;
        named = true;
        const auto blob = from_base64(line->substr(start.size()));
        if (!blob || blob->size() != 4 + crypto_sign_BYTES) return malformed();
        ByteReader in(*blob);
        if (in.u32() != id) continue;
        const ByteView signature = in.raw(crypto_sign_BYTES);
        ours = crypto_sign_verify_detached(signature.data(), as_bytes(parsed.text).data(),
                                           parsed.text.size(), public_key.data()) == 0;
        if (!ours) break;
    }
    if (ours) return std::move(parsed.checkpoint);
    return named ? input_error("journal.note.bad_signature") : malformed();
}

}  // namespace daicho::journal
