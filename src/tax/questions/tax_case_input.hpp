// Reading of a `tax case` into what the rules take. Internal to tax/questions.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "json/reader.hpp"
#include "tax/rules/owner_group.hpp"

namespace daicho::tax::questions {

struct CaseInput {
    FiscalYear year;
    rules::Municipality city;
    std::vector<rules::ParcelInput> parcels;
    std::vector<rules::HouseInput> houses;
    std::vector<rules::AssetInput> assets;
    std::vector<std::string> parcel_ids;
    std::vector<std::string> house_ids;
    std::vector<std::string> asset_ids;
    std::vector<bool> houses_not_yet_built;
    std::deque<rules::GivenComponents> given;  // pointed at by parcels

    [[nodiscard]] rules::OwnerGroupInput group() const noexcept {
        return {parcels, houses, assets};
    }
};

// Reads everything below "fiscal_year"; faults stay in the reader. `law` gives bounds only.
void read_case(json::ObjectReader& in, const rules::LevyLaw& law, CaseInput& out);

}  // namespace daicho::tax::questions
