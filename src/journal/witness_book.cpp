#include "journal/witness_book.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "journal/note.hpp"

namespace daicho::journal {
namespace {

Error cannot_write(const std::string& file, int code) {
    return system_error("witness.cannot_write")
        .with("file", file)
        .with("why", std::strerror(code));
}

bool write_all(int out, std::string_view text) {
    while (!text.empty()) {
        const ssize_t done = ::write(out, text.data(), text.size());
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(done));
    }
    return true;
}

}  // namespace

Status append_notes(const std::string& file, const std::vector<std::string>& notes) {
    std::string text;
    for (const std::string& note : notes) text += note + "\n";
    const int out = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    if (out < 0) return cannot_write(file, errno);
    struct stat before {};
    const bool known = ::fstat(out, &before) == 0;
    errno = 0;
    // A pipe or a device has no disk to wait for.
    const bool regular = known && S_ISREG(before.st_mode);
    const bool done = write_all(out, text) && (!regular || ::fdatasync(out) == 0);
    const int code = errno;
    // Half a note in the middle would make the whole file unusable.
    if (!done && regular) (void)!::ftruncate(out, before.st_size);
    ::close(out);
    return done ? Status() : Status(cannot_write(file, code));
}

Result<WitnessBook> WitnessBook::open(std::string file, std::string origin, Bytes public_key) {
    WitnessBook book(std::move(file), std::move(origin), std::move(public_key));
    std::error_code code;
    if (!std::filesystem::exists(book.file_, code)) return book;
    std::ifstream in(book.file_, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return system_error("witness.cannot_read").with("file", book.file_);
    const std::string held = std::move(text).str();
    for (const std::string_view note : split_notes(held).whole) {
        DAICHO_TRY(checked, open_note(note, book.origin_, book.key_));
        if (checked.size < book.size_) continue;  // the newest counts, whoever wrote before us
        book.size_ = checked.size;
        book.root_ = checked.root;
    }
    return book;
}

Result<bool> WitnessBook::take(std::string_view note) {
    DAICHO_TRY(checked, open_note(note, origin_, key_));
    if (checked.size < size_) {
        return conflict_error("witness.rolled_back")
            .with("size", std::to_string(checked.size))
            .with("held", std::to_string(size_));
    }
    if (checked.size == size_) {
        if (checked.root == root_) return false;
        return conflict_error("witness.other_root").with("size", std::to_string(size_));
    }
    DAICHO_CHECK(append_notes(file_, {std::string(note)}));
    size_ = checked.size;
    root_ = checked.root;
    return true;
}

}  // namespace daicho::journal
