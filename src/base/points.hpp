// 評点 (Points): points of the appraisal of houses and lots, in exact hundredths.
#pragma once

#include <compare>
#include <cstdint>

namespace daicho {

class Points {
public:
    constexpr Points() noexcept = default;
    static constexpr Points from_hundredths(std::int64_t hundredths) noexcept {
        Points points;
        points.hundredths_ = hundredths;
        return points;
    }
    [[nodiscard]] constexpr std::int64_t hundredths() const noexcept { return hundredths_; }
    constexpr auto operator<=>(const Points&) const noexcept = default;
    friend constexpr Points operator+(Points a, Points b) noexcept {
        return from_hundredths(a.hundredths_ + b.hundredths_);
    }

private:
    std::int64_t hundredths_ = 0;
};

static_assert(sizeof(Points) == 8);

}  // namespace daicho
