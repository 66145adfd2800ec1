// Snapshot: everything taxable on the assessment date, in owner order, ready for the engine.
//
// Read once through `register` as of 1 January and as known at one journal number; then sorted by
// taxpayer and record so that the order – and with it every digest – depends on the data alone.
// Memory: about 0.4 kB an object. Threads: two while reading.
#pragma once

#include <vector>

#include "register/query.hpp"
#include "tax/rules/owner_group.hpp"

namespace daicho::tax::levy {

// Record ids beside the engine's inputs, index by index.
struct ObjectIds {
    std::uint64_t record = 0;
    std::uint64_t taxpayer = 0;
};

struct Group {
    std::uint64_t taxpayer = 0;
    std::uint32_t first_parcel = 0, parcels = 0;
    std::uint32_t first_house = 0, houses = 0;
    std::uint32_t first_asset = 0, assets = 0;
    [[nodiscard]] std::uint32_t objects() const noexcept { return parcels + houses + assets; }
};

struct Snapshot {
    std::vector<rules::ParcelInput> parcels;
    std::vector<ObjectIds> parcel_ids;
    std::vector<rules::HouseInput> houses;
    std::vector<ObjectIds> house_ids;
    std::vector<rules::AssetInput> assets;
    std::vector<ObjectIds> asset_ids;
    std::vector<Group> groups;

    [[nodiscard]] std::uint64_t objects() const noexcept {
        return parcels.size() + houses.size() + assets.size();
    }
    [[nodiscard]] rules::OwnerGroupInput input(const Group& group) const noexcept {
        return {{parcels.data() + group.first_parcel, group.parcels},
                {houses.data() + group.first_house, group.houses},
                {assets.data() + group.first_asset, group.assets}};
    }
};

struct SnapshotOptions {
    FiscalYear year;
    CommitNumber as_known;
    std::uint64_t previous_run = 0;  // record id of last year's confirmed run; 0 = carried over
};

// Errors: those of reading, levy.bad_value (register, record, field: a stored value that the
// engine cannot take).
Result<Snapshot> read_snapshot(registers::Kernel& kernel, store::Connection& connection,
                               const SnapshotOptions& options);

// The same for one taxpayer, found through the results of `run`: quick, for explanations.
Result<Snapshot> read_taxpayer_snapshot(registers::Kernel& kernel, store::Connection& connection,
                                        const SnapshotOptions& options, std::uint64_t run,
                                        std::uint64_t taxpayer);

}  // namespace daicho::tax::levy
