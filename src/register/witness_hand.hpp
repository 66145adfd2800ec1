// Witness hand: gives checkpoints to the witness and remembers when that fails.
//
// A witness that cannot be reached never stops the work, but it is told: once in the journal (an
// alarm entry), on the home screen, and in the file `witness.fault` of the home folder, which
// `daicho doctor` reads beside a running server and which goes when notes arrive again.
// Threading: `hand` and `alarm` on the writer thread; `fault` on any.
#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace daicho::registers {

// Takes notes, oldest first; must not wait for a network. What it answers may be about notes that
// were given before.
using GiveNotes = std::function<Status(const std::vector<std::string>&)>;

class WitnessHand {
public:
    WitnessHand(std::filesystem::path home, GiveNotes give)
        : file_(std::move(home) / "witness.fault"), give_(std::move(give)) {}
    void hand(const std::vector<std::string>& notes);
    // What the alarm entry should say; nothing when there is none due. It stays due until settled.
    [[nodiscard]] std::optional<std::string> alarm() const;
    void alarm_written() noexcept { written_ = true; }
    void settled(bool committed) noexcept;  // of the transaction that alarm_written speaks of
    [[nodiscard]] std::optional<Error> fault() const;

private:
    std::filesystem::path file_;
    GiveNotes give_;
    mutable std::mutex mutex_;
    std::optional<Error> fault_;
    bool due_ = false;
    bool written_ = false;
};

}  // namespace daicho::registers
