// Disk: what stands between this program and the disk, so that it can fail.
//
// The functions of libc that write, cut and sync are defined in disk.cpp and win over libc's, for
// SQLite and the standard library alike. Under the watched folder they are counted, and one of
// them, or all from one on, goes wrong. Everywhere else they do what they always do.
//
// When the power goes, what was written since a file was last synced is lost in parts: any of the
// writes, in any order, the last one perhaps torn in a sector. Names of files are taken as durable
// at once, and memory-mapped files (SQLite's -shm, which it makes anew) are not looked at.
// Threading: thread-safe; one disk for the program.
#pragma once

#include <cstdint>
#include <filesystem>

namespace daicho::faults {

enum class Fault : std::uint8_t {
    none,
    write_fails,  // once: the disk has a bad spot
    disk_full,    // from here on, until it is repaired
    sync_fails,   // once
    power_goes,   // nothing is written any more
};

struct Plan {
    Fault fault = Fault::none;
    std::uint64_t at = 0;  // which write (or sync), from 1
};

struct Counts {
    std::uint64_t writes = 0;
    std::uint64_t syncs = 0;
};

// Counts and fails from now on what goes to files in `folder`.
void watch(const std::filesystem::path& folder, Plan plan);
// What was counted since `watch`; the fault has happened when its number was reached.
Counts counted();
bool happened();
// The disk is well again. After power_goes: what was not synced is lost in parts, by `seed`.
void repair(std::uint64_t seed);

}  // namespace daicho::faults
