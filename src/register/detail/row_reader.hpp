// RowReader: lines of a source to checked cells – the half of an import that runs beside the
// writer. Collects the named faults of bad lines and goes on.
#pragma once

#include <unordered_map>

#include "register/checks.hpp"
#include "register/detail/import_batch.hpp"
#include "register/import.hpp"

namespace daicho::registers::detail {

class RowReader {
public:
    // Loads what it needs (keys of this register and of its targets) through `connection`.
    static Result<RowReader> open(Kernel& kernel, store::Connection& connection,
                                  const Definition& definition, RowSource& source,
                                  const ImportOptions& options);

    // Fills a batch; false when the source is at its end (the batch may still hold rows).
    Result<bool> fill(Batch& batch);

    // By field: does the file have a column for it?
    [[nodiscard]] const std::vector<bool>& present() const noexcept { return present_; }

    // All has landed: the register goes on where the file ended.
    void hand_over(RegisterState& state);

    ImportReport report;

private:
    enum class Reserved : std::uint8_t { none, valid_from, valid_to, ended, reason };
    struct Column {
        std::size_t field = Definition::npos;
        Reserved reserved = Reserved::none;
    };
    struct Parsed {
        ValidTime valid;
        bool ended = false;
        bool good = true;
    };
    RowReader(Kernel& kernel, const Definition& definition, RowSource& source,
              const ImportOptions& options);
    Status bind_columns();
    void take_row(const SourceRow& row, Batch& batch);
    void parse_fields(const SourceRow& row, Batch& batch, Cell* cells, Parsed& parsed);
    Result<Cell> parse_field(const Field& field, std::string_view text, Batch& batch);
    void parse_reserved(Reserved kind, std::string_view text, std::uint64_t line, Parsed& parsed);
    void place(const SourceRow& row, Batch& batch, Cell* cells, const Parsed& parsed);
    std::string_view key_text(const SourceRow& row, const Cell* cells);
    void fault(std::uint64_t line, Error error);

    Kernel* kernel_;
    const Definition* definition_;
    RowSource* source_;
    const ImportOptions* options_;
    std::shared_ptr<KeyIndex> keys_;  // of the register itself, with the new ones of the file
    std::uint64_t next_record_ = 1;
    std::uint32_t revision_ = 1;
    std::vector<Column> columns_;
    std::vector<std::size_t> key_columns_;
    std::vector<bool> present_;
    std::vector<std::shared_ptr<const KeyIndex>> targets_;  // by field; null where not a ref
    std::unordered_map<std::string, std::uint64_t> seen_;  // event keys of this file → line
    CheckOutcome outcome_;
    std::string key_;
    Bytes scratch_;
    bool row_good_ = true;
};

}  // namespace daicho::registers::detail
