// Compare: what differs between two versions, and what is going to change by itself.
#pragma once

#include "register/query.hpp"

namespace daicho::registers {

// Indices of the fields whose values differ; of a version that is not there every value is empty.
// Sealed values are opened and compared, never given.
Result<std::vector<std::size_t>> differing_fields(Kernel& kernel, store::Connection& connection,
                                                  const Definition& definition,
                                                  const std::optional<RecordVersion>& before,
                                                  const std::optional<RecordVersion>& after);

struct MomentsCompared {
    std::optional<RecordVersion> from, to;
    std::vector<std::size_t> fields;
};
Result<MomentsCompared> compare_moments(Kernel& kernel, store::Connection& connection,
                                    const Definition& definition, std::uint64_t record,
                                    const Moment& from, const Moment& to);

// Confirmed versions whose first day is still to come, by that day. To cancel one: a change over
// its stretch with ChangeRequest::like = the day before.
Result<std::vector<RecordVersion>> scheduled_changes(store::Connection& connection,
                                                     const Definition& definition,
                                                     std::uint64_t record, Date today);

}  // namespace daicho::registers
