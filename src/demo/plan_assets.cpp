#include <algorithm>

#include "demo/detail/plan_steps.hpp"
#include "demo/random.hpp"

namespace daicho::demo::detail {
namespace {

// Farmers and landlords own solar panels and farm equipment, businesses own anything.
std::uint8_t type_for(BundleKind kind, Dice& dice) {
    static constexpr std::uint8_t kRural[] = {6, 6, 6, 13, 0, 4};
    if (kind == BundleKind::farmer || kind == BundleKind::landlord ||
        kind == BundleKind::homeowner) {
        return kRural[dice.below(6)];
    }
    for (;;) {
        const std::uint32_t type = dice.below(static_cast<std::uint32_t>(asset_types().size()));
        const char asset_class = asset_types()[type].kind;
        if (asset_class == '4' && !dice.chance(6)) continue;
        if (asset_class == '3' && !dice.chance(60)) continue;
        return static_cast<std::uint8_t>(type);
    }
}

Asset draw_asset(const CityPlan& plan, const Declarer& declarer, std::uint32_t number) {
    Dice dice(plan.seed(), Topic::asset, declarer.taxpayer * 1000ULL + number);
    Asset asset{.taxpayer = declarer.taxpayer};
    asset.type = type_for(plan.bundles[declarer.taxpayer].kind, dice);
    const AssetType& type = asset_types()[asset.type];
    const std::uint32_t range = type.cost_max - type.cost_min;
    asset.cost = type.cost_min + (dice.chance(800) ? dice.below(range / 4 + 1) : dice.below(range));
    asset.quantity = static_cast<std::uint8_t>(dice.chance(850) ? 1 : dice.between(2, 12));
    const int year = dice.chance(160) ? static_cast<int>(dice.between(1994, 2007))
                                      : static_cast<int>(dice.between(2008, 2025));
    asset.acquired = static_cast<std::uint16_t>(year * 12 + static_cast<int>(dice.below(12)));
    if (number == 0) asset.acquired = static_cast<std::uint16_t>(2016 * 12 + dice.below(72));
    const int bought = asset.acquired / 12;
    asset.born = bought <= 2023 ? Stage::start : bought == 2024 ? Stage::new_2025 : Stage::new_2026;
    if (number > 0 && asset.born == Stage::start) {
        const std::uint32_t throw_ = dice.below(1000);
        if (throw_ < 50) asset.ended = throw_ < 25 ? Stage::new_2025 : Stage::new_2026;
    }
    const bool advanced = type.kind == '2' && bought >= 2022 && bought <= 2024;
    if (advanced && dice.chance(90)) asset.special = 1;
    if (asset.type == 6 && bought >= 2022 && dice.chance(120)) asset.special = 2;
    if (type.kind == '2' && asset.special == 0 && dice.chance(8)) asset.special = 3;
    asset.exempt = asset.special == 0 && number > 0 && dice.chance(4);
    return asset;
}

}  // namespace

void plan_assets(CityPlan& plan) {
    std::uint32_t allocations = std::clamp(plan.options.size.declarers / 340, 1U, 60U);
    for (Declarer& declarer : plan.declarers) {
        Dice dice(plan.seed(), Topic::declaration, 1'000'000'000ULL + declarer.taxpayer);
        declarer.first_asset = static_cast<std::uint32_t>(plan.assets.size());
        const BundleKind kind = plan.bundles[declarer.taxpayer].kind;
        const bool business = plan.people[declarer.taxpayer].kind == PersonKind::corporation;
        declarer.assets = static_cast<std::uint32_t>(
            kind == BundleKind::factory ? dice.between(12, 48)
            : business                  ? dice.between(3, 26)
                                        : dice.between(1, 6));
        if (declarer.taxpayer == kFeatured) declarer.assets = 1;
        for (std::uint32_t i = 0; i < declarer.assets; ++i) {
            plan.assets.push_back(draw_asset(plan, declarer, i));
        }
        if (business && kind == BundleKind::depreciable_only && allocations > 0 &&
            dice.chance(200)) {
            declarer.allocated = true;
            --allocations;
        }
    }
    Asset& solar = plan.assets[plan.declarers.front().first_asset];
    DAICHO_ASSERT(solar.taxpayer == kFeatured);
    solar = Asset{.taxpayer = kFeatured, .cost = 9'800, .acquired = 2022 * 12 + 6, .type = 6};
}

}  // namespace daicho::demo::detail
