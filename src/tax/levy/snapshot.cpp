#include "tax/levy/snapshot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <numeric>

#include "register/schema.hpp"
#include "tax/levy/columns.hpp"
#include "tax/levy/previous.hpp"

namespace daicho::tax::levy {
namespace {

using registers::Cell;
using registers::Definition;

Error bad_value(const Definition& definition, std::uint64_t record, std::string_view field,
                std::string_view value) {
    return input_error("levy.bad_value")
        .with("register", definition.name)
        .with("record", std::to_string(record))
        .with("field", std::string(field))
        .with("value", std::string(value));
}

std::int64_t integer(const Cell& cell, std::int64_t otherwise = 0) noexcept {
    return cell.is_null() ? otherwise : cell.integer;
}
Area area(const Cell& cell) noexcept { return Area::from_hundredths(integer(cell)); }
bool flag(const Cell& cell) noexcept { return integer(cell) != 0; }

Result<Ratio> ratio(const Cell& cell, Ratio otherwise) {
    if (cell.is_null()) return otherwise;
    return parse_ratio(cell.bytes);
}

Result<rules::LandUse> land_use(const Definition& definition, std::uint64_t record,
                                std::string_view key) {
    for (std::size_t i = 0; i < rules::kLandUseNames.size(); ++i) {
        if (key == rules::kLandUseNames[i]) return static_cast<rules::LandUse>(i);
    }
    return bad_value(definition, record, "land_use", key);
}

Status read_site(std::span<const Cell> cells, rules::Site& site) {
    site.dwellings = static_cast<std::int32_t>(integer(cells[0]));
    site.house_floor_area = area(cells[1]);
    site.residential_floor_area = std::min(area(cells[2]), site.house_floor_area);
    site.storeys = static_cast<std::int32_t>(integer(cells[3], 1));
    site.fireproof = flag(cells[4]);
    site.vacant_house_advice = flag(cells[5]);
    site.whole_site = area(cells[6]);
    return {};
}

// Where rows come from: the whole register, or the records named.
struct Source {
    registers::Kernel& kernel;
    store::Connection& connection;
    registers::Moment moment;
    const std::vector<std::uint64_t>* records = nullptr;  // null: all
};

Status read_rows(const Source& source, const Definition& definition,
                 std::span<const std::size_t> columns, const registers::ScanRow& visit) {
    if (source.records == nullptr) {
        return registers::scan(source.connection, definition, columns, source.moment, visit);
    }
    std::vector<Cell> cells(columns.size());
    for (const std::uint64_t record : *source.records) {
        DAICHO_TRY(version, registers::read_record(source.connection, definition, record,
                                                   source.moment));
        if (!version) continue;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            cells[i] = version->values[columns[i]].cell();
        }
        DAICHO_CHECK(visit(record, cells));
    }
    return {};
}

// Room for a whole register at once: growing step by step would hold everything twice.
template <class Input>
Status make_room(const Source& source, const Definition& definition, std::vector<Input>& inputs,
                 std::vector<ObjectIds>& ids) {
    if (source.records != nullptr) return {};
    DAICHO_TRY(count, source.connection.integer("SELECT count(*) FROM " +
                                                registers::key_table(definition)));
    inputs.reserve(static_cast<std::size_t>(count));
    ids.reserve(static_cast<std::size_t>(count));
    return {};
}

Status read_parcels(const Source& source, Snapshot& snapshot) {
    DAICHO_TRY(definition, source.kernel.definition("parcel"));
    DAICHO_CHECK(make_room(source, *definition, snapshot.parcels, snapshot.parcel_ids));
    DAICHO_TRY(columns, bind_columns(*definition,
                                     {"taxpayer", "land_use", "taxed_area", "exempt_reason",
                                      "city_planning_area", "value_yen", "urban_farmland_since",
                                      "special_base_ratio", "waiver_ratio", "dwellings",
                                      "house_floor_area", "residential_floor_area", "storeys",
                                      "fireproof", "vacant_house_advice", "site_area"}));
    return read_rows(
        source, *definition, columns,
        [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
            const auto taxpayer = static_cast<std::uint64_t>(integer(cells[0]));
            rules::ParcelInput parcel;
            DAICHO_TRY(use, land_use(*definition, record, cells[1].bytes));
            parcel.use = use;
            parcel.area = area(cells[2]);
            parcel.exempt = cells[3].bytes != "none";
            parcel.city_planning_area = flag(cells[4]);
            parcel.price = Yen(integer(cells[5]));
            parcel.urban_farmland_since = static_cast<std::int32_t>(integer(cells[6]));
            DAICHO_TRY(special, ratio(cells[7], kOne));
            DAICHO_TRY(waiver, ratio(cells[8], Ratio()));
            parcel.special_base_ratio = special;
            parcel.waiver_ratio = waiver;
            DAICHO_CHECK(read_site(cells.subspan(9), parcel.site));
            snapshot.parcels.push_back(parcel);
            snapshot.parcel_ids.push_back({record, taxpayer});
            return {};
        });
}

Status read_relief(const Definition& definition, std::uint64_t record, const Cell& kind,
                   const Cell& completed, rules::House& house) {
    if (kind.is_null() || kind.bytes == "none") return {};
    const auto parsed = rules::parse_relief_kind(kind.bytes);
    if (!parsed) return bad_value(definition, record, "relief", kind.bytes);
    rules::HouseRelief& relief = house.reliefs[house.relief_count++];
    relief.kind = *parsed;
    relief.has_completed = !completed.is_null();
    if (relief.has_completed) {
        relief.completed = Date::from_days(static_cast<std::int32_t>(completed.integer));
    }
    return {};
}

Status read_houses(const Source& source, Snapshot& snapshot) {
    DAICHO_TRY(definition, source.kernel.definition("house"));
    DAICHO_CHECK(make_room(source, *definition, snapshot.houses, snapshot.house_ids));
    DAICHO_TRY(columns,
               bind_columns(*definition,
                            {"taxpayer", "structure", "built", "storeys", "fireproof",
                             "floor_area", "residential_floor_area", "dwellings", "let_out",
                             "value_yen", "exempt_reason", "city_planning_area", "waiver_ratio",
                             "relief_1_kind", "relief_1_completed", "relief_2_kind",
                             "relief_2_completed", "relief_3_kind", "relief_3_completed"}));
    return read_rows(
        source, *definition, columns,
        [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
            const auto taxpayer = static_cast<std::uint64_t>(integer(cells[0]));
            rules::HouseInput input;
            rules::House& house = input.house;
            house.built = Date::from_days(static_cast<std::int32_t>(integer(cells[2])));
            house.storeys = static_cast<std::int32_t>(integer(cells[3], 1));
            house.fireproof = cells[4].is_null() ? cells[1].bytes != "wood" : flag(cells[4]);
            house.floor_area = area(cells[5]);
            house.residential_area = area(cells[6]);
            house.dwellings = static_cast<std::int32_t>(integer(cells[7]));
            house.let_out = cells[8].is_null() ? house.dwellings >= 2 : flag(cells[8]);
            house.value = Yen(integer(cells[9]));
            house.exempt = cells[10].bytes != "none";
            house.city_planning_area = flag(cells[11]);
            DAICHO_TRY(waiver, ratio(cells[12], Ratio()));
            input.waiver_ratio = waiver;
            for (std::size_t i = 13; i < cells.size(); i += 2) {
                DAICHO_CHECK(read_relief(*definition, record, cells[i], cells[i + 1], house));
            }
            snapshot.houses.push_back(input);
            snapshot.house_ids.push_back({record, taxpayer});
            return {};
        });
}

Status read_assets(const Source& source, Snapshot& snapshot) {
    DAICHO_TRY(definition, source.kernel.definition("depreciable_asset"));
    DAICHO_CHECK(make_room(source, *definition, snapshot.assets, snapshot.asset_ids));
    DAICHO_TRY(columns, bind_columns(*definition, {"taxpayer", "acquired", "cost_yen",
                                                   "life_years", "base_fraction", "exempt"}));
    return read_rows(
        source, *definition, columns,
        [&](std::uint64_t record, std::span<const Cell> cells) -> Status {
            const auto taxpayer = static_cast<std::uint64_t>(integer(cells[0]));
            rules::AssetInput input;
            const std::int64_t month = integer(cells[1]);
            input.asset.acquired = rules::acquired_on(YearMonth{
                static_cast<int>(month / 12), static_cast<unsigned>(month % 12 + 1)});
            input.asset.cost = Yen(integer(cells[2]));
            input.asset.life_years = static_cast<std::int32_t>(integer(cells[3]));
            if (input.asset.life_years < rules::kMinLifeYears ||
                input.asset.life_years > rules::kMaxLifeYears) {
                return bad_value(*definition, record, "life_years",
                                 std::to_string(input.asset.life_years));
            }
            DAICHO_TRY(fraction, ratio(cells[4], kOne));
            input.asset.base_fraction = fraction;
            input.asset.exempt = flag(cells[5]);
            snapshot.assets.push_back(input);
            snapshot.asset_ids.push_back({record, taxpayer});
            return {};
        });
}

// Orders inputs and ids by taxpayer, then record.
template <class Input>
void sort_by_owner(std::vector<Input>& inputs, std::vector<ObjectIds>& ids) {
    std::vector<std::uint32_t> order(inputs.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return ids[a].taxpayer != ids[b].taxpayer ? ids[a].taxpayer < ids[b].taxpayer
                                                  : ids[a].record < ids[b].record;
    });
    // In place, cycle by cycle: order[i] says where the element for i stands.
    for (std::uint32_t start = 0; start < order.size(); ++start) {
        if (order[start] == start) continue;
        const Input first = inputs[start];
        const ObjectIds first_ids = ids[start];
        std::uint32_t at = start;
        while (order[at] != start) {
            const std::uint32_t from = order[at];
            inputs[at] = inputs[from];
            ids[at] = ids[from];
            order[at] = at;
            at = from;
        }
        inputs[at] = first;
        ids[at] = first_ids;
        order[at] = at;
    }
}

