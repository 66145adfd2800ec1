#include "disk.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace daicho::faults {
namespace {

constexpr std::size_t kSector = 512;

template <class Function>
Function libc(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

// One write, or one cut (`bytes` empty, `size` the new length), that is not durable yet.
struct Change {
    bool is_cut = false;
    std::uint64_t offset = 0;
    std::string bytes;
    std::uint64_t size = 0;
};

// A file since it was last synced.
struct File {
    std::string durable;
    std::vector<Change> changes;
};

struct State {
    std::recursive_mutex mutex;
    std::string folder;
    Plan plan;
    Counts counts;
    bool happened = false;
    std::map<std::string, File> files;
};

State& state() {
    static State* const only = new State;  // written to until the last thread has ended
    return *only;
}

// Path of an open file under the watched folder; empty for any other.
std::string watched(int file) {
    if (state().folder.empty()) return {};
    std::array<char, 4096> path{};
    const std::string link = "/proc/self/fd/" + std::to_string(file);
    const ssize_t length = ::readlink(link.c_str(), path.data(), path.size());
    if (length <= 0) return {};
    std::string name(path.data(), static_cast<std::size_t>(length));
    if (name.find("-shm") != std::string::npos || !name.starts_with(state().folder)) return {};
    return name;
}

std::string content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool losing_power() { return state().plan.fault == Fault::power_goes; }

// What must be known to lose it again; nothing else needs the bytes.
void remember(const std::string& path, Change change) {
    if (!losing_power()) return;
    const auto known = state().files.find(path);
    File& file = known != state().files.end() ? known->second
                                              : state().files[path] = {content(path), {}};
    file.changes.push_back(std::move(change));
}

// The error number that this write or sync meets; 0: none.
int strike(bool sync) {
    State& all = state();
    const std::uint64_t number = sync ? ++all.counts.syncs : ++all.counts.writes;
    const bool counts_syncs = all.plan.fault == Fault::sync_fails;
    if (all.plan.fault == Fault::none) return 0;
    if (all.happened) {
        if (losing_power()) return EIO;
        return all.plan.fault == Fault::disk_full && !sync ? ENOSPC : 0;
    }
    if (sync != counts_syncs || number != all.plan.at) return 0;
    all.happened = true;
    return all.plan.fault == Fault::disk_full ? ENOSPC : EIO;
}

void apply(std::string& bytes, const Change& change, std::size_t length) {
    if (change.is_cut) {
        bytes.resize(change.size);
        return;
    }
    if (bytes.size() < change.offset + length) bytes.resize(change.offset + length);
    bytes.replace(change.offset, length, change.bytes, 0, length);
}

std::string what_is_left(const File& file, std::mt19937_64& random) {
    std::string bytes = file.durable;
    for (std::size_t i = 0; i < file.changes.size(); ++i) {
        const Change& change = file.changes[i];
        if (random() % 2 == 0) continue;
        std::size_t length = change.bytes.size();
        if (i + 1 == file.changes.size() && length > kSector) {
            length = kSector * (random() % (length / kSector + 1));
        }
        apply(bytes, change, length);
    }
    return bytes;
}

}  // namespace

void watch(const std::filesystem::path& folder, Plan plan) {
    const std::lock_guard lock(state().mutex);
    state().folder = folder.string() + "/";
    state().plan = plan;
    state().counts = {};
    state().happened = false;
    state().files.clear();
}

Counts counted() {
    const std::lock_guard lock(state().mutex);
    return state().counts;
}

bool happened() {
    const std::lock_guard lock(state().mutex);
    return state().happened;
}

void repair(std::uint64_t seed) {
    State& all = state();
    const std::lock_guard lock(all.mutex);
    all.folder.clear();
    if (losing_power() && all.happened) {
        std::mt19937_64 random(seed);
        for (const auto& [path, file] : all.files) {
            if (!std::filesystem::exists(path)) continue;
            std::ofstream(path, std::ios::binary) << what_is_left(file, random);
            std::filesystem::remove(path.substr(0, path.find("-wal")) + "-shm");
        }
    }
    all.plan = {};
    all.files.clear();
}

namespace {

// One write: `put` does it, at `offset`.
template <class Put>
ssize_t put_bytes(int file, const char* bytes, std::size_t size, std::int64_t offset, Put put) {
    const std::lock_guard lock(state().mutex);
    const std::string path = watched(file);
    if (path.empty()) return put();
    if (const int error = strike(false); error != 0) {
        errno = error;
        return -1;
    }
    remember(path, {false, static_cast<std::uint64_t>(offset), std::string(bytes, size), 0});
    return put();
}

template <class Sync>
int sync_file(int file, Sync sync) {
    const std::lock_guard lock(state().mutex);
    const std::string path = watched(file);
    if (path.empty()) return sync();
    if (const int error = strike(true); error != 0) {
        errno = error;
        return -1;
    }
    if (losing_power()) state().files[path] = {content(path), {}};
    return sync();
}

int cut_file(int file, std::int64_t size, int (*cut)(int, off64_t)) {
    const std::lock_guard lock(state().mutex);
    const std::string path = watched(file);
    if (path.empty()) return cut(file, size);
    if (losing_power() && state().happened) {
        errno = EIO;
        return -1;
    }
    remember(path, {true, 0, {}, static_cast<std::uint64_t>(size)});
    return cut(file, size);
}

// Where a plain write goes: behind the end for a file opened so, else to the file's place.
std::int64_t place_of(int file) {
    const bool appends = (::fcntl(file, F_GETFL) & O_APPEND) != 0;
    struct ::stat now {};
    if (appends && ::fstat(file, &now) == 0) return now.st_size;
    return ::lseek(file, 0, SEEK_CUR);
}

}  // namespace
}  // namespace daicho::faults

