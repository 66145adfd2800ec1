#include "base/salt.hpp"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/assert.hpp"

namespace daicho {
namespace {

struct Drawn {
    std::array<std::uint8_t, 1024> bytes{};
    std::size_t used = bytes.size();

    void draw() {
        for (std::size_t have = 0; have < bytes.size();) {
            const ssize_t got = ::getrandom(bytes.data() + have, bytes.size() - have, 0);
            DAICHO_ASSERT(got > 0 || errno == EINTR);
            if (got > 0) have += static_cast<std::size_t>(got);
        }
        used = 0;
    }
};

}  // namespace

void fill_salt(std::span<std::uint8_t> salt) {
    thread_local Drawn drawn;
    for (std::size_t done = 0; done < salt.size();) {
        if (drawn.used == drawn.bytes.size()) drawn.draw();
        const std::size_t size = std::min(salt.size() - done, drawn.bytes.size() - drawn.used);
        const auto from = drawn.bytes.begin() + static_cast<std::ptrdiff_t>(drawn.used);
        std::copy_n(from, size, salt.begin() + static_cast<std::ptrdiff_t>(done));
        std::fill_n(from, size, std::uint8_t{0});
        drawn.used += size;
        done += size;
    }
}

}  // namespace daicho
