#include "register/detail/landing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <thread>

#include "register/schema.hpp"

namespace daicho::registers::detail {
namespace {

// A store that gathers rows names the row that it refused; whoever has none was refused at once.
// `placed`: the rows of the batch that were handed to the writer, behind `before` of earlier ones.
struct Placed {
    std::uint64_t before = 0;
    std::vector<std::size_t> rows;
};

Error refused_row(Error error, const Definition& definition, const Batch& batch,
                  const Placed& placed, std::uint64_t row, const std::string& file) {
    if (error.id != "store.refused") return error;
    for (const auto& [name, value] : error.arguments) {
        if (name == "table" && value != version_table(definition)) return error;
        if (name == "row") std::from_chars(value.data(), value.data() + value.size(), row);
    }
    if (row <= placed.before || row - placed.before > placed.rows.size()) return error;
    const std::size_t at = placed.rows[row - placed.before - 1];
    return input_error("import.key_exists").at_line(file, batch.rows[at].line);
}

Result<bool> head_is_empty(store::Connection& connection, const Definition& definition) {
    if (definition.is_event()) return false;
    DAICHO_TRY(any, connection.integer(
                        fmt::format("SELECT EXISTS (SELECT 1 FROM {})", head_table(definition))));
    return any == 0;
}

// A file that does not speak of personal numbers or documents erases none, whatever the kind of
// import: exports never hold them.
bool may_lack_number(const Definition& definition, const RowSource& source,
                     const std::vector<bool>& present) {
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        if (!is_kept_apart(definition.fields[i].type)) continue;
        if (source.may_leave_out || !present[i]) return true;
    }
    return false;
}

bool compares(const ImportOptions& options) {
    return options.changes_only || options.full || options.preview;
}

}  // namespace

Error refusal(const ImportReport& report, const std::string& file) {
    Error error = input_error("import.refused")
                      .with("file", file)
                      .with("bad", std::to_string(report.bad_rows))
                      .with("rows", std::to_string(report.rows));
    error.causes = report.errors;
    return error;
}

Landing::Landing(Context& context, const Definition& definition, RowSource& source,
                 const ImportOptions& options, const ImportParts* parts, RowReader reader,
                 RowWriter writer)
    : context_(&context), definition_(&definition), source_(&source), options_(&options),
      parts_(parts), reader_(std::move(reader)), writer_(std::move(writer)), wholes_(definition) {
    if (parts != nullptr) kept_ = parts->before;
}

Result<Landing> Landing::open(Context& context, const Definition& definition, RowSource& source,
                              const ImportOptions& options, const Authorship& authorship,
                              const ImportParts* parts) {
    DAICHO_TRY(reader, RowReader::open(context.kernel, context.connection, definition, source,
                                       options));
    // What stands there between two parts is read by others.
    DAICHO_TRY(empty, head_is_empty(context.connection, definition));
    const bool without_indexes = empty && parts == nullptr;
    if (without_indexes) DAICHO_CHECK(drop_head_indexes(context.connection, definition));
    DAICHO_TRY(writer, RowWriter::open(context, definition, authorship));
    std::optional<RowCompare> compare;
    if (compares(options) || may_lack_number(definition, source, reader.present())) {
        DAICHO_TRY(opened, RowCompare::open(context, definition, options, reader.present()));
        compare.emplace(std::move(opened));
    }
    Landing landing(context, definition, source, options, parts, std::move(reader),
                    std::move(writer));
    landing.compare_ = std::move(compare);
    landing.without_indexes_ = without_indexes;
    return landing;
}

// After the first bad line only the faults of the rest are of interest.
void Landing::read_all(BatchChannel& channel) {
    bool more = true;
    while (more && !channel.closed()) {
        auto batch = std::make_unique<Batch>();
        const auto filled = reader_.fill(*batch);
        more = filled && *filled;
        const bool wanted = takes_good_rows() || reader_.report.bad_rows == 0;
        if (wanted && !batch->rows.empty()) channel.put(std::move(batch));
    }
    channel.end();
}

// Once a part stays, a person's wish to cancel comes too late: half a file is nobody's wish.
Status Landing::asked_to_stop() const {
    const bool stays = kept_.line > 0;
    const auto& ask = stays ? parts_->pause : options_->stop;
    if (ask && ask()) return conflict_error("job.cancelled");
    return {};
}

ImportProgress Landing::counted(std::uint64_t line) const {
    ImportProgress now = parts_ == nullptr ? ImportProgress() : parts_->before;
    now.line = line;
    now.landed += writer_.rows();
    now.new_records += fresh_;
    if (!compare_) return now;
    now.changed += compare_->changed();
    now.unchanged += compare_->unchanged();
    return now;
}

