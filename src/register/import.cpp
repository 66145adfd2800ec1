#include "register/import.hpp"

#include <fmt/format.h>

#include <charconv>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "register/access.hpp"
#include "register/by_command.hpp"
#include "register/detail/row_compare.hpp"
#include "register/detail/row_reader.hpp"
#include "register/disclosure.hpp"
#include "register/row_writer.hpp"
#include "register/schema.hpp"
#include "register/whole_check.hpp"

namespace daicho::registers {
namespace {

// Batches on their way from the reading thread to the writer; bounded.
class Channel {
public:
    void put(std::unique_ptr<detail::Batch> batch) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [this] { return batches_.size() < kDepth || closed_; });
        if (!closed_) batches_.push_back(std::move(batch));
        ready_.notify_one();
    }
    // Null: no more.
    std::unique_ptr<detail::Batch> take() {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [this] { return !batches_.empty() || ended_; });
        if (batches_.empty()) return nullptr;
        auto batch = std::move(batches_.front());
        batches_.pop_front();
        room_.notify_one();
        return batch;
    }
    void end() {  // by the reading side
        const std::lock_guard lock(mutex_);
        ended_ = true;
        ready_.notify_all();
    }
    void close() {  // by the writing side: nothing more is wanted
        const std::lock_guard lock(mutex_);
        closed_ = true;
        room_.notify_all();
    }
    [[nodiscard]] bool closed() {
        const std::lock_guard lock(mutex_);
        return closed_;
    }

private:
    static constexpr std::size_t kDepth = 4;
    std::mutex mutex_;
    std::condition_variable ready_, room_;
    std::deque<std::unique_ptr<detail::Batch>> batches_;
    bool ended_ = false;
    bool closed_ = false;
};

void read_all(detail::RowReader& reader, Channel& channel, bool take_good_rows) {
    bool more = true;
    while (more && !channel.closed()) {
        auto batch = std::make_unique<detail::Batch>();
        const auto filled = reader.fill(*batch);
        more = filled && *filled;
        // After the first bad line only the faults of the rest are of interest.
        const bool wanted = take_good_rows || reader.report.bad_rows == 0;
        if (wanted && !batch->rows.empty()) channel.put(std::move(batch));
    }
    channel.end();
}

// A store that gathers rows names the row that it refused; whoever has none was refused at once.
// `placed`: the rows of the batch that were handed to the writer, behind `before` of earlier ones.
struct Placed {
    std::uint64_t before = 0;
    std::vector<std::size_t> rows;
};

Error refused_row(Error error, const Definition& definition, const detail::Batch& batch,
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

Status write_batch(RowWriter& writer, const Definition& definition, detail::Batch& batch,
                   const std::string& file, WholeCheck& wholes,
                   std::optional<detail::RowCompare>& compare) {
    const std::size_t width = definition.fields.size();
    Placed placed{writer.rows(), {}};
    placed.rows.reserve(batch.rows.size());
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
        const detail::BatchRow& row = batch.rows[i];
        NewRow fresh;
        fresh.record = row.record;
        fresh.fresh = row.fresh;
        fresh.valid = row.valid;
        fresh.state = row.state;
        fresh.cells = {batch.cells.data() + i * width, width};
        fresh.digest = batch.digests.empty() ? nullptr : &batch.digests[i];
        fresh.key = row.key;
        fresh.index_key = false;
        if (compare) {
            DAICHO_TRY(carried,
                       compare->carry_over(row, {batch.cells.data() + i * width, width}));
            if (carried) fresh.digest = nullptr;  // of other cells
            DAICHO_TRY(known, compare->passes_over(row, fresh.cells));
            if (known) continue;
        }
        placed.rows.push_back(i);
        auto written = writer.add(fresh);
        if (!written) {
            return refused_row(std::move(written.error()), definition, batch, placed,
                               placed.before + placed.rows.size(), file);
        }
        wholes.note(fresh.cells, row.line);
    }
    Status settled = writer.settle();
    if (compare) compare->settled();
    if (settled) return settled;
    return refused_row(std::move(settled.error()), definition, batch, placed, 0, file);
}

Error refusal(const ImportReport& report, const std::string& file) {
    Error error = input_error("import.refused")
                      .with("file", file)
                      .with("bad", std::to_string(report.bad_rows))
                      .with("rows", std::to_string(report.rows));
    error.causes = report.errors;
    return error;
}

// A whole falls apart as a whole: taking good rows cannot save it.
Status check_wholes(Context& context, WholeCheck& wholes, ImportReport& report,
                    const std::string& file, const ImportOptions& options) {
    DAICHO_TRY(found, wholes.compare(context.connection, file, options.max_errors));
    if (found.faults.empty()) return {};
    if (options.carried_over) {
        report.warnings += found.faults.size();
        std::ranges::move(found.faults, std::back_inserter(report.first_warnings));
        return {};
    }
    report.bad_rows += found.rows;
    std::ranges::move(found.faults, std::back_inserter(report.errors));
    if (options.preview) return {};
    return refusal(report, file);
}

// Indexes on an empty head are cheaper to build at the end.
Result<bool> head_is_empty(store::Connection& connection, const Definition& definition) {
    if (definition.is_event()) return false;
    DAICHO_TRY(any, connection.integer(
                        fmt::format("SELECT EXISTS (SELECT 1 FROM {})", head_table(definition))));
    return any == 0;
}

// What a full file does not name ends. After a bad line nobody knows what it names.
Status end_unnamed(detail::RowCompare& compare, RowWriter& writer, ImportReport& report,
                   const std::string& file, const ImportOptions& options) {
    if (report.bad_rows > 0) return {};
    auto ended = compare.end_unnamed(writer, file);
    if (!ended && options.preview && ended.error().id == "import.too_many_ended") {
        report.errors.push_back(std::move(ended.error()));
        return {};
    }
    return ended;
}

