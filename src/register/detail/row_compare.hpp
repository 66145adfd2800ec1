// RowCompare: what a row of an import says that is not known already.
//
// A row is unchanged when one stretch of the present timeline covers its valid time and says the
// same in every field (personal numbers are compared in the clear, in memory), and an ending is
// when there is nothing left to end. Used inside a command. Threading: one thread.
#pragma once

#include <deque>
#include <optional>

#include "register/detail/hidden.hpp"
#include "register/detail/import_batch.hpp"
#include "register/import.hpp"
#include "register/query.hpp"
#include "register/row_writer.hpp"

namespace daicho::registers::detail {

class RowCompare {
public:
    static Result<RowCompare> open(Context& context, const Definition& definition,
                                   const ImportOptions& options, std::vector<bool> present);

    // What the file has no column for, or a line leaves out, stays as it is: fills these cells of
    // a record that is there. A plain import keeps personal numbers alone in this way. True when
    // it filled any; their bytes are good until `settled`.
    Result<bool> carry_over(const BatchRow& row, std::span<Cell> cells);
    void settled();
    // True: the head says all of it already. Counts, and keeps the first differences.
    Result<bool> is_known(const BatchRow& row, std::span<const Cell> cells);
    // The same, but never in a plain import: there every row lands.
    Result<bool> passes_over(const BatchRow& row, std::span<const Cell> cells);
    // Ends, from the import's date on, every record valid on that day that no row named. Hidden
    // records stay. Errors: import.too_many_ended, and those of writing.
    Status end_unnamed(RowWriter& writer, const std::string& file);

    // A record that the file spoke of in a part that landed before.
    void name(std::uint64_t record);
    [[nodiscard]] std::uint64_t changed() const noexcept { return changed_; }
    [[nodiscard]] std::uint64_t unchanged() const noexcept { return unchanged_; }
    // What ended, and the first differences.
    void tell(ImportReport& report) &&;

private:
    RowCompare(Context& context, const Definition& definition, const ImportOptions& options);
    Result<bool> same(const BatchRow& row, std::span<const Cell> cells);
    Result<bool> same_number(std::size_t field, std::uint64_t record, std::uint64_t version,
                             const Cell& stored, const Cell& given);
    Result<std::vector<std::uint64_t>> unnamed(std::uint64_t& valid);
    Status keep(const BatchRow& row, std::span<const Cell> cells, ImportDifference::Kind kind);
    std::string shown(std::size_t field, const Cell& cell) const;
    Result<std::string> key(std::uint64_t record);

    Context* context_;
    const Definition* definition_;
    const ImportOptions* options_;
    Hidden hidden_;
    store::StatementPointer covering_;  // the stretch that covers a row
    store::StatementPointer touching_;  // is there any stretch in a row's time
    std::vector<bool> present_;         // fields that the file has a column for
    // What cells point to until the rows are settled.
    struct Carried {
        RecordVersion version;
        std::vector<std::string> numbers;  // of it, in the clear
    };
    std::deque<Carried> carried_;
    std::vector<bool> named_;           // records that the file spoke of
    std::uint64_t unchanged_ = 0;
    std::uint64_t changed_ = 0;
    std::uint64_t ended_ = 0;
    std::vector<ImportDifference> differences_;
};

}  // namespace daicho::registers::detail
