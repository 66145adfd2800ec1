#include "tax/levy/results.hpp"

#include <fmt/format.h>

#include "register/schema.hpp"
#include "tax/levy/columns.hpp"

namespace daicho::tax::levy {
namespace {

using registers::Cell;

// Columns of levy_parcel: three ids, value and area, eight for each component, sums, the chain.
constexpr std::size_t kFirstComponent = 5;
constexpr std::size_t kComponentColumns = 8;
constexpr std::size_t kFirstSum = kFirstComponent + rules::kKinds * kComponentColumns;
constexpr std::size_t kFirstChain = kFirstSum + 2;

Result<ResultLayout> bind(registers::Kernel& kernel, std::string_view name,
                          std::initializer_list<std::string_view> columns) {
    ResultLayout layout;
    DAICHO_TRY(definition, kernel.definition(name));
    layout.definition = definition;
    layout.revision = kernel.revision(*definition);
    DAICHO_TRY(fields, bind_columns(*definition, columns));
    layout.fields = std::move(fields);
    return layout;
}

Result<ResultLayout> bind_parcel(registers::Kernel& kernel) {
    return bind(kernel, "levy_parcel",
                {"run", "parcel", "taxpayer", "value_yen", "taxed_area",
                 "small_area", "small_value_yen", "small_full_fixed_yen", "small_full_city_yen",
                 "small_previous_fixed_yen", "small_previous_city_yen", "small_fixed_base_yen",
                 "small_city_base_yen",
                 "general_area", "general_value_yen", "general_full_fixed_yen",
                 "general_full_city_yen", "general_previous_fixed_yen",
                 "general_previous_city_yen", "general_fixed_base_yen", "general_city_base_yen",
                 "nonres_area", "nonres_value_yen", "nonres_full_fixed_yen",
                 "nonres_full_city_yen", "nonres_previous_fixed_yen", "nonres_previous_city_yen",
                 "nonres_fixed_base_yen", "nonres_city_base_yen",
                 "farm_area", "farm_value_yen", "farm_full_fixed_yen", "farm_full_city_yen",
                 "farm_previous_fixed_yen", "farm_previous_city_yen", "farm_fixed_base_yen",
                 "farm_city_base_yen",
                 "fixed_base_yen", "city_base_yen",
                 "small_fixed", "small_city", "general_fixed", "general_city", "nonres_fixed",
                 "nonres_city", "farm_fixed", "farm_city"});
}

Result<ResultLayout> bind_taxpayer(registers::Kernel& kernel) {
    return bind(kernel, "levy_taxpayer",
                {"run", "taxpayer", "fixed_land_base_yen", "fixed_house_base_yen",
                 "fixed_depreciable_base_yen", "city_land_base_yen", "city_house_base_yen",
                 "below_threshold_land", "below_threshold_house", "below_threshold_depreciable",
                 "fixed_base_yen", "fixed_tax_before_relief_yen", "fixed_relief_yen",
                 "fixed_waiver_yen", "fixed_tax_yen", "city_base_yen",
                 "city_tax_before_relief_yen", "city_relief_yen", "city_waiver_yen",
                 "city_tax_yen", "annual_tax_yen", "instalment_1_yen", "instalment_2_yen",
                 "instalment_3_yen", "instalment_4_yen", "parcels", "houses", "assets"});
}

std::int64_t id(std::uint64_t value) noexcept { return static_cast<std::int64_t>(value); }

}  // namespace

Result<ResultLayouts> bind_results(registers::Kernel& kernel) {
    DAICHO_TRY(parcel, bind_parcel(kernel));
    DAICHO_TRY(house, bind(kernel, "levy_house",
                           {"run", "house", "taxpayer", "value_yen", "fixed_base_yen",
                            "city_base_yen", "relief_fixed_yen", "relief_city_yen"}));
    DAICHO_TRY(asset, bind(kernel, "levy_asset",
                           {"run", "asset", "taxpayer", "assessed_value_yen", "base_yen"}));
    DAICHO_TRY(taxpayer, bind_taxpayer(kernel));
    return ResultLayouts{std::move(parcel), std::move(house), std::move(asset),
                         std::move(taxpayer)};
}

Result<registers::VersionRange> versions_of_run(store::Connection& connection,
                                                const registers::Definition& definition,
                                                std::uint64_t run) {
    DAICHO_TRY(ends, connection.prepare(fmt::format(
                         "SELECT min(version_id), max(version_id) FROM {} WHERE run = ?",
                         registers::version_table(definition))));
    ends->bind(0, id(run));
    DAICHO_CHECK(ends->step());
    return registers::VersionRange{definition.number, static_cast<std::uint64_t>(ends->integer(0)),
                                   static_cast<std::uint64_t>(ends->integer(1))};
}

void RunTotals::add(const rules::Totals& totals) {
    const rules::TaxTotals& fixed = totals.tax[static_cast<std::size_t>(rules::Tax::fixed)];
    const rules::TaxTotals& city = totals.tax[static_cast<std::size_t>(rules::Tax::city_planning)];
    fixed_base += fixed.base;
    fixed_tax += fixed.tax;
    city_base += city.base;
    city_tax += city.tax;
    annual_tax += totals.annual;
    ++taxpayers;
}

Cell* ResultEncoder::new_row(ResultRegister which, ResultBatch& batch) {
    ResultRows& rows = batch[static_cast<std::size_t>(which)];
    const std::size_t width =
        (*layouts_)[static_cast<std::size_t>(which)].definition->fields.size();
    const std::size_t start = rows.cells.size();
    rows.cells.resize(start + width);
    return row_ = rows.cells.data() + start;
}

void ResultEncoder::set(ResultRegister which, std::size_t column, std::int64_t value) {
    row_[(*layouts_)[static_cast<std::size_t>(which)].fields[column]] = Cell::of(value);
}

void ResultEncoder::close_row(ResultRegister which, ResultBatch& batch) {
    ResultRows& rows = batch[static_cast<std::size_t>(which)];
    const ResultLayout& layout = (*layouts_)[static_cast<std::size_t>(which)];
    const registers::RowFrame frame{0, {Date::from_days(0), kForever},
                                    registers::RowState::normal, layout.revision};
    rows.digests.push_back(registers::digest_row(*layout.definition, frame,
                                                 {row_, layout.definition->fields.size()}, {},
                                                 scratch_)
                               .whole);
    ++rows.count;
}

void ResultEncoder::add_parcel(const Snapshot& snapshot, std::size_t index,
                               const rules::ParcelResult& result, ResultBatch& batch) {
    constexpr auto kWhich = ResultRegister::parcel;
    const rules::ParcelInput& input = snapshot.parcels[index];
    new_row(kWhich, batch);
    set(kWhich, 0, id(run_));
    set(kWhich, 1, id(snapshot.parcel_ids[index].record));
    set(kWhich, 2, id(snapshot.parcel_ids[index].taxpayer));
    set(kWhich, 3, result.value.amount());
    set(kWhich, 4, input.exempt ? 0 : input.area.hundredths());
    for (std::size_t i = 0; i < result.count; ++i) {
        const rules::ComponentResult& part = result.components[i];
        const std::size_t at =
            kFirstComponent + static_cast<std::size_t>(part.kind) * kComponentColumns;
        set(kWhich, at, part.area.hundredths());
        set(kWhich, at + 1, part.value.amount());
        for (std::size_t tax = 0; tax < rules::kTaxes; ++tax) {
            const rules::BaseResult& base = part.tax[tax];
            set(kWhich, at + 2 + tax, base.full_base.amount());
            if (base.previous_known) set(kWhich, at + 4 + tax, base.previous.amount());
            set(kWhich, at + 6 + tax, base.base.amount());
        }
    }
    set(kWhich, kFirstSum, result.base[0].amount());
    set(kWhich, kFirstSum + 1, result.base[1].amount());
    if (!input.exempt) {
        rules::PreviousBases chain{};
        rules::next_previous(*land_, input, result, chain);
        for (std::size_t kind = 0; kind < rules::kKinds; ++kind) {
            const rules::PreviousBase& base = chain[kind];
            if (base.fixed_known) set(kWhich, kFirstChain + kind * 2, base.fixed.amount());
            if (base.city_planning_known) {
                set(kWhich, kFirstChain + kind * 2 + 1, base.city_planning.amount());
            }
        }
    }
    close_row(kWhich, batch);
}

void ResultEncoder::add_taxpayer(const Group& group, const rules::OwnerGroupResult& result,
                                 ResultBatch& batch) {
    constexpr auto kWhich = ResultRegister::taxpayer;
    new_row(kWhich, batch);
    std::size_t column = 0;
    const auto put = [&](std::int64_t value) { set(kWhich, column++, value); };
    const rules::TaxTotals& fixed = result.totals.tax[0];
    const rules::TaxTotals& city = result.totals.tax[1];
    put(id(run_));
    put(id(group.taxpayer));
    for (const Yen base : fixed.class_base) put(base.amount());
    put(city.class_base[0].amount());
    put(city.class_base[1].amount());
    for (const bool below : result.totals.below_threshold) put(below ? 1 : 0);
    for (const rules::TaxTotals* tax : {&fixed, &city}) {
        put(tax->base.amount());
        put(tax->before_relief.amount());
        put(tax->relief.amount());
        put(tax->waiver.amount());
        put(tax->tax.amount());
    }
    put(result.totals.annual.amount());
    for (std::size_t i = 0; i < 4; ++i) put(result.totals.instalments[i].amount());
    put(group.parcels);
    put(group.houses);
    put(group.assets);
    close_row(kWhich, batch);
}

void ResultEncoder::add(const Snapshot& snapshot, const Group& group,
                        const rules::OwnerGroupResult& result, ResultBatch& batch) {
    for (std::size_t i = 0; i < group.parcels; ++i) {
        add_parcel(snapshot, group.first_parcel + i, result.parcels[i], batch);
    }
    for (std::size_t i = 0; i < group.houses; ++i) {
        constexpr auto kWhich = ResultRegister::house;
        const std::size_t index = group.first_house + i;
        const rules::HouseResult& house = result.houses[i];
        new_row(kWhich, batch);
        set(kWhich, 0, id(run_));
        set(kWhich, 1, id(snapshot.house_ids[index].record));
        set(kWhich, 2, id(snapshot.house_ids[index].taxpayer));
        set(kWhich, 3, snapshot.houses[index].house.value.amount());
        set(kWhich, 4, house.fixed_base.amount());
        set(kWhich, 5, house.city_planning_base.amount());
        set(kWhich, 6, house.fixed_relief.amount());
        set(kWhich, 7, house.city_planning_relief.amount());
        close_row(kWhich, batch);
    }
    for (std::size_t i = 0; i < group.assets; ++i) {
        constexpr auto kWhich = ResultRegister::asset;
        const std::size_t index = group.first_asset + i;
        new_row(kWhich, batch);
        set(kWhich, 0, id(run_));
        set(kWhich, 1, id(snapshot.asset_ids[index].record));
        set(kWhich, 2, id(snapshot.asset_ids[index].taxpayer));
        set(kWhich, 3, result.assets[i].assessed_value.amount());
        set(kWhich, 4, result.assets[i].base.amount());
        close_row(kWhich, batch);
    }
    add_taxpayer(group, result, batch);
}

}  // namespace daicho::tax::levy
