// Witness book: the signed notes of another municipality's journal, kept in a file that is only
// appended to. Whoever keeps it knows no key but the public one.
//
// A note is taken when its signature is good and it is proven to continue the last one: by a bundle
// (bundle.hpp) that has the root of the one held on its way to the new one. A smaller size is a
// journal that was rolled back, another root one that was altered: the city has signed two
// histories. What is taken is on the disk when `take` returns, the newest proof beside it in
// FILE.proof; what the city signed and was refused is kept as evidence in FILE.refused.
// Threads: one at a time.
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
    // A note (the first one, or once more the one held) or a bundle. False: nothing new. Errors:
    // those of open_note and check_bundle, witness.rolled_back, witness.other_root,
    // witness.no_proof, witness.split_view, witness.cannot_write.
    Result<bool> take(std::string_view sent);
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

private:
    WitnessBook(std::string file, std::string origin, Bytes public_key)
        : file_(std::move(file)), origin_(std::move(origin)), key_(std::move(public_key)) {}
    Result<bool> take_note(std::string_view note);
    Result<bool> take_proof(std::string_view bundle);
    Result<bool> keep(std::string_view note);
    void keep_refused(std::string_view sent) const;
    std::string file_;
    std::string origin_;
    Bytes key_;
    std::uint64_t size_ = 0;  // of the newest note
    Digest root_{};
    std::string note_;
};

}  // namespace daicho::journal
