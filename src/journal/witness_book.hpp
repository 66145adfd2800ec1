// Witness book: the signed notes of another municipality's journal, kept in a file that is only
// appended to. Whoever keeps it knows no key but the public one.
//
// A note is taken when its signature is good and it continues the last one: a smaller size is a
// journal that was rolled back, another root of the same size one that was altered. What is taken
// is on the disk when `take` returns. Threads: one at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "journal/merkle.hpp"

namespace daicho::journal {

// Appends notes, each followed by a blank line, and waits for the disk; on a fault the file is as
// it was. Error: witness.cannot_write.
Status append_notes(const std::string& file, const std::vector<std::string>& notes);

class WitnessBook {
public:
    // Errors: witness.cannot_read, and those of open_note for what it holds.
    static Result<WitnessBook> open(std::string file, std::string origin, Bytes public_key);
    // False: nothing new. Errors: those of open_note, witness.rolled_back, witness.other_root,
    // witness.cannot_write.
    Result<bool> take(std::string_view note);
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

private:
    WitnessBook(std::string file, std::string origin, Bytes public_key)
        : file_(std::move(file)), origin_(std::move(origin)), key_(std::move(public_key)) {}
    std::string file_;
    std::string origin_;
    Bytes key_;
    std::uint64_t size_ = 0;  // of the newest note
    Digest root_{};
};

}  // namespace daicho::journal
