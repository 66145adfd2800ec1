// Results: what the engine found, as rows of the result registers (levy_parcel, levy_house,
// levy_asset, levy_taxpayer), with their digests – computed beside the writer.
#pragma once

#include <array>
#include <vector>

#include "register/row_digest.hpp"
#include "register/verify.hpp"
#include "tax/levy/snapshot.hpp"

namespace daicho::tax::levy {

enum class ResultRegister : std::uint8_t { parcel, house, asset, taxpayer };
inline constexpr std::size_t kResultRegisters = 4;

// One result register, bound: for each of our columns the field of the definition.
struct ResultLayout {
    const registers::Definition* definition = nullptr;
    std::uint32_t revision = 1;
    std::vector<std::size_t> fields;  // our column → field index
};
using ResultLayouts = std::array<ResultLayout, kResultRegisters>;

// Errors: register.unknown, levy.no_column.
Result<ResultLayouts> bind_results(registers::Kernel& kernel);

// Rows of one register, in columns of cells (row-major, width = definition.fields.size()).
struct ResultRows {
    std::vector<registers::Cell> cells;
    std::vector<Digest> digests;
    std::size_t count = 0;

    void clear() noexcept {
        cells.clear();
        digests.clear();
        count = 0;
    }
};
using ResultBatch = std::array<ResultRows, kResultRegisters>;

// Sums over what was written, for the run's record.
struct RunTotals {
    std::uint64_t parcels = 0, houses = 0, assets = 0, taxpayers = 0;
    Yen fixed_base, fixed_tax, city_base, city_tax, annual_tax;
    void add(const rules::Totals& totals);
};

// First and last version of a run in one result register. Rows of another run that was written at
// the same time may stand between them.
Result<registers::VersionRange> versions_of_run(store::Connection& connection,
                                                const registers::Definition& definition,
                                                std::uint64_t run);

// Appends one owner group's rows.
class ResultEncoder {
public:
    ResultEncoder(const ResultLayouts& layouts, std::uint64_t run, const rules::LandLaw& land)
        : layouts_(&layouts), run_(run), land_(&land) {}
    void add(const Snapshot& snapshot, const Group& group, const rules::OwnerGroupResult& result,
             ResultBatch& batch);

private:
    registers::Cell* new_row(ResultRegister which, ResultBatch& batch);
    void set(ResultRegister which, std::size_t column, std::int64_t value);
    void close_row(ResultRegister which, ResultBatch& batch);
    void add_parcel(const Snapshot& snapshot, std::size_t index, const rules::ParcelResult& result,
                    ResultBatch& batch);
    void add_taxpayer(const Group& group, const rules::OwnerGroupResult& result,
                      ResultBatch& batch);

    const ResultLayouts* layouts_;
    std::uint64_t run_;
    const rules::LandLaw* land_;
    registers::Cell* row_ = nullptr;
    Bytes scratch_;
};

}  // namespace daicho::tax::levy
