// Import: rows from a file into one register, all or nothing (K7).
//
// Every bad line is named with line, field, value and what to do; then nothing lands, unless
// `take_good_rows` was asked for. Reserved columns: valid_from, valid_to, ended, reason.
// A key that exists already gets a new version. `changes_only` passes over rows that the present
// timeline says already; `full` takes the file for all there is on `valid_from` and ends what it
// does not name, but never more than so many per cent, and never a protected person's record.
// A preview does all of it and takes it back: what it counts is what would land. One thread reads,
// checks and digests; the writer thread inserts; both work at once, memory stays bounded by a few
// batches.
#pragma once

#include <functional>
#include <optional>

#include "identity/principal.hpp"
#include "register/kernel.hpp"
#include "register/row_source.hpp"

namespace daicho::registers {

struct ImportOptions {
    bool take_good_rows = false;
    bool carried_over = false;  // from the system before: parts that are not a whole are warnings
    Date valid_from = Date::from_days(0);  // for rows without the column
    std::string reason;                    // journaled
    std::size_t max_errors = 100;          // named one by one; the rest are counted
    bool changes_only = false;
    bool full = false;                     // implies changes_only; needs `valid_from`
    unsigned most_ended_percent = 5;       // of those valid on that day
    bool preview = false;                  // nothing lands; implies changes_only
    std::size_t sample = 0;                // differences that are kept
    std::function<void(std::uint64_t rows, std::uint64_t bytes)> progress;
    std::function<bool()> stop;  // true: ends with job.cancelled, nothing lands
    // What else must stand in the transaction of the rows; not asked by a preview.
    std::function<Status(Context&, const struct ImportReport&)> also;
};

// What one row would change; `before` and `after` as text, refs as record numbers.
struct ImportDifference {
    enum class Kind : std::uint8_t { fresh, changed, ended };
    struct OfField {
        std::string field;
        std::string before;
        std::string after;
    };
    Kind kind = Kind::fresh;
    std::string key;
    std::uint64_t record = 0;  // 0: a new one
    std::uint64_t line = 0;    // 0: ended because the file does not name it
    bool withheld = false;     // tells of a protected person: no values
    std::vector<OfField> fields;
};

struct ImportReport {
    std::uint64_t rows = 0;         // read
    std::uint64_t landed = 0;       // written
    std::uint64_t new_records = 0;  // of them, records that were not there before
    std::uint64_t changed = 0;      // of records there were; with changes_only
    std::uint64_t unchanged = 0;    // passed over; with changes_only
    std::uint64_t ended = 0;        // records that a full file did not name
    std::uint64_t bad_rows = 0;
    bool refused = false;           // of a preview: nothing of it would land
    std::uint64_t warnings = 0;
    std::vector<Error> errors;      // at most max_errors
    std::vector<Error> first_warnings;
    std::vector<ImportDifference> differences;  // the first of them
    CommitNumber commit;            // entry that sealed the last rows; of a preview none
};

// Where an import in parts stands: rows up to this line have landed.
struct ImportProgress {
    std::uint64_t line = 0;
    std::uint64_t landed = 0;
    std::uint64_t new_records = 0;
    std::uint64_t changed = 0;
    std::uint64_t unchanged = 0;
};

struct ImportParts {
    ImportProgress before;  // of this import, when it was broken off; it is not rehearsed again
    // In the transaction of each part but the last.
    std::function<Status(Context&, const ImportProgress&)> kept;
    // Asked in place of `stop` once a part stays: true ends with job.cancelled, to go on later.
    std::function<bool()> pause;
};

// A preview that shows differences of a register about persons is a disclosure and journaled as
// one; without the permission `view` it only counts.
//
// Beside people a file lands in parts: whoever waits is let through between two batches, and what
// landed by then is durable. So that bad input never half lands (K7), the whole file is rehearsed
// first, the register takes no other rows meanwhile (register.being_imported), and an import that
// is broken off goes on behind the last row that landed. When nobody waits it is one transaction.
// Errors: register.denied; import.refused with every named line as a cause (nothing landed);
// import.full_needs_date, import.full_of_events, import.full_and_partial, import.too_many_ended.
Result<ImportReport> import_rows(Kernel& kernel, const identity::Principal& principal,
                                 const Definition& definition, RowSource source,
                                 const ImportOptions& options);

// The same in parts. The file is read twice: `open` gives it from its beginning each time.
// Registers of area `office` decide who somebody is: they land in one transaction all the same.
// Errors as above; import.broken_off when it fails for good after a part has landed.
Result<ImportReport> import_in_parts(Kernel& kernel, const identity::Principal& principal,
                                     const Definition& definition,
                                     const std::function<Result<RowSource>()>& open,
                                     const ImportOptions& options, const ImportParts& parts);

}  // namespace daicho::registers
