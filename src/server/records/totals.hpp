// Totals: how many rows a list has, counted once until its register is written.
// Threading: thread-safe.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "register/list.hpp"

namespace daicho::server {

class Totals {
public:
    // The total of these rows, where it is known and still true.
    std::optional<std::uint64_t> known(const registers::Kernel& kernel,
                                       const registers::Definition& definition,
                                       const std::string& rows);
    // `generation`: the register's, from before the rows were counted.
    void keep(const registers::Definition& definition, const std::string& rows,
              const std::optional<std::uint64_t>& generation, std::uint64_t total);

private:
    struct Kept {
        std::uint64_t generation = 0;
        std::uint64_t total = 0;
    };
    std::mutex mutex_;
    std::map<std::pair<std::uint16_t, std::string>, Kept> kept_;
};

}  // namespace daicho::server
