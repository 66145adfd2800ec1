// CityPlan: everything of the invented city that cannot be thrown with dice record by record: who
// holds what, which house stands on which parcel, what happens when. Names, areas of no
// consequence, dates of decisions and the like are thrown when a row is written.
//
// Invariants: counts of CitySize hold exactly for what stands on 1 January 2026; every reference
// is an index into the plan's own vectors; the same options give the same plan.
// Threading: read-only after build_plan. Memory: about 80 bytes per parcel.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "base/date.hpp"
#include "base/result.hpp"
#include "demo/words.hpp"

namespace daicho::demo {

struct CitySize {
    std::uint32_t parcels = 102'553;
    std::uint32_t houses = 34'387;
    std::uint32_t declarers = 2'041;
    std::uint32_t taxpayers = 29'200;
    std::uint32_t addressees = 45'000;

    constexpr bool operator==(const CitySize&) const noexcept = default;
    [[nodiscard]] CitySize times(std::uint32_t factor) const noexcept {
        return {parcels * factor, houses * factor, declarers * factor, taxpayers * factor,
                addressees * factor};
    }
};

inline constexpr CitySize kCity{};                                 // 岩見沢市 2004
inline constexpr CitySize kSmallCity{2'051, 688, 41, 584, 900};    // about a fiftieth

struct CityOptions {
    std::uint64_t seed = 20'260'101;
    CitySize size = kCity;
};

// When a row begins to hold. Rows of one record lie in different stages, one row each.
enum class Stage : std::uint8_t {
    start,        // 2024-01-01: carried over
    during_2024,  // some day of 2024
    new_2025,     // 2025-01-01
    during_2025,
    new_2026,     // 2026-01-01
    early_2026,   // after the assessment date of fiscal 2026
    never,
};
inline constexpr int kStages = 6;

inline constexpr std::uint32_t kNobody = 0xffffffff;

// The taxpayer of the screens, 柏原 千鶴子; her group of co-owners is the first group.
inline constexpr std::uint32_t kFeatured = 0;

// ---- people ---------------------------------------------------------------------------------

enum class PersonKind : std::uint8_t { individual, corporation, group };
enum class PersonRole : std::uint8_t { taxpayer, member, former, agent, family };

struct Person {
    std::uint32_t head = 0;  // whose surname and household: the person itself or a relative
    PersonKind kind = PersonKind::individual;
    PersonRole role = PersonRole::taxpayer;
    std::uint8_t town = 0;
    std::uint8_t relation = 0;  // 0 head, 1 spouse, 2 child, 3 parent; a group: its other members
    bool in_city = true;
    bool temple = false;        // a religious corporation
    Stage moves = Stage::never;
    Stage dies = Stage::never;
};

struct CoOwner {
    std::uint32_t group = 0;
    std::uint32_t member = 0;
    std::uint16_t numerator = 1;
    std::uint16_t denominator = 2;
    std::uint8_t number = 1;
};

struct Protection {
    std::uint32_t person = 0;
    std::uint8_t state = 0;  // order of the codes of protected_person.state
    Date from;
    Date to;
};

struct Agent {
    std::uint32_t taxpayer = 0;
    std::uint32_t agent = 0;
    std::uint8_t kind = 0;  // tax agent, representative of heirs, payer
};

// ---- what they hold -------------------------------------------------------------------------

enum class BundleKind : std::uint8_t {
    homeowner, condominium, farmer, landowner, landlord, house_only, depreciable_only,
    shop, factory, estate_company, temple,
};

// What one taxpayer holds, and since when.
struct Bundle {
    BundleKind kind = BundleKind::homeowner;
    std::uint8_t mains = 0;    // houses with a site
    std::uint8_t lots = 0;     // parcels per site
    std::uint8_t annexes = 0;
    std::uint8_t town = 0;
    std::uint16_t extras = 0;  // other parcels
    Stage taken_over = Stage::never;  // from `former` …
    bool inherited = false;
    bool estate = false;              // … who is still the registered owner
    std::uint32_t former = kNobody;
    std::uint32_t buyer = kNobody;    // takes over in early 2026
};

enum class LandUse : std::uint8_t {
    building_land, comparable, other_land, farmland, urban_farmland, specified_urban_farmland,
    productive_green,
};
enum class Category : std::uint8_t { rice_field, field, building_land, forest, wasteland, pond,
                                     miscellaneous };
enum class LandEvent : std::uint8_t {
    none, house_built, house_demolished, category_change, advice, split, merge,
};

struct Parcel {
    std::uint32_t taxpayer = 0;
    std::uint32_t area = 0;        // hundredths of m²
    std::uint32_t unit_price = 0;  // yen per m², fiscal 2024
    std::uint32_t lot = 0;
    std::uint32_t house = kNobody;      // main house on it
    std::uint32_t site_area = 0;        // whole site when there are several parcels
    std::uint32_t predecessor = kNobody;
    std::uint32_t predecessor_2 = kNobody;
    std::uint16_t branch = 0;
    std::uint8_t town = 0;
    LandUse use = LandUse::building_land;
    Category category = Category::building_land;
    std::uint8_t exempt = 0;        // 0 taxed, 1 all of it, 2 a part (setback)
    LandEvent event = LandEvent::none;
    Stage event_stage = Stage::never;
    Stage born = Stage::start;
    Stage ended = Stage::never;
    bool condominium = false;
    std::uint8_t error = 0;         // PlantKind + 1
};

// Where a parcel lies before the city is bent and turned (detail/lot_places), mm.
struct LotPlace {
    std::int32_t west = 0, east = 0, south = 0, north = 0;
};

enum class HouseUse : std::uint8_t {
    dwelling, mixed_dwelling, apartment, shop, office, factory, warehouse, farm_building, annex,
    religious,
};
enum class Structure : std::uint8_t { wood, steel, light_steel, rc, src };
enum class Relief : std::uint8_t { none, new_house, long_life, seismic, barrier_free,
                                   energy_saving };

struct House {
    std::uint32_t taxpayer = 0;
    std::uint32_t parcel = kNobody;  // on whose lot it stands
    std::uint32_t main = kNobody;    // of an annex
    std::uint32_t floor_area = 0;
    std::uint32_t residential_area = 0;
    std::uint32_t value = 0;
    std::uint32_t points = 0;        // per m², hundredths
    std::uint32_t building = kNobody;  // condominium
    std::uint32_t lot = 0;
    Date built = {};
    std::uint16_t dwellings = 0;
    std::uint16_t unit = 0;
    std::uint16_t branch = 0;
    HouseUse use = HouseUse::dwelling;
    Structure structure = Structure::wood;
    std::uint8_t storeys = 1;
    std::uint8_t town = 0;
    Relief relief = Relief::none;
    Relief relief_2 = Relief::none;
    Stage relief_stage = Stage::start;  // when the relief is entered
    Date relief_completed = {};
    Stage born = Stage::start;
    Stage ended = Stage::never;
    bool exempt = false;
    std::uint8_t error = 0;
};

struct Building {  // condominium
    std::uint32_t site_area = 0;
    std::uint32_t exclusive_area = 0;
    std::uint32_t common_area = 0;
    std::uint32_t lot = 0;
    std::uint16_t units = 0;
    std::uint8_t town = 0;
    std::uint8_t storeys = 0;
    std::uint8_t name = 0;
    std::uint8_t serial = 0;
    Date built;
};

struct Asset {
    std::uint32_t taxpayer = 0;
    std::uint32_t cost = 0;  // thousands of yen
    std::uint16_t acquired = 0;  // year × 12 + month − 1
    std::uint8_t type = 0;
    std::uint8_t quantity = 1;
    std::uint8_t special = 0;  // 0 none, 1 advanced 1/2, 2 renewable 2/3, 3 pollution 1/3
    bool exempt = false;
    Stage born = Stage::start;
    Stage ended = Stage::never;
};

struct Declarer {
    std::uint32_t taxpayer = 0;
    std::uint32_t first_asset = 0;
    std::uint32_t assets = 0;
    bool allocated = false;  // values allocated by minister or governor
};

// ---- deliberate errors ----------------------------------------------------------------------

enum class PlantKind : std::uint8_t {
    share_sum,               // shares of a group do not add up to 1
    house_without_dwelling,  // a dwelling stands on the parcel, dwellings = 0
    unit_price_year,         // street price of an earlier year, far from its neighbours
    structure_storeys,       // structure cannot have so many storeys
    taxed_over_registered,   // taxed area more than 1.5 times the registered one
    relief_past_period,      // new house relief long after construction
    age_ratio_missing,       // no 経年減点補正率
    condominium_share_sum,   // exclusive areas of the units do not add up to the building's
};
inline constexpr int kPlantKinds = 8;

struct PlantedError {
    PlantKind kind = PlantKind::share_sum;
    std::string register_name;
    std::string key;  // as in the CSV
};
const char* plant_kind_name(PlantKind kind) noexcept;  // "share_sum", …

// ---- the plan -------------------------------------------------------------------------------

struct CityPlan {
    CityOptions options;
    std::uint32_t individuals = 0;   // taxpayers 0 … individuals − 1
    std::uint32_t corporations = 0;  // the next ones; groups follow, then other addressees
    // Addressee numbers are dealt in another order than indices: position = index × stride modulo
    // the number of addressees, and back.
    std::uint64_t stride = 1;
    std::uint64_t inverse_stride = 1;
    std::vector<Person> people;
    std::vector<Bundle> bundles;     // by taxpayer
    std::vector<CoOwner> co_owners;
    std::vector<Protection> protections;
    std::vector<Agent> agents;
    std::vector<Parcel> parcels;     // those that are gone in 2026 at the end
    std::vector<LotPlace> places;    // by parcel
    std::vector<House> houses;
    std::vector<Building> buildings;
    std::vector<Asset> assets;       // by declarer
    std::vector<Declarer> declarers;
    std::vector<std::uint32_t> lots; // last lot number by town
    std::vector<PlantedError> errors;

    [[nodiscard]] std::uint64_t seed() const noexcept { return options.seed; }
    [[nodiscard]] std::uint32_t groups() const noexcept {
        return options.size.taxpayers - individuals - corporations;
    }
    [[nodiscard]] std::uint32_t first_group() const noexcept { return individuals + corporations; }
};

// Fails with demo.size when the proportions cannot be met (far from those of kCity, or below a
// thousandth of it).
Result<CityPlan> build_plan(const CityOptions& options);

}  // namespace daicho::demo
