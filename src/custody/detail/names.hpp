// Names of files of a backup, and small files written whole or not at all.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "custody/container.hpp"

namespace daicho::custody::detail {

inline constexpr const char* kData = "data.dcb";
inline constexpr const char* kKeys = "keys.dcb";
inline constexpr const char* kManifest = "manifest.txt";
inline constexpr const char* kErasures = "erasures.txt";
inline constexpr const char* kBodies = "journal";  // periods in the list of erasures
inline constexpr const char* kLastRestore = "last-restore.txt";
inline constexpr std::string_view kKeyTables[] = {"w_key", "w_record_key"};

inline bool is_key_table(const std::string& name) {
    return name == kKeyTables[0] || name == kKeyTables[1];
}

// Beside its place first, then renamed: nobody finds half of it.
inline Status write_file(const std::filesystem::path& file, std::string_view text) {
    const std::filesystem::path beside = file.string() + ".new";
    const int out = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool done = out >= 0;
    while (done && !text.empty()) {
        const ssize_t wrote = ::write(out, text.data(), text.size());
        done = wrote > 0;
        if (done) text.remove_prefix(static_cast<std::size_t>(wrote));
    }
    done = done && ::fsync(out) == 0;
    if (out >= 0) ::close(out);
    std::error_code code;
    if (done) std::filesystem::rename(beside, file, code);
    if (!done || code) return system_error("backup.cannot_write").with("file", file.string());
    return sync_folder(file.parent_path());
}

inline std::string read_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

}  // namespace daicho::custody::detail
