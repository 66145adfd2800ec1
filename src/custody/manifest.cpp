#include "custody/manifest.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <charconv>

#include "journal/note.hpp"

namespace daicho::custody {
namespace {

constexpr std::size_t kLongest = 4096;
constexpr std::string_view kFirst = "daicho backup 1";
constexpr std::string_view kOrigin = "daicho/";

// Lines of the form "word value …", each exactly once and in order.
class Lines {
public:
    explicit Lines(std::string_view text) : rest_(text) {}
    std::string_view line() {
        const std::size_t end = rest_.find('\n');
        if (end == std::string_view::npos) {
            good_ = false;
            return {};
        }
        const std::string_view taken = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        return taken;
    }
    std::string_view value(std::string_view word) {
        const std::string_view taken = line();
        if (!taken.starts_with(word) || taken.size() <= word.size() || taken[word.size()] != ' ') {
            good_ = false;
            return {};
        }
        return taken.substr(word.size() + 1);
    }
    template <class Number>
    Number number(std::string_view text) {
        Number value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        good_ &= read.ec == std::errc() && read.ptr == text.data() + text.size() && value >= 0 &&
                 std::to_string(value) == text;
        return value;
    }
    Digest digest(std::string_view hex) {
        Digest digest{};
        const auto bytes = from_hex(hex);
        good_ &= bytes && bytes->size() == digest.size() && to_hex(*bytes) == hex;
        if (good_) std::ranges::copy(*bytes, digest.begin());
        return digest;
    }
    FileFacts facts(std::string_view word) {
        const std::string_view both = value(word);
        const std::size_t blank = both.find(' ');
        if (blank == std::string_view::npos) {
            good_ = false;
            return {};
        }
        FileFacts facts;
        facts.bytes = number<std::uint64_t>(both.substr(0, blank));
        facts.digest = digest(both.substr(blank + 1));
        return facts;
    }
    [[nodiscard]] std::string_view rest() const { return rest_; }
    [[nodiscard]] bool good() const { return good_; }
    void require(bool condition) { good_ &= condition; }

private:
    std::string_view rest_;
    bool good_ = true;
};

// A name that is a folder's: nothing that leads elsewhere.
bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= 80 && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '-';
    });
}

}  // namespace

std::string Manifest::municipality() const { return origin.substr(kOrigin.size()); }

std::string manifest_text(const Manifest& it) {
    return fmt::format("{}\norigin {}\nname {}\nstore {}\nentries {}\nroot {}\nmade {}\nrows {}\n"
                       "data {} {}\nkeys {} {}\n",
                       kFirst, it.origin, it.name, it.store, it.entries, to_hex(view(it.root)),
                       it.made, it.rows, it.data.bytes, to_hex(view(it.data.digest)),
                       it.keys.bytes, to_hex(view(it.keys.digest)));
}

Result<Manifest> parse_manifest(std::string_view text) {
    Lines lines(text.substr(0, kLongest));
    Manifest it;
    lines.require(text.size() <= kLongest && lines.line() == kFirst);
    it.origin = std::string(lines.value("origin"));
    it.name = std::string(lines.value("name"));
    it.store = std::string(lines.value("store"));
    it.entries = lines.number<std::uint64_t>(lines.value("entries"));
    it.root = lines.digest(lines.value("root"));
    it.made = lines.number<std::int64_t>(lines.value("made"));
    it.rows = lines.number<std::uint64_t>(lines.value("rows"));
    it.data = lines.facts("data");
    it.keys = lines.facts("keys");
    lines.require(it.origin.starts_with(kOrigin) && it.origin.size() > kOrigin.size() &&
                  is_name(it.municipality()) && is_name(it.name));
    lines.require(it.store == "sqlite" || it.store == "postgres");
    lines.require(lines.rest().starts_with('\n'));
    if (!lines.good()) return input_error("backup.manifest_malformed");
    return it;
}

Status check_signature(std::string_view text, const std::string& name, ByteView public_key) {
    const auto forged = [] { return Status(input_error("backup.manifest_forged")); };
    const std::string start = "\xE2\x80\x94 " + name + " ";
    const std::size_t blank = text.find("\n\n");
    if (blank == std::string_view::npos) return forged();
    const std::string_view signed_text = text.substr(0, blank + 1);
    std::string_view line = text.substr(blank + 2);
    if (!line.starts_with(start) || !line.ends_with('\n')) return forged();
    line.remove_prefix(start.size());
    line.remove_suffix(1);
    const auto blob = from_base64(line);
    if (!blob || blob->size() != 4 + crypto_sign_BYTES ||
        public_key.size() != crypto_sign_PUBLICKEYBYTES) {
        return forged();
    }
    ByteReader in(*blob);
    const bool ours = in.u32() == journal::key_id(name, public_key);
    const ByteView signature = in.raw(crypto_sign_BYTES);
    const bool good = ours && crypto_sign_verify_detached(signature.data(),
                                                          as_bytes(signed_text).data(),
                                                          signed_text.size(),
                                                          public_key.data()) == 0;
    return good ? Status() : forged();
}

}  // namespace daicho::custody
