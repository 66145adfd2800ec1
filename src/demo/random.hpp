// Dice: numbers that depend on the seed, a topic and an index alone, so that any record can be made
// without making those before it. Not for secrets. Threads: values.
#pragma once

#include <cstdint>

namespace daicho::demo {

// What the dice are thrown for: two topics of one index never share a sequence.
enum class Topic : std::uint64_t {
    bundle = 1, town, surname, given, person, address, relation, shares, corporation,
    site, extra, house, condominium, event, price, previous, registration, valuation, holding,
    survey, relief, statistics, asset, declaration, move, choice, error, shape,
};

constexpr std::uint64_t mix(std::uint64_t x) noexcept {  // the finaliser of SplitMix64
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

class Dice {
public:
    constexpr Dice(std::uint64_t seed, Topic topic, std::uint64_t index) noexcept
        : state_(mix(mix(seed ^ (static_cast<std::uint64_t>(topic) << 56)) ^ index)) {}

    constexpr std::uint64_t next() noexcept { return state_ = mix(state_); }
    // 0 … n − 1; n > 0
    constexpr std::uint32_t below(std::uint32_t n) noexcept {
        return static_cast<std::uint32_t>(((next() >> 32) * n) >> 32);
    }
    constexpr std::int64_t between(std::int64_t low, std::int64_t high) noexcept {
        return low + below(static_cast<std::uint32_t>(high - low + 1));
    }
    constexpr bool chance(std::uint32_t permille) noexcept { return below(1000) < permille; }

private:
    std::uint64_t state_;
};

}  // namespace daicho::demo