std::uint32_t take(const std::vector<ObjectIds>& ids, std::uint32_t from, std::uint64_t taxpayer) {
    std::uint32_t to = from;
    while (to < ids.size() && ids[to].taxpayer == taxpayer) ++to;
    return to - from;
}

void make_groups(Snapshot& snapshot) {
    std::uint32_t parcel = 0;
    std::uint32_t house = 0;
    std::uint32_t asset = 0;
    const auto owner = [](const std::vector<ObjectIds>& ids, std::uint32_t at) {
        return at < ids.size() ? ids[at].taxpayer : ~std::uint64_t{0};
    };
    while (parcel < snapshot.parcels.size() || house < snapshot.houses.size() ||
           asset < snapshot.assets.size()) {
        Group group;
        group.taxpayer = std::min({owner(snapshot.parcel_ids, parcel),
                                   owner(snapshot.house_ids, house),
                                   owner(snapshot.asset_ids, asset)});
        group.first_parcel = parcel;
        group.first_house = house;
        group.first_asset = asset;
        group.parcels = take(snapshot.parcel_ids, parcel, group.taxpayer);
        group.houses = take(snapshot.house_ids, house, group.taxpayer);
        group.assets = take(snapshot.asset_ids, asset, group.taxpayer);
        parcel += group.parcels;
        house += group.houses;
        asset += group.assets;
        snapshot.groups.push_back(group);
    }
}

