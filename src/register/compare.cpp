#include "register/compare.hpp"

#include <algorithm>

namespace daicho::registers {
namespace {

// Equal values of one field. A seal differs each time: what it holds is compared.
Result<bool> same_value(Kernel& kernel, store::Connection& connection,
                        const Definition& definition, std::size_t field,
                        const RecordVersion& before, const RecordVersion& after) {
    const OwnedValue& a = before.values[field];
    const OwnedValue& b = after.values[field];
    if (a.kind != b.kind) return false;
    if (a.kind != Cell::Kind::blob) return a.integer == b.integer && a.bytes == b.bytes;
    const auto open = [&](const RecordVersion& version, const OwnedValue& value) {
        return kernel.vault().open_field(connection,
                                         {definition.number, version.record,
                                          definition.fields[field].id, version.version},
                                         as_bytes(value.bytes));
    };
    DAICHO_TRY(first, open(before, a));
    DAICHO_TRY(second, open(after, b));
    return first == second;
}

}  // namespace

Result<std::vector<std::size_t>> differing_fields(Kernel& kernel, store::Connection& connection,
                                                  const Definition& definition,
                                                  const std::optional<RecordVersion>& before,
                                                  const std::optional<RecordVersion>& after) {
    std::vector<std::size_t> fields;
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        bool same = false;
        if (before && after) {
            DAICHO_TRY(equal, same_value(kernel, connection, definition, i, *before, *after));
            same = equal;
        } else {
            const auto& one = before ? before : after;
            same = !one || one->values[i].kind == Cell::Kind::null;
        }
        if (!same) fields.push_back(i);
    }
    return fields;
}

Result<MomentsCompared> compare_moments(Kernel& kernel, store::Connection& connection,
                                        const Definition& definition, std::uint64_t record,
                                        const Moment& from, const Moment& to) {
    MomentsCompared compared;
    DAICHO_TRY(before, read_record(connection, definition, record, from));
    DAICHO_TRY(after, read_record(connection, definition, record, to));
    compared.from = std::move(before);
    compared.to = std::move(after);
    DAICHO_TRY(fields,
               differing_fields(kernel, connection, definition, compared.from, compared.to));
    compared.fields = std::move(fields);
    return compared;
}

Result<std::vector<RecordVersion>> scheduled_changes(store::Connection& connection,
                                                     const Definition& definition,
                                                     std::uint64_t record, Date today) {
    DAICHO_TRY(history, read_history(connection, definition, record));
    std::vector<RecordVersion> coming;
    for (std::size_t i = 0; i < history.size(); ++i) {
        const Date first = history[i].valid.from;
        if (first <= today) continue;
        // Does it still answer for its first day?
        const bool covered = std::any_of(
            history.begin() + static_cast<std::ptrdiff_t>(i) + 1, history.end(),
            [&](const RecordVersion& later) {
                return later.valid.from <= first && first < later.valid.to;
            });
        if (!covered) coming.push_back(history[i]);
    }
    std::ranges::stable_sort(coming, {}, [](const RecordVersion& one) { return one.valid.from; });
    return coming;
}

}  // namespace daicho::registers
