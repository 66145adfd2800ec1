// Generations: how often each register was written since this process opened the municipality.
//
// Whoever keeps something read from a register keeps the generation that held before reading; while
// it is still the same, what was kept is still true. Only the process that writes can know: a
// kernel that was opened read only has none. Number 0 stands for what belongs to no register:
// sessions, passwords, jobs.
// Threading: `note`, `committed` and `forget` on the writer thread; `of` on any.
#pragma once

#include <atomic>
#include <cstdint>
#include <set>
#include <unordered_map>

#include "journal/entry.hpp"
#include "register/definition.hpp"

namespace daicho::registers {

class Generations {
public:
    // Knows the registers from now on; before anybody asks.
    void open(const Definitions& definitions);

    void note(const journal::EntryHeader& header);  // an entry of the running transaction
    void committed();                               // before anybody gets an answer
    void forget() noexcept { pending_.clear(); }    // the transaction was undone

    [[nodiscard]] std::uint64_t of(std::uint16_t register_number) const noexcept;

private:
    std::unordered_map<std::uint16_t, std::atomic<std::uint64_t>> counts_;
    std::atomic<std::uint64_t> all_{0};
    std::set<std::uint16_t> pending_;
    bool pending_all_ = false;
};

}  // namespace daicho::registers
