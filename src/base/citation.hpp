// Citation: where a number comes from. Points from an amount to its row of law/ and its article.
#pragma once

#include <cstdint>
#include <string>

#include "base/date.hpp"

namespace daicho {

// enacted: promulgated and in force; announced: in an outline or bill; assumed: our extrapolation.
enum class LawStatus : std::uint8_t { enacted, announced, assumed };

struct Citation {
    std::string row;     // "law/2026/land.yaml#land.residential.small.fixed"
    std::string law;     // "地方税法 第349条の3の2 第2項"
    std::string source;  // where the number was read
    Date checked_on;
    LawStatus status = LawStatus::enacted;
    bool verified = true;  // false: general knowledge, not read in a source ("未確認" on screens)
};

// A number of law with its citation. The pointer outlives every use: it belongs to the loaded law.
template <class T>
struct Cited {
    T value{};
    const Citation* citation = nullptr;
};

}  // namespace daicho
