#include "store/lease.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

namespace daicho::store {
namespace {

std::filesystem::path lock_file(const std::filesystem::path& database) {
    return database.string() + ".lock";
}

// Locks of the open file, not of the process (F_OFD_*): a second lease in the same process is
// refused as well, and closing another descriptor of the file gives nothing away.
struct flock whole_file() {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

Error failed(const std::filesystem::path& file, int code) {
    return system_error("store.failed")
        .with("reason", file.string() + ": " + std::generic_category().message(code));
}

// Empty while the holder has not written it yet.
std::string holder(int file) {
    std::string text(20, '\0');
    const ssize_t size = ::pread(file, text.data(), text.size(), 0);
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    return text.substr(0, text.find_first_not_of("0123456789"));
}

}  // namespace

WriterLease::WriterLease(WriterLease&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

WriterLease& WriterLease::operator=(WriterLease&& other) noexcept {
    if (this != &other) {
        give_back();
        file_ = std::exchange(other.file_, -1);
    }
    return *this;
}

WriterLease::~WriterLease() { give_back(); }

// The file stays: removing it would let a third process lock a file that nobody else sees.
void WriterLease::give_back() noexcept {
    if (file_ < 0) return;
    (void)!::ftruncate(file_, 0);
    ::close(file_);
    file_ = -1;
}

Result<WriterLease> WriterLease::take(const std::filesystem::path& database) {
    const std::filesystem::path file = lock_file(database);
    const int opened = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (opened < 0) return failed(file, errno);
    struct flock lock = whole_file();
    if (::fcntl(opened, F_OFD_SETLK, &lock) != 0) {
        const int code = errno;
        const std::string process = holder(opened);
        ::close(opened);
        if (code != EAGAIN && code != EACCES) return failed(file, code);
        return system_error("store.in_use")
            .with("file", database.string())
            .with("process", process.empty() ? "?" : process);
    }
    // Only a help for people: without it the lease holds just as well.
    const std::string process = std::to_string(::getpid()) + "\n";
    (void)!::ftruncate(opened, 0);
    (void)!::pwrite(opened, process.data(), process.size(), 0);
    return WriterLease(opened);
}

bool is_leased(const std::filesystem::path& database) {
    const int opened = ::open(lock_file(database).c_str(), O_RDONLY | O_CLOEXEC);
    if (opened < 0) return false;
    struct flock lock = whole_file();
    const bool held = ::fcntl(opened, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    ::close(opened);
    return held;
}

}  // namespace daicho::store
