// Query: reading registers at a moment – as of a date, as known at a journal number.
//
// Present knowledge is answered from the head, past knowledge from the versions. These functions
// only read; `register/disclosure.hpp` puts the entry in the journal that must come before the
// answer leaves.
#pragma once

#include <functional>
#include <optional>

#include "register/kernel.hpp"
#include "register/row_digest.hpp"

namespace daicho::registers {

struct Moment {
    Date as_of;
    std::optional<CommitNumber> as_known;  // absent: now
};

// A value that owns its bytes.
struct OwnedValue {
    Cell::Kind kind = Cell::Kind::null;
    std::int64_t integer = 0;
    std::string bytes;
    [[nodiscard]] Cell cell() const noexcept { return {kind, integer, bytes}; }
};

struct RecordVersion {
    std::uint64_t record = 0;
    std::uint64_t version = 0;
    CommitNumber commit;
    ValidTime valid;
    RowState state = RowState::normal;
    std::vector<OwnedValue> values;  // in order of definition.fields
};

// Nothing when the record does not exist at that moment.
Result<std::optional<RecordVersion>> read_record(store::Connection& connection,
                                                 const Definition& definition,
                                                 std::uint64_t record, const Moment& moment);
// All confirmed versions, oldest first.
Result<std::vector<RecordVersion>> read_history(store::Connection& connection,
                                                const Definition& definition,
                                                std::uint64_t record);

// With what is, or was, only provisional: for those who may change or approve.
Result<std::vector<RecordVersion>> read_versions(store::Connection& connection,
                                                 const Definition& definition,
                                                 std::uint64_t record);

// Number of records at a moment.
Result<std::uint64_t> count_records(store::Connection& connection, const Definition& definition,
                                    const Moment& moment);

// Key text of a version (fields joined by "/"; refs as record ids).
std::string key_of(const Definition& definition, const RecordVersion& version);

// Streams all records at a moment, in order of record id: the levy's snapshot.
// `fields` are indices; the callback gets the record id and cells in that order (views).
using ScanRow = std::function<Status(std::uint64_t record, std::span<const Cell> cells)>;
Status scan(store::Connection& connection, const Definition& definition,
            std::span<const std::size_t> fields, const Moment& moment, const ScanRow& visit);

}  // namespace daicho::registers