Status Landing::give_way(std::uint64_t line) {
    Kernel& kernel = context_->kernel;
    if (parts_ == nullptr || !kernel.writer().somebody_waits()) return {};
    if (options_->preview) {
        DAICHO_CHECK(writer_.settle());
        DAICHO_CHECK(kernel.give_way(*context_, store::Writer::Part::undo));
        writer_.drop_part();
        return {};
    }
    DAICHO_CHECK(writer_.seal());
    const ImportProgress now = counted(line);
    if (parts_->kept) DAICHO_CHECK(parts_->kept(*context_, now));
    DAICHO_CHECK(kernel.give_way(*context_, store::Writer::Part::keep));
    kept_ = now;
    return {};
}

// True: the row was handed to the writer.
Result<bool> Landing::add(const Batch& batch, std::size_t at, std::span<Cell> cells) {
    const BatchRow& row = batch.rows[at];
    const bool landed_before = parts_ != nullptr && row.line <= parts_->before.line;
    wholes_.note(row.record, row.valid, row.state, cells, row.line);
    if (landed_before) {
        if (compare_) compare_->name(row.record);
        return false;
    }
    NewRow fresh;
    fresh.record = row.record;
    fresh.fresh = row.fresh;
    fresh.valid = row.valid;
    fresh.state = row.state;
    fresh.cells = cells;
    fresh.digest = batch.digests.empty() ? nullptr : &batch.digests[at];
    fresh.key = row.key;
    fresh.index_key = false;
    if (compare_) {
        DAICHO_TRY(carried, compare_->carry_over(row, cells));
        if (carried) fresh.digest = nullptr;  // of other cells
        DAICHO_TRY(known, compare_->passes_over(row, cells));
        if (known) return false;
    }
    DAICHO_CHECK(writer_.add(fresh));
    if (row.fresh) ++fresh_;
    return true;
}

Status Landing::write(Batch& batch) {
    const std::size_t width = definition_->fields.size();
    Placed placed{writer_.rows(), {}};
    placed.rows.reserve(batch.rows.size());
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
        placed.rows.push_back(i);
        auto added = add(batch, i, {batch.cells.data() + i * width, width});
        if (!added) {
            return refused_row(std::move(added.error()), *definition_, batch, placed,
                               placed.before + placed.rows.size(), source_->name);
        }
        if (!*added) placed.rows.pop_back();
    }
    Status settled = writer_.settle();
    if (compare_) compare_->settled();
    if (settled) return settled;
    return refused_row(std::move(settled.error()), *definition_, batch, placed, 0, source_->name);
}

Status Landing::take_all(BatchChannel& channel) {
    while (auto batch = channel.take()) {
        DAICHO_CHECK(write(*batch));
        if (options_->progress) options_->progress(batch->rows_read, batch->bytes_read);
        DAICHO_CHECK(asked_to_stop());
        DAICHO_CHECK(give_way(batch->rows.back().line));
    }
    return {};
}

// What a full file does not name ends. After a bad line nobody knows what it names.
Status Landing::end_unnamed() {
    ImportReport& report = reader_.report;
    if (!options_->full || report.bad_rows > 0) return {};
    auto ended = compare_->end_unnamed(writer_, source_->name);
    if (!ended && options_->preview && ended.error().id == "import.too_many_ended") {
        report.refused = true;
        report.errors.push_back(std::move(ended.error()));
        return {};
    }
    return ended;
}

// A whole falls apart as a whole: taking good rows cannot save it.
Status Landing::check_wholes() {
    ImportReport& report = reader_.report;
    DAICHO_TRY(found,
               wholes_.compare(context_->connection, source_->name, options_->max_errors));
    if (found.faults.empty()) return {};
    if (options_->carried_over) {
        report.warnings += found.faults.size();
        std::ranges::move(found.faults, std::back_inserter(report.first_warnings));
        return {};
    }
    report.refused = true;
    report.bad_rows += found.rows;
    std::ranges::move(found.faults, std::back_inserter(report.errors));
    if (options_->preview) return {};
    return refusal(report, source_->name);
}

Status Landing::run() {
    BatchChannel channel;
    std::thread reading([&] { read_all(channel); });
    const Status status = take_all(channel);
    channel.close();
    reading.join();
    if (!status) return status;
    if (reader_.report.bad_rows > 0) {
        reader_.report.refused = !options_->take_good_rows;
        if (!takes_good_rows()) return refusal(reader_.report, source_->name);
    }
    DAICHO_CHECK(end_unnamed());
    DAICHO_CHECK(writer_.seal());
    if (without_indexes_) DAICHO_CHECK(create_head_indexes(context_->connection, *definition_));
    DAICHO_CHECK(check_wholes());
    DAICHO_CHECK(context_->kernel.check_rules(*context_, *definition_));
    DAICHO_TRY(state, context_->kernel.state(context_->connection, *definition_));
    if (!options_->preview) reader_.hand_over(*state);
    return {};
}

ImportReport Landing::report() && {
    const ImportProgress all = counted(0);
    ImportReport report = std::move(reader_.report);
    report.landed = all.landed;
    report.new_records = all.new_records;
    report.commit = writer_.last_commit();
    if (compare_ && compares(*options_)) {
        report.changed = all.changed;
        report.unchanged = all.unchanged;
        std::move(*compare_).tell(report);
    }
    return report;
}

}  // namespace daicho::registers::detail
