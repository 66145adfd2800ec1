#include <algorithm>

#include "demo/detail/plan_steps.hpp"
#include "demo/random.hpp"

namespace daicho::demo::detail {
namespace {

using enum BundleKind;

std::uint32_t parcels_of(const Bundle& bundle) noexcept {
    return bundle.mains * std::uint32_t{bundle.lots} + bundle.extras;
}
std::uint32_t houses_of(const Bundle& bundle) noexcept {
    return std::uint32_t{bundle.mains} + bundle.annexes;
}

BundleKind kind_of_individual(Dice& dice) {
    const std::uint32_t throw_ = dice.below(1000);
    return throw_ < 560   ? homeowner
           : throw_ < 655 ? condominium
           : throw_ < 760 ? farmer
           : throw_ < 895 ? landowner
           : throw_ < 935 ? landlord
           : throw_ < 970 ? house_only
                          : depreciable_only;
}

BundleKind kind_of_corporation(Dice& dice) {
    const std::uint32_t throw_ = dice.below(1000);
    return throw_ < 330   ? depreciable_only
           : throw_ < 660 ? shop
           : throw_ < 830 ? factory
           : throw_ < 980 ? estate_company
                          : temple;
}

BundleKind kind_of_group(Dice& dice) {
    const std::uint32_t throw_ = dice.below(1000);
    return throw_ < 480 ? homeowner : throw_ < 520 ? condominium : landowner;
}

std::uint8_t small(std::int64_t value) { return static_cast<std::uint8_t>(value); }

void fill(Bundle& bundle, Dice& dice) {
    switch (bundle.kind) {
        case homeowner:
            bundle = {.kind = homeowner, .mains = 1, .lots = small(dice.chance(230) ? 2 : 1)};
            bundle.annexes = dice.chance(150) ? 1 : 0;
            bundle.extras = static_cast<std::uint16_t>(dice.chance(450) ? dice.between(1, 3) : 0);
            break;
        case condominium:
            bundle = {.kind = condominium, .mains = 1, .lots = 1};
            break;
        case farmer:
            bundle = {.kind = farmer, .mains = 1, .lots = 2, .annexes = small(dice.between(0, 2))};
            bundle.extras = static_cast<std::uint16_t>(dice.between(6, 22));
            break;
        case landowner:
            bundle.extras = static_cast<std::uint16_t>(dice.between(1, 6));
            break;
        case landlord:
            bundle = {.kind = landlord, .mains = small(dice.between(1, 3)), .lots = 1};
            bundle.extras = static_cast<std::uint16_t>(dice.between(0, 4));
            break;
        case house_only: bundle.mains = 1; break;
        case depreciable_only: break;
        case shop:
            bundle = {.kind = shop, .mains = 1, .lots = small(dice.between(1, 2))};
            bundle.extras = static_cast<std::uint16_t>(dice.between(0, 3));
            break;
        case factory:
            bundle = {.kind = factory, .mains = small(dice.between(1, 2)), .lots = 3};
            bundle.annexes = small(dice.between(0, 2));
            bundle.extras = static_cast<std::uint16_t>(dice.between(0, 3));
            break;
        case estate_company:
            bundle.extras = static_cast<std::uint16_t>(dice.between(2, 10));
            break;
        case temple:
            bundle = {.kind = temple, .mains = 1, .lots = 2};
            bundle.extras = static_cast<std::uint16_t>(dice.between(1, 4));
            break;
    }
}

void draw(CityPlan& plan) {
    const CitySize& size = plan.options.size;
    plan.corporations = size.taxpayers * 9 / 100;
    const std::uint32_t groups = size.taxpayers * 8 / 100;
    plan.individuals = size.taxpayers - plan.corporations - groups;
    plan.bundles.resize(size.taxpayers);
    plan.people.resize(size.addressees);
    std::uint32_t only_assets = 0;
    for (std::uint32_t i = 0; i < size.taxpayers; ++i) {
        Dice dice(plan.seed(), Topic::bundle, i);
        Bundle& bundle = plan.bundles[i];
        Person& person = plan.people[i];
        person.head = i;
        const bool corporation = i >= plan.individuals && i < plan.first_group();
        person.kind = i < plan.individuals ? PersonKind::individual
                      : corporation        ? PersonKind::corporation
                                           : PersonKind::group;
        bundle.kind = i < plan.individuals ? kind_of_individual(dice)
                      : corporation        ? kind_of_corporation(dice)
                                           : kind_of_group(dice);
        // Whoever holds nothing but assets declares; there must be room for others who declare.
        if (bundle.kind == depreciable_only && ++only_assets > size.declarers * 8 / 10) {
            bundle.kind = corporation ? estate_company : landowner;
        }
        if (i == kFeatured) bundle.kind = homeowner;
        if (i == plan.first_group()) bundle.kind = landowner;
        fill(bundle, dice);
        if (i == kFeatured) bundle = {.kind = homeowner, .mains = 1, .lots = 1, .annexes = 1,
                                      .town = 0, .extras = 2};
        if (i == plan.first_group()) bundle.extras = 1;
        bundle.town = town_for(plan, bundle.kind, i);
        person.town = bundle.town;
        person.temple = bundle.kind == temple;
    }
}

bool fixed(const CityPlan& plan, std::size_t i) {
    return i == kFeatured || i == plan.first_group();
}

// Adds or removes one thing at a time, in rounds, until the sum is right. `step` says whether it
// could; a round without any step means that the wish cannot be met.
template <class Step>
bool balance(CityPlan& plan, std::int64_t missing, Step step) {
    while (missing != 0) {
        const std::int64_t before = missing;
        for (std::size_t i = 0; i < plan.bundles.size() && missing != 0; ++i) {
            if (!fixed(plan, i) && step(plan.bundles[i], missing > 0)) {
                missing += missing > 0 ? -1 : 1;
            }
        }
        if (before == missing) return false;
    }
    return true;
}

bool step_house(Bundle& bundle, bool more) {
    if (bundle.mains == 0 || bundle.kind == condominium || bundle.kind == house_only) return false;
    if (more && bundle.annexes >= 3) return false;
    if (!more && bundle.annexes == 0) return false;
    bundle.annexes = static_cast<std::uint8_t>(bundle.annexes + (more ? 1 : -1));
    return true;
}

bool step_parcel(Bundle& bundle, bool more) {
    const bool holds_land =
        bundle.kind == farmer || bundle.kind == landowner || bundle.kind == estate_company;
    if (!holds_land || (!more && bundle.extras <= 2)) return false;
    bundle.extras = static_cast<std::uint16_t>(bundle.extras + (more ? 1 : -1));
    return true;
}

// Who declares: all that hold nothing else, then businesses in the order of the dice.
bool choose_declarers(CityPlan& plan) {
    const std::uint32_t wanted = plan.options.size.declarers;
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < plan.bundles.size(); ++i) {
        const BundleKind kind = plan.bundles[i].kind;
        if (kind == depreciable_only || i == kFeatured) plan.declarers.push_back({.taxpayer = i});
        if (kind == shop || kind == factory || kind == landlord || kind == farmer ||
            kind == estate_company) {
            order.push_back(i);
        }
    }
    const std::size_t must = plan.declarers.size();
    if (must > wanted || must + order.size() < wanted) return false;
    std::sort(order.begin(), order.end(), [&plan](std::uint32_t a, std::uint32_t b) {
        const std::uint64_t left = Dice(plan.seed(), Topic::declaration, a).next();
        const std::uint64_t right = Dice(plan.seed(), Topic::declaration, b).next();
        return left != right ? left < right : a < b;
    });
    order.resize(wanted - must);
    for (const std::uint32_t i : order) plan.declarers.push_back({.taxpayer = i});
    std::sort(plan.declarers.begin(), plan.declarers.end(),
              [](const Declarer& a, const Declarer& b) { return a.taxpayer < b.taxpayer; });
    return true;
}

}  // namespace