// --- in place of libc's

extern "C" {

using daicho::faults::cut_file;
using daicho::faults::libc;
using daicho::faults::place_of;
using daicho::faults::put_bytes;
using daicho::faults::sync_file;

ssize_t write(int file, const void* bytes, std::size_t size) {
    static const auto real = libc<ssize_t (*)(int, const void*, std::size_t)>("write");
    return put_bytes(file, static_cast<const char*>(bytes), size, place_of(file),
                     [&] { return real(file, bytes, size); });
}

ssize_t writev(int file, const struct iovec* parts, int count) {
    static const auto real = libc<ssize_t (*)(int, const struct iovec*, int)>("writev");
    std::string bytes;
    for (int i = 0; i < count; ++i) {
        bytes.append(static_cast<const char*>(parts[i].iov_base), parts[i].iov_len);
    }
    return put_bytes(file, bytes.data(), bytes.size(), place_of(file),
                     [&] { return real(file, parts, count); });
}

ssize_t pwrite64(int file, const void* bytes, std::size_t size, off64_t offset) {
    static const auto real = libc<ssize_t (*)(int, const void*, std::size_t, off64_t)>("pwrite64");
    return put_bytes(file, static_cast<const char*>(bytes), size, offset,
                     [&] { return real(file, bytes, size, offset); });
}

ssize_t pwrite(int file, const void* bytes, std::size_t size, off_t offset) {
    return pwrite64(file, bytes, size, offset);
}

int fsync(int file) {
    static const auto real = libc<int (*)(int)>("fsync");
    return sync_file(file, [&] { return real(file); });
}

int fdatasync(int file) {
    static const auto real = libc<int (*)(int)>("fdatasync");
    return sync_file(file, [&] { return real(file); });
}

int ftruncate64(int file, off64_t size) noexcept {
    static const auto real = libc<int (*)(int, off64_t)>("ftruncate64");
    return cut_file(file, size, real);
}

int ftruncate(int file, off_t size) noexcept { return ftruncate64(file, size); }

}  // extern "C"