Status take_batches(Channel& channel, RowWriter& writer, const Definition& definition,
                    const std::string& file, WholeCheck& wholes,
                    std::optional<detail::RowCompare>& compare, const ImportOptions& options) {
    while (auto batch = channel.take()) {
        DAICHO_CHECK(write_batch(writer, definition, *batch, file, wholes, compare));
        if (options.progress) options.progress(batch->rows_read, batch->bytes_read);
        if (options.stop && options.stop()) return conflict_error("job.cancelled");
    }
    return {};
}

// A file that does not speak of personal numbers erases none, whatever the kind of import: exports
// never hold them.
bool may_lack_number(const Definition& definition, const RowSource& source,
                     const std::vector<bool>& present) {
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        if (definition.fields[i].type != FieldType::personal_number) continue;
        if (source.may_leave_out || !present[i]) return true;
    }
    return false;
}

Status land(Context& context, const Definition& definition, detail::RowReader& reader,
            const Authorship& authorship, const RowSource& source, const ImportOptions& options) {
    DAICHO_TRY(empty, head_is_empty(context.connection, definition));
    if (empty) DAICHO_CHECK(drop_head_indexes(context.connection, definition));
    DAICHO_TRY(writer, RowWriter::open(context, definition, authorship));
    WholeCheck wholes(definition);
    std::optional<detail::RowCompare> compare;
    const bool compares = options.changes_only || options.full || options.preview;
    if (compares || may_lack_number(definition, source, reader.present())) {
        DAICHO_TRY(opened, detail::RowCompare::open(context, definition, options,
                                                      reader.present()));
        compare.emplace(std::move(opened));
    }
    Channel channel;
    const bool partial = options.take_good_rows || options.preview;
    std::thread reading([&] { read_all(reader, channel, partial); });
    const Status status =
        take_batches(channel, writer, definition, source.name, wholes, compare, options);
    channel.close();
    reading.join();
    if (!status) return status;
    if (reader.report.bad_rows > 0 && !partial) return refusal(reader.report, source.name);
    if (options.full) {
        DAICHO_CHECK(end_unnamed(*compare, writer, reader.report, source.name, options));
    }
    DAICHO_CHECK(writer.seal());
    if (empty) DAICHO_CHECK(create_head_indexes(context.connection, definition));
    DAICHO_CHECK(check_wholes(context, wholes, reader.report, source.name, options));
    DAICHO_CHECK(context.kernel.check_rules(context, definition));
    reader.report.landed = writer.rows();
    reader.report.commit = writer.last_commit();
    if (compares) std::move(*compare).tell(reader.report);
    return {};
}

Status check_options(const Definition& definition, const ImportOptions& options) {
    if (!options.full) return {};
    if (definition.is_event()) return input_error("import.full_of_events");
    if (options.take_good_rows) return input_error("import.full_and_partial");
    if (options.valid_from == Date::from_days(0)) return input_error("import.full_needs_date");
    return {};
}

// Whoever sees what would change sees the records: durable before the answer leaves.
Status disclose_preview(Kernel& kernel, const identity::Principal& principal,
                        std::uint16_t capacity, const Definition& definition,
                        const ImportReport& report, const std::string& file) {
    std::vector<std::uint64_t> records;
    for (const ImportDifference& difference : report.differences) {
        if (difference.record != 0) records.push_back(difference.record);
    }
    if (records.empty() || !must_disclose(definition)) return {};
    Disclosure shown;
    shown.definition = &definition;
    shown.records = records;
    shown.detail = fmt::format(R"("import_preview":"{}")",
                               to_hex(view(sha256(as_bytes(file)))));
    return disclose(kernel, principal, capacity, shown);
}

}  // namespace

Result<ImportReport> import_rows(Kernel& kernel, const identity::Principal& principal,
                                 const Definition& definition, RowSource source,
                                 const ImportOptions& options) {
    const auto capacity = authorise(principal, definition, Action::import);
    if (!capacity) {
        DAICHO_CHECK(refuse(kernel, principal, definition, Action::import));
        return Error(capacity.error());
    }
    DAICHO_CHECK(check_not_by_command(kernel, principal, definition, *capacity));
    Authorship authorship;
    authorship.kind = journal::EntryKind::import;
    authorship.principal = principal.account;
    authorship.capacity = *capacity;
    authorship.body = fmt::format(R"({{"file":"{}"{}}})",
                                  to_hex(view(sha256(as_bytes(source.name)))),
                                  options.full ? R"(,"full":true)" : "");
    DAICHO_CHECK(check_options(definition, options));
    ImportOptions chosen = options;
    const auto may_view = authorise(principal, definition, Action::view);
    if (!may_view) chosen.sample = 0;
    ImportReport report;
    const auto land_all = [&](Context& context) -> Status {
        DAICHO_TRY(reader, detail::RowReader::open(kernel, context.connection, definition, source,
                                                   chosen));
        DAICHO_CHECK(land(context, definition, reader, authorship, source, chosen));
        report = std::move(reader.report);
        if (options.preview) return conflict_error("import.previewed");  // takes it all back
        return options.also ? options.also(context, report) : Status();
    };
    const Status done = kernel.command(land_all, store::Priority::background);
    if (!options.preview) {
        DAICHO_CHECK(done);
        return report;
    }
    if (done.error().id != "import.previewed") return Error(done.error());
    report.commit = {};
    if (may_view) {
        DAICHO_CHECK(disclose_preview(kernel, principal, *may_view, definition, report,
                                      source.name));
    }
    return report;
}

}  // namespace daicho::registers