std::uint8_t town_for(const CityPlan& plan, BundleKind kind, std::uint64_t index) {
    Dice dice(plan.seed(), Topic::town, index);
    const std::span<const Town> all = towns();
    for (;;) {
        const std::uint32_t town = dice.below(static_cast<std::uint32_t>(all.size()));
        const District district = all[town].district;
        const bool rural = district == District::village || district == District::hills;
        bool fits = true;
        if (kind == farmer) fits = rural || (all[town].city_planning && dice.chance(120));
        if (kind == homeowner || kind == house_only || kind == landlord || kind == temple) {
            fits = district != District::industrial && (!rural || dice.chance(250));
        }
        if (kind == condominium) fits = all[town].city_planning && all[town].numbered;
        if (kind == shop) fits = !rural;
        if (kind == factory) fits = district == District::industrial || dice.chance(150);
        if (fits) return static_cast<std::uint8_t>(town);
    }
}

Status plan_bundles(CityPlan& plan) {
    const CitySize& size = plan.options.size;
    const bool usable = size.taxpayers >= 100 && size.addressees > size.taxpayers &&
                        size.taxpayers < 100'000'000;
    if (usable) {
        draw(plan);
        std::int64_t houses = size.houses;
        std::int64_t parcels = size.parcels;
        for (const Bundle& bundle : plan.bundles) {
            houses -= houses_of(bundle);
            parcels -= parcels_of(bundle);
        }
        if (balance(plan, houses, step_house) && balance(plan, parcels, step_parcel) &&
            choose_declarers(plan)) {
            return {};
        }
    }
    return input_error("demo.size")
        .with("parcels", std::to_string(size.parcels))
        .with("houses", std::to_string(size.houses))
        .with("taxpayers", std::to_string(size.taxpayers));
}

}  // namespace daicho::demo::detail
