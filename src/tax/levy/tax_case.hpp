// A levied taxpayer as a question (`daicho tax case`, docs/cli.md): what the run computed from, to
// be asked again with other inputs. Nothing is saved by that.
#pragma once

#include <functional>

#include "json/reader.hpp"
#include "tax/levy/snapshot.hpp"

namespace daicho::tax::levy {

// The number that stands for an object of this record: unique among those of its kind.
struct CaseNames {
    std::function<std::string(std::uint64_t record)> parcel, house, asset;
};

// Answered by tax/questions it gives exactly what the levy gave, as long as nobody changes it.
json::Object case_of(const Snapshot& snapshot, const Group& group, FiscalYear year,
                             const rules::Municipality& city, const CaseNames& names);

}  // namespace daicho::tax::levy
