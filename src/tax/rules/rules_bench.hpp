// What the benches of the rules share: numbers that are the same everywhere, and the timing of one
// piece of work. Integers throughout: not even a bench of the tax uses floating point.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "base/message.hpp"
#include "base/result.hpp"

namespace daicho::tax::rules::bench {

// xorshift64 from a fixed seed.
struct Random {
    std::uint64_t state = 88172645463325252ULL;
    // 0 … bound − 1
    std::int64_t below(std::int64_t bound) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return static_cast<std::int64_t>(state % static_cast<std::uint64_t>(bound));
    }
};

// Hundredths of a million objects per second.
inline std::int64_t hundredths_of_millions(std::size_t objects, std::int64_t nanoseconds) {
    return static_cast<std::int64_t>(objects) * 100'000 / std::max<std::int64_t>(nanoseconds, 1);
}

// One warm-up, then five timed runs; `work` gives a sum, so that nothing is optimised away.
template <class Work>
void measure(const char* what, std::size_t objects, Work work) {
    std::int64_t sum = work();
    std::array<std::int64_t, 5> nanoseconds{};
    for (std::int64_t& took : nanoseconds) {
        const auto start = std::chrono::steady_clock::now();
        sum = work();
        took = std::chrono::nanoseconds(std::chrono::steady_clock::now() - start).count();
    }
    std::sort(nanoseconds.begin(), nanoseconds.end());
    const std::int64_t median = hundredths_of_millions(objects, nanoseconds[2]);
    const std::int64_t best = hundredths_of_millions(objects, nanoseconds[0]);
    std::printf("%-34s median %3lld.%02lld  best %3lld.%02lld  million/s/core  (sum %lld)\n", what,
                static_cast<long long>(median / 100), static_cast<long long>(median % 100),
                static_cast<long long>(best / 100), static_cast<long long>(best % 100),
                static_cast<long long>(sum));
}

template <class T>
T must(Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "%s\n", describe_with_place(result.error(), Language::english).c_str());
    std::exit(3);
}

}  // namespace daicho::tax::rules::bench
