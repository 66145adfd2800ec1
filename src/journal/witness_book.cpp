#include "journal/witness_book.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "journal/bundle.hpp"
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

constexpr std::string_view kBundle = "daicho journal 1\n";
constexpr std::uintmax_t kMostRefused = 1U << 20;

Error rolled_back(std::uint64_t size, std::uint64_t held) {
    return conflict_error("witness.rolled_back")
        .with("size", std::to_string(size))
        .with("held", std::to_string(held));
}

// Of a bundle that was checked: its notes stand behind the first blank line.
Result<std::string> note_of_size(std::string_view bundle, std::uint64_t size) {
    const std::size_t blank = std::min(bundle.find("\n\n"), bundle.size());
    for (const std::string_view note :
         split_notes(bundle.substr(std::min(blank + 2, bundle.size()))).whole) {
        const auto parsed = parse_note(note);
        if (parsed && parsed->checkpoint.size == size) return std::string(note);
    }
    return input_error("bundle.no_note");
}

// As a whole or not at all.
Status replace_file(const std::string& file, std::string_view text) {
    const std::string fresh = file + ".new";
    std::error_code code;
    std::filesystem::remove(fresh, code);
    DAICHO_CHECK(append_notes(fresh, {std::string(text)}));
    std::filesystem::rename(fresh, file, code);
    return code ? Status(cannot_write(file, code.value())) : Status();
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
        book.note_ = std::string(note);
    }
    return book;
}

Result<bool> WitnessBook::take(std::string_view sent) {
    auto taken = sent.starts_with(kBundle) ? take_proof(sent) : take_note(sent);
    if (!taken && taken.error().kind == ErrorKind::conflict) keep_refused(sent);
    return taken;
}

Result<bool> WitnessBook::take_note(std::string_view note) {
    DAICHO_TRY(checked, open_note(note, origin_, key_));
    if (checked.size < size_) return rolled_back(checked.size, size_);
    if (checked.size == size_) {
        if (checked.root == root_) return false;
        return conflict_error("witness.other_root").with("size", std::to_string(size_));
    }
    if (size_ != 0) {
        return conflict_error("witness.no_proof")
            .with("size", std::to_string(checked.size))
            .with("held", std::to_string(size_));
    }
    return keep(note);
}

// The note that we hold goes into the walk: at its size the tree must have its root.
Result<bool> WitnessBook::take_proof(std::string_view bundle) {
    DAICHO_TRY(alone, check_bundle(bundle, "", origin_, key_));
    DAICHO_TRY(note, note_of_size(bundle, alone.newest));
    if (alone.newest < size_) return rolled_back(alone.newest, size_);
    if (alone.newest == size_ || size_ == 0) return take_note(note);
    const auto found = check_bundle(bundle, note_ + "\n", origin_, key_);
    if (!found) {
        return conflict_error("witness.split_view")
            .with("size", std::to_string(alone.newest))
            .with("held", std::to_string(size_));
    }
    if (std::ranges::find(found->sizes, size_) == found->sizes.end()) {
        return conflict_error("witness.no_proof")
            .with("size", std::to_string(alone.newest))
            .with("held", std::to_string(size_));
    }
    DAICHO_CHECK(replace_file(file_ + ".proof", bundle));
    return keep(note);
}

Result<bool> WitnessBook::keep(std::string_view note) {
    DAICHO_CHECK(append_notes(file_, {std::string(note)}));
    DAICHO_TRY(checked, open_note(note, origin_, key_));
    size_ = checked.size;
    root_ = checked.root;
    note_ = std::string(note);
    return true;
}

// Everything here bears the city's signature. Bounded: whoever has the key could fill the disk.
void WitnessBook::keep_refused(std::string_view sent) const {
    const std::string file = file_ + ".refused";
    std::error_code code;
    const std::uintmax_t there = std::filesystem::file_size(file, code);
    if (!code && there > kMostRefused) return;
    (void)append_notes(file, {std::string(sent)}).has_value();
}

}  // namespace daicho::journal
