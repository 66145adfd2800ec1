#include "tax/levy/previous.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>

#include "register/query.hpp"
#include "register/schema.hpp"
#include "tax/levy/columns.hpp"
#include "tax/levy/results.hpp"
#include "tax/levy/snapshot.hpp"

namespace daicho::tax::levy {
namespace {

using registers::Cell;

void put_amount(const Cell& cell, Yen& amount, bool& known) {
    known = !cell.is_null();
    if (known) amount = Yen(cell.integer);
}

// `cells`: fixed and city planning for small, general, non-residential and farmland, in order.
void put_chain(std::span<const Cell> cells, const std::array<Area, rules::kKinds>& areas,
               rules::PreviousBases& chain) {
    for (std::size_t kind = 0; kind < rules::kKinds; ++kind) {
        rules::PreviousBase& base = chain[kind];
        put_amount(cells[kind * 2], base.fixed, base.fixed_known);
        put_amount(cells[kind * 2 + 1], base.city_planning, base.city_planning_known);
        base.area = areas[kind];
    }
}

// Rows of a result register that meet `condition` (and, with `only`, are of those parcels).
Status read_rows(store::Connection& connection, const registers::Definition& definition,
                 const std::vector<std::size_t>& columns, const std::string& condition,
                 const std::vector<std::uint64_t>* only,
                 const std::function<void(std::span<const Cell>)>& visit) {
    std::string names;
    for (const std::size_t column : columns) {
        names += (names.empty() ? "" : ", ") + registers::sql_name(definition.fields[column].name);
    }
    DAICHO_TRY(select, connection.prepare(fmt::format(
                           "SELECT {} FROM {} WHERE {}{}", names,
                           registers::version_table(definition), condition,
                           only == nullptr ? "" : " AND parcel = ?")));
    std::vector<Cell> cells(columns.size());
    const std::size_t rounds = only == nullptr ? 1 : only->size();
    for (std::size_t round = 0; round < rounds; ++round) {
        if (only != nullptr) select->bind(0, static_cast<std::int64_t>((*only)[round]));
        while (true) {
            DAICHO_TRY(row, select->step());
            if (!row) break;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                const int column = static_cast<int>(i);
                cells[i] =
                    select->is_null(column) ? Cell::null() : Cell::of(select->integer(column));
            }
            visit(cells);
        }
    }
    return {};
}

Status read_carried_over(registers::Kernel& kernel, store::Connection& connection,
                         const SnapshotOptions& options, const std::vector<std::uint64_t>* only,
                         PreviousChains& chains) {
    DAICHO_TRY(definition, kernel.definition("parcel_previous"));
    DAICHO_TRY(columns, bind_columns(*definition,
                                     {"parcel", "area", "small_fixed", "small_city",
                                      "general_fixed", "general_city", "nonres_fixed",
                                      "nonres_city", "farm_fixed", "farm_city"}));
    const std::string condition = fmt::format("fiscal_year = {}", options.year.previous().year());
    return read_rows(connection, *definition, columns, condition, only,
                     [&](std::span<const Cell> cells) {
                         const Area area = Area::from_hundredths(cells[1].integer);
                         put_chain(cells.subspan(2), {area, area, area, area},
                                   chains.put(static_cast<std::uint64_t>(cells[0].integer)));
                     });
}

Status read_last_run(registers::Kernel& kernel, store::Connection& connection,
                     const SnapshotOptions& options, const std::vector<std::uint64_t>* only,
                     PreviousChains& chains) {
    DAICHO_TRY(definition, kernel.definition("levy_parcel"));
    DAICHO_TRY(columns,
               bind_columns(*definition,
                            {"parcel", "taxed_area", "small_area", "general_area", "nonres_area",
                             "farm_area", "small_fixed", "small_city", "general_fixed",
                             "general_city", "nonres_fixed", "nonres_city", "farm_fixed",
                             "farm_city"}));
    std::string condition = fmt::format("run = {}", options.previous_run);
    if (only == nullptr) {  // all: in the order they lie in, not by way of an index
        DAICHO_TRY(range, versions_of_run(connection, *definition, options.previous_run));
        condition = fmt::format("version_id BETWEEN {} AND {} AND +{}", range.first, range.last,
                                condition);
    }
    return read_rows(
        connection, *definition, columns, condition, only, [&](std::span<const Cell> cells) {
            // A use that the parcel had: the base is for that part; otherwise for the whole.
            const auto area_of = [&](std::size_t column) {
                return Area::from_hundredths(cells[column].is_null() || cells[column].integer == 0
                                                 ? cells[1].integer
                                                 : cells[column].integer);
            };
            put_chain(cells.subspan(6), {area_of(2), area_of(3), area_of(4), area_of(5)},
                      chains.put(static_cast<std::uint64_t>(cells[0].integer)));
        });
}

}  // namespace

rules::PreviousBases& PreviousChains::put(std::uint64_t parcel) {
    if (parcel >= index_.size())
        index_.resize(std::max<std::size_t>(parcel + 1, index_.size() * 2));
    if (index_[parcel] == 0) {
        chains_.emplace_back();
        index_[parcel] = static_cast<std::uint32_t>(chains_.size());
    }
    return chains_[index_[parcel] - 1];
}

Result<PreviousChains> read_previous_chains(registers::Kernel& kernel,
                                            store::Connection& connection,
                                            const SnapshotOptions& options,
                                            const std::vector<std::uint64_t>* only) {
    PreviousChains chains;
    if (options.previous_run != 0) {
        DAICHO_CHECK(read_last_run(kernel, connection, options, only, chains));
    } else {
        DAICHO_CHECK(read_carried_over(kernel, connection, options, only, chains));
    }
    return chains;
}

}  // namespace daicho::tax::levy
