// Import: rows from a file into one register, all or nothing (K7).
//
// Every bad line is named with line, field, value and what to do; then nothing lands, unless
// `take_good_rows` was asked for. Reserved columns: valid_from, valid_to, ended, reason.
// A key that exists already gets a new version. One thread reads, checks and digests; the writer
// thread inserts; both work at once, memory stays bounded by a few batches.
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
    std::function<void(std::uint64_t rows, std::uint64_t bytes)> progress;
};

struct ImportReport {
    std::uint64_t rows = 0;         // read
    std::uint64_t landed = 0;       // written
    std::uint64_t new_records = 0;  // of them, records that were not there before
    std::uint64_t bad_rows = 0;
    std::uint64_t warnings = 0;
    std::vector<Error> errors;      // at most max_errors
    std::vector<Error> first_warnings;
    CommitNumber commit;            // entry that sealed the last rows
};

// Errors: register.denied; import.refused with every named line as a cause (nothing landed).
Result<ImportReport> import_rows(Kernel& kernel, const identity::Principal& principal,
                                 const Definition& definition, RowSource source,
                                 const ImportOptions& options);

}  // namespace daicho::registers
