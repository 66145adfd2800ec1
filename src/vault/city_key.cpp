#include "vault/city_key.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <optional>

#include "vault/token.hpp"

namespace daicho::vault {
namespace {

class Descriptor {
public:
    explicit Descriptor(int value) noexcept : value_(value) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    [[nodiscard]] int get() const noexcept { return value_; }

private:
    int value_;
};

constexpr std::string_view kMagic = "daicho city key in token 1\n";
constexpr std::size_t kLongestFile = 4096;

// daicho city key in token 1 / uri pkcs11:… / sealed <Base64>
struct TokenFile {
    std::string uri;
    Bytes sealed;
};
std::optional<TokenFile> parse_token_file(std::string_view text) {
    if (!text.starts_with(kMagic)) return std::nullopt;
    text.remove_prefix(kMagic.size());
    const std::size_t line = text.find('\n');
    constexpr std::string_view kUri = "uri ";
    constexpr std::string_view kSealed = "sealed ";
    if (line == std::string_view::npos || !text.starts_with(kUri)) return std::nullopt;
    TokenFile file{std::string(text.substr(kUri.size(), line - kUri.size())), {}};
    text.remove_prefix(line + 1);
    if (!text.starts_with(kSealed) || !text.ends_with('\n')) return std::nullopt;
    auto sealed = from_base64(text.substr(kSealed.size(), text.size() - kSealed.size() - 1));
    if (!sealed) return std::nullopt;
    file.sealed = std::move(*sealed);
    return file;
}

Error fault(const char* id, const std::filesystem::path& file) {
    return system_error(id).with("file", file.string());
}

// The file's name is durable only when its folder is.
bool sync_folder(const std::filesystem::path& file) {
    const std::filesystem::path folder = file.parent_path();
    const Descriptor at(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC));
    return at.get() >= 0 && ::fsync(at.get()) == 0;
}

}  // namespace

Status read_city_key(const std::filesystem::path& file, Secret& key) {
    // O_NONBLOCK: a pipe in the file's place must not hang the start.
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (in.get() < 0) {
        const bool absent = errno == ENOENT || errno == ENOTDIR;
        return fault(absent ? "vault.city_key.missing" : "vault.city_key.wrong_mode", file);
    }
    struct stat about {};
    if (::fstat(in.get(), &about) != 0 || !S_ISREG(about.st_mode) || (about.st_mode & 077) != 0 ||
        about.st_uid != ::geteuid()) {
        return fault("vault.city_key.wrong_mode", file);
    }
    if (about.st_size > static_cast<off_t>(kKeySize) &&
        about.st_size <= static_cast<off_t>(kLongestFile)) {
        std::string text(static_cast<std::size_t>(about.st_size), '\0');
        const bool whole = ::read(in.get(), text.data(), text.size()) == about.st_size;
        const auto token = parse_token_file(text);
        if (!whole || !token) return fault("vault.city_key.wrong_size", file);
        return open_in_token(token->uri, token->sealed, key);
    }
    if (about.st_size != static_cast<off_t>(kKeySize) ||
        ::read(in.get(), key.bytes().data(), kKeySize) != static_cast<ssize_t>(kKeySize)) {
        key.wipe();
        return fault("vault.city_key.wrong_size", file);
    }
    return {};
}

std::string token_of_city_key(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text(kLongestFile, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    const auto token = parse_token_file(text);
    return token ? token->uri : "";
}

Status create_city_key(const std::filesystem::path& file, const std::string& token) {
    Secret key;
    key.make_random();
    Bytes bytes(key.view().begin(), key.view().end());
    if (!token.empty()) {
        sodium_memzero(bytes.data(), bytes.size());
        DAICHO_TRY(sealed, seal_in_token(token, key));
        const std::string text =
            std::string(kMagic) + "uri " + token + "\nsealed " + to_base64(sealed) + "\n";
        bytes.assign(text.begin(), text.end());
        // What cannot be opened again must not become a city's key.
        Secret again;
        DAICHO_CHECK(open_in_token(token, sealed, again));
        if (sodium_memcmp(again.view().data(), key.view().data(), kKeySize) != 0) {
            return system_error("vault.token.not_sealed_here");
        }
    }
    const Descriptor out(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (out.get() < 0) return fault("vault.city_key.cannot_create", file);
    const bool written =
        ::fchmod(out.get(), S_IRUSR | S_IWUSR) == 0 &&
        ::write(out.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
        ::fsync(out.get()) == 0 && sync_folder(file);
    sodium_memzero(bytes.data(), bytes.size());
    if (!written) {
        ::unlink(file.c_str());
        return fault("vault.city_key.cannot_create", file);
    }
    return {};
}

}  // namespace daicho::vault