void join_chains(const PreviousChains& chains, Snapshot& snapshot) {
    for (std::size_t i = 0; i < snapshot.parcels.size(); ++i) {
        const auto* previous = chains.find(snapshot.parcel_ids[i].record);
        if (previous != nullptr) snapshot.parcels[i].previous = *previous;
    }
}

void arrange(Snapshot& snapshot) {
    sort_by_owner(snapshot.parcels, snapshot.parcel_ids);
    sort_by_owner(snapshot.houses, snapshot.house_ids);
    sort_by_owner(snapshot.assets, snapshot.asset_ids);
    make_groups(snapshot);
}

// Records of one kind that a run levied on a taxpayer.
Result<std::vector<std::uint64_t>> levied(registers::Kernel& kernel, store::Connection& connection,
                                          std::string_view results, std::string_view object,
                                          std::uint64_t run, std::uint64_t taxpayer) {
    DAICHO_TRY(definition, kernel.definition(results));
    DAICHO_TRY(select, connection.cached(fmt::format(
                           // "+run": by the index of the taxpayer, not that of the run
                           "SELECT {} FROM {} WHERE taxpayer = ? AND +run = ? ORDER BY version_id",
                           registers::sql_name(object), registers::version_table(*definition))));
    select->bind(0, static_cast<std::int64_t>(taxpayer));
    select->bind(1, static_cast<std::int64_t>(run));
    std::vector<std::uint64_t> records;
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) return records;
        records.push_back(static_cast<std::uint64_t>(select->integer(0)));
    }
}

}  // namespace

Result<Snapshot> read_snapshot(registers::Kernel& kernel, store::Connection& connection,
                               const SnapshotOptions& options) {
    const registers::Moment moment{options.year.assessment_date(), options.as_known};
    // Parcels are as much work as the rest together: two threads, each with its own reader.
    Snapshot snapshot;
    auto parcels_read = std::async(std::launch::async, [&]() -> Status {
        DAICHO_TRY(reader, kernel.reader());
        return read_parcels({kernel, *reader, moment}, snapshot);
    });
    PreviousChains chains;
    const auto read_rest = [&]() -> Status {
        const Source source{kernel, connection, moment};
        DAICHO_TRY(read, read_previous_chains(kernel, connection, options, nullptr));
        chains = std::move(read);
        DAICHO_CHECK(read_houses(source, snapshot));
        return read_assets(source, snapshot);
    };
    Status rest_read = read_rest();
    DAICHO_CHECK(parcels_read.get());
    DAICHO_CHECK(rest_read);
    join_chains(chains, snapshot);
    chains = {};
    arrange(snapshot);
    return snapshot;
}

Result<Snapshot> read_taxpayer_snapshot(registers::Kernel& kernel, store::Connection& connection,
                                        const SnapshotOptions& options, std::uint64_t run,
                                        std::uint64_t taxpayer) {
    DAICHO_TRY(parcels, levied(kernel, connection, "levy_parcel", "parcel", run, taxpayer));
    DAICHO_TRY(houses, levied(kernel, connection, "levy_house", "house", run, taxpayer));
    DAICHO_TRY(assets, levied(kernel, connection, "levy_asset", "asset", run, taxpayer));
    DAICHO_TRY(chains, read_previous_chains(kernel, connection, options, &parcels));
    Source source{kernel, connection, {options.year.assessment_date(), options.as_known}};
    Snapshot snapshot;
    source.records = &parcels;
    DAICHO_CHECK(read_parcels(source, snapshot));
    join_chains(chains, snapshot);
    source.records = &houses;
    DAICHO_CHECK(read_houses(source, snapshot));
    source.records = &assets;
    DAICHO_CHECK(read_assets(source, snapshot));
    arrange(snapshot);
    return snapshot;
}

}  // namespace daicho::tax::levy
