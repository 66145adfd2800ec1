// Landing: one reading of a file into its register, in the writer's transaction.
//
// A thread of its own reads, checks and digests; the writer's inserts. Where it may land in parts
// it gives way between batches to whoever waits; a preview undoes each part instead of keeping it.
// Threading: run by the writer's thread.
#pragma once

#include <optional>

#include "register/detail/batch_channel.hpp"
#include "register/detail/row_compare.hpp"
#include "register/detail/row_reader.hpp"
#include "register/row_writer.hpp"
#include "register/whole_check.hpp"

namespace daicho::registers::detail {

class Landing {
public:
    // `parts`: null = one transaction. What is given here must outlive the landing.
    static Result<Landing> open(Context& context, const Definition& definition, RowSource& source,
                                const ImportOptions& options, const Authorship& authorship,
                                const ImportParts* parts);
    // Errors: import.refused with every named line, job.cancelled, those of writing.
    Status run();
    // Up to where rows stay whatever becomes of the rest; line 0: nothing does.
    [[nodiscard]] const ImportProgress& kept() const noexcept { return kept_; }
    // When it has run.
    ImportReport report() &&;

private:
    Landing(Context& context, const Definition& definition, RowSource& source,
            const ImportOptions& options, const ImportParts* parts, RowReader reader,
            RowWriter writer);
    void read_all(BatchChannel& channel);
    Status take_all(BatchChannel& channel);
    Status write(Batch& batch);
    Result<bool> add(const Batch& batch, std::size_t at, std::span<Cell> cells);
    [[nodiscard]] Status asked_to_stop() const;
    Status give_way(std::uint64_t line);
    [[nodiscard]] ImportProgress counted(std::uint64_t line) const;
    Status end_unnamed();
    Status check_wholes();
    [[nodiscard]] bool takes_good_rows() const noexcept {
        return options_->take_good_rows || options_->preview;
    }

    Context* context_;
    const Definition* definition_;
    RowSource* source_;
    const ImportOptions* options_;
    const ImportParts* parts_;
    RowReader reader_;
    RowWriter writer_;
    WholeCheck wholes_;
    std::optional<RowCompare> compare_;
    bool without_indexes_ = false;  // on an empty head they are cheaper to build at the end
    std::uint64_t fresh_ = 0;
    ImportProgress kept_;
};

// What a file with bad rows is answered.
Error refusal(const ImportReport& report, const std::string& file);

}  // namespace daicho::registers::detail
