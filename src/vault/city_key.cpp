#include "vault/city_key.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vault/seal.hpp"
#include "vault/vault.hpp"

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

Error fault(const char* id, const std::filesystem::path& file) {
    return system_error(id).with("file", file.string());
}

}  // namespace

Result<Bytes> read_city_key(const std::filesystem::path& file) {
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (in.get() < 0) return fault("vault.city_key.missing", file);
    struct stat about {};
    if (::fstat(in.get(), &about) != 0 || (about.st_mode & 077) != 0) {
        return fault("vault.city_key.wrong_mode", file);
    }
    Bytes key(kKeySize + 1);
    const ssize_t size = ::read(in.get(), key.data(), key.size());
    if (size != static_cast<ssize_t>(kKeySize)) return fault("vault.city_key.wrong_size", file);
    key.resize(kKeySize);
    return key;
}

Status create_city_key(const std::filesystem::path& file) {
    const Descriptor out(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    const Bytes key = random_bytes(kKeySize);
    const bool written =
        out.get() >= 0 &&
        ::write(out.get(), key.data(), key.size()) == static_cast<ssize_t>(key.size()) &&
        ::fsync(out.get()) == 0;
    if (!written) return fault("vault.city_key.cannot_create", file);
    return {};
}

}  // namespace daicho::vault
