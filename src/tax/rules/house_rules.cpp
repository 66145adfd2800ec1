#include "tax/rules/house_rules.hpp"

namespace daicho::tax::rules {
namespace {

constexpr std::array<std::string_view, kReliefKinds> kReliefKeys{
    "new_house",
    "long_life",
    "seismic",
    "seismic_evacuation_road",
    "seismic_long_life",
    "seismic_long_life_evacuation_road",
    "barrier_free",
    "energy_saving",
    "energy_saving_long_life",
    "service_housing_for_elderly",
    "condominium_longevity",
};

constexpr std::array<std::string_view, 13> kStateKeys{
    "applied",         "outside_years",     "outside_window",
    "does_not_exist",  "no_completion_date", "no_dwelling",
    "small_share",     "area_out_of_range", "not_fireproof",
    "too_few_dwellings", "let_not_allowed", "too_new",
    "conflict",
};
static_assert(static_cast<std::size_t>(ReliefState::conflict) + 1 == kStateKeys.size());
static_assert(static_cast<std::size_t>(ReliefKind::condominium_longevity) + 1 == kReliefKinds);

}  // namespace

std::string_view relief_key(ReliefKind kind) noexcept {
    return kReliefKeys[static_cast<std::size_t>(kind)];
}

std::optional<ReliefKind> parse_relief_kind(std::string_view key) noexcept {
    for (std::size_t i = 0; i < kReliefKeys.size(); ++i) {
        if (kReliefKeys[i] == key) return static_cast<ReliefKind>(i);
    }
    return std::nullopt;
}

std::string_view relief_state_key(ReliefState state) noexcept {
    return kStateKeys[static_cast<std::size_t>(state)];
}

namespace house {

Yen exact_relief(Yen base, Ratio rate, Area counted, Area total, Ratio fraction) noexcept {
    DAICHO_ASSERT(base >= 0_yen && base <= kMaxInputYen && rate_is_usable(rate));
    DAICHO_ASSERT(total.hundredths() > 0 && counted <= total &&
                  total.hundredths() <= kMaxInputAreaHundredths);
    DAICHO_ASSERT(fraction.denominator() <= kMaxFractionTerm && fraction <= kOne);
    // At most 2^50 · 2^20 · 2^37 · 2^10 < 2^127.
    using Wide = unsigned __int128;
    const Wide above = static_cast<Wide>(base.amount()) * static_cast<Wide>(rate.numerator()) *
                       static_cast<Wide>(counted.hundredths()) *
                       static_cast<Wide>(fraction.numerator());
    const Wide below = static_cast<Wide>(rate.denominator()) *
                       static_cast<Wide>(total.hundredths()) *
                       static_cast<Wide>(fraction.denominator());
    return Yen(static_cast<std::int64_t>(above / below));
}

}  // namespace house
}  // namespace daicho::tax::rules
