#include "vault/city_key.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

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
    if (about.st_size != static_cast<off_t>(kKeySize) ||
        ::read(in.get(), key.bytes().data(), kKeySize) != static_cast<ssize_t>(kKeySize)) {
        key.wipe();
        return fault("vault.city_key.wrong_size", file);
    }
    return {};
}

Status create_city_key(const std::filesystem::path& file) {
    const Descriptor out(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (out.get() < 0) return fault("vault.city_key.cannot_create", file);
    Secret key;
    key.make_random();
    const bool written =
        ::fchmod(out.get(), S_IRUSR | S_IWUSR) == 0 &&
        ::write(out.get(), key.view().data(), kKeySize) == static_cast<ssize_t>(kKeySize) &&
        ::fsync(out.get()) == 0 && sync_folder(file);
    if (!written) {
        ::unlink(file.c_str());
        return fault("vault.city_key.cannot_create", file);
    }
    return {};
}

}  // namespace daicho::vault
