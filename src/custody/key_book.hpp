// Key book: what can be told of the city's keys without opening one – for a screen and an auditor.
//
// Since when the key is in use is the time of its file: a rotation puts a new one in its place.
// Copies are what `daicho key backup` noted in <home>/key-copies.txt; nobody can tell whether they
// are still where they were put. Threading: each call is one reader.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "custody/backup.hpp"

namespace daicho::custody {

// Nothing when there is no file.
std::optional<Instant> city_key_since(const std::filesystem::path& home);

struct KeyCopy {
    Instant at;
    std::string file;
};
Status note_key_copy(const std::filesystem::path& home, const KeyCopy& copy);
std::vector<KeyCopy> key_copies(const std::filesystem::path& home);  // oldest first

// Where an old key goes that a rotation from a screen keeps: <home>/old-keys/city.key.<time>, for
// its owner alone. No request names a file. Error: backup.cannot_write.
Result<std::filesystem::path> place_of_old_key(const std::filesystem::path& home, Instant now);

// A stretch of the journal whose bodies one key seals.
struct BodyPeriod {
    std::uint16_t number = 0;
    Instant began;
    std::uint64_t first = 0, entries = 0;
    bool kept = false;     // false: its key was destroyed, nobody can read the bodies any more
    bool current = false;
};
Result<std::vector<BodyPeriod>> body_periods(store::Connection& connection);

}  // namespace daicho::custody
